"""What keeps the workers' memory small and level: how the C library hands it out, and what they share."""

from __future__ import annotations

import ctypes
import gc

_M_ARENA_MAX = -8
"""Of glibc's malloc.h."""


def use_one_arena() -> bool:
    """Let all threads take memory from one arena, before they begin; False where the C library has none.

    glibc gives each of the worker's threads an arena of its own, each as large as the largest answer that the
    thread ever made: measured, half as much again as the worker needs. Python runs one thread at a time, so
    one arena costs nothing.
    """
    try:
        return bool(ctypes.CDLL(None).mallopt(_M_ARENA_MAX, 1))
    except (AttributeError, OSError, TypeError):
        return False


def share_heap() -> None:
    """Before workers are forked: put what there is out of the collector's reach.

    A collection writes to each object that it looks at, and so makes a copy of its page in every worker.
    """
    gc.collect()
    gc.freeze()
