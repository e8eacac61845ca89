"""What is compiled where a C++ compiler was at hand when the package was built.

`search` does what `gazetteer.form_search` and `gazetteer.candidates` do with numpy, `answers` what
`gazetteer.ranking` and `gazetteer.written` do, `toponyms` what `gazetteer.toponym` does; these say why, and
all that is compiled takes is less time. docs/performance.md has the figures.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any, Protocol, TypeVar, cast

import numpy as np
import numpy.typing as npt

from gazetteer.compiled.sources import digest

Array = npt.NDArray[Any]


class CompiledSearch(Protocol):
    """What `search.pyx` makes of the arrays of an index."""

    def find(
        self,
        asked: Iterable[tuple[object, ...]],
        script: int,
        costs: Sequence[float],
        limits: tuple[int, int, int, int, float],
    ) -> tuple[
        npt.NDArray[np.int64],
        npt.NDArray[np.uint32],
        npt.NDArray[np.float64],
        npt.NDArray[np.bool_],
        npt.NDArray[np.int64],
    ]:
        """The best name of every place that a query may mean; what each array is stands in `search.pyx`."""
        ...


class CompiledWriter(Protocol):
    """What `answers.pyx` makes of the cards and names of an artefact."""

    def write(self, *chosen: object) -> list[tuple[bytes, float] | None]:
        """As `written.ResultWriter.write`, of the fields of `written.Chosen`."""
        ...


class CompiledAnswers(Protocol):
    """The module `answers.pyx`."""

    @staticmethod
    def share_out(scores: Array, none: float, sharpness: float) -> tuple[Array, float, int]:
        """As `ranking.share_out`."""
        ...

    @staticmethod
    def best_first(scores: Array, rows: Array, count: int) -> list[int]:
        """As `ranking.best_first`."""
        ...

    Writer: Callable[
        [
            Mapping[str, Array],
            Array,
            Sequence[str],
            Array,
            Sequence[tuple[str, str, tuple[str, ...]]],
            int,
            float,
        ],
        CompiledWriter,
    ]
    """What writes results; of what, stands in `answers.pyx`."""


T_co = TypeVar("T_co", covariant=True)


class CompiledAnalyser(Protocol[T_co]):
    """What `toponyms.pyx` makes of the tables of names."""

    def analyse(self, name: str) -> T_co | None:
        """As `toponym.analyse`; None for a name that is left to it."""
        ...

    def words(self, name: str) -> list[Any] | None:
        """As `name_words.read_words` of the cleaned name; None for a name that is left to it."""
        ...


class CompiledToponyms(Protocol):
    """The module `toponyms.pyx`."""

    Analyser: Callable[..., CompiledAnalyser[Any]]
    """What analyses names; by which tables, stands in `toponyms.pyx`."""


def open_search(
    arrays: Mapping[str, Array], facts: Array, fact_bits: tuple[int, int], script_shift: int
) -> CompiledSearch | None:
    """The compiled search over the arrays of an index; None where it is not compiled, or not for such arrays.

    Warns where it was compiled from other sources than those beside it, and does without.
    """
    search = _load("search")
    try:
        return search and cast(
            CompiledSearch, search.CompiledSearch(dict(arrays), facts, fact_bits, script_shift)
        )
    except ValueError:
        return None


@cache
def compiled_answers() -> CompiledAnswers | None:
    """What shares out, orders and writes; None, with a warning where `open_search` warns, as there."""
    return cast(CompiledAnswers | None, _load("answers"))


@cache
def compiled_toponyms() -> CompiledToponyms | None:
    """What analyses names; None, with a warning where `open_search` warns, as there."""
    return cast(CompiledToponyms | None, _load("toponyms"))


def _load(name: str) -> ModuleType | None:
    try:
        module = import_module(f"gazetteer.compiled.{name}")
    except ImportError:
        return None
    expected = digest(Path(__file__).parent)
    if expected not in (module.SOURCES, ""):
        warnings.warn(
            f"compiled from other sources ({module.SOURCES}, not {expected}): install anew", stacklevel=3
        )
        return None
    return module
