"""The one row shape: an answer as the object that the command line, batches and the HTTP API all give."""

from __future__ import annotations

import math
from typing import Any

from gazetteer.answer import Answer, DocumentReading, Result, UnitLabel
from gazetteer.errors import GazetteerError, InvalidQuery
from gazetteer.explanation_rows import explanation_object
from gazetteer.model import Name, Place, Position
from gazetteer.query import Query
from gazetteer.resolver import Resolver

CONFIDENCE_STEPS = 10_000
"""Confidences are cut, not rounded, to this step, so that those of one answer never sum to more than 1."""


def answer_row(answer: Answer) -> dict[str, Any]:
    """The answer as an object that JSON can hold; coordinates in WGS 84 degrees."""
    return {
        "query": query_object(answer),
        "decision": answer.decision.value,
        "results": [result_object(result) for result in answer.results],
        "warnings": list(answer.warnings),
    }


def error_row(error: GazetteerError) -> dict[str, Any]:
    """What a row that cannot be answered gives in a batch."""
    if not isinstance(error, InvalidQuery):
        return {"error": {"detail": str(error)}}
    return {
        "error": {
            "field": error.field,
            "detail": error.sentence(),
            "accepted": error.accepted,
            "near": list(error.near),
        }
    }


def query_object(answer: Answer) -> dict[str, Any]:
    """The query as it was understood: what was given, and the units that the context was read as."""
    query = answer.query
    asked: dict[str, Any] = {"name": query.name}
    for field in ("country", "admin1", "admin2", "admin3", "feature"):
        if getattr(query, field) is not None:
            asked[field] = getattr(query, field)
    if answer.units:
        asked["units"] = [unit.code for unit in answer.units]
    if answer.qualifiers:
        asked["qualifiers"] = [
            {"text": q.text, "understood": q.place or None, "distance_m": q.distance_m or None}
            for q in answer.qualifiers
        ]
    if answer.document is not None:
        asked["document"] = document_object(answer.document)
    return asked | _place_of(query)


def document_object(document: DocumentReading) -> dict[str, Any]:
    """What the other names of its document said of a name; only how many, where it was not heeded."""
    if not document.heeded:
        return {"names": document.names, "heeded": False}
    return {
        "names": document.names,
        "heeded": True,
        "kept": dict(document.kept),
        "units": [{"code": code, "share": share} for code, share in document.units],
        "places": [
            {"id": place.place_id, "name": place.name, "distance_m": round(place.distance_m)}
            for place in document.places
        ],
    }


def _place_of(query: Query) -> dict[str, Any]:
    where: dict[str, Any] = {}
    if query.focus is not None:
        where |= {"lat": query.focus.lat, "lon": query.focus.lon}
    if query.box is not None:
        where["bbox"] = list(query.box)
    return where


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
        "confidence": math.floor(result.confidence * CONFIDENCE_STEPS) / CONFIDENCE_STEPS,
        "match": {
            "type": result.match.match_type.value,
            "name": result.match.name.toponym,
            **_name_facts(result.match.name),
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


def place_object(place: Place, resolver: Resolver) -> dict[str, Any]:
    """A whole place: all its names, positions and source keys, each under its source."""
    english, arabic = resolver.names_of_place(place)
    admin1, admin2, admin3 = resolver.unit_labels(place)
    return {
        "id": place.place_id,
        "name": english or arabic or place.names[0].toponym,
        "names": {"en": english, "ar": arabic},
        "all_names": [{"name": name.toponym, **_name_facts(name)} for name in place.names],
        "lat": place.position.lat,
        "lon": place.position.lon,
        "uncertainty_m": place.position.uncertainty_m,
        "positions": [_position_object(p) for p in (place.position, *place.other_positions)],
        "feature_class": place.feature_class,
        "feature_code": place.feature_code,
        "population": place.population or None,
        "country_code": place.units.country_code,
        "admin1": unit_object(admin1),
        "admin2": unit_object(admin2),
        "admin3": unit_object(admin3),
        "links": list(place.links),
        "note": place.note,
    }


def _name_facts(name: Name) -> dict[str, Any]:
    return {
        "lang": name.lang,
        "script": name.script.value,
        "romanization": name.romanization.value,
        "name_type": name.name_type.value,
        "sources": list(name.sources),
    }


def _position_object(position: Position) -> dict[str, Any]:
    return {
        "lat": position.lat,
        "lon": position.lon,
        "uncertainty_m": position.uncertainty_m,
        "source": position.source,
    }
