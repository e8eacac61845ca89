"""Reading of the data files that the package carries."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from gazetteer.errors import DataError


def data_dir() -> Path:
    """The package's `data/` folder on disk (the wheel is never run from a zip)."""
    return Path(__file__).parent / "data"


@cache
def load_table(name: str) -> dict[str, Any]:
    """A TOML table of `data/` by its relative name, parsed once. Raises DataError if it is not TOML."""
    path = data_dir() / name
    try:
        with path.open("rb") as handle:
            return tomllib.load(handle)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DataError(f"{path}: {error}") from error
