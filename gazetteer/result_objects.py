"""A result of the row shape, and its parts that other shapes share, as objects that JSON can hold."""

from __future__ import annotations

import math
from typing import Any

from gazetteer.answer import Result, UnitLabel
from gazetteer.explanation_rows import explanation_object
from gazetteer.model import Name

CONFIDENCE_STEPS = 10_000
"""Confidences are cut, not rounded, to this step, so that those of one answer never sum to more than 1."""

OF_A_STEP = 1e-6
"""What lies this near below a step is shown as that: the last bits of a probability hang on the processor and
on whether it is reckoned by what is compiled. Too little for the sum, itself in steps, to pass 1."""


def result_object(result: Result) -> dict[str, Any]:
    """One result of the row shape."""
    shown = {
        "id": result.place_id,
        "name": result.name,
        "names": {"en": result.english, "ar": result.arabic},
        "label": result.label,
        "lat": result.lat,
        "lon": result.lon,
        "uncertainty_m": result.uncertainty_m,
        "confidence": shown_confidence(result.confidence),
        "match": {
            "type": result.match.match_type.value,
            "name": result.match.name.toponym,
            **name_facts(result.match.name),
        },
        "feature_class": result.feature_code[0],
        "feature_code": result.feature_code,
        "country_code": result.country_code,
        "admin1": unit_object(result.admin1),
        "admin2": unit_object(result.admin2),
        "admin3": unit_object(result.admin3),
        "links": list(result.links),
    }
    if result.explanation is not None:
        shown["explanation"] = explanation_object(result.explanation)
    return shown


def unit_object(unit: UnitLabel | None) -> dict[str, str] | None:
    """A unit of the row shape, None where the place has none."""
    return {"code": unit.code, "pcode": unit.pcode, "name": unit.name} if unit is not None else None


def shown_confidence(confidence: float) -> float:
    """A confidence as it is shown (see CONFIDENCE_STEPS)."""
    return math.floor(confidence * CONFIDENCE_STEPS + OF_A_STEP) / CONFIDENCE_STEPS


def name_facts(name: Name) -> dict[str, Any]:
    """What the row shape says of a name beside its text."""
    return {
        "lang": name.lang,
        "script": name.script.value,
        "romanization": name.romanization.value,
        "name_type": name.name_type.value,
        "sources": list(name.sources),
    }
