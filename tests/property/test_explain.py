from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from gazetteer.errors import InvalidQuery
from gazetteer.query import Point, Query
from gazetteer.resolver import Resolver
from tests.property.texts import NAMES

QUALIFIED = st.one_of(
    NAMES, st.tuples(NAMES, st.sampled_from([", Aleppo", " (Homs)", " near Hit"])).map("".join)
)


@given(
    name=QUALIFIED,
    admin1=st.sampled_from([None, "SY-HL", "Homs", "IQ-AN"]),
    focus=st.sampled_from([None, Point(36.0, 38.0)]),
    feature=st.sampled_from([None, "P", "airbase"]),
)
def test_parts_add_up_to_the_confidence(
    resolver: Resolver, name: str, admin1: str | None, focus: Point | None, feature: str | None
) -> None:
    try:
        query = Query(name, admin1=admin1, focus=focus, feature=feature, explain=True)
    except InvalidQuery:
        return
    for result in resolver.resolve(query).results:
        why = result.explanation
        assert why is not None
        against = [why.none_score] + ([] if why.others is None else [why.others])
        odds = sum(math.exp(min(why.sharpness * (other - why.score), 700)) for other in against)
        assert math.isclose(result.confidence, 1 / (1 + odds), rel_tol=1e-3, abs_tol=1e-9)
        used = sum(use.gives for use in why.context)
        assert used <= 1e-9
        if why.rival is not None:
            told = sum(difference.by for difference in why.rival.differences)
            assert math.isclose(told, why.score - why.rival.score, abs_tol=1e-5)
