"""API keys, where the service is run with any: kept as digests, so that who reads the settings has none."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping

from flask import Flask, g, request
from werkzeug.datastructures import WWWAuthenticate
from werkzeug.exceptions import Unauthorized

from service.config import Settings, SettingsError

OPEN_ENDPOINTS = frozenset(
    {"ops.index", "ops.healthz", "ops.readyz", "docs.page", "docs.openapi_yaml", "docs.openapi_json"}
)
"""What is answered without a key: whether the service runs, and how to use it."""

_ENTRY = re.compile(r"([A-Za-z0-9._-]{1,40}):([0-9a-f]{64})")


def load_keys(settings: Settings) -> dict[str, str]:
    """The label of each key by its SHA-256 digest in hexadecimal; empty where no key is asked for.

    Raises SettingsError for an entry that is none, and a file that cannot be read or holds no key.
    """
    entries = dict(_parsed(settings.api_keys.split(","), "GAZETTEER_API_KEYS"))
    if settings.api_keys_file is None:
        return entries
    try:
        lines = settings.api_keys_file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"GAZETTEER_API_KEYS_FILE: {error}") from error
    entries |= dict(_parsed([line.partition("#")[0] for line in lines], str(settings.api_keys_file)))
    if not entries:
        raise SettingsError(f"GAZETTEER_API_KEYS_FILE: {settings.api_keys_file} holds no key")
    return entries


def _parsed(entries: list[str], where: str) -> Iterator[tuple[str, str]]:
    for number, entry in enumerate(entries, start=1):
        if entry.strip():
            found = _ENTRY.fullmatch(entry.strip())
            if found is None:
                raise SettingsError(f"{where}: entry {number} is not label:SHA-256 in hexadecimal")
            yield found[2], found[1]


def register_keys(app: Flask, keys: Mapping[str, str]) -> None:
    """Refuse requests without one of these keys; `caller` then names who asks. No keys: all may ask."""
    if not keys:
        return

    @app.before_request
    def check() -> None:
        if request.method == "OPTIONS" or request.endpoint in OPEN_ENDPOINTS:
            return
        label = keys.get(hashlib.sha256(_presented().encode()).hexdigest())
        if label is None:
            raise Unauthorized(
                "A key is needed: Authorization: Bearer KEY, or X-API-Key: KEY.",
                www_authenticate=WWWAuthenticate("bearer"),
            )
        g.caller = label


def caller() -> str | None:
    """The label of the key of the request at hand, None without one."""
    label: str | None = g.get("caller")
    return label


def _presented() -> str:
    given = request.authorization
    if given is not None and given.type == "bearer" and given.token:
        return given.token
    return request.headers.get("X-API-Key", "")
