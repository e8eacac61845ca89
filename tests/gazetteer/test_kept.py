"""The bounds hold: caches that are full of the largest entries take no more memory than is promised."""

from __future__ import annotations

import gc
import tracemalloc
from collections.abc import Callable, Iterator
from copy import copy

import numpy as np
import orjson
import pytest

from gazetteer import kept, name_words, normalize, scoring
from gazetteer.answer_cache import AnswerCache
from gazetteer.normalize import fold
from gazetteer.place_index import CodedColumn
from gazetteer.query import MAX_NAME_LENGTH
from gazetteer.reading import Qualifier
from gazetteer.resolver import Resolver
from gazetteer.scoring import PlaceScorer
from gazetteer.weights import load_weights


def grown(work: Callable[[], object]) -> int:
    """Bytes that are still held after the work, and were not before."""
    gc.collect()
    tracemalloc.start()
    try:
        work()
        gc.collect()
        return tracemalloc.get_traced_memory()[0]
    finally:
        tracemalloc.stop()


def long_words(count: int) -> Iterator[str]:
    """Different words as long as a name may be, of letters that take two bytes and sound like two."""
    for number in range(count):
        digits = "".join(chr(ord("ا") + int(digit) * 2) for digit in f"{number:06}")
        yield digits + "غش" * ((MAX_NAME_LENGTH - len(digits)) // 2)


def test_words() -> None:
    # Neither text is kept elsewhere, as a part of a name is read and folded anew each time.
    taken = grown(lambda: [name_words.read_word(word, fold(word)) for word in long_words(200)] and None)
    assert taken / 200 <= kept.WORDS.entry_bytes
    assert name_words.read_word.cache_info().maxsize == kept.WORDS.entries


@pytest.mark.parametrize("function", [normalize._fold_short, normalize._script_of_short])
def test_short_texts(function: Callable[[str], object]) -> None:
    texts = [f"{number:06}" + "ﷺ" * (normalize._SHORT - 6) for number in range(200)]
    taken = grown(lambda: [function(text) for text in texts] and None)
    assert taken / len(texts) <= kept.SHORT_TEXTS.entry_bytes


@pytest.mark.parametrize("function", [normalize._char_script, normalize._is_invisible])
def test_characters(function: Callable[[str], object]) -> None:
    bound = kept.CHARACTERS
    assert (
        grown(lambda: [function(chr(number)) for number in range(0x20000, 0x20000 + bound.entries)] and None)
        <= bound.most_bytes
    )


def test_qualifiers(resolver: Resolver) -> None:
    matcher = resolver._matcher
    asked = [Qualifier(word, "in", 0) for word in long_words(50)] + [
        Qualifier(f"Tall Hasan {number}", "near", 0) for number in range(50)
    ]
    for each in asked:
        matcher._find_anchors(each)
    taken = grown(lambda: [matcher._anchors_of(each) for each in asked] and None)
    assert taken / len(asked) <= kept.QUALIFIERS.entry_bytes


def test_feature_fits() -> None:
    codes = tuple(f"P.PPL{number}" for number in range(800))
    count = 50

    def work() -> None:
        for number in range(count):
            scoring._code_fits(number, codes)
            scoring._wanted_codes((f"P.PPL{number}",), codes)

    assert grown(work) / count / 2 <= kept.FEATURE_FITS.entry_bytes


def test_feature_scores(resolver: Resolver) -> None:
    places, count = copy(resolver._places), 50
    codes = tuple(f"P.PPL{number}" for number in range(800))
    places.feature_code = CodedColumn(codes, codes, np.zeros(len(places), dtype=np.uint16), np.ones(800))
    scorer = PlaceScorer(places, load_weights())
    for number in range(count):  # what this keeps is FEATURE_FITS
        scorer._by_code(number)

    def work() -> None:
        for number in range(count):
            scorer._of_code(number)

    assert grown(work) / count <= kept.FEATURE_SCORES.entry_bytes


def test_answers() -> None:
    most = 2**20
    cache = AnswerCache(most)

    def work() -> None:
        for number in range(5_000):
            key = ("5 0.0", f"name {number}", "", "", "", "")
            cache.put(key, orjson.dumps({"a": "x" * (number % 700)}))

    assert grown(work) <= most


def test_an_answer_with_a_long_name_counts_by_its_length() -> None:
    most = 2**20
    cache = AnswerCache(most)
    assert grown(lambda: [cache.put((f"{number}" * 10_000,), b"") for number in range(100)] and None) <= most


def test_all_bounds_together_are_little_beside_the_gazetteer() -> None:
    assert kept.MOST_BYTES < 48 * kept.MEGABYTE
