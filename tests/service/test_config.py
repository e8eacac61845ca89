"""Settings from the environment."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from service.config import Settings, SettingsError, settings_table, variables_of

VALUES = {
    "artefact": ("/data/artefact", Path("/data/artefact")),
    "host": ("::1", "::1"),
    "port": ("9000", 9000),
    "spool_dir": ("/spool", Path("/spool")),
    "api_keys": ("me:00", "me:00"),
    "api_keys_file": ("/keys", Path("/keys")),
    "rate_limit": ("5/minute", "5/minute"),
    "batch_rate_limit": ("1/minute", "1/minute"),
    "rate_storage": ("redis://r", "redis://r"),
    "log_level": ("Warning", "warning"),
    "log_names": ("1", True),
    "max_name_length": ("100", 100),
}
"""A text and what it is read as; the other settings are numbers, and take 2000."""


def test_an_empty_environment_gives_the_defaults() -> None:
    assert Settings.from_environ({}) == Settings()
    assert Settings.from_environ({"GAZETTEER_ARTEFACT": "", "PORT": " "}) == Settings()


def test_every_setting() -> None:
    read = {name: VALUES.get(name, ("2000", 2000)) for name, _ in settings_table()}
    environ = {variables_of(name, setting)[0]: read[name][0] for name, setting in settings_table()}
    assert Settings.from_environ(environ) == Settings(**{name: value for name, (_, value) in read.items()})


def test_every_field_says_what_it_takes_and_is_for() -> None:
    table = dict(settings_table())
    assert list(table) == [field.name for field in fields(Settings)]
    assert all(setting.accepted and setting.about for setting in table.values())


def test_our_own_names_win_over_the_platform_s() -> None:
    platform = {"HOST": "0.0.0.0", "WEB_CONCURRENCY": "8"}
    assert Settings.from_environ(platform) == Settings(host="0.0.0.0", workers=8)
    ours = {"GAZETTEER_HOST": "127.0.0.2", "GAZETTEER_WORKERS": "1"}
    assert Settings.from_environ(platform | ours) == Settings(host="127.0.0.2", workers=1)


def test_what_kubernetes_sets_beside_a_service_of_this_name_is_not_ours() -> None:
    links = {"GAZETTEER_PORT": "tcp://10.0.0.7:80", "GAZETTEER_SERVICE_HOST": "10.0.0.7"}
    assert Settings.from_environ(links) == Settings()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("GAZETTEER_LOG_NAMES", "yes please"),
        ("GAZETTEER_LOG_LEVEL", "loud"),
        ("GAZETTEER_CACHE_S", "-1"),
        ("GAZETTEER_CACHE_S", "1h"),
        ("GAZETTEER_THREADS", "0"),
        ("GAZETTEER_MAX_BODY_BYTES", "10"),
        ("GAZETTEER_MAX_NAME_LENGTH", "257"),
        ("WEB_CONCURRENCY", "many"),
        ("PORT", "65536"),
        ("PORT", "http"),
    ],
)
def test_a_bad_setting_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=f"{name}='{value}': accepted is "):
        Settings.from_environ({name: value})
