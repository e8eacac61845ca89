"""All settings of the service as one frozen value, read from the environment once, at start.

Each setting says beside its type what it takes and what it is for; `docs/configuration.md` is held to that by
a test. Names begin with GAZETTEER_, but for PORT and WEB_CONCURRENCY, which hosting platforms set, and HOST.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, NamedTuple, get_type_hints

from gazetteer import MAX_NAME_LENGTH

LOG_LEVELS = ("debug", "info", "warning", "error")
PREFIX = "GAZETTEER_"

_BOOLEANS = {"0": False, "1": True, "false": False, "true": True}


class SettingsError(ValueError):
    """A setting that cannot be used; the message names the variable and what it takes."""


class Setting(NamedTuple):
    """How a field is read: its parser, what that takes, what the setting is for.

    `variables` are the names that it may have, the first wins; none is GAZETTEER_ and the field's own.
    """

    parse: Callable[[str], Any]
    accepted: str
    about: str
    variables: tuple[str, ...] = ()


def _at_least(least: int) -> Callable[[str], int]:
    def parse(text: str) -> int:
        number = int(text)
        if number < least:
            raise ValueError(text)
        return number

    return parse


def _between(least: int, most: int) -> Callable[[str], int]:
    def parse(text: str) -> int:
        if not (text.isascii() and text.isdigit() and least <= int(text) <= most):
            raise ValueError(text)
        return int(text)

    return parse


def _level(text: str) -> str:
    return LOG_LEVELS[LOG_LEVELS.index(text.lower())]


_seconds, _positive, _flag = _at_least(0), _at_least(1), _BOOLEANS.__getitem__
_FLAG = "0, 1, false or true"
_SECONDS = "seconds, 0 or more"
_SOME_SECONDS = "seconds, 1 or more"
_BYTES = "bytes, 1024 or more"


@dataclass(frozen=True, slots=True)
class Settings:
    """How this service runs. Numbers of bytes and seconds say so in their names."""

    artefact: Annotated[
        Path | None,
        Setting(
            Path, "a path", "The compiled gazetteer; empty: in the user's cache folder, built if need be."
        ),
    ] = None
    host: Annotated[
        str, Setting(str, "an address", "The address to listen at.", ("GAZETTEER_HOST", "HOST"))
    ] = "127.0.0.1"
    # Never GAZETTEER_PORT: Kubernetes sets it to an URL beside a service of that name.
    port: Annotated[
        int, Setting(_between(0, 65535), "0 to 65535 (0: any free one)", "The port to listen at.", ("PORT",))
    ] = 8000
    workers: Annotated[
        int,
        Setting(
            _positive,
            "1 or more",
            "Processes; one for each core. They share the gazetteer's memory.",
            ("GAZETTEER_WORKERS", "WEB_CONCURRENCY"),
        ),
    ] = 2
    threads: Annotated[
        int,
        Setting(_positive, "1 or more", "Requests that a worker has open at once; a slow client takes one."),
    ] = 8
    keepalive_s: Annotated[
        int,
        Setting(
            _seconds,
            _SECONDS,
            "How long an idle connection stays open; longer than the proxy's own, behind one.",
        ),
    ] = 5
    header_s: Annotated[
        int, Setting(_positive, _SOME_SECONDS, "How long a client may take to send a request's headers.")
    ] = 15
    upload_s: Annotated[
        int, Setting(_positive, _SOME_SECONDS, "How long a client may take to send a body; after it, 408.")
    ] = 600
    send_s: Annotated[
        int,
        Setting(
            _positive, _SOME_SECONDS, "How long a client may read nothing of an answer before it is cut off."
        ),
    ] = 60
    proxies: Annotated[
        int,
        Setting(
            _seconds, "0 or more", "Proxies in front whose X-Forwarded-For and -Proto headers are believed."
        ),
    ] = 0
    cache_s: Annotated[
        int, Setting(_seconds, _SECONDS, "How long a cache may keep an answer without asking again.")
    ] = 300
    max_name_length: Annotated[
        int,
        Setting(
            _between(1, MAX_NAME_LENGTH), f"1 to {MAX_NAME_LENGTH}", "Characters of a name that is asked for."
        ),
    ] = MAX_NAME_LENGTH
    max_body_bytes: Annotated[
        int,
        Setting(
            _at_least(1024), _BYTES, "A batch's body, as sent and as unpacked (gzip, .xlsx); beyond it, 413."
        ),
    ] = 268_435_456
    max_row_bytes: Annotated[
        int, Setting(_at_least(1024), _BYTES, "A row of a batch; a longer one is an error in its place.")
    ] = 65_536
    spool_dir: Annotated[
        Path | None,
        Setting(
            Path, "a folder", "Where large bodies wait on disk; empty: the system's folder for such files."
        ),
    ] = None
    spool_bytes: Annotated[
        int, Setting(_at_least(1024), _BYTES, "A body larger than this waits on disk, not in memory.")
    ] = 1_048_576
    large_batches: Annotated[
        int,
        Setting(
            _positive,
            "1 or more",
            "Batches larger than spool_bytes that a worker takes at once; beyond it, 503.",
        ),
    ] = 4
    api_keys: Annotated[
        str,
        Setting(
            str,
            "label:SHA-256 in hexadecimal, several between commas",
            "Whoever calls must have one of these keys; empty, and no file: no key is asked for.",
        ),
    ] = ""
    api_keys_file: Annotated[
        Path | None, Setting(Path, "a path", "More keys, one label:SHA-256 a line; # begins a remark.")
    ] = None
    rate_limit: Annotated[
        str,
        Setting(
            str,
            "such as 60 per minute, or 10/second;1000/hour",
            "Requests that a key, or without keys an address, may make; empty: no limit. Extra: limits.",
        ),
    ] = ""
    batch_rate_limit: Annotated[
        str, Setting(str, "the same", "The same for POST /batch, in place of rate_limit.")
    ] = ""
    rate_storage: Annotated[
        str,
        Setting(
            str,
            "memory:// or redis://…",
            "Where requests are counted: in each worker by itself, or in Redis for all of them.",
        ),
    ] = "memory://"
    log_level: Annotated[str, Setting(_level, ", ".join(LOG_LEVELS), "What is logged.")] = "info"
    log_names: Annotated[bool, Setting(_flag, _FLAG, "Write the names that are asked for to the log.")] = (
        False
    )

    @classmethod
    def from_environ(cls, environ: Mapping[str, str]) -> Settings:
        """The settings of these variables; missing and empty ones leave the default. Raises SettingsError."""
        given: dict[str, Any] = {}
        for name, setting in settings_table():
            for variable in variables_of(name, setting):
                text = environ.get(variable, "").strip()
                if text:
                    given[name] = _parsed(variable, text, setting)
                    break
        return cls(**given)


def settings_table() -> Iterator[tuple[str, Setting]]:
    """Each field of Settings with how it is read, in order."""
    for name, hint in get_type_hints(Settings, include_extras=True).items():
        yield name, next(item for item in hint.__metadata__ if isinstance(item, Setting))


def variables_of(name: str, setting: Setting) -> tuple[str, ...]:
    """The environment variables that give a field; the first that is not empty counts."""
    return setting.variables or (f"{PREFIX}{name.upper()}",)


def _parsed(variable: str, text: str, setting: Setting) -> object:
    try:
        return setting.parse(text)
    except (ValueError, KeyError) as error:
        raise SettingsError(f"{variable}={text!r}: accepted is {setting.accepted}") from error
