from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from gazetteer.errors import DataError
from gazetteer.resources import load_table
from gazetteer.weights import load_weights, parse_weights


@pytest.fixture
def table() -> dict[str, Any]:
    return deepcopy({**load_table("weights.toml"), **load_table("fitted.toml")})


def test_the_package_carries_weights() -> None:
    weights = load_weights()
    assert 0 < weights.decision.ambiguous < weights.decision.match < 1


def test_a_contrast_conflict_outweighs_all_that_speaks_for_a_place() -> None:
    weights = load_weights()
    place = weights.place
    assert weights.spelling.contrast_conflict > place.importance + place.listed + place.listed_too


def test_whole_numbers_are_numbers(table: dict[str, Any]) -> None:
    table["none"]["score"] = -4
    assert parse_weights(table).none.score == -4.0


@pytest.mark.parametrize("value", ["1", None, [1.0]])
def test_what_is_no_number_is_refused(table: dict[str, Any], value: object) -> None:
    table["none"]["score"] = value
    with pytest.raises(DataError, match=r"\[none\]"):
        parse_weights(table)


def test_an_unknown_number_is_refused(table: dict[str, Any]) -> None:
    table["context"]["focuss"] = 1.0
    with pytest.raises(DataError, match=r"\[context\]"):
        parse_weights(table)


def test_a_missing_number_is_refused(table: dict[str, Any]) -> None:
    del table["spelling"]["generic_conflict"]
    with pytest.raises(DataError, match=r"\[spelling\].*generic_conflict"):
        parse_weights(table)


def test_a_missing_section_is_refused() -> None:
    with pytest.raises(DataError, match=r"\[spelling\]"):
        parse_weights({})
