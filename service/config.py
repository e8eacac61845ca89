"""All settings of the service as one frozen value, read from the environment once, at start.

Names begin with GAZETTEER_, but for PORT and WEB_CONCURRENCY, which hosting platforms set, and HOST.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")

LOG_LEVELS = ("debug", "info", "warning", "error")


class SettingsError(ValueError):
    """A setting that cannot be used; the message names the variable and what it takes."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How this service runs.

    `artefact` None is the user's cache folder. `log_names` writes the names that people ask for to the log.
    `cache_s` is how long a cache may keep an answer without asking again. `keepalive_s` is how long an idle
    connection stays open; behind a proxy it should be longer than the proxy's own.
    """

    artefact: Path | None = None
    log_names: bool = False
    log_level: str = "info"
    cache_s: int = 300
    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 2
    threads: int = 4
    keepalive_s: int = 5

    @classmethod
    def from_environ(cls, environ: Mapping[str, str]) -> Settings:
        """The settings of these variables; missing and empty ones leave the default. Raises SettingsError."""

        def read(field: str, parse: Callable[[str], T], accepted: str, *names: str) -> T:
            for name in (f"GAZETTEER_{field.upper()}", *names):
                text = environ.get(name, "").strip()
                if text:
                    try:
                        return parse(text)
                    except (ValueError, KeyError) as error:
                        raise SettingsError(f"{name}={text!r}: accepted is {accepted}") from error
            default: T = getattr(_DEFAULTS, field)
            return default

        return cls(
            artefact=read("artefact", Path, "a path"),
            log_names=read("log_names", _BOOLEANS.__getitem__, "0, 1, false or true"),
            log_level=read("log_level", _level, ", ".join(LOG_LEVELS)),
            cache_s=read("cache_s", _count, "seconds, 0 or more"),
            host=read("host", str, "an address", "HOST"),
            # Never GAZETTEER_PORT: Kubernetes sets it to an URL beside a service of that name.
            port=_port(environ),
            workers=read("workers", _positive, "1 or more", "WEB_CONCURRENCY"),
            threads=read("threads", _positive, "1 or more"),
            keepalive_s=read("keepalive_s", _count, "seconds, 0 or more"),
        )


_DEFAULTS = Settings()
_BOOLEANS = {"0": False, "1": True, "false": False, "true": True}


def _level(text: str) -> str:
    return LOG_LEVELS[LOG_LEVELS.index(text.lower())]


def _count(text: str) -> int:
    return _at_least(text, 0)


def _positive(text: str) -> int:
    return _at_least(text, 1)


def _at_least(text: str, least: int) -> int:
    number = int(text)
    if number < least:
        raise ValueError(text)
    return number


def _port(environ: Mapping[str, str]) -> int:
    text = environ.get("PORT", "").strip()
    if not text:
        return _DEFAULTS.port
    if not (text.isascii() and text.isdigit() and int(text) < 65536):
        raise SettingsError(f"PORT={text!r}: accepted is 0 to 65535 (0: any free one)")
    return int(text)
