from __future__ import annotations

from dataclasses import replace

import pytest

from gazetteer.model import Name, Place, Position
from gazetteer.neighbour_names import is_of_a_neighbour, neighbours_of
from gazetteer.vocabulary import NameType
from tests.gazetteer.makers import METRES_PER_DEGREE, make_name, make_place

ODD = make_name("Thāmir al Qaţrānī", "wof", NameType.VARIANT)
OWN = (make_name("Ḩātim al Qaţrānī", "wof"), make_name("حاتم القطراني", "wof"))


def neighbour(name: Name, north_m: float = 4_700) -> Place:
    position = Position(36.0 + north_m / METRES_PER_DEGREE, 38.0, "wof", 500)
    return make_place("y", name, position=position)


def told(odd: Name = ODD, own: tuple[Name, ...] = OWN, *others: Place) -> bool:
    place = make_place("x", *own, odd)
    return is_of_a_neighbour(odd, place, place.names, neighbours_of([place, *others]), "wof")


THAMIR = neighbour(make_name("Thāmir al-Qaţrānī", "wof"))


def test_what_a_neighbour_is_called_first_is_its_name() -> None:
    assert told(ODD, OWN, THAMIR)


@pytest.mark.parametrize(
    "other",
    [
        neighbour(make_name("Thāmir al Qaţrānī", "wof"), north_m=6_500),
        neighbour(make_name("Thāmir al Qaţrānī", "wof", NameType.VARIANT)),
        neighbour(make_name("Thāmir", "wof")),
        replace(THAMIR, feature_code="H.CNL"),
    ],
)
def test_not_of_one_far_off_or_called_otherwise(other: Place) -> None:
    assert not told(ODD, OWN, other)
    assert not told(ODD, OWN)


@pytest.mark.parametrize(
    "odd",
    [
        replace(ODD, name_type=NameType.PREFERRED),
        replace(ODD, sources=("iom", "wof")),
        replace(ODD, lang="deu"),
    ],
)
def test_what_a_source_puts_first_or_another_says_too_is_the_place_s_own(odd: Name) -> None:
    assert not told(odd, OWN, THAMIR)


@pytest.mark.parametrize(
    "own",
    [
        # One sound, one of which it is more, and one that a consonant parts from it.
        "Thamir Qatrani",
        "Thāmir",
        "Thābir al Qaţrānī",
    ],
)
def test_a_name_that_is_like_the_place_s_own_stays(own: str) -> None:
    assert not told(ODD, (make_name(own, "wof"),), THAMIR)


def test_the_only_name_stays() -> None:
    assert not told(ODD, (), THAMIR)
