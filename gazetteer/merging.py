"""One place from the rows of a cluster: which position, type, names and units it has, by stated rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from gazetteer.kinds import choose_code
from gazetteer.model import Name, Place, Position
from gazetteer.sources.base import SourceRecord
from gazetteer.tables import DECIMALS
from gazetteer.units import Found, How, narrowed
from gazetteer.vocabulary import NameType, Romanization, Script

_NAME_TYPE_ORDER = (
    NameType.PREFERRED,
    NameType.VARIANT,
    NameType.SHORT,
    NameType.HISTORICAL,
    NameType.CODE,
)

ANCIENT_SOURCES = frozenset({"nerd", "pleiades", "syriaca"})
"""Sources whose own first name for a town may be two thousand years old."""


def merge_cluster(
    records: Sequence[SourceRecord], found: Sequence[Found], extra_links: Sequence[str] = ()
) -> Place:
    """The place that rows of one cluster describe, without an id yet (place_id "").

    `records` come in order of rank, with what was found of each one's units. Of the rows of one source those
    with an Arabic name come first, as the others repeat them on rougher points. The position is that of the
    first row, the units are those that a source states, else those of the position; the type follows
    `kinds.choose_code`; the population the first one known. Links keep the
    order of the rows, and `extra_links` (ids that lead on to these rows) come last.
    """
    order = _fuller_first(records)
    records, found = [records[index] for index in order], [found[index] for index in order]
    first = records[0]
    feature_code = choose_code([record.feature_code for record in records])
    stated = next((place for place in found if place.how is How.STATED), found[0])
    links = dict.fromkeys(link for record in records for link in record.links)
    return Place(
        place_id="",
        feature_code=feature_code,
        position=_rounded(first.position),
        units=narrowed(stated.units, feature_code),
        names=merge_names(_names_of(records)),
        links=tuple(dict.fromkeys((*links, *extra_links))),
        population=next((record.population for record in records if record.population), 0),
        other_positions=_other_positions(records),
        note="; ".join(dict.fromkeys(record.note for record in records if record.note)),
    )


def _fuller_first(records: Sequence[SourceRecord]) -> list[int]:
    """The indices of the rows: by source as they come, within one those with an Arabic name before others."""
    sources = list(dict.fromkeys(record.source for record in records))

    def rank(index: int) -> tuple[int, bool]:
        arabic = any(name.script is Script.ARABIC for name in records[index].names)
        return sources.index(records[index].source), not arabic

    return sorted(range(len(records)), key=rank)


def merge_names(names: Iterable[Name]) -> tuple[Name, ...]:
    """The names with those of one toponym and language made one: sources united, the strongest type kept."""
    merged: dict[tuple[str, str], Name] = {}
    for name in names:
        own = merged.get((name.toponym, name.lang))
        if own is None:
            merged[name.toponym, name.lang] = name
            continue
        romanization = name.romanization if own.romanization is Romanization.NONE else own.romanization
        merged[name.toponym, name.lang] = replace(
            own,
            sources=tuple(sorted({*own.sources, *name.sources})),
            name_type=min(own.name_type, name.name_type, key=_NAME_TYPE_ORDER.index),
            romanization=romanization,
        )
    return tuple(merged.values())


def _names_of(records: Sequence[SourceRecord]) -> Iterator[Name]:
    """All names; what books on the past prefer is a variant where a source of today has the place."""
    all_ancient = all(record.source in ANCIENT_SOURCES for record in records)
    for record in records:
        for name in record.names:
            demoted = (
                record.source in ANCIENT_SOURCES and not all_ancient and name.name_type is NameType.PREFERRED
            )
            yield replace(name, name_type=NameType.VARIANT) if demoted else name


def _other_positions(records: Sequence[SourceRecord]) -> tuple[Position, ...]:
    chosen = _rounded(records[0].position)
    others = dict.fromkeys(_rounded(record.position) for record in records[1:])
    return tuple(position for position in others if position != chosen)


def _rounded(position: Position) -> Position:
    return replace(position, lat=round(position.lat, DECIMALS), lon=round(position.lon, DECIMALS))
