"""The documents that the benchmark draws."""

from __future__ import annotations

import random

import pytest

from benchmarks.documents import KINDS, Asked, Drawer, held_out, row
from gazetteer.geometry import distance_m
from gazetteer.vocabulary import Script
from tests.gazetteer.tiny import tiny_places


def asked() -> list[Asked]:
    return [Asked(place.names[0].toponym, place) for place in tiny_places() if place.feature_class == "P"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_document_has_as_many_places_as_wanted_each_once(kind: str) -> None:
    drawn = KINDS[kind](Drawer(asked(), random.Random(1)), 4)
    assert 1 <= len(drawn) <= 4
    if kind != "half near, half scattered":
        assert len({each.place.place_id for each in drawn}) == len(drawn)


def test_near_ones_are_near_and_units_are_kept() -> None:
    drawer = Drawer(asked(), random.Random(2))
    for _ in range(5):
        assert len({each.place.units.admin1 for each in drawer.governorate(3)}) == 1
        assert len({each.place.units.country_code for each in drawer.country(3)}) == 1
    near, far = (
        sum(
            distance_m(a.place.position.lat, a.place.position.lon, b.place.position.lat, b.place.position.lon)
            for _ in range(20)
            for a, b in [draw(2)]
        )
        for draw in (drawer.near, drawer.scattered)
    )
    assert near < far


def test_what_is_held_out_is_not_compiled() -> None:
    kept, names = held_out(tiny_places(), random.Random(3))
    sources = {
        s for place in kept for name in place.names if name.script is Script.LATIN for s in name.sources
    }
    assert not sources & {"ocha", "iom"}
    assert len(kept) < len(tiny_places())
    assert all(each.place.feature_class == "P" for each in names)


def test_a_line_of_the_table() -> None:
    line = row("scattered", "alone", [(0.95, True), (0.9, False), (0.2, True), (0.1, False)])
    assert line.startswith("| scattered | alone | 4 | 0.500 | 0.500 | 0.500 | ")
