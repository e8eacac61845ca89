"""Written results against typed ones, and compiled ones against both: the same bytes, whatever is asked."""

from __future__ import annotations

import numpy as np
import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetteer.cards import _BETWEEN, json_text
from gazetteer.compiled import compiled_answers
from gazetteer.errors import InvalidQuery
from gazetteer.query import LANGUAGES, Query
from gazetteer.resolver import Resolver
from gazetteer.result_objects import CONFIDENCE_STEPS, shown_confidence
from gazetteer.rows import answer_row, plain_row, written_row
from gazetteer.store import pack_strings
from gazetteer.vocabulary import MatchType
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


@given(data=st.data(), match_type=st.sampled_from(MatchType), steps=st.integers(0, CONFIDENCE_STEPS))
def test_what_is_compiled_puts_the_same_together(
    resolver: Resolver, data: st.DataObject, match_type: MatchType, steps: int
) -> None:
    if compiled_answers() is None:
        pytest.skip("nothing is compiled: install anew where there is a C++ compiler")
    row = data.draw(st.integers(0, resolver.place_count - 1))
    number = data.draw(st.integers(0, resolver.name_count - 1))
    writer, confidence = resolver._maker._writer, steps / CONFIDENCE_STEPS
    written = writer.write(row, number, match_type, confidence)
    expected = writer.put_together(row, number, match_type, repr(shown_confidence(confidence)))
    assert (None if written is None else written.json) == expected


@given(name=st.text())
def test_what_is_compiled_quotes_as_orjson_does(name: str) -> None:
    compiled = compiled_answers()
    if compiled is None:
        pytest.skip("nothing is compiled: install anew where there is a C++ compiler")
    clean = name.encode("utf-8", "ignore").decode()
    cell = _BETWEEN.join(["{", '"x"', ",", ",", "", "}"])
    arrays = {**pack_strings("card", [cell]), **pack_strings("toponym", [clean])}
    first = np.zeros(1, dtype=np.uint32)
    written = compiled.Writer(arrays, first, ["1"], first, [("2", "3", ())]).write(0, 0, "t", "0.5")
    assert (
        written
        == f'{{"x","x3,,"confidence":0.5,"match":{{"type":"t","name":{json_text(clean)},1}},2}}'.encode()
    )


def test_what_is_compiled_refuses_places_and_names_that_are_not_there(resolver: Resolver) -> None:
    if compiled_answers() is None:
        pytest.skip("nothing is compiled: install anew where there is a C++ compiler")
    writer = resolver._maker._writer
    for row, number in ((resolver.place_count, 0), (0, resolver.name_count)):
        with pytest.raises(IndexError):
            writer.write(row, number, MatchType.EXACT, 1.0)
