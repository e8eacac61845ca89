from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor

from gazetteer.answer_cache import ENTRY_BYTES, AnswerCache

ROOM_FOR_TWO = 2 * (ENTRY_BYTES + sys.getsizeof("a") + 10)


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


def test_what_is_put_twice_counts_once() -> None:
    cache = AnswerCache(ROOM_FOR_TWO)
    for _ in range(5):
        cache.put(("a",), b"x" * 10)
    cache.put(("b",), b"x" * 10)
    assert cache.get(("a",)) == cache.get(("b",)) == b"x" * 10


def test_threads_share_it() -> None:
    cache = AnswerCache(20 * ROOM_FOR_TWO)

    def use(first: int) -> bool:
        for number in range(first, first + 2_000):
            key = (str(number % 97),)
            cache.put(key, key[0].encode())
            if cache.get(key) not in (key[0].encode(), None):
                return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert all(pool.map(use, range(0, 400, 50)))
