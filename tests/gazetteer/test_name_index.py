from __future__ import annotations

import numpy as np
import pytest

from gazetteer.name_index import NameIndex, is_unvowelled, letter_pairs, skeleton_key
from gazetteer.place_index import PlaceIndex
from gazetteer.toponym import analyse
from gazetteer.vocabulary import Script


@pytest.mark.parametrize(
    ("skeleton", "pairs"),
    [("hlb", ["^h", "hl", "lb", "b^"]), ("", ["^^"]), ("a", ["^a", "a^"]), ("aaa", ["^a", "aa", "a^"])],
)
def test_letter_pairs(skeleton: str, pairs: list[str]) -> None:
    assert letter_pairs(skeleton) == pairs


def test_a_name_of_vowels_is_filed_under_them() -> None:
    (form,) = analyse("Aya").forms
    assert form.sound.consonants == "A"
    assert skeleton_key(form)


@pytest.mark.parametrize("script", list(Script))
def test_scripts_without_short_vowels(script: Script) -> None:
    assert is_unvowelled(script) is (script in (Script.ARABIC, Script.SYRIAC))


def test_every_name_is_found_by_its_own_skeleton(names: NameIndex, places: PlaceIndex) -> None:
    lost = []
    for number in range(len(places.name_place)):
        for form in analyse(places.toponym(number)).forms:
            skeletons = names.find_skeletons(skeleton_key(form), 1)
            owners, _ = names.form_names.of_many(names.forms_of_skeletons(skeletons)[0])
            if number not in owners:
                lost.append((places.toponym(number), form))
    assert lost == []


def test_every_name_is_found_by_its_own_text(names: NameIndex, places: PlaceIndex) -> None:
    texts = names.texts.to_list()
    assert texts == sorted(texts)
    for number in range(len(places.name_place)):
        text = analyse(places.toponym(number)).text
        assert number in names.text_names.of(texts.index(text))


def test_no_more_skeletons_than_asked_and_the_best_among_them(names: NameIndex) -> None:
    found = names.find_skeletons("hlbj", 3)
    assert len(found) == 3
    assert "hlbj" in {names.skeletons[i] for i in found.tolist()}


@pytest.mark.parametrize("limit", [1, 10_000])
def test_nothing_alike_is_nothing(names: NameIndex, limit: int) -> None:
    assert len(names.find_skeletons("0000", limit)) == 0


def test_forms_of_no_skeleton_are_none(names: NameIndex) -> None:
    forms, owner, _ = names.forms_of_skeletons(np.zeros(0, dtype=np.int64))
    assert len(forms) == len(owner) == 0
