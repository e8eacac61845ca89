"""The search, compiled where a C++ compiler was at hand when the package was built.

`gazetteer.form_search` and `gazetteer.candidates` do the same with numpy, and say why; this only takes less
time. docs/performance.md has the figures.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol, cast

import numpy as np
import numpy.typing as npt

from gazetteer.compiled.sources import digest

Array = npt.NDArray[Any]

_MODULE = "gazetteer.compiled.search"


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


def open_search(
    arrays: Mapping[str, Array], facts: Array, fact_bits: tuple[int, int], script_shift: int
) -> CompiledSearch | None:
    """The compiled search over the arrays of an index; None where it is not compiled, or not for such arrays.

    Warns where it was compiled from other sources than those beside it, and does without.
    """
    try:
        search = import_module(_MODULE)
    except ImportError:
        return None
    expected = digest(Path(__file__).parent)
    if expected not in (search.SOURCES, ""):
        warnings.warn(
            f"compiled from other sources ({search.SOURCES}, not {expected}): install anew", stacklevel=2
        )
        return None
    try:
        return cast(CompiledSearch, search.CompiledSearch(dict(arrays), facts, fact_bits, script_shift))
    except ValueError:
        return None
