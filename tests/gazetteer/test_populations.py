from __future__ import annotations

from dataclasses import replace

from gazetteer.model import Place, Position
from gazetteer.populations import without_city_populations
from tests.gazetteer.makers import make_place


def place(feature_code: str, population: int, north: float = 0.0) -> Place:
    position = Position(36.0 + north, 38.0, "gn", 500)
    return replace(make_place("x", position=position), feature_code=feature_code, population=population)


def people(*places: Place) -> list[int]:
    return [one.population for one in without_city_populations(places)]


def test_a_quarter_with_more_people_than_its_city_has_the_city_s() -> None:
    assert people(place("P.PPLX", 2_000_000, 0.05), place("P.PPLA", 1_700_000)) == [0, 1_700_000]


def test_a_quarter_may_be_large_in_a_larger_city() -> None:
    assert people(place("P.PPLX", 1_200_000, 0.05), place("P.PPLC", 7_000_000)) == [1_200_000, 7_000_000]


def test_a_quarter_far_from_any_town_and_a_village_keep_theirs() -> None:
    assert people(place("P.PPLX", 900, 1.0), place("P.PPL", 800)) == [900, 800]
    assert people(place("P.PPL", 900, 0.01), place("P.PPLA3", 800)) == [900, 800]
