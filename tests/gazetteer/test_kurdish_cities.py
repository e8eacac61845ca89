from __future__ import annotations

from dataclasses import replace

import pytest

from gazetteer.kurdish_cities import is_of_a_city_elsewhere, kurdish_cities
from gazetteer.model import Place, Units
from tests.gazetteer.makers import make_name, make_place

NAME = make_name("Silêmanî", "wof", lang="kmr")
LOCAL = make_name("السليمانية", "wof")


def place(unit: str, *more: str, code: str = "P.PPL") -> Place:
    names = (LOCAL, NAME, *(make_name(toponym, "wof", lang="ckb") for toponym in more))
    return replace(make_place("x", *names), units=Units("IQ", unit), feature_code=code)


CITIES = kurdish_cities([place("IQ-SU", code="P.PPLA"), place("IQ-SU", code="A.ADM1")])


def test_cities_and_units_are_known_by_their_kurdish_names_in_latin_letters() -> None:
    assert {"Silêmanî": frozenset({"IQ-SU"})} == CITIES
    assert kurdish_cities([place("IQ-SU")]) == {}


@pytest.mark.parametrize(
    ("held", "elsewhere"),
    [
        (place("IQ-BA"), True),
        # Where Kurdish is spoken, or where the place has it in Kurdish letters, it is a name.
        (place("IQ-AR"), False),
        (place("IQ-BA", "سلێمانی"), False),
        (place("IQ-BA", code="T.HLL"), False),
    ],
)
def test_a_citys_kurdish_name_on_a_namesake(held: Place, elsewhere: bool) -> None:
    assert is_of_a_city_elsewhere(NAME, held, held.names, CITIES) is elsewhere
    assert not is_of_a_city_elsewhere(LOCAL, held, held.names, CITIES)
