"""What the resolver says: an answer with its results, as typed values; rows.py makes plain objects of it."""

from __future__ import annotations

from dataclasses import dataclass

from gazetteer.explanation import Explanation
from gazetteer.model import Name
from gazetteer.query import Query
from gazetteer.unit_index import Unit
from gazetteer.vocabulary import Decision, MatchType


@dataclass(frozen=True, slots=True)
class UnitLabel:
    """A unit as results show it: code (ISO 3166-2 for admin1, else the p-code), p-code and display name."""

    code: str
    pcode: str
    name: str


@dataclass(frozen=True, slots=True)
class Match:
    """The name that met the query, and how."""

    match_type: MatchType
    name: Name


@dataclass(frozen=True, slots=True)
class Result:
    """One place of an answer.

    `name` is in the language asked, `english` and `arabic` are the display names ("" for none), `label`
    tells namesakes apart. `explanation` is there for who asked for it.
    """

    place_id: str
    name: str
    english: str
    arabic: str
    label: str
    lat: float
    lon: float
    uncertainty_m: int
    confidence: float
    match: Match
    feature_code: str
    country_code: str
    admin1: UnitLabel | None
    admin2: UnitLabel | None
    admin3: UnitLabel | None
    links: tuple[str, ...]
    explanation: Explanation | None = None


@dataclass(frozen=True, slots=True)
class UnderstoodQualifier:
    """A qualifier of the name, and the place it was read as ("" for none); distance 0 if not said."""

    text: str
    distance_m: float
    place: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one query: results best first, and what was understood.

    `units` are those that the context was read as, coarsest first, `qualifiers` what the text itself said.
    `warnings` say what was left out of account.
    """

    query: Query
    decision: Decision
    results: tuple[Result, ...]
    units: tuple[Unit, ...]
    qualifiers: tuple[UnderstoodQualifier, ...] = ()
    warnings: tuple[str, ...] = ()
