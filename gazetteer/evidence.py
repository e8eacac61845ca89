"""Why two rows of the sources are one place, and what people have decided about that."""

from __future__ import annotations

from dataclasses import dataclass

from gazetteer.likeness import Rule

NO_PAIRS: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why two rows are one place: keys, distance, the rule, the two names or the link, and a score of 0-1."""

    left: str
    right: str
    distance_m: float
    rule: Rule
    left_name: str
    right_name: str
    score: float


@dataclass(frozen=True, slots=True)
class Rulings:
    """Pairs of keys, the lesser first, that a person has decided to be one place, or never one."""

    merged: frozenset[tuple[str, str]] = NO_PAIRS
    separate: frozenset[tuple[str, str]] = NO_PAIRS
