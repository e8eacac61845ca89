"""An explanation as the object of the row shape, and as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from gazetteer.explanation import ContextUse, Explanation, Rival, ScorePart

DECIMALS = 4
"""Of amounts, weights and what they give: parts as shown sum to the score but for the last digit."""

DIFFERENCES_SHOWN = 4
"""Differences from the rival on a line of a terminal; the object has them all."""


def _rounded(value: float) -> float:
    """To DECIMALS, and never -0."""
    return round(value, DECIMALS) + 0.0


def explanation_object(explanation: Explanation) -> dict[str, Any]:
    """The explanation as an object that JSON can hold."""
    return {
        "looked_up": explanation.looked_up,
        "steps": [
            {"step": step.key, "says": step.says, "query": step.query, "name": step.name}
            for step in explanation.steps
        ],
        "score": _score_object(explanation.score, explanation.parts),
        "context": [_use_object(use) for use in explanation.context],
        "confidence": {
            "sharpness": explanation.sharpness,
            "none": _score_object(explanation.none_score, explanation.none),
            "others": None if explanation.others is None else _rounded(explanation.others),
        },
        "against": None if explanation.rival is None else _rival_object(explanation.rival),
    }


def _score_object(total: float, parts: Iterable[ScorePart]) -> dict[str, Any]:
    return {
        "total": _rounded(total),
        "parts": [
            {
                "part": part.part,
                "amount": _rounded(part.amount),
                "weight": _rounded(part.weight),
                "gives": _rounded(part.gives),
            }
            for part in parts
        ],
    }


def _use_object(use: ContextUse) -> dict[str, Any]:
    return {
        "kind": use.kind,
        "given": use.given,
        "understood": use.understood or None,
        "distance_m": None if use.distance_m is None else round(use.distance_m),
        "gives": _rounded(use.gives),
    }


def _rival_object(rival: Rival) -> dict[str, Any]:
    return {
        "id": rival.place_id,
        "label": rival.label,
        "score": _rounded(rival.score),
        "differences": [
            {
                "part": difference.part,
                "here": _rounded(difference.here),
                "there": _rounded(difference.there),
                "by": _rounded(difference.by),
            }
            for difference in rival.differences
        ],
    }


def explanation_lines(explanation: Explanation) -> Iterator[str]:
    """The explanation in lines of text, without indent."""
    yield f"looked up: {explanation.looked_up}"
    for step in explanation.steps:
        yield f"  {step.says}: {step.query} ~ {step.name}"
    yield f"score {explanation.score:.2f} = {_sum_text(explanation.parts)}"
    for use in explanation.context:
        away = "" if use.distance_m is None else f", {use.distance_m / 1000:.0f} km away"
        yield f"{use.kind} {use.given}: {use.understood or 'not heeded'}{away}: {_rounded(use.gives):+.2f}"
    yield f"not in the gazetteer {explanation.none_score:.2f} = {_sum_text(explanation.none)}"
    if explanation.others is not None:
        yield f"all other candidates together {explanation.others:.2f}"
    if explanation.rival is not None:
        yield _rival_text(explanation.score, explanation.rival)


def _sum_text(parts: Iterable[ScorePart]) -> str:
    terms = [f"{part.part} {part.amount:.3g} × {part.weight:.3g}" for part in parts]
    return " + ".join(terms) or "0"


def _rival_text(score: float, rival: Rival) -> str:
    word = "before" if score >= rival.score else "behind"
    shown = [f"{d.part} {d.by:+.2f}" for d in rival.differences[:DIFFERENCES_SHOWN]]
    return f"{word} {rival.label} ({rival.score:.2f}): {', '.join(shown) or 'nothing parts them'}"
