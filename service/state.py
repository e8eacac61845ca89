"""What an application holds from start to end: settings, resolver, documents; nothing in it changes."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from flask import current_app

from gazetteer import Resolver
from service.config import Settings
from service.documents import Documents
from service.slots import Slots

DISTRIBUTION = "gazetteer-sy-iq"
EXTENSION = "gazetteer"


@dataclass(frozen=True, slots=True)
class State:
    """`build` changes whenever an answer might: it names the data and the code."""

    settings: Settings
    resolver: Resolver
    documents: Documents
    build: str
    large_batches: Slots


def state() -> State:
    """The state of the application that answers the request at hand."""
    held: State = current_app.extensions[EXTENSION]
    return held


def package_version() -> str:
    """Version of the installed distribution, "unknown" in a checkout that is not installed."""
    try:
        return version(DISTRIBUTION)
    except PackageNotFoundError:
        return "unknown"
