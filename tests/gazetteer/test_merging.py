from __future__ import annotations

from dataclasses import replace

from gazetteer.merging import merge_cluster, merge_names
from gazetteer.model import Position, Units
from gazetteer.units import Found, How
from gazetteer.vocabulary import NameType, Romanization
from tests.gazetteer.makers import make_name, make_record

HERE = Found(Units("SY", "SY-HL", "SY0205", "SY020502"), How.INSIDE, 0.0)
THERE = Found(Units("SY", "SY-RA", "SY1101", "SY110100"), How.STATED, 0.0)


def test_the_first_row_gives_the_position_and_the_others_stay_beside_it() -> None:
    rows = [
        make_record("ocha:1", "مسكنة"),
        make_record("wof:2", "Maskanah", north_m=500),
        make_record("iom:3", "x"),
    ]
    place = merge_cluster(rows, [HERE] * 3)
    assert place.position == rows[0].position
    assert place.other_positions == (
        Position(round(rows[1].position.lat, 5), 38.0, "wof", 300),
        Position(36.0, 38.0, "iom", 300),
    )


def test_stated_units_win_over_those_of_the_position() -> None:
    rows = [make_record("airports:1", "Jirah"), make_record("ocha:2", "Jirah")]
    assert merge_cluster(rows, [HERE, THERE]).units == THERE.units
    assert merge_cluster(rows, [HERE, HERE]).units == HERE.units


def test_a_unit_has_no_finer_units() -> None:
    row = make_record("ocha:SY02", "حلب", feature_code="A.ADM1")
    assert merge_cluster([row], [HERE]).units == Units("SY", "SY-HL")


def test_links_population_and_notes_are_gathered_in_order_of_rank() -> None:
    rows = [
        make_record("ocha:1", "مسكنة", links=("gn:5",), note="a"),
        make_record("wof:2", "مسكنة", links=("gn:5", "wd:Q1"), population=90, note="b"),
        make_record("gn:5", "مسكنة", population=80, note="a"),
    ]
    place = merge_cluster(rows, [HERE] * 3, ["wof:1"])
    assert place.links == ("ocha:1", "gn:5", "wof:2", "wd:Q1", "wof:1")
    assert (place.population, place.note, place.place_id) == (90, "a; b", "")


def test_names_of_one_spelling_and_language_become_one() -> None:
    variant = make_name("Maskanah", "wof", NameType.VARIANT)
    french = replace(make_name("Maskanah", "ocha"), romanization=Romanization.FRENCH)
    english = make_name("Maskanah", "iom", lang="eng")
    merged = merge_names([variant, french, english])
    assert merged == (
        replace(
            variant, name_type=NameType.PREFERRED, romanization=Romanization.FRENCH, sources=("ocha", "wof")
        ),
        english,
    )


def test_what_a_book_on_the_past_prefers_is_a_variant_where_a_source_of_today_has_the_place() -> None:
    old, new = make_record("pleiades:1", "Gabala"), make_record("ocha:2", "Jablah")
    types = {name.toponym: name.name_type for name in merge_cluster([new, old], [HERE, HERE]).names}
    assert types == {"Jablah": NameType.PREFERRED, "Gabala": NameType.VARIANT}
    assert merge_cluster([old], [HERE]).names[0].name_type is NameType.PREFERRED


def test_of_one_source_the_row_with_an_arabic_name_gives_the_position() -> None:
    rows = [
        make_record("ocha:1", "Kusik", north_m=300),
        make_record("wof:1", "Kawsak", north_m=900),
        make_record("wof:2", "Kusik", "كوسك"),
    ]
    assert merge_cluster(rows[1:], [HERE] * 2).links == ("wof:2", "wof:1")
    assert merge_cluster(rows[1:], [HERE] * 2).position.lat == rows[2].position.lat
    # Not over a source of a better rank.
    assert merge_cluster(rows, [HERE] * 3).links == ("ocha:1", "wof:2", "wof:1")
