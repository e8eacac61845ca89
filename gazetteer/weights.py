"""The numbers of the ranking as one frozen value.

Those that come from reasoning are in `data/weights.toml`, those that are fitted to held-out names in
`data/fitted.toml`.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache
from typing import Any

from gazetteer.errors import DataError
from gazetteer.resources import load_table


@dataclass(frozen=True, slots=True, eq=False)
class Spelling:
    """Cost of each part in which names are unlike; the fields are the parts of `unlikeness.PARTS`.

    One is equal to itself alone: what follows from it is kept by it, and to hash its fields takes longer.
    """

    vowelled: float
    bare: float
    unread: float
    unwritten: float
    ending: float
    consonants: float
    skeleton: float
    generic_missing: float
    generic_conflict: float
    contrast_missing: float
    contrast_conflict: float
    feature_missing: float
    vowelled_text: float
    bare_text: float
    vowelled_article: float
    bare_article: float
    variant: float
    vowelled_counterpart: float
    bare_counterpart: float


@dataclass(frozen=True, slots=True)
class WordWeights:
    """What a feature word counts: gained by the kinds it means, times their rarity; lost by others."""

    feature_agrees: float
    feature_stands: float
    feature_conflict: float


@dataclass(frozen=True, slots=True)
class PlaceWeights:
    """What a place weighs before anything is asked."""

    importance: float
    listed: float
    listed_too: float
    crowding: float
    usual_neighbours: float
    unit: float
    historical: float


@dataclass(frozen=True, slots=True)
class ContextWeights:
    """Costs of lying elsewhere than the context says; scales in metres."""

    outside_unit: float
    unit_scale_m: float
    other_country: float
    focus: float
    focus_scale_m: float
    outside_box: float
    other_class: float


@dataclass(frozen=True, slots=True)
class QualifierWeights:
    """What the words around a name count; `scale_m` in metres."""

    outside: float
    scale_m: float
    unit_scale_m: float
    long_scale_m: float
    stated_share: float
    other_side: float
    unheeded: float
    unknown: float
    alias: float
    alias_after_name: float
    alias_unheeded: float
    part: float
    sideless: float
    later: float
    beside: float
    told: float


@dataclass(frozen=True, slots=True)
class DocumentWeights:
    """How the names of a document are taken to keep together; `near_scale_m` in metres.

    `same` to `anywhere` are the shares that are usual, `prior_names` how many names that counts for.
    """

    same: float
    near: float
    admin1: float
    country_code: float
    anywhere: float
    prior_names: float
    near_scale_m: float
    most: float
    sure: float


@dataclass(frozen=True, slots=True)
class NoneWeight:
    """What the answer "not in the gazetteer" weighs, and what each letter of the name adds to that."""

    score: float
    per_letter: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """What makes probabilities of scores: above 1 the best stands out more.

    Keeps every order, but for places that only a qualifier names, which weigh as much as "not here".

    `none` is added to what "not in the gazetteer" weighs, `share` is how much of the unit's share it loses.
    """

    sharpness: float
    none: float
    share: float


@dataclass(frozen=True, slots=True)
class DecisionThresholds:
    """From which confidence an answer is a match, and which share for any place at all makes it ambiguous."""

    match: float
    ambiguous: float


@dataclass(frozen=True, slots=True)
class Weights:
    """All of them, by table of the file."""

    spelling: Spelling
    words: WordWeights
    place: PlaceWeights
    context: ContextWeights
    qualifier: QualifierWeights
    document: DocumentWeights
    none: NoneWeight
    calibration: Calibration
    decision: DecisionThresholds


_SECTIONS: dict[str, type[Any]] = {
    "spelling": Spelling,
    "words": WordWeights,
    "place": PlaceWeights,
    "context": ContextWeights,
    "qualifier": QualifierWeights,
    "document": DocumentWeights,
    "none": NoneWeight,
    "calibration": Calibration,
    "decision": DecisionThresholds,
}


def parse_weights(table: dict[str, Any]) -> Weights:
    """Weights from a parsed TOML table. Raises DataError where one is missing, unknown or no number."""
    sections: dict[str, Any] = {}
    for section, kind in _SECTIONS.items():
        given = table.get(section, {})
        wanted = {field.name for field in fields(kind)}
        if set(given) != wanted or not all(isinstance(value, int | float) for value in given.values()):
            raise DataError(f"weights: [{section}] must hold numbers for {', '.join(sorted(wanted))}")
        sections[section] = kind(**{name: float(value) for name, value in given.items()})
    return Weights(**sections)


@cache
def load_weights() -> Weights:
    """The weights that the package carries."""
    return parse_weights({**load_table("weights.toml"), **load_table("fitted.toml")})
