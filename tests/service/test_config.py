"""Settings from the environment."""

from __future__ import annotations

from pathlib import Path

import pytest

from service.config import Settings, SettingsError


def test_an_empty_environment_gives_the_defaults() -> None:
    assert Settings.from_environ({}) == Settings()
    assert Settings.from_environ({"GAZETTEER_ARTEFACT": "", "PORT": " "}) == Settings()


def test_every_setting() -> None:
    assert Settings.from_environ(
        {
            "GAZETTEER_ARTEFACT": "/data/artefact",
            "GAZETTEER_LOG_NAMES": "1",
            "GAZETTEER_LOG_LEVEL": "Warning",
            "GAZETTEER_CACHE_S": "0",
            "GAZETTEER_HOST": "::1",
            "PORT": "9000",
            "GAZETTEER_WORKERS": "3",
            "GAZETTEER_THREADS": "1",
            "GAZETTEER_KEEPALIVE_S": "75",
        }
    ) == Settings(Path("/data/artefact"), True, "warning", 0, "::1", 9000, 3, 1, 75)


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
        ("WEB_CONCURRENCY", "many"),
        ("PORT", "65536"),
        ("PORT", "http"),
    ],
)
def test_a_bad_setting_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=f"{name}='{value}': accepted is "):
        Settings.from_environ({name: value})
