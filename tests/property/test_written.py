"""Written results against typed ones: the same bytes, whatever is asked."""

from __future__ import annotations

import orjson
from hypothesis import given
from hypothesis import strategies as st

from gazetteer.errors import InvalidQuery
from gazetteer.query import LANGUAGES, Query
from gazetteer.resolver import Resolver
from gazetteer.rows import answer_row, plain_row, written_row
from tests.property.texts import NAMES, TEXTS

ASKED = st.one_of(NAMES, TEXTS, NAMES.map("near {}".format), NAMES.map("{}, Aleppo".format))


@given(
    name=ASKED,
    lang=st.sampled_from(LANGUAGES),
    limit=st.integers(1, 20),
    explain=st.booleans(),
    min_confidence=st.sampled_from([0.0, 0.01, 0.5]),
)
def test_written_results_are_typed_ones_written(
    resolver: Resolver, name: str, lang: str, limit: int, explain: bool, min_confidence: float
) -> None:
    try:
        query = Query(name, lang=lang, limit=limit, explain=explain, min_confidence=min_confidence)
    except InvalidQuery:
        return
    answer, written = resolver.resolve(query), resolver.write(query)
    row = answer_row(answer)
    assert orjson.dumps(written_row(written)) == orjson.dumps(row)
    assert plain_row(written) == row
    assert [result.confidence for result in written.results] == [r["confidence"] for r in row["results"]]
