from __future__ import annotations

from gazetteer.engines.cache import ENTRY_BYTES, AnswerCache

ROOM_FOR_TWO = 2 * (ENTRY_BYTES + 10)


def test_what_is_put_is_there() -> None:
    cache = AnswerCache()
    assert cache.get(("a",)) is None
    cache.put(("a",), b"answer")
    assert cache.get(("a",)) == b"answer"


def test_what_was_not_asked_for_longest_goes_first() -> None:
    cache = AnswerCache(ROOM_FOR_TWO)
    cache.put(("a",), b"x" * 10)
    cache.put(("b",), b"x" * 10)
    assert cache.get(("a",))
    cache.put(("c",), b"x" * 10)
    assert [cache.get((key,)) is not None for key in "abc"] == [True, False, True]


def test_an_answer_that_does_not_fit_is_not_kept() -> None:
    cache = AnswerCache(ROOM_FOR_TWO)
    cache.put(("a",), b"x" * 10_000)
    assert cache.get(("a",)) is None
    cache.put(("b",), b"x" * 10)
    assert cache.get(("b",))
