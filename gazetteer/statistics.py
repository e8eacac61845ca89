"""How much the gazetteer holds, counted from its columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gazetteer.place_index import CodedColumn, PlaceIndex


@dataclass(frozen=True, slots=True)
class Statistics:
    """Counts of places and names; keys are codes, the most frequent first."""

    places: int
    names: int
    places_by_country: Mapping[str, int]
    places_by_admin1: Mapping[str, int]
    places_by_feature: Mapping[str, int]
    names_by_script: Mapping[str, int]
    names_by_language: Mapping[str, int]
    names_by_source: Mapping[str, int]


def count_all(places: PlaceIndex) -> Statistics:
    """The statistics of a gazetteer. A name that several sources have counts for each of them."""
    sources: dict[str, int] = {}
    for together, count in _counted(places.name_sources).items():
        for source in together.split():
            sources[source] = sources.get(source, 0) + count
    return Statistics(
        places=len(places),
        names=len(places.name_place),
        places_by_country=_counted(places.units["country_code"]),
        places_by_admin1=_counted(places.units["admin1"]),
        places_by_feature=_counted(places.feature_code),
        names_by_script=_counted(places.name_script),
        names_by_language=_counted(places.name_lang),
        names_by_source=_ordered(sources),
    )


def _counted(column: CodedColumn[Any]) -> dict[str, int]:
    return _ordered(dict(zip(column.values, column.counts.tolist(), strict=True)))


def _ordered(counts: Mapping[str, int]) -> dict[str, int]:
    """Most first; without what is said of none."""
    return dict(
        sorted(((key, n) for key, n in counts.items() if key and n), key=lambda item: (-item[1], item[0]))
    )
