"""Answers that are kept while a batch runs, within a bound on memory."""

from __future__ import annotations

from collections import OrderedDict

from gazetteer.batch import Key

CACHE_BYTES = 32 * 2**20
"""Some 8,000 whole answers, or 60,000 lines of CSV: more than most files have distinct names."""

ENTRY_BYTES = 400
"""What a key and its place in the table take beside the answer."""


class AnswerCache:
    """Tails by key; where they are too many, those go that were not asked for longest."""

    def __init__(self, most_bytes: int = CACHE_BYTES) -> None:
        self._room = most_bytes
        self._tails: OrderedDict[Key, bytes] = OrderedDict()

    def get(self, key: Key) -> bytes | None:
        """The tail of a key; None where it is not kept."""
        tail = self._tails.get(key)
        if tail is not None:
            self._tails.move_to_end(key)
        return tail

    def put(self, key: Key, tail: bytes) -> None:
        """Keep the tail of a key that is not kept yet."""
        self._tails[key] = tail
        self._room -= len(tail) + ENTRY_BYTES
        while self._room < 0:
            self._room += len(self._tails.popitem(last=False)[1]) + ENTRY_BYTES
