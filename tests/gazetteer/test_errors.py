from __future__ import annotations

import pytest

from gazetteer.errors import ArtefactError, DataError, GazetteerError, InvalidQuery, PlaceNotFound


@pytest.mark.parametrize("kind", [InvalidQuery, PlaceNotFound, DataError, ArtefactError])
def test_every_error_is_in_the_tree(kind: type[Exception]) -> None:
    assert issubclass(kind, GazetteerError)


def test_a_damaged_artefact_is_a_data_error() -> None:
    assert issubclass(ArtefactError, DataError)


def test_invalid_query_says_field_problem_accepted_and_near() -> None:
    error = InvalidQuery("admin1", "no such unit: 'Alepo'", "a governorate", ("Aleppo", "Raqqa"))
    assert str(error) == (
        "admin1: no such unit: 'Alepo'; accepted: a governorate; did you mean Aleppo, Raqqa?"
    )
    assert (error.field, error.accepted, error.near) == ("admin1", "a governorate", ("Aleppo", "Raqqa"))


def test_invalid_query_leaves_out_what_it_does_not_know() -> None:
    assert str(InvalidQuery("name", "is empty")) == "name: is empty"


def test_place_not_found_names_the_id() -> None:
    error = PlaceNotFound("x\n1")
    assert error.place_id == "x\n1"
    assert str(error) == "no place has the id 'x\\n1'"
