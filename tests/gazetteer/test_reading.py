from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetteer.reading import MAX_NAMES, MAX_QUALIFIERS, read
from tests.gazetteer.case_tables import read_cases

COLUMNS = ("text", "names", "aliases", "qualifiers", "vague", "distance_m")


@pytest.mark.parametrize(COLUMNS, read_cases("readings", *COLUMNS))
def test_readings(text: str, names: str, aliases: str, qualifiers: str, vague: str, distance_m: str) -> None:
    reading = read(text)
    assert "|".join(reading.names) == names
    assert "|".join(reading.aliases) == aliases
    assert "|".join(qualifier.text for qualifier in reading.qualifiers) == qualifiers
    assert ("yes" if reading.vague else "no") == vague
    assert round(reading.distance_m) == int(distance_m)


def test_the_whole_of_a_part_is_kept_beside_it() -> None:
    before, after = ("central", "the old city of"), ("city centre", "eastern outskirts", "market")
    for part in (*(f"{words} Mosul" for words in before), *(f"Mosul {words}" for words in after)):
        assert read(part).wholes == ("Mosul",)
    for whole in ("Mosul", "Downtown", "city centre", "Al-Markaz"):
        assert read(whole).wholes == ()


def test_a_road_between_two_towns_is_at_either() -> None:
    road = read("Mosul-Ramadi road")
    assert road.wholes == ("Mosul-Ramadi", "Mosul", "Ramadi")
    assert road.qualifiers == road.aliases == ()


def test_a_side_is_said_of_what_has_sides() -> None:
    for text in ("west Anbar", "southern rural Idlib"):
        assert read(text).side
    for text in ("central Mosul", "Anbar", "Anbar market", "Tall Sharqi", "west"):
        assert not read(text).side


def test_a_town_is_parted_from_its_quarter_after_a_relation_too() -> None:
    (quarter, town) = read("a car in Mosul's eastern Muthanna").qualifiers
    assert (quarter.text, town.text) == ("Muthanna", "Mosul")


def test_what_places_in_brackets_is_read_as_outside_them() -> None:
    for inside, outside in (("Jbela (65 km south of Baghdad)", "Jbela, 65 km south of Baghdad"),):
        assert read(inside) == read(outside)


def test_a_distance_belongs_to_what_it_is_from() -> None:
    (baghdad,) = read("Jbela, 65 km south of Baghdad").qualifiers
    assert (baghdad.text, baghdad.distance_m) == ("Baghdad", 65_000)


SIDES = ("text", "qualifier", "bearing_deg", "distance_m")


@pytest.mark.parametrize(SIDES, read_cases("sides", *SIDES))
def test_sides(text: str, qualifier: str, bearing_deg: str, distance_m: str) -> None:
    (found,) = read(text).qualifiers
    said = "" if found.bearing_deg is None else f"{found.bearing_deg:g}"
    assert (found.text, said, str(round(found.distance_m))) == (qualifier, bearing_deg, distance_m)


@given(st.text(max_size=300))
def test_any_text_has_a_bounded_reading(text: str) -> None:
    reading = read(text)
    assert 1 <= len(reading.names) <= MAX_NAMES
    assert len(reading.qualifiers) <= MAX_QUALIFIERS
    assert reading.distance_m >= 0


SOME_WORDS = [
    *["near", "of", "in", "km", "5", ",", "(", ")", "/", "the", "north", "Homs", "حلب", "شمال", "or", "-"]
]


@given(st.lists(st.sampled_from(SOME_WORDS), max_size=40))
def test_any_row_of_its_words_is_read(words: list[str]) -> None:
    reading = read(" ".join(words))
    assert all(qualifier.text for qualifier in reading.qualifiers)
