"""Halves of twin names that are the name of another settlement of the same list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from gazetteer.geometry import distance_m
from gazetteer.model import Name
from gazetteer.sources._names_of_parts import PAIR_SIGN
from gazetteer.sources.base import SourceRecord
from gazetteer.toponym import analyse
from gazetteer.vocabulary import NameType, Script

NEIGHBOUR_M = 5_000.0
"""A half that is another settlement's own name no farther off says where the twin lies, or is that one."""

_Spelt = tuple[str, Script]


def without_neighbours_names(records: Sequence[SourceRecord]) -> Iterator[SourceRecord]:
    """The records in order; of twins, without the half that is a settlement's own name within NEIGHBOUR_M.

    "Mazraa - Wa'er" is Mazraa by the quarter of al-Wa'er. The pair stays, and so does the other half.
    """
    holders: dict[_Spelt, list[SourceRecord]] = defaultdict(list)
    for record in records:
        if not _is_twin(record):
            for spelt in {_spelt(name) for name in record.names}:
                holders[spelt].append(record)
    for record in records:
        if not _is_twin(record):
            yield record
            continue
        yield replace(
            record,
            names=tuple(
                name
                for name in record.names
                if name.name_type is not NameType.SHORT or not _any_near(record, holders[_spelt(name)])
            ),
        )


def _is_twin(record: SourceRecord) -> bool:
    return any(PAIR_SIGN in name.toponym for name in record.names)


def _any_near(record: SourceRecord, others: Iterable[SourceRecord]) -> bool:
    here = record.position
    return any(
        other.feature_code.startswith("P.")
        and distance_m(here.lat, here.lon, other.position.lat, other.position.lon) <= NEIGHBOUR_M
        for other in others
    )


def _spelt(name: Name) -> _Spelt:
    return analyse(name.toponym).text.replace(" ", ""), name.script
