"""From the committed tables to the one file that the resolver opens.

The artefact's version is a hash of the data files and of the code that shapes the index; so a change of
either makes an older artefact stale, and stale ones are rebuilt, never served.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from filelock import FileLock
from platformdirs import user_cache_path

from gazetteer.area_index import build_area_index
from gazetteer.boundaries import Boundaries, read_boundaries
from gazetteer.curate_files import read_overlay
from gazetteer.errors import ArtefactError, DataError
from gazetteer.ids import Redirect, read_redirects
from gazetteer.model import Place
from gazetteer.name_index import build_name_index
from gazetteer.overlay import overlaid
from gazetteer.place_index import build_place_index
from gazetteer.resources import data_dir
from gazetteer.store import (
    Array,
    Artefact,
    StringTable,
    open_artefact,
    pack_strings,
    read_version,
    write_artefact,
)
from gazetteer.suggest_index import build_suggest_index
from gazetteer.tables import read_places
from gazetteer.unit_index import build_unit_distances, build_unit_index
from gazetteer.units import UnitFinder

_DATA_FILES = (
    "places/*.tsv",
    "names/*.tsv",
    "redirects.tsv",
    "curated/*.toml",
    "boundaries/*.geojson",
    "spelling/*.toml",
    "governorates.toml",
    "importance.toml",
)
_CODE_FILES = (
    "normalize.py",
    "romanize.py",
    "words.py",
    "characters.py",
    "name_words.py",
    "toponym.py",
    "telling_words.py",
    "compiled/sounds.pxd",
    "compiled/toponyms.pyx",
    "tables.py",
    "overlay.py",
    "boundaries.py",
    "importance.py",
    "crowding.py",
    "name_index.py",
    "skeleton_index.py",
    "place_index.py",
    "cards.py",
    "unit_index.py",
    "suggest_index.py",
    "area_index.py",
    "store.py",
    "compile.py",
)
VERSION_DIGITS = 12


def default_artefact_path() -> Path:
    """Where the artefact is kept unless told otherwise: the user's cache folder."""
    return user_cache_path("gazetteer") / "gazetteer.artefact"


@cache
def dataset_version() -> str:
    """Version of the data and index format that this package carries; 12 hexadecimal digits."""
    digest = hashlib.sha256()
    data = data_dir()
    files = sorted(path for pattern in _DATA_FILES for path in data.glob(pattern))
    files += [data.parent / name for name in _CODE_FILES]
    for path in files:
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:VERSION_DIGITS]


def is_fresh(path: Path) -> bool:
    """True where the file is an artefact of this very version (its payload is not read)."""
    try:
        return read_version(path) == dataset_version()
    except ArtefactError:
        return False


def compile_places(
    places: Sequence[Place], redirects: Sequence[Redirect], boundaries: Boundaries
) -> tuple[dict[str, Any], dict[str, Array]]:
    """Metadata and arrays of an artefact over these places, which are sorted by id."""
    leading = sorted((redirect.from_id, redirect.to_id) for redirect in redirects if redirect.to_id)
    by_name = build_name_index([place.names for place in places])
    arrays = {
        **build_place_index(places),
        **by_name,
        **build_suggest_index(StringTable(by_name["text.data"], by_name["text.ends"]).to_list()),
        **build_area_index(boundaries),
        **build_unit_index(boundaries),
        **build_unit_distances(boundaries, places),
        **pack_strings("redirect_from", [from_id for from_id, _ in leading]),
        **pack_strings("redirect_to", [to_id for _, to_id in leading]),
    }
    return {"places": len(places), "names": len(by_name["name_core"])}, arrays


def read_curated(data: Path) -> tuple[list[Place], Boundaries]:
    """The places of the tables below `data` with the curated overlay over them, and the boundaries.

    Raises DataError for a broken table or none at all.
    """
    tables = read_places(data)
    if not tables:
        raise DataError(f"{data}: there are no places to compile")
    boundaries = read_boundaries(data / "boundaries")
    return overlaid(tables, read_overlay(data / "curated"), UnitFinder(boundaries)), boundaries


def build(path: Path) -> None:
    """Compile the package's tables, with the curated overlay over them, to `path`, whatever is there.

    Raises DataError for a broken table or none at all, ArtefactError where the file cannot be written.
    """
    data = data_dir()
    places, boundaries = read_curated(data)
    meta, arrays = compile_places(places, read_redirects(data), boundaries)
    try:
        write_artefact(path, dataset_version(), meta, arrays)
    except OSError as error:
        raise ArtefactError(f"{path} cannot be written: {error}") from error


def ensure_artefact(path: Path) -> Artefact:
    """The artefact at `path`, built first where it is missing, stale or damaged.

    Processes that start together build it once. Raises ArtefactError where it has to be built and the
    folder cannot be written; the message says what to run.
    """
    if is_fresh(path):
        try:
            return open_artefact(path)
        except ArtefactError:
            pass
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(path.with_name(f"{path.name}.lock")):
            if not is_fresh(path) or not _opens(path):
                build(path)
    except OSError as error:
        raise ArtefactError(
            f"{path} is missing, stale or damaged and cannot be written ({error}); "
            f"run: gazetteer build --artefact {path}"
        ) from error
    return open_artefact(path)


def _opens(path: Path) -> bool:
    try:
        open_artefact(path)
    except ArtefactError:
        return False
    return True
