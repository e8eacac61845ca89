"""The one row shape: an answer as the object that the command line, batches and the HTTP API all give."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import orjson

from gazetteer.answer import Answer, DocumentReading, WrittenAnswer
from gazetteer.errors import GazetteerError, InvalidQuery
from gazetteer.model import Place, Position
from gazetteer.query import Query
from gazetteer.resolver import Resolver
from gazetteer.result_objects import name_facts, result_object, unit_object


def answer_row(answer: Answer) -> dict[str, Any]:
    """The answer as an object that JSON can hold; coordinates in WGS 84 degrees."""
    return {
        "query": query_object(answer),
        "decision": answer.decision.value,
        "results": [result_object(result) for result in answer.results],
        "warnings": list(answer.warnings),
    }


def plain_row(written: WrittenAnswer) -> dict[str, Any]:
    """The same object of an answer whose results are written already."""
    return _with_results(written, orjson.loads)


def written_row(written: WrittenAnswer) -> dict[str, Any]:
    """The same, its results still written: only orjson writes it."""
    return _with_results(written, orjson.Fragment)


def _with_results(written: WrittenAnswer, read: Callable[[bytes], Any]) -> dict[str, Any]:
    return answer_row(written.answer) | {"results": [read(result.json) for result in written.results]}


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


def place_object(place: Place, resolver: Resolver) -> dict[str, Any]:
    """A whole place: all its names, positions and source keys, each under its source."""
    english, arabic = resolver.names_of_place(place)
    admin1, admin2, admin3 = resolver.unit_labels(place)
    return {
        "id": place.place_id,
        "name": english or arabic or place.names[0].toponym,
        "names": {"en": english, "ar": arabic},
        "all_names": [{"name": name.toponym, **name_facts(name)} for name in place.names],
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


def _position_object(position: Position) -> dict[str, Any]:
    return {
        "lat": position.lat,
        "lon": position.lon,
        "uncertainty_m": position.uncertainty_m,
        "source": position.source,
    }
