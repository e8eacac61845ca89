from __future__ import annotations

import pytest

from gazetteer.compile import compile_places
from gazetteer.query import Query
from gazetteer.resolver import Resolver
from gazetteer.store import Artefact
from gazetteer.telling_words import MAX_PLACES, telling_forms
from gazetteer.toponym import analyse
from gazetteer.vocabulary import NameType
from gazetteer.words import REST_OF_NAME
from tests.gazetteer.makers import make_name, make_place
from tests.gazetteer.tiny import tiny_boundaries

SHARED = [[make_name("Sulekani"), make_name("Zinar")] for _ in range(MAX_PLACES)]
"""Places enough that neither word tells one of them."""


def telling(toponym: str, name_type: NameType = NameType.PREFERRED) -> list[str]:
    """The sounds under which a name beside SHARED is also found."""
    forms = telling_forms([[make_name(toponym, name_type=name_type)], *SHARED])[0]
    assert all(form.generics == REST_OF_NAME for form in forms)
    return [form.sound.vowelled for form in forms]


@pytest.mark.parametrize(
    ("toponym", "words"),
    [
        ("Sulekani Gomirt", ["Gomirt"]),
        ("Gomirt Sulekani", ["Gomirt"]),
        ("Gomirt Kekle", ["Gomirt", "Kekle"]),
        ("Gomirt Zinar Kekle", ["Gomirt", "Kekle"]),
        ("Tall Gomirt Sulekani", ["Gomirt"]),
        ("Gomirt", []),
        ("Tall Gomirt", []),
        ("Gomirt Kabir", []),
        ("Gomirt village", []),
        ("Zinar Sulekani", []),
        ("Gomirt Ab", ["Gomirt"]),
        ("Gomirt Zinar Sulekani Kekle", []),
        ("توخار سليكان", ["توخار", "سليكان"]),
        ("", []),
    ],
)
def test_a_name_is_found_by_a_word_that_hardly_another_place_has(toponym: str, words: list[str]) -> None:
    assert telling(toponym) == [analyse(word).forms[0].sound.vowelled for word in words]


def test_what_is_set_aside_of_the_name_is_set_aside_of_its_word() -> None:
    (form,) = telling_forms([[make_name("Sulekani Gomirt Kabir village")], *SHARED])[0]
    core = analyse("Sulekani Gomirt Kabir village").forms[-1]
    assert (form.contrasts, form.features) == (core.contrasts, core.features)


@pytest.mark.parametrize("name_type", [NameType.HISTORICAL, NameType.CODE])
def test_names_of_the_past_and_codes_are_not_shortened(name_type: NameType) -> None:
    assert telling("Sulekani Gomirt", name_type) == []


def test_spellings_of_one_place_do_not_make_its_word_common() -> None:
    names = [make_name("Sulekani Gomirt"), *(make_name(f"Gomirt {i}") for i in range(2 * MAX_PLACES))]
    assert telling_forms([names, *SHARED])[0]


def test_a_word_of_a_name_comes_after_that_name_and_before_what_is_unlike() -> None:
    places = [
        make_place("aaaaaaaa", make_name("Sulekani Gomirt")),
        make_place("bbbbbbbb", make_name("Samirda")),
        make_place("cccccccc", make_name("Gomirt")),
    ]
    resolver = Resolver(Artefact("", *compile_places(places, (), tiny_boundaries())))
    found = [result.place_id for result in resolver.resolve(Query("Gomirt")).results]
    assert found[:2] == ["cccccccc", "aaaaaaaa"]
