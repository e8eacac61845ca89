from __future__ import annotations

from gazetteer.importance import importance
from gazetteer.place_index import NO_NAME, PlaceIndex, build_place_index
from gazetteer.vocabulary import Script
from tests.gazetteer.makers import make_name, make_place
from tests.gazetteer.tiny import id_of, tiny_places


def test_every_place_comes_back_as_it_was(places: PlaceIndex) -> None:
    assert tuple(places.place(row) for row in range(len(places))) == tiny_places()
    positions = zip(places.lat.tolist(), places.lon.tolist(), places.uncertainty_m.tolist(), strict=True)
    own = [place.position for place in tiny_places()]
    assert list(positions) == [(position.lat, position.lon, position.uncertainty_m) for position in own]


def test_a_place_is_found_by_id_and_by_link(places: PlaceIndex) -> None:
    for row, place in enumerate(tiny_places()):
        assert places.find(place.place_id) == row
        assert places.find(place.links[0]) == row


def test_what_is_not_there_is_not_found(places: PlaceIndex) -> None:
    assert [places.find(key) for key in ("", "zzzzzzzz", "gn:", "gn:1", "gn:1700634")] == [-1] * 5


def test_importance_is_stored(places: PlaceIndex) -> None:
    row = places.find("gn:170063")
    assert abs(places.importance[row] - importance(places.place(row))) < 1e-6


def test_display_names(places: PlaceIndex) -> None:
    deir = places.find("gn:170794")
    assert places.display_name(deir, Script.LATIN) == "Dayr az Zawr"
    assert places.display_name(deir, Script.ARABIC) == "دير الزور"


def test_a_historical_name_is_shown_last(places: PlaceIndex) -> None:
    assert places.display_name(places.find("gn:170063"), Script.LATIN) != "Beroea"


def test_names_in_a_language(places: PlaceIndex) -> None:
    row = places.find("gn:170063")
    assert places.name_in(row, "rus") == "Алеппо"
    assert places.name_in(row, "jpn") == ""


def test_codes_of_a_column(places: PlaceIndex) -> None:
    column = places.units["admin1"]
    code = column.code_of("SY-HL")
    assert column.values[code] == "SY-HL"
    assert column.of(places.find(id_of("gn:170063"))) == "SY-HL"
    assert [column.code_of(value) for value in ("SY-ZZ", "AA", "~")] == [-1, -1, -1]


def test_names_belong_to_their_places(places: PlaceIndex) -> None:
    for row, place in enumerate(tiny_places()):
        numbers = places.name_numbers(row)
        assert [places.toponym(number) for number in numbers] == [name.toponym for name in place.names]
        assert all(places.name_place[number] == row for number in numbers)


def test_the_official_arabic_name_is_shown_and_no_persian_or_kurdish_one() -> None:
    others = make_name("ابو کمال", "wof", lang="fas"), make_name("ئەبو كەمال", "wof", lang="ckb")
    arabic = make_name("أبو كمال", "gn"), make_name("البوكمال", "ocha")
    shown = build_place_index([make_place("a", *others, *arabic), make_place("b", *others)])["arabic_name"]
    assert shown.tolist() == [3, NO_NAME]
