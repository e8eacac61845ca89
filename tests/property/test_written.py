"""Written results against typed ones, and compiled ones against both: the same bytes, whatever is asked."""

from __future__ import annotations

from typing import TypeVar

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
from gazetteer.result_objects import CONFIDENCE_STEPS, OF_A_STEP, shown_confidence
from gazetteer.rows import answer_row, plain_row, written_row
from gazetteer.store import Array, pack_strings
from gazetteer.vocabulary import MatchType
from gazetteer.written import Chosen
from tests.property.texts import NAMES, TEXTS

T = TypeVar("T")

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


@given(data=st.data())
def test_what_is_compiled_writes_the_same(resolver: Resolver, data: st.DataObject) -> None:
    if compiled_answers() is None:
        pytest.skip("nothing is compiled: install anew where there is a C++ compiler")
    count = data.draw(st.integers(0, 8))
    several = st.lists(st.integers(0, max(count - 1, 0)), max_size=8 if count else 0)
    rows, numbers, shares, chosen = data.draw(
        st.tuples(
            lists(st.integers(0, resolver.place_count - 1), count),
            lists(st.integers(0, resolver.name_count - 1), count),
            lists(SHARES, count),
            several,
        )
    )
    match_types = data.draw(lists(st.sampled_from(MatchType), len(chosen)))
    asked = Chosen(*candidate_arrays(rows, numbers, shares), chosen, match_types)
    writer = resolver._maker._writer
    assert writer.write(asked) == writer.write_one_by_one(asked)


SHARES = st.one_of(
    st.floats(0, 1), st.integers(0, CONFIDENCE_STEPS).map(lambda steps: steps / CONFIDENCE_STEPS)
)


def lists(each: st.SearchStrategy[T], count: int) -> st.SearchStrategy[list[T]]:
    return st.lists(each, min_size=count, max_size=count)


def candidate_arrays(rows: list[int], numbers: list[int], shares: list[float]) -> tuple[Array, Array, Array]:
    return np.array(rows, dtype=np.int64), np.array(numbers, dtype=np.uint32), np.array(shares, dtype=float)


@given(name=st.text(), share=SHARES)
def test_what_is_compiled_quotes_as_orjson_does_and_numbers_as_python(name: str, share: float) -> None:
    compiled = compiled_answers()
    if compiled is None:
        pytest.skip("nothing is compiled: install anew where there is a C++ compiler")
    clean = name.encode("utf-8", "ignore").decode()
    cell = _BETWEEN.join(["{", '"x"', ",", ",", "", "}"])
    arrays = {**pack_strings("card", [cell]), **pack_strings("toponym", [clean])}
    first = np.zeros(1, dtype=np.uint32)
    around = [("2", "3", ())]
    writer = compiled.Writer(arrays, first, ["1"], first, around, CONFIDENCE_STEPS, OF_A_STEP)
    shown = shown_confidence(share)
    expected = f'{{"x","x3,,"confidence":{shown!r},"match":{{"type":"exact","name":{json_text(clean)},1}},2}}'
    assert writer.write(*candidate_arrays([0], [0], [share]), [0], [MatchType.EXACT]) == [
        (expected.encode(), shown)
    ]


def test_what_is_compiled_refuses_what_is_not_there(resolver: Resolver) -> None:
    if compiled_answers() is None:
        pytest.skip("nothing is compiled: install anew where there is a C++ compiler")
    write = resolver._maker._writer.write
    for row, number, chosen in (
        (resolver.place_count, 0, 0),
        (0, resolver.name_count, 0),
        (0, 0, 1),
        (0, 0, -1),
    ):
        with pytest.raises(IndexError):
            write(Chosen(*candidate_arrays([row], [number], [1.0]), [chosen], [MatchType.EXACT]))
    rows, numbers, shares = candidate_arrays([0], [0], [1.0])
    with pytest.raises(ValueError):
        write(Chosen(rows, numbers, shares[:0], [0], [MatchType.EXACT]))
    with pytest.raises(ValueError):
        write(Chosen(rows, numbers, shares, [0], []))
