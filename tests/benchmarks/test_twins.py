"""Twins are told apart by id, on the questions that were drawn once with a fixed seed."""

from __future__ import annotations

import pytest

from benchmarks.twin_pairs import TABLE
from benchmarks.twin_questions import PAIRS, respelt
from benchmarks.twins import read_questions, shares
from gazetteer.normalize import fold
from gazetteer.resolver import Resolver

LEAST_RIGHT = 0.98
QUESTIONS = read_questions()
PART = 3
"""Every so many questions are asked here; `python -m benchmarks.twins` asks all."""


@pytest.mark.slow
def test_of_two_twins_the_right_one_stands_first(whole: Resolver) -> None:
    asked = [question for question in QUESTIONS if question.twin][::PART]
    right, count = shares(asked, whole)["all"]
    assert count > 300
    assert right >= LEAST_RIGHT * count


@pytest.mark.slow
def test_a_twin_that_does_not_exist_is_never_a_match(whole: Resolver) -> None:
    right, count = shares([question for question in QUESTIONS if not question.twin], whole)["absent"]
    assert count > 200
    assert right == count


def test_the_questions_are_about_so_many_pairs_of_every_kind() -> None:
    asked = [question for question in QUESTIONS if question.twin]
    assert len({frozenset((q.place, q.twin)) for q in asked}) == PAIRS
    assert {q.kind for q in QUESTIONS} == {kind["name"] for kind in TABLE["kind"]} | {"kind", "absent"}
    for member in {q.place for q in asked}:
        assert len({q.spelling for q in asked if q.place == member}) > 1


@pytest.mark.slow
def test_no_question_is_a_stored_name(whole: Resolver) -> None:
    for question in QUESTIONS[::PART]:
        place = whole.place(question.place)
        assert fold(question.query) not in {fold(name.toponym) for name in place.names}


@pytest.mark.parametrize(
    ("scheme", "spelt"),
    [
        ("press", "jalool al-sagheer"),
        ("french", "djaloul el saghir"),
        ("joined", "jalul asşaghir"),
        ("cyrillic", "джалул ас сагир"),
    ],
)
def test_schemes_spell_a_name_anew(scheme: str, spelt: str) -> None:
    assert fold(respelt("Jalūl aş Şaghīr", scheme)) == fold(spelt)
