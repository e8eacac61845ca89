from __future__ import annotations

import orjson
import pytest

from gazetteer.errors import InvalidQuery, PlaceNotFound
from gazetteer.geometry import Box
from gazetteer.query import Point, Query
from gazetteer.resolver import Resolver
from gazetteer.rows import answer_row, error_row, place_object

RESULT_KEYS = [
    "id",
    "name",
    "names",
    "label",
    "lat",
    "lon",
    "uncertainty_m",
    "confidence",
    "match",
    "feature_class",
    "feature_code",
    "country_code",
    "admin1",
    "admin2",
    "admin3",
    "links",
]


def test_the_row_shape(resolver: Resolver) -> None:
    row = answer_row(resolver.resolve(Query("Maskanah", admin1="Aleppo")))
    assert list(row) == ["query", "decision", "results", "warnings"]
    assert row["query"] == {"name": "Maskanah", "admin1": "Aleppo", "units": ["SY-HL"]}
    assert row["decision"] == "match"
    best = row["results"][0]
    assert list(best) == RESULT_KEYS
    assert best["names"] == {"en": "Maskanah", "ar": "مسكنة"}
    assert best["match"] == {
        "type": "exact",
        "name": "Maskanah",
        "lang": "und",
        "script": "Latn",
        "romanization": "",
        "name_type": "preferred",
        "sources": ["gn"],
    }
    assert best["admin1"] == {"code": "SY-HL", "pcode": "SY02", "name": "Aleppo"}
    assert (best["feature_class"], best["feature_code"]) == ("P", "P.PPLA3")


def test_a_row_is_json(resolver: Resolver) -> None:
    query = Query("Tall Hasan", focus=Point(36.0, 38.0), box=Box(36, 34, 40, 38), explain=True)
    row = answer_row(resolver.resolve(query))
    assert orjson.loads(orjson.dumps(row)) == row
    assert row["query"] == {"name": "Tall Hasan", "lat": 36.0, "lon": 38.0, "bbox": [36, 34, 40, 38]}


def test_the_explanation_is_shown_to_who_asks(resolver: Resolver) -> None:
    assert "explanation" not in answer_row(resolver.resolve(Query("Aleppo", limit=1)))["results"][0]
    shown = answer_row(resolver.resolve(Query("Aleppo", limit=1, explain=True)))["results"][0]
    assert shown["explanation"]["looked_up"] == "Aleppo"


def test_what_is_not_there_is_null(resolver: Resolver) -> None:
    row = answer_row(resolver.resolve(Query("Syria", limit=1)))
    assert [row["results"][0][level] for level in ("admin1", "admin2", "admin3")] == [None, None, None]


@pytest.mark.parametrize("count", [3, 6, 7, 11])
def test_confidences_of_a_row_sum_to_1_at_most(count: int, resolver: Resolver) -> None:
    answer = resolver.resolve(Query("Tall Hasan", limit=1))
    shared = answer.results[0]._replace(confidence=1 / count)
    row = answer_row(answer._replace(results=(shared,) * count))
    assert sum(result["confidence"] for result in row["results"]) <= 1


def test_an_error_row_is_for_people_and_programs() -> None:
    error = InvalidQuery("admin1", "no such unit", "a governorate", ("Aleppo",))
    assert error_row(error) == {
        "error": {
            "field": "admin1",
            "detail": "admin1: no such unit; accepted: a governorate; did you mean Aleppo?",
            "accepted": "a governorate",
            "near": ["Aleppo"],
        }
    }
    assert error_row(PlaceNotFound("x")) == {"error": {"detail": "no place has the id 'x'"}}


def test_a_whole_place(resolver: Resolver) -> None:
    place = resolver.place("gn:174448")
    shown = place_object(place, resolver)
    assert shown["id"] == place.place_id
    assert [name["name"] for name in shown["all_names"]] == [name.toponym for name in place.names]
    assert shown["positions"] == [{"lat": 34.45471, "lon": 40.91168, "uncertainty_m": 500, "source": "gn"}]
    assert shown["population"] == 57572
    assert shown["admin2"] == {"code": "SY0902", "pcode": "SY0902", "name": "Abu Kamal"}
    assert orjson.loads(orjson.dumps(shown)) == shown


def test_an_unknown_population_is_null(resolver: Resolver) -> None:
    assert place_object(resolver.place("gn:163562"), resolver)["population"] is None
