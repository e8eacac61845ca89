"""A stand-in for a Dask client that answers in this process, as far as `answer_table` asks it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from gazetteer.engines.parts import Part


class ClientHere:
    """Answers parts as they are waited for; after so many the store is gone."""

    def __init__(self, parts_before_failure: int = 1000) -> None:
        self.answered: list[Part] = []
        self._left = parts_before_failure

    def map(self, function: Callable[..., int], parts: list[Part], asked: Any, **_: Any) -> list[Any]:
        return [partial(self._call, function, part, asked) for part in parts]

    def cancel(self, futures: list[Any]) -> None:
        """Nothing runs on."""

    def _call(self, function: Callable[..., int], part: Part, asked: Any) -> int:
        if not self._left:
            raise OSError("the store is gone")
        self._left -= 1
        self.answered.append(part)
        return function(part, asked)


class _Done:
    def release(self) -> None:
        """Nothing is held."""


def as_completed(futures: list[Any], with_results: bool) -> Iterator[tuple[_Done, int]]:
    """What `distributed.as_completed` gives, for the futures of a ClientHere."""
    assert with_results
    return ((_Done(), future()) for future in futures)
