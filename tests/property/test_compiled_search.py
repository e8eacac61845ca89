"""The compiled search against the one by numpy: the same places, names and scores to the last bit."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetteer.candidates import Candidates
from gazetteer.name_index import NameIndex, build_name_index
from gazetteer.name_search import Meant, find_all, find_by_numpy
from gazetteer.normalize import script_of
from gazetteer.resolver import Resolver
from gazetteer.romanize import word_sound
from gazetteer.store import Artefact
from gazetteer.toponym import analyse
from gazetteer.weights import load_weights
from tests.property.texts import NAMES, TEXTS

WEIGHTS = load_weights()

LONG = st.builds("".join, st.lists(st.sampled_from(["Tall ", "Hasan", "aa", "سعيد ", "خ", "q"]), max_size=60))
COSTS = st.sampled_from([0.0, 0.7, 3.1])


@pytest.fixture(scope="session")
def compiled(resolver: Resolver) -> NameIndex:
    names = resolver._names
    if names.compiled is None:
        pytest.skip("nothing is compiled: install anew where there is a C++ compiler")
    return names


def meant(texts: list[tuple[str, float]], places: int = 0) -> Meant:
    """A query of these names with their costs; by every other name every other place is dearer."""
    asked = tuple(analyse(text) for text, _ in texts)
    of_places = tuple(np.arange(places) % 2 * 1.5 if places and i % 2 else None for i in range(len(texts)))
    script = script_of("".join(text for text, _ in texts[:1]))
    return Meant(asked, tuple(cost for _, cost in texts), of_places, script)


def assert_same(one: Candidates, other: Candidates) -> None:
    assert one.places.tolist() == other.places.tolist()
    assert one.names.tolist() == other.names.tolist()
    assert one.spelling.tolist() == other.spelling.tolist()
    assert one.same_skeleton.tolist() == other.same_skeleton.tolist()
    every = np.arange(len(one.places))[:20]
    if len(every):
        assert one.parts(every).tolist() == other.parts(every).tolist()


@given(texts=st.lists(st.tuples(st.one_of(NAMES, TEXTS, LONG), COSTS), max_size=3))
def test_what_is_compiled_finds_what_numpy_finds(compiled: NameIndex, texts: list[tuple[str, float]]) -> None:
    query = [meant(texts, len(compiled.name_script))]
    assert_same(find_all(query, compiled, WEIGHTS)[0], find_by_numpy(query, compiled, WEIGHTS)[0])


@st.composite
def misspelt(draw: st.DrawFn, texts: list[str]) -> str:
    """A stored name with a letter left out, put in or swapped."""
    text = draw(st.sampled_from(texts))
    at = draw(st.integers(0, max(0, len(text) - 2)))
    return draw(
        st.sampled_from(
            [
                text,
                text[:at] + text[at + 1 :],
                text[:at] + "a" + text[at:],
                text[:at] + text[at + 1 : at + 2] + text[at : at + 1] + text[at + 2 :],
                f"{text} {text}",
            ]
        )
    )


@pytest.mark.slow
@given(data=st.data())
def test_so_it_does_in_the_whole_gazetteer(whole: Resolver, data: st.DataObject) -> None:
    """Where lists are long, and equal scores many: the limits of the search are met."""
    index = whole._names
    if index.compiled is None:
        pytest.skip("nothing is compiled: install anew where there is a C++ compiler")
    texts = data.draw(st.lists(st.tuples(misspelt(index.texts), COSTS), min_size=1, max_size=2))
    query = [meant(texts, whole.place_count)]
    assert_same(find_all(query, index, WEIGHTS)[0], find_by_numpy(query, index, WEIGHTS)[0])


@given(word=TEXTS)
def test_a_sound_is_ascii(word: str) -> None:
    assert "".join(word_sound(word)).isascii()


def test_an_index_of_nothing_finds_nothing(compiled: NameIndex) -> None:
    arrays = {**build_name_index([]), "name_place": np.zeros(0, dtype=np.uint32)}
    index = NameIndex(Artefact("x", {}, arrays))
    assert index.compiled is not None
    (found,) = find_all([meant([("Aleppo", 0.0)])], index, WEIGHTS)
    assert len(found.places) == 0
