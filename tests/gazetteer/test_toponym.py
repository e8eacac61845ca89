from __future__ import annotations

import pytest

from gazetteer.name_words import MAX_WORDS
from gazetteer.romanize import SILENCE
from gazetteer.toponym import analyse, core_of
from gazetteer.words import contrasts_conflict, load_words, number_bit
from tests.gazetteer.case_tables import read_cases


@pytest.mark.parametrize(
    ("one", "other", "meets", "same_generic", "contrast_conflict"),
    read_cases("toponyms", "one", "other", "meets", "same_generic", "contrast_conflict"),
)
def test_pairs_of_names(one: str, other: str, meets: str, same_generic: str, contrast_conflict: str) -> None:
    ours, theirs = analyse(one).forms, analyse(other).forms
    consonants = {form.sound.consonants for form in ours} & {form.sound.consonants for form in theirs}
    skeletons = {form.sound.skeleton for form in ours} & {form.sound.skeleton for form in theirs}
    if meets == "yes":
        assert consonants
    else:
        assert bool(skeletons) is (meets == "skeleton")
    assert (ours[-1].generics == theirs[-1].generics) is (same_generic == "yes")
    assert contrasts_conflict(ours[-1].contrasts, theirs[-1].contrasts) is (contrast_conflict == "yes")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Deir ez-Zor", "dayr zor"),
        ("Dayr az Zawr", "dayr zawr"),
        ("as-Safira", "safira"),
        ("As Safira", "safira"),
        ("Is Sahel", "sahel"),
        ("At Tanf", "tanf"),
        ("Ash Shaddadi", "shaddadi"),
        ("Ech Chaddadé", "chaddade"),
        ("Adh Dhahr", "dhahr"),
        ("Ess Safira", "safira"),
        ("Ash Hasan", "ash hasan"),
        ("Al", "al"),
        ("العالي", "عالي"),
        ("ال رقة", "رقه"),
        ("Panj Angusht-i Shaykh", "panj angusht shaykh"),
        ("Xirbet û Zor", "khirbet u zor"),
        ("", ""),
        ("…", ""),
    ],
)
def test_the_text_has_no_article(name: str, text: str) -> None:
    assert analyse(name).text == text


@pytest.mark.parametrize("name", ["", " ", "-", "ʿ", "東京", "😀", "\u200f", "\u0301"])
def test_a_name_of_no_known_letter_has_no_forms(name: str) -> None:
    assert analyse(name).forms == ()


def test_the_fullest_form_comes_first() -> None:
    sounds = [form.sound.vowelled for form in analyse("Tall Hasan village").forms]
    assert sounds == ["talhasanvilaga", "talhasan", "hasan"]


def test_words_are_set_aside_as_concepts() -> None:
    words = load_words()
    form = analyse("Tall Hasan as-Saghir village").forms[-1]
    assert form.sound.vowelled == "hasan"
    assert form.generics == words.generics["tall"]
    assert form.features == words.feature_phrases[("village",)]
    assert form.contrasts == words.contrasts["saghir"]


@pytest.mark.parametrize(
    "name", ["Kabir", "Village", "Tall", "Big Village", "al-Jadidah", "القرية", "4", "مطار"]
)
def test_a_name_of_words_with_a_role_keeps_a_form(name: str) -> None:
    forms = analyse(name).forms
    assert forms
    assert all(form.sound != SILENCE for form in forms)


def test_a_number_at_the_end_tells_namesakes_apart() -> None:
    assert analyse("Mazra 7").forms[-1].contrasts == number_bit("7")
    assert analyse("Mazra ٧").forms[-1].contrasts == number_bit("7")


@pytest.mark.parametrize("name", ["T4", "T-4", "T 4", "t–4", "ت-٤"])
def test_a_letter_and_its_number_are_one_word(name: str) -> None:
    (form,) = analyse(name).forms
    assert (form.sound.skeleton, form.contrasts) == ("t4", 0)


def test_no_more_than_so_many_words_are_read() -> None:
    assert len(analyse("hasan " * 1000).text.split()) == MAX_WORDS


@pytest.mark.parametrize("name", ["اڵبج", "اٺلرقة", "اَلرَّقَّة", "ٱلرقة", "𞸀𞸋𞸁𞸁"])
def test_any_spelling_of_the_article_is_read(name: str) -> None:
    assert analyse(name).forms


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("الرقة", "ﺍﻟﺮﻗﺔ"),
        ("الرقة", "الـرقـة"),
        ("الرقة", "\u200fالرقة\u200e"),
        ("الرقة", "الرقه"),
        ("الرقة", "اَلرَّقَّة"),
        ("قرية 4", "قرية ٤"),
        ("Al-Raqqa", "al raqqa"),
        ("al-Raqqa", "ar-Raqqa"),
        ("Dayr az Zawr", "Dayr az-Zawr"),
    ],
)
def test_spellings_that_make_no_difference(one: str, other: str) -> None:
    assert analyse(one) == analyse(other)


@pytest.mark.parametrize(
    ("name", "core"),
    [
        ("Deir ez-Zorr", "dayrzor"),
        ("Hawijah", "hawija"),
        ("Maskaneh", "maskane"),
        ("Shah", "shah"),
        ("مسكنة", "مسكنه"),
    ],
)
def test_the_core_is_written_without_what_is_put_at_will(name: str, core: str) -> None:
    assert analyse(name).core == core


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Tall Hasan al-Kabir village", ["hasan"]),
        ("Kafr Nabl", ["kafr", "nabl"]),
        ("قرية تل حسن", ["حسن"]),
        ("Tall", ["tall"]),
        ("", []),
    ],
)
def test_the_core_is_what_the_barest_form_keeps(name: str, words: list[str]) -> None:
    core = core_of(name)
    assert [word.text for word in core.words] == words
    forms = analyse(name).forms
    if forms:
        assert (core.features, core.contrasts) == (forms[-1].features, forms[-1].contrasts)
