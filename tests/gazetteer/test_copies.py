from __future__ import annotations

import pytest

from gazetteer.copies import spelling, without_copies
from gazetteer.vocabulary import NameType
from tests.gazetteer.makers import make_name

P, V = NameType.PREFERRED, NameType.VARIANT


@pytest.mark.parametrize("copy", ["Ar Raqqah", "Raqqah", "Ar-Raqqah", "AR RAQQAH", "Er Raqqah"])
def test_a_romanization_is_a_copy_whatever_its_marks_case_article_and_hyphen(copy: str) -> None:
    full, other = make_name("Ar Raqqāh", "wof", P), make_name(copy, "wof", V)
    assert without_copies([other, full], "wof") == ([full], [other])


def test_the_unchecked_source_copies_any_other_and_no_other_does() -> None:
    ocha, wof = make_name("Kharsa", "ocha", P, "eng"), make_name("Al Kharsa", "wof", V)
    iom = make_name("Al Kharsa", "iom", V)
    assert without_copies([ocha, wof], "wof") == ([ocha], [wof])
    assert without_copies([ocha, iom], "wof") == ([ocha, iom], [])


def test_marks_that_no_other_name_has_are_kept() -> None:
    names = [make_name("Kharsa", "ocha", P, "eng"), make_name("Kharsā", "wof", P)]
    assert without_copies(names, "wof") == (names, [])


def test_a_copy_in_the_same_language_gives_its_source() -> None:
    names = [make_name("أم خان", "wof", P, "ara"), make_name("ام خان", "ocha", P, "ara")]
    kept, copies = without_copies(names, "wof")
    assert [(name.toponym, name.sources) for name in kept] == [("ام خان", ("ocha", "wof"))]
    assert copies == names[:1]


@pytest.mark.parametrize(("one", "other", "lang"), [("طوغلي", "الطوغلي", "ara"), ("Al Kut", "Kut", "eng")])
def test_articles_count_in_a_language(one: str, other: str, lang: str) -> None:
    names = [make_name(one, "wof", P, lang), make_name(other, "wof", V, lang)]
    assert without_copies(names, "wof") == (names, [])


def test_short_and_historical_names_are_no_copies() -> None:
    names = [make_name("Kharsa", "wof", P), make_name("Al Kharsa", "wof", NameType.HISTORICAL)]
    assert without_copies(names, "wof") == (names, [])


def test_a_name_of_articles_alone_is_its_own_spelling() -> None:
    assert spelling("!") == "!"
    assert spelling("Al-Bab") == spelling("El Bāb") == "bab"
