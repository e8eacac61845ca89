"""The overlay over tables, without raw sources."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gazetteer.curate import AddedName, AddedPlace, AssignedKind, Overlay, PreferredPosition, Rejection
from gazetteer.errors import DataError
from gazetteer.ids import id_of_key
from gazetteer.model import Name, Place, Position
from gazetteer.overlay import overlaid
from gazetteer.sources.base import SourceRecord
from gazetteer.units import UnitFinder
from gazetteer.vocabulary import NameType, Romanization, Script
from tests.gazetteer.tiny import tiny_boundaries, tiny_places

WHY = ("test.toml: entry 1", "a reason", "a citation")


def name(toponym: str) -> Name:
    return Name(toponym, "und", Script.LATIN, Romanization.NONE, NameType.VARIANT, ("curated",))


def record(lat: float) -> SourceRecord:
    return SourceRecord(
        key="curated:hill",
        source="curated",
        country_code="SY",
        feature_code="T.HLL",
        position=Position(lat, 37.5, "curated", 500),
        names=(name("Lone Hill"),),
        links=("curated:hill",),
    )


def apply(overlay: Overlay, places: list[Place] | None = None) -> list[Place]:
    return overlaid(places or list(tiny_places()), overlay, UnitFinder(tiny_boundaries()))


def place_of(link: str, places: list[Place]) -> Place:
    return next(place for place in places if link in place.links)


EVERYTHING = Overlay(
    places=(AddedPlace(*WHY, record=record(36.0)),),
    names=(AddedName(*WHY, place="gn:167080", name=name("Miskina")),),
    positions=(
        PreferredPosition(
            *WHY, place="gn:167080", prefer="", position=Position(35.97, 38.05, "curated", 100)
        ),
    ),
    rejected_names=(Rejection(*WHY, place="gn:167080", toponym="Maskanah"),),
    rejected_places=(Rejection(*WHY, place="gn:167081"),),
)


def test_what_needs_no_source_is_applied() -> None:
    places = apply(EVERYTHING)
    maskanah = place_of("gn:167080", places)
    assert "Miskina" in {name.toponym for name in maskanah.names}
    assert "Maskanah" not in {name.toponym for name in maskanah.names}
    assert (maskanah.position.lat, maskanah.position.source) == (35.97, "curated")
    assert len(maskanah.other_positions) >= 1
    assert not any("gn:167081" in place.links for place in places)
    hill = place_of("curated:hill", places)
    assert (hill.place_id, hill.units.country_code) == (id_of_key("curated:hill"), "SY")
    assert [place.place_id for place in places] == sorted(place.place_id for place in places)


def test_twice_is_once() -> None:
    once = apply(EVERYTHING)
    assert apply(EVERYTHING, once) == once


def test_nothing_changes_nothing() -> None:
    assert {place.place_id for place in apply(Overlay())} == {place.place_id for place in tiny_places()}


@pytest.mark.parametrize(
    ("overlay", "problem"),
    [
        (replace(Overlay(), names=(AddedName(*WHY, place="gn:1", name=name("X")),)), "no place has the key"),
        (
            replace(
                Overlay(),
                positions=(PreferredPosition(*WHY, place="gn:167080", prefer="ocha", position=None),),
            ),
            "no position of 'ocha'",
        ),
        (replace(Overlay(), places=(AddedPlace(*WHY, record=record(10.0)),)), "outside both countries"),
    ],
)
def test_what_applies_to_nothing_is_told(overlay: Overlay, problem: str) -> None:
    with pytest.raises(DataError, match=rf"test\.toml: entry 1: .*{problem}"):
        apply(overlay)


def test_a_kind_is_assigned() -> None:
    place = tiny_places()[0]
    changed = apply(
        Overlay(kinds=(AssignedKind(*WHY, place=place.links[0], feature_code="P.PPLA2"),)), [place]
    )
    assert [p.feature_code for p in changed] == ["P.PPLA2"]
