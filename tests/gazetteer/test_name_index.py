from __future__ import annotations

import numpy as np
import pytest

from gazetteer.groups import spread
from gazetteer.name_index import NameIndex, build_name_index, is_unvowelled, skeleton_key
from gazetteer.place_index import PlaceIndex
from gazetteer.store import Artefact, text_hash
from gazetteer.toponym import analyse
from gazetteer.vocabulary import Script
from tests.gazetteer.makers import make_name


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
            skeleton = names.skeletons.index(skeleton_key(form))
            found, _ = names.skeleton_index.find([skeleton_key(form)])
            assert skeleton in found
            owners, _ = names.form_names.of_many(names.forms_between(skeleton, skeleton + 1))
            if number not in owners:
                lost.append((places.toponym(number), form))
    assert lost == []


def test_what_is_of_what_leads_back(names: NameIndex) -> None:
    skeletons = np.arange(len(names.skeletons))
    consonants, skeleton_of = spread(names.skeleton_consonants, skeletons)
    sounds, consonants_of = spread(names.consonants_sounds, consonants)
    forms, sound_of = spread(names.sound_forms, sounds)
    assert [len(consonants), len(sounds)] == [len(names.consonants), len(names.vowelled)]
    assert forms.tolist() == list(range(len(names.form_set)))
    assert names.sounds_of(forms).tolist() == sound_of.tolist()
    assert names.consonants_of(sounds).tolist() == consonants_of.tolist()
    assert names.forms_between(0, len(skeletons)).tolist() == forms.tolist()
    assert sorted(set(skeleton_of.tolist())) == skeletons.tolist()


def test_every_name_is_found_by_its_own_text(names: NameIndex, places: PlaceIndex) -> None:
    texts = names.texts.to_list()
    assert texts == sorted(texts)
    for number in range(len(places.name_place)):
        text = analyse(places.toponym(number)).text
        assert number in names.text_names.of(texts.index(text))


def test_a_text_has_its_number_among_all(names: NameIndex) -> None:
    for number, text in enumerate(names.texts.to_list()):
        assert names.text_number(text) == number
    for unknown in ("", "qwrtz", "東京", "\ud800"):
        assert names.text_number(unknown) == -1


def test_texts_of_one_hash_are_told_apart() -> None:
    same = ["buckeroo", "plumless"]
    assert len({text_hash(text) for text in same}) == 1
    arrays = build_name_index([[make_name(text) for text in same]])
    index = NameIndex(Artefact("x", {}, {**arrays, "name_place": np.zeros(2, dtype=np.uint32)}))
    assert [index.text_number(text) for text in same] == [0, 1]
