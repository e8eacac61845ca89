"""What the resolver says: an answer with its results, as typed values; rows.py makes plain objects of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

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


class Result(NamedTuple):
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


class WrittenResult(NamedTuple):
    """A result as JSON in the row shape, and its confidence as it is shown there."""

    json: bytes
    confidence: float


@dataclass(frozen=True, slots=True)
class UnderstoodQualifier:
    """A qualifier of the name, and the place it was read as ("" for none); distance 0 if not said."""

    text: str
    distance_m: float
    place: str


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A place that another name of the document means, and how far it is from the first result."""

    place_id: str
    name: str
    distance_m: float


@dataclass(frozen=True, slots=True)
class DocumentReading:
    """What the other names of the document said of a name.

    `names` counts them. `heeded` is False where there are none, or the answer was sure alone and stayed as it
    was. `kept` is what share of the document's names keeps near one another, to governorates, to countries
    or to nothing, `units` the governorates that the others mean with their shares, the largest first,
    `places` those of the others that speak most for the first result by nearness.
    """

    names: int
    heeded: bool
    kept: Mapping[str, float]
    units: tuple[tuple[str, float], ...]
    places: tuple[Neighbour, ...]


class Answer(NamedTuple):
    """The answer to one query: results best first, and what was understood.

    `units` are those that the context was read as, coarsest first, `qualifiers` what the text itself said,
    `document` what the other names of its document did, None where it was asked alone.
    `warnings` say what was left out of account.
    """

    query: Query
    decision: Decision
    results: tuple[Result, ...]
    units: tuple[Unit, ...]
    qualifiers: tuple[UnderstoodQualifier, ...] = ()
    warnings: tuple[str, ...] = ()
    document: DocumentReading | None = None


class WrittenAnswer(NamedTuple):
    """An answer whose results are JSON: `answer` has none itself."""

    answer: Answer
    results: tuple[WrittenResult, ...]
