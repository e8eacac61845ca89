from __future__ import annotations

from gazetteer.cards import card_cell, read_card
from gazetteer.importance import importance
from gazetteer.place_index import PlaceIndex
from tests.gazetteer.tiny import id_of, tiny_places


def test_every_place_comes_back_as_it_was(places: PlaceIndex) -> None:
    assert tuple(places.place(row) for row in range(len(places))) == tiny_places()
    own = [place.position for place in tiny_places()]
    positions = zip(places.lat.tolist(), places.lon.tolist(), strict=True)
    assert list(positions) == [(position.lat, position.lon) for position in own]
    assert [places.card(row) for row in range(len(places))] == [
        read_card(card_cell(place)) for place in tiny_places()
    ]


def test_a_place_is_found_by_id_and_by_link(places: PlaceIndex) -> None:
    for row, place in enumerate(tiny_places()):
        assert places.find(place.place_id) == row
        assert places.find(place.links[0]) == row


def test_what_is_not_there_is_not_found(places: PlaceIndex) -> None:
    assert [places.find(key) for key in ("", "zzzzzzzz", "gn:", "gn:1", "gn:1700634")] == [-1] * 5


def test_importance_is_stored(places: PlaceIndex) -> None:
    row = places.find("gn:170063")
    assert abs(places.importance[row] - importance(places.place(row))) < 1e-6


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
