"""The description of the API, read once at start."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import orjson
import yaml

from service.docs_page import render_page

_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Documents:
    """The OpenAPI description as it is served: as it was written, as JSON, and as a page."""

    yaml: bytes
    json: bytes
    page: bytes


def find_description() -> Path:
    """Where `openapi.yaml` lies: beside the service in a wheel, at the top of a checkout."""
    packaged = _HERE / "openapi.yaml"
    return packaged if packaged.exists() else _HERE.parent / "openapi.yaml"


def load_documents() -> Documents:
    """All forms of the one file."""
    text = find_description().read_bytes()
    description = yaml.safe_load(text)
    return Documents(text, orjson.dumps(description), render_page(description).encode())
