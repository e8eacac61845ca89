from __future__ import annotations

from dataclasses import replace

from gazetteer.word_counts import heard, places_with, spoken, word_counts, words
from tests.gazetteer.makers import make_name, make_place


def test_a_place_counts_once_for_a_word_in_whatever_script() -> None:
    faraj = make_place("1", make_name("Kut al Faraj"), make_name("كوت الفرج"), make_name("Faraj"))
    counts = word_counts([faraj, make_place("2", make_name("Bir Faraj"))])
    assert {counts[sound] for sound in heard("Faraj") & heard("الفرج")} == {2}
    assert {counts[sound] for sound in heard("Kut")} == {1}
    assert not counts["mskn"]
    assert [places_with(word, counts) for word in ("Faraj", "Kut", "Maskanah")] == [2, 1, 0]


def test_only_settlements_count() -> None:
    assert not word_counts([])
    assert not word_counts([replace(make_place("1"), feature_code="A.ADM2")])


def test_words_are_without_articles_and_signs() -> None:
    assert words("Kūt al-Faraj") == ("kut", "faraj")
    assert words("…") == ()
    assert heard("…") == frozenset()


def test_words_are_counted_with_their_vowels_too() -> None:
    counts = word_counts([make_place("1", make_name("Kut")), make_place("2", make_name("Kati"))], spoken)
    assert {counts[sound] for word in ("Kut", "Kati") for sound in spoken(word)} == {1}
    assert spoken("…") == frozenset()
