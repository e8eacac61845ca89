"""What is skipped for a lone word, or for words that tell nothing apart, would change nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetteer.name_words import read_words
from gazetteer.normalize import clean_toponym
from gazetteer.reading import Reading, _is_one_name, _taken_apart, read
from gazetteer.toponym import _forms, _forms_of_several
from tests.property.texts import NAMES, TEXTS

WORDS = st.one_of(
    st.sampled_from(
        ["near", "central", "Tall", "village", "kabir", "قرية", "شمال", "الوسطى", "الحي", "Хутор"]
    ),
    NAMES,
    TEXTS,
)


@given(text=st.lists(WORDS, min_size=1, max_size=4).map(" ".join))
def test_one_name_is_its_own_reading(text: str) -> None:
    cleaned = clean_toponym(text)
    if _is_one_name(cleaned):
        assert _taken_apart(cleaned) == Reading((cleaned,)) == read(text)


@pytest.mark.parametrize("text", ["Hasakah", "Umm Qasr", "دير الزور", "Дейр эз Зор"])
def test_one_name_is_of_letters(text: str) -> None:
    assert _is_one_name(text)


@pytest.mark.parametrize("text", ["near Hasakah", "Umm-Qasr", "بغداد الحي الشرقي", "T 4", "A or B", ""])
def test_one_name_has_no_word_that_tells_apart(text: str) -> None:
    assert not _is_one_name(text)


@given(text=WORDS)
def test_a_lone_word_has_nothing_to_set_aside(text: str) -> None:
    for word in read_words(clean_toponym(text))[0]:
        assert _forms([word]) == _forms_of_several([word])
