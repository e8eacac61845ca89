"""What every reader of a raw source gives: records of places, and a reason for each row that is not one.

A reader is a function `read_<source>(folder) -> Iterator[SourceRecord | LeftOut]`. It cleans what only
someone who knows that source can clean (its types, its qualifiers, its garbles) and decides nothing
that needs another source: merging, units and ids come later.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from gazetteer.model import Name, Position


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """One place as one source has it.

    `key` is the record's link ("ocha:C1933"), `links` every id that it is known by, its own first.
    `country_code` is "" where the source does not say (a river, a crossing). `stated_units` are
    p-codes (or governorate names) that the source itself gives, coarsest first. `context` holds
    qualifiers taken off the name ("Sayda (Ein Issa)" keeps "Ein Issa"). `names_left_out` holds, for each name
    of the row that its reader did not take, the rule why. `says_village` is true where the row's own words do
    ("X village").
    """

    key: str
    source: str
    country_code: str
    feature_code: str
    position: Position
    names: tuple[Name, ...]
    links: tuple[str, ...]
    stated_units: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    population: int = 0
    note: str = ""
    names_left_out: tuple[str, ...] = ()
    says_village: bool = False


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row of a source that becomes no place, and why; `leads_to` is its successor's key, if any."""

    key: str
    source: str
    reason: str
    leads_to: str = ""


Outcome = SourceRecord | LeftOut


@dataclass(frozen=True, slots=True)
class Source:
    """A source: its key in tables, its folder below the sources' directory, its reader and its rank.

    `rank` orders sources where they differ on a position: the lowest wins. `uncertainty_m` is how
    far a position of this source is usually off; docs/data.md says how each figure was found.
    """

    key: str
    folder: str
    read: Callable[[Path], Iterator[Outcome]]
    rank: int
    uncertainty_m: int
    title: str
    licence: str
    left_out_reasons: dict[str, str] = field(default_factory=dict)
