from __future__ import annotations

import pytest

from gazetteer.bridge import bridge
from gazetteer.bridge_steps import OPERATIONS
from gazetteer.resources import load_table
from tests.gazetteer.case_tables import read_cases

KEYS = {row["key"] for kind in ("step", "left") for row in load_table("bridges.toml")[kind]}


@pytest.mark.parametrize(("query", "name", "steps"), read_cases("bridges", "query", "name", "steps"))
def test_steps_between_spellings(query: str, name: str, steps: str) -> None:
    assert " ".join(step.key for step in bridge(query, name)) == steps


def test_every_step_of_the_table_is_in_the_cases() -> None:
    told = {key for case in read_cases("bridges", "steps") for key in case.values[0].split()}
    assert told == KEYS


def test_a_step_is_told_in_words_with_both_spellings_as_they_are_after_it() -> None:
    first, second, third = bridge("Meskene", "مسكنة")
    assert (first.query, first.name) == ("meskene", "msknẗ")
    assert second.says == "The ending of ta marbuta is written -a, -ah, -at, -eh or -e"
    assert (second.query, second.name) == ("meskena", "mskna")
    assert (third.query, third.name) == ("mskn", "mskn")


def test_a_typing_error_names_the_letters() -> None:
    (step,) = bridge("Damacus", "Damascus")
    assert step.says == "A typing error: s is missing"


def test_a_word_that_tells_namesakes_apart_is_named_by_what_it_says() -> None:
    steps = {step.key: step for step in bridge("Big Drubiyeh", "Durubiyah al-Kabirah")}
    assert steps["contrast_word"].query == "drubiyeh [large]"
    assert steps["contrast_word"].name == "durubiyah [large]"


def test_operations_are_those_of_the_table() -> None:
    assert {row["do"] for row in load_table("bridges.toml")["step"]} == set(OPERATIONS)
