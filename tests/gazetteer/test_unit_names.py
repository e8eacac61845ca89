from __future__ import annotations

import pytest

from gazetteer.errors import InvalidQuery
from gazetteer.name_index import NameIndex
from gazetteer.place_index import PlaceIndex
from gazetteer.unit_index import UnitIndex
from gazetteer.unit_names import find_units
from gazetteer.weights import load_weights

FIELDS = ("country", "admin1", "admin2", "admin3")


def codes(level: int, asked: str, names: NameIndex, places: PlaceIndex, units: UnitIndex) -> list[str]:
    found = find_units(level, FIELDS[level], asked, names, places, units, load_weights())
    assert all(unit.level == level for unit in found)
    return [unit.code for unit in found]


@pytest.mark.parametrize(
    ("level", "asked", "code"),
    [
        (0, "SY", "SY"),
        (0, "syria", "SY"),
        (0, "سوريا", "SY"),
        (0, "Ирак", "IQ"),
        (1, "SY-HL", "SY-HL"),
        (1, "sy02", "SY-HL"),
        (1, "Aleppo", "SY-HL"),
        (1, "حلب", "SY-HL"),
        (1, "Aleppo Governorate", "SY-HL"),
        (1, "محافظة دير الزور", "SY-DY"),
        (1, "Deir Ezzor", "SY-DY"),
        (1, "ninawa", "IQ-NI"),
        (1, "As Sulaymānīyah", "IQ-SU"),
        (1, "Halabja", "IQ-HA"),
        (1, "IQG06Q05", "IQ-HA"),
        (2, "Deir ez-Zor", "SY0901"),
        (2, "al-Bukamal", "SY0902"),
        (3, "SY020503", "SY020503"),
    ],
)
def test_units_by_code_and_by_name(
    level: int, asked: str, code: str, names: NameIndex, places: PlaceIndex, units: UnitIndex
) -> None:
    assert codes(level, asked, names, places, units) == [code]


def test_the_word_for_the_unit_may_be_missing(names: NameIndex, places: PlaceIndex, units: UnitIndex) -> None:
    assert codes(1, "Halab", names, places, units) == ["SY-HL"]


@pytest.mark.parametrize(
    ("level", "asked"), [(0, "Atlantis"), (1, "SY-XX"), (1, "東京"), (2, "Mosul"), (3, "SY0205")]
)
def test_what_is_no_unit_is_told(
    level: int, asked: str, names: NameIndex, places: PlaceIndex, units: UnitIndex
) -> None:
    with pytest.raises(InvalidQuery) as caught:
        codes(level, asked, names, places, units)
    assert caught.value.field == FIELDS[level]
    assert repr(asked) in caught.value.problem
    assert caught.value.accepted


def test_near_ones_are_named(names: NameIndex, places: PlaceIndex, units: UnitIndex) -> None:
    with pytest.raises(InvalidQuery) as caught:
        codes(1, "Aleppoton", names, places, units)
    assert "Aleppo" in caught.value.near
