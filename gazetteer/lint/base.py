"""The values of linting: the tables that are looked at, a rule, a fault."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from gazetteer.boundaries import Boundaries
from gazetteer.ids import Redirect
from gazetteer.model import Place


class Fault(NamedTuple):
    """Something wrong: the rule that it breaks, the id that it is about, and what was found there."""

    rule: str
    place_id: str
    detail: str


@dataclass(frozen=True, slots=True)
class Tables:
    """All that the rules look at."""

    places: Sequence[Place]
    boundaries: Boundaries
    redirects: Sequence[Redirect]


Found = Iterator[tuple[str, str]]
"""Ids with what is wrong with each."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its name, the sentence that holds of good tables, and what finds where it does not."""

    name: str
    sentence: str
    check: Callable[[Tables], Found]
