from __future__ import annotations

from dataclasses import replace

from gazetteer.model import Name, Place, Units
from gazetteer.seat_names import with_names_of_units
from gazetteer.vocabulary import NameType
from tests.gazetteer.makers import make_name, make_place

UNITS = Units("IQ", "IQ-KI", "IQG11Q01", "IQG11Q01N01")


def place(feature_code: str, *names: str | Name, units: Units = UNITS) -> Place:
    made = make_place("p", *(make_name(n) if isinstance(n, str) else n for n in names), units=units)
    return replace(made, feature_code=feature_code)


def seat_beside(unit: Place, seat: Place) -> list[str]:
    _, found = with_names_of_units([unit, seat])
    return [name.toponym for name in found.names]


def test_a_seat_gets_the_spellings_of_its_unit() -> None:
    unit = place("A.ADM2", "Hawija", "الحويجة", make_name("Haweeja", "gn", NameType.VARIANT))
    found = seat_beside(unit, place("P.PPLA2", "Al Ḩawījah"))
    assert found == ["Al Ḩawījah", "Hawija", "الحويجة", "Haweeja"]


def test_type_and_sources_stay() -> None:
    _, seat = with_names_of_units(
        [place("A.ADM2", make_name("Haweeja", "gn", NameType.VARIANT)), place("P.PPLA2", "Hawija")]
    )
    assert (seat.names[1].name_type, seat.names[1].sources) == (NameType.VARIANT, ("gn",))


def test_other_names_stay_with_the_unit() -> None:
    others = ("Hawija District", "Kirkuk", "Hawija al-Sharqiya", make_name("HAW", "gn", NameType.CODE))
    assert seat_beside(place("A.ADM2", *others), place("P.PPLA2", "Hawija")) == ["Hawija"]


def test_what_differs_by_signs_alone_is_not_repeated() -> None:
    assert seat_beside(place("A.ADM2", "HAWIJA", "Ḩawija"), place("P.PPLA2", "Hawija")) == ["Hawija"]


def test_only_the_unit_that_it_lies_in_and_only_seats() -> None:
    elsewhere = replace(UNITS, admin2="IQG01Q01", admin3="IQG01Q01N01")
    unit = place("A.ADM2", "Haweeja", units=elsewhere)
    assert seat_beside(unit, place("P.PPLA2", "Hawija")) == ["Hawija"]
    assert seat_beside(place("A.ADM2", "Haweeja"), place("P.PPL", "Hawija")) == ["Hawija"]


def test_none_at_all() -> None:
    assert with_names_of_units([]) == []
