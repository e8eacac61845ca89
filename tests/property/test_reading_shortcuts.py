"""What is skipped for a lone word would change nothing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gazetteer.normalize import clean_toponym
from gazetteer.reading import Reading, _taken_apart, read
from gazetteer.toponym import _forms, _forms_of_several, _words
from tests.property.texts import NAMES, TEXTS

WORDS = st.one_of(
    st.sampled_from(["near", "central", "Tall", "village", "kabir", "قرية", "شمال", "الوسطى", "Хутор"]),
    NAMES,
    TEXTS,
)


@given(text=WORDS)
def test_a_lone_word_is_its_own_reading(text: str) -> None:
    cleaned = clean_toponym(text)
    if cleaned.isalpha():
        assert _taken_apart(cleaned) == Reading((cleaned,)) == read(text)


@given(text=WORDS)
def test_a_lone_word_has_nothing_to_set_aside(text: str) -> None:
    for word in _words(clean_toponym(text))[0]:
        assert _forms([word]) == _forms_of_several([word])
