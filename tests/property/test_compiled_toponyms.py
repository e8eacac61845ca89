"""The compiled analysis of names against the one in Python: the same toponym, to the letter and the type."""

from __future__ import annotations

import csv
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetteer.characters import Character, character_of
from gazetteer.compiled import CompiledAnalyser
from gazetteer.name_words import Word, read_words
from gazetteer.normalize import clean_toponym
from gazetteer.resources import data_dir
from gazetteer.romanize import Sound
from gazetteer.toponym import Toponym, analyse, analyse_uncompiled, open_analyser
from gazetteer.words import load_words
from tests.property.texts import NAMES, TEXTS

SIGNS = st.sampled_from(["'", "’", "-", " ", "ʿ", "_", ".", ", ", " - "])
LATIN = st.sampled_from("aabcdeeghiijklmnoqrstuwxyzABDHSTZāēīūḩḑşţéêèçğıöüßæłﬂ")
ARABIC = st.sampled_from("ااببتثجحخدذرزسشصضطظععغفقكللمنهويءآأؤإئةىٱپچژگڤکیەۆێڕڵ")


def words_in(latin: bool) -> st.SearchStrategy[str]:
    """The words of the tables in one script, which do more than others."""
    table = load_words()
    phrases = (" ".join(phrase) for phrase in table.feature_phrases)
    listed = {*table.generics, *table.contrasts, *table.equivalents, *phrases, *table.connectors}
    articles = {*table.articles, *table.assimilated, "al-", "ash-Sh", "Elb", "Dayral", "ديرال", "ال"}
    return st.sampled_from(sorted(word for word in listed | articles if word.isascii() is latin))


def names_of(letters: st.SearchStrategy[str], words: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    word = st.one_of(st.text(letters, min_size=1, max_size=9), words, words.map(str.title), SIGNS)
    return st.lists(st.one_of(word, word.map("{} ".format)), max_size=30).map("".join)


ONE_SCRIPT = st.one_of(names_of(LATIN, words_in(latin=True)), names_of(ARABIC, words_in(latin=False)))


def asking(tell: Callable[[str], Character | None]) -> CompiledAnalyser[Toponym]:
    compiled = open_analyser(tell)
    if compiled is None:
        pytest.skip("nothing is compiled: install anew where there is a C++ compiler")
    return compiled


@pytest.fixture(scope="session")
def analyser() -> CompiledAnalyser[Toponym]:
    return asking(character_of)


def assert_same(found: Toponym | None, name: str) -> None:
    expected = analyse_uncompiled(name)
    assert found == expected
    # A plain tuple is equal to a typed one, and answers to no field.
    assert found is not None
    assert type(found) is type(expected)
    assert [(type(form), type(form.sound)) for form in found.forms] == [
        (type(form), type(form.sound)) for form in expected.forms
    ]


@given(name=ONE_SCRIPT)
def test_names_of_one_script_are_read_alike(analyser: CompiledAnalyser[Toponym], name: str) -> None:
    found = analyser.analyse(name)
    if found is not None:
        assert_same(found, name)


@given(name=ONE_SCRIPT)
def test_so_are_their_words(analyser: CompiledAnalyser[Toponym], name: str) -> None:
    found = analyser.words(name)
    if found is not None:
        expected, _ = read_words(clean_toponym(name))
        assert found == expected
        assert [(type(word), type(word.sound)) for word in found] == [(Word, Sound) for _ in expected]
    assert (found is None) is (analyser.analyse(name) is None)


@given(text=st.one_of(NAMES, TEXTS))
def test_so_is_any_text(text: str) -> None:
    assert_same(analyse(text), text)


@pytest.mark.parametrize("letters", ["Hasakah", "Ḩasakah", "Deir ez-Zor", "الحسكة", "دير الزور", "Ibta'"])
def test_what_most_names_are_made_of_is_not_left(analyser: CompiledAnalyser[Toponym], letters: str) -> None:
    assert_same(analyser.analyse(letters), letters)


@pytest.mark.parametrize("left", ["", " ", "T4", "Дейр", "ܚܠܒ", "Şêx", "حلب Aleppo", "حَلب", "東京", "\ud800"])
def test_what_is_left_is_left(analyser: CompiledAnalyser[Toponym], left: str) -> None:
    assert analyser.analyse(left) is None


def test_another_name_may_be_read_while_a_character_is_learnt() -> None:
    met: list[str] = []

    def tell(char: str) -> Character | None:
        met.append(char)
        if len(met) == 1:
            # As another thread would, which the interpreter lets in here.
            assert_same(analyser.analyse("Zor"), "Zor")
        return character_of(char)

    analyser = asking(tell)
    for name in ("Hama", "Zor", "Hama"):
        assert_same(analyser.analyse(name), name)


def test_what_cannot_be_told_is_asked_again() -> None:
    asked: list[str] = []

    def tell(char: str) -> Character | None:
        asked.append(char)
        if len(asked) == 1:
            raise KeyError(char)
        return character_of(char)

    analyser = asking(tell)
    with pytest.raises(KeyError):
        analyser.analyse("Hama")
    assert_same(analyser.analyse("Hama"), "Hama")


@pytest.mark.slow
def test_all_stored_names_are_read_alike(analyser: CompiledAnalyser[Toponym]) -> None:
    count = 0
    for path in (data_dir() / "names").glob("*.tsv"):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                found = analyser.analyse(row["toponym"])
                if found is not None:
                    assert found == analyse_uncompiled(row["toponym"]), row["toponym"]
                    count += 1
    assert count > 100_000
