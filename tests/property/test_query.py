from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetteer.errors import InvalidQuery
from gazetteer.geometry import Box
from gazetteer.query import Point, Query
from gazetteer.resolver import Resolver
from tests.property.texts import NAMES

ANY_TEXT = st.one_of(
    NAMES, st.text(max_size=300), st.text(st.characters(categories=["Cs", "Cc", "Cf", "Lo", "Nd", "Mn"]))
)
ANY_FLOAT = st.floats()
FIELDS = ["name", "country", "admin1", "admin2", "admin3", "feature", "lang"]


def query_or_complaint(**given: Any) -> Query | InvalidQuery:
    try:
        return Query(**{"name": "Aleppo", **given})
    except InvalidQuery as error:
        return error


@pytest.mark.parametrize("field", FIELDS)
@given(text=ANY_TEXT)
def test_any_text_is_a_query_or_told_by_field(field: str, text: str) -> None:
    made = query_or_complaint(**{field: text})
    if isinstance(made, InvalidQuery):
        assert made.field == field
        assert made.accepted
    else:
        assert getattr(made, field) == text


@given(st.integers(), ANY_FLOAT, ANY_FLOAT, ANY_FLOAT, st.tuples(ANY_FLOAT, ANY_FLOAT, ANY_FLOAT, ANY_FLOAT))
def test_any_number_is_a_query_or_told(
    limit: int, confidence: float, lat: float, lon: float, edges: tuple[float, float, float, float]
) -> None:
    for field, value, told in (
        ("limit", limit, {"limit"}),
        ("min_confidence", confidence, {"min_confidence"}),
        ("focus", Point(lat, lon), {"lat", "lon"}),
        ("box", Box(*edges), {"bbox"}),
    ):
        made = query_or_complaint(**{field: value})
        assert isinstance(made, Query) or made.field in told


@given(name=NAMES, admin1=st.one_of(st.none(), NAMES), strict=st.booleans(), limit=st.integers(1, 100))
def test_what_can_be_asked_is_answered(
    resolver: Resolver, name: str, admin1: str | None, strict: bool, limit: int
) -> None:
    try:
        query = Query(name, admin1=admin1, strict=strict, limit=limit)
    except InvalidQuery:
        return
    answer = resolver.resolve(query, lenient=True)
    shares = [result.confidence for result in answer.results]
    assert len(shares) <= limit
    assert shares == sorted(shares, reverse=True)
    assert sum(shares) <= 1 + 1e-9
    fewer = resolver.resolve(Query(name, admin1=admin1, strict=strict, limit=1), lenient=True)
    assert fewer.results == answer.results[:1]
    assert fewer.decision is answer.decision
