from __future__ import annotations

import math
from typing import Any

import pytest

from gazetteer.errors import InvalidQuery
from gazetteer.geometry import Box
from gazetteer.query import MAX_LIMIT, MAX_NAME_LENGTH, Point, Query, feature_codes
from gazetteer.words import load_words

NAN, INF = math.nan, math.inf


def test_what_is_not_asked_is_none() -> None:
    query = Query("Aleppo")
    assert [query.country, query.admin1, query.admin2, query.admin3, query.focus, query.box] == [None] * 6
    assert (query.limit, query.min_confidence, query.strict, query.lang) == (5, 0.0, False, "en")


@pytest.mark.parametrize(
    "given",
    [
        {"name": "ح"},
        {"name": "4"},
        {"name": "a" * MAX_NAME_LENGTH},
        {"name": "\u200fحلب\u200e"},
        {"name": "東京"},
        {"name": "A", "country": "SY", "admin1": "SY02", "admin2": "SY0200", "admin3": "SY020000"},
        {"name": "A", "limit": 1},
        {"name": "A", "limit": MAX_LIMIT},
        {"name": "A", "min_confidence": 1},
        {"name": "A", "focus": Point(36.2, 37.1)},
        {"name": "A", "box": Box(36, 34, 38, 36)},
        {"name": "A", "box": Box(179, -90, -179, 90)},
        {"name": "A", "feature": "P"},
        {"name": "A", "lang": "ku"},
    ],
)
def test_what_can_be_asked(given: dict[str, Any]) -> None:
    query = Query(**given)
    assert {key: getattr(query, key) for key in given} == given


@pytest.mark.parametrize(
    ("field", "given"),
    [
        ("name", {"name": ""}),
        ("name", {"name": "  \u00a0"}),
        ("name", {"name": "--"}),
        ("name", {"name": "\u200f"}),
        ("name", {"name": "a" * (MAX_NAME_LENGTH + 1)}),
        ("name", {"name": "Alep\npo"}),
        ("name", {"name": "Alep\0po"}),
        ("name", {"name": "Alep\udc80po"}),
        ("country", {"country": ""}),
        ("admin1", {"admin1": " "}),
        ("admin2", {"admin2": "?"}),
        ("admin3", {"admin3": "a\tb"}),
        ("feature", {"feature": ""}),
        ("feature", {"feature": "starbase"}),
        ("feature", {"feature": "ppl"}),
        ("limit", {"limit": 0}),
        ("limit", {"limit": MAX_LIMIT + 1}),
        ("limit", {"limit": -5}),
        ("min_confidence", {"min_confidence": -0.1}),
        ("min_confidence", {"min_confidence": 1.1}),
        ("min_confidence", {"min_confidence": NAN}),
        ("lang", {"lang": "EN"}),
        ("lang", {"lang": ""}),
        ("lat", {"focus": Point(91, 38)}),
        ("lat", {"focus": Point(NAN, 38)}),
        ("lat", {"focus": Point(0.0, 0.0)}),
        ("lon", {"focus": Point(36, 181)}),
        ("lon", {"focus": Point(36, -INF)}),
        ("bbox", {"box": Box(36, 36, 38, 34)}),
        ("bbox", {"box": Box(36, -91, 38, 34)}),
        ("bbox", {"box": Box(181, 34, 38, 36)}),
        ("bbox", {"box": Box(NAN, 34, 38, 36)}),
        ("bbox", {"box": Box(36, NAN, 38, 36)}),
    ],
)
def test_what_cannot_be_asked_is_told_by_field(field: str, given: dict[str, Any]) -> None:
    with pytest.raises(InvalidQuery) as caught:
        Query(**{"name": "Aleppo", **given})
    assert caught.value.field == field
    assert caught.value.accepted


def test_a_swapped_focus_gets_a_hint() -> None:
    with pytest.raises(InvalidQuery, match=r"lat=35\.3, lon=44\.5\?") as caught:
        Query("Aleppo", focus=Point(lat=44.5, lon=35.3))
    assert "swapped" in caught.value.accepted


def test_a_focus_that_is_wrong_either_way_gets_none() -> None:
    with pytest.raises(InvalidQuery) as caught:
        Query("Aleppo", focus=Point(52.5, 13.4))
    assert "swapped" not in str(caught.value)


@pytest.mark.parametrize(
    ("feature", "codes"),
    [
        ("P", ("P",)),
        ("p", ("P",)),
        (" S ", ("S",)),
        ("P.PPL", ("P.PPL",)),
        ("PPL", (".PPL",)),
        ("ADM1", (".ADM1",)),
    ],
)
def test_feature_codes(feature: str, codes: tuple[str, ...]) -> None:
    assert feature_codes(feature) == codes


@pytest.mark.parametrize("known", load_words().features, ids=lambda known: known.concept)
def test_every_concept_is_a_feature(known: Any) -> None:
    assert feature_codes(known.concept.title()) == known.codes


def test_a_wrong_feature_is_told_what_there_is() -> None:
    with pytest.raises(InvalidQuery) as caught:
        feature_codes("starbase")
    assert "airbase" in caught.value.accepted
    assert "P.PPL" in caught.value.accepted
