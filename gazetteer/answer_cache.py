"""Answers to rows that are kept for rows to come, within a bound on memory."""

from __future__ import annotations

import sys
from collections import OrderedDict
from threading import Lock

from gazetteer.kept import ANSWERS_BYTES

ENTRY_BYTES = 450
"""What an entry takes beside its texts: its place in the table, and the frames of key and answer."""

CacheKey = tuple[str, ...]


class AnswerCache:
    """Answers as bytes by key; where they are too many, those go that were not asked for longest.

    Threads may share it. `most_bytes` is what keys, answers and their places may take together.
    """

    def __init__(self, most_bytes: int = ANSWERS_BYTES) -> None:
        self._room = most_bytes
        self._tails: OrderedDict[CacheKey, bytes] = OrderedDict()
        self._lock = Lock()

    def get(self, key: CacheKey) -> bytes | None:
        """The answer to a key; None where it is not kept."""
        with self._lock:
            tail = self._tails.get(key)
            if tail is not None:
                self._tails.move_to_end(key)
            return tail

    def put(self, key: CacheKey, tail: bytes) -> None:
        """Keep the answer to a key; one that is kept already stays."""
        with self._lock:
            if key in self._tails:
                return
            # A copy: what orjson gives out holds on to the 8 kB that it wrote into.
            self._tails[key] = bytes(memoryview(tail))
            self._room -= _bytes_of(key, tail)
            while self._room < 0:
                self._room += _bytes_of(*self._tails.popitem(last=False))


def _bytes_of(key: CacheKey, tail: bytes) -> int:
    return ENTRY_BYTES + len(tail) + sum(map(sys.getsizeof, key))
