"""What people decided: added places and names, preferred positions, merges, rejections.

Every decision has a reason and a citation; `curate_files` reads them. An entry names a place by a source
key ("ocha:C1933") or a place id. Curated wins over imports, and as entries hang on keys that never change, a
new import never undoes one; an entry that no longer applies is an error that names file and entry.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeVar

from gazetteer.errors import DataError
from gazetteer.model import Name, Place, Position
from gazetteer.sources.base import SourceRecord

SOURCE = "curated"
"""Key of this source in tables; its keys begin with it ("curated:tafaha-hills")."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One decision: `where` it stands ("villages.toml: name 2"), why, and who says so."""

    where: str
    reason: str
    citation: str


@dataclass(frozen=True, slots=True)
class AddedPlace(Entry):
    """A place that no source has; its record is conflated like any other, with the lowest rank."""

    record: SourceRecord


@dataclass(frozen=True, slots=True)
class AddedName(Entry):
    """A name of a place that sources have."""

    place: str
    name: Name


@dataclass(frozen=True, slots=True)
class PreferredPosition(Entry):
    """Which of a place's positions to prefer: that of a source's key, or a new one where it is given."""

    place: str
    prefer: str
    position: Position | None


@dataclass(frozen=True, slots=True)
class AssignedUnits(Entry):
    """The units of a row, by the code of the finest: where its point misleads, or lies too far outside."""

    place: str
    code: str


@dataclass(frozen=True, slots=True)
class AssignedKind(Entry):
    """The feature code of a place: that of a seat, where no source knows it as one."""

    place: str
    feature_code: str


@dataclass(frozen=True, slots=True)
class Ruling(Entry):
    """Records that are one place, or that are never one."""

    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rejection(Entry):
    """A whole place, or one row of a source, or (with a toponym) one name of a place, that is not to be."""

    place: str
    toponym: str = ""


@dataclass(frozen=True, slots=True)
class Overlay:
    """All decisions, by what they do."""

    places: tuple[AddedPlace, ...] = ()
    names: tuple[AddedName, ...] = ()
    positions: tuple[PreferredPosition, ...] = ()
    units: tuple[AssignedUnits, ...] = ()
    kinds: tuple[AssignedKind, ...] = ()
    merges: tuple[Ruling, ...] = ()
    separations: tuple[Ruling, ...] = ()
    rejected_places: tuple[Rejection, ...] = ()
    rejected_rows: tuple[Rejection, ...] = ()
    rejected_names: tuple[Rejection, ...] = ()


P = TypeVar("P", AddedName, PreferredPosition, AssignedUnits, AssignedKind, Rejection)


def resolved(overlay: Overlay, key_of_id: Mapping[str, str]) -> Overlay:
    """The overlay with every place id replaced by a source key of that place.

    `key_of_id` should hold ids that are out of use too, so that a decision outlives what it brought about.
    Raises DataError for an id that it lacks.
    """

    def key(reference: str, entry: Entry) -> str:
        if ":" in reference:
            return reference
        if reference not in key_of_id:
            raise DataError(f"{entry.where}: no place has the id {reference!r}")
        return key_of_id[reference]

    def with_keys(entry: Ruling) -> Ruling:
        return replace(entry, keys=tuple(key(reference, entry) for reference in entry.keys))

    def with_place(entry: P) -> P:
        return replace(entry, place=key(entry.place, entry))

    return replace(
        overlay,
        names=tuple(map(with_place, overlay.names)),
        positions=tuple(map(with_place, overlay.positions)),
        units=tuple(map(with_place, overlay.units)),
        kinds=tuple(map(with_place, overlay.kinds)),
        merges=tuple(map(with_keys, overlay.merges)),
        separations=tuple(map(with_keys, overlay.separations)),
        rejected_places=tuple(map(with_place, overlay.rejected_places)),
        rejected_rows=tuple(map(with_place, overlay.rejected_rows)),
        rejected_names=tuple(map(with_place, overlay.rejected_names)),
    )


def check_keys(overlay: Overlay, known: Collection[str]) -> None:
    """Raise DataError, naming file and entry, for the first entry on a source key that is not known."""
    keyed: list[tuple[Entry, str]] = [
        (ruling, key) for ruling in (*overlay.merges, *overlay.separations) for key in ruling.keys
    ]
    keyed += [(entry, entry.place) for entry in overlay.names]
    keyed += [(entry, entry.place) for entry in overlay.positions]
    keyed += [(entry, entry.place) for entry in overlay.units]
    keyed += [(entry, entry.place) for entry in overlay.kinds]
    for rejections in (overlay.rejected_places, overlay.rejected_rows, overlay.rejected_names):
        keyed += [(entry, entry.place) for entry in rejections]
    for entry, key in keyed:
        if key not in known:
            raise DataError(f"{entry.where}: no source has the key {key!r} any more")


def pairs(rulings: Iterable[Ruling]) -> frozenset[tuple[str, str]]:
    """Every two keys of each ruling, the lesser first."""
    return frozenset(
        (min(one, other), max(one, other))
        for ruling in rulings
        for i, one in enumerate(ruling.keys)
        for other in ruling.keys[i + 1 :]
    )


def apply_to_places(overlay: Overlay, places: Iterable[Place], home: Mapping[str, int]) -> list[Place]:
    """The places with names added and rejected, positions preferred and kinds assigned, in the same order.

    `home` says which place, by its index, each source key belongs to; the entries must be on such keys.
    Raises DataError, naming file and entry, for one that applies to none.
    """
    result = list(places)

    def change(entry: Entry, key: str, act: Callable[[Place], Place]) -> None:
        if key not in home:
            raise DataError(f"{entry.where}: no place has the key {key!r} any more")
        result[home[key]] = act(result[home[key]])

    for rejected in overlay.rejected_names:
        change(rejected, rejected.place, partial(_without_name, rejected))
    for added in overlay.names:
        change(added, added.place, partial(with_name, added))
    for preferred in overlay.positions:
        change(preferred, preferred.place, partial(with_position, preferred))
    for kind in overlay.kinds:
        change(kind, kind.place, partial(with_kind, kind))
    return result


def with_name(entry: AddedName, place: Place) -> Place:
    """The place with one name more; where it has that toponym in that language, with the sources united."""
    name, names = entry.name, list(place.names)
    for index, own in enumerate(names):
        if (own.toponym, own.lang) == (name.toponym, name.lang):
            names[index] = replace(own, sources=tuple(sorted({*own.sources, *name.sources})))
            return replace(place, names=tuple(names))
    return replace(place, names=(*names, name))


def with_kind(entry: AssignedKind, place: Place) -> Place:
    """The place with the feature code of the entry."""
    return replace(place, feature_code=entry.feature_code)


def _without_name(entry: Rejection, place: Place) -> Place:
    kept = tuple(name for name in place.names if name.toponym != entry.toponym)
    if len(kept) == len(place.names):
        raise DataError(f"{entry.where}: the place of {entry.place} has no name {entry.toponym!r} any more")
    if not kept:
        raise DataError(f"{entry.where}: {entry.toponym!r} is the only name of the place of {entry.place}")
    return replace(place, names=kept)


def with_position(entry: PreferredPosition, place: Place) -> Place:
    """The place at the position of the entry, the others beside it. DataError where it has none such."""
    positions = (place.position, *place.other_positions)
    chosen = entry.position or next((p for p in positions if p.source == entry.prefer), None)
    if chosen is None:
        raise DataError(
            f"{entry.where}: the place of {entry.place} has no position of {entry.prefer!r} any more"
        )
    others = tuple(position for position in positions if position != chosen)
    return replace(place, position=chosen, other_positions=others)
