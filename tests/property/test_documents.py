from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetteer.answer import Answer
from gazetteer.batch import Columns, resolve_rows
from gazetteer.batch_document import resolve_documents
from gazetteer.query import Query
from gazetteer.resolver import Resolver
from gazetteer.tabular import BadRow, GoodRow
from gazetteer.weights import load_weights
from tests.property.texts import NAMES

KNOWN = st.sampled_from(
    ["Tall Hasan", "تل حسن", "Mosul", "Al-Hawl camp", "Maskanah", "Raqqa, Syria", "Qwrtz"]
)
QUERIES = st.builds(
    Query, KNOWN, admin1=st.sampled_from([None, "Aleppo", "Nineveh", "حمص"]), limit=st.just(100)
)
ROWS = st.lists(
    st.one_of(
        st.builds(BadRow, st.text(max_size=5), st.just("")),
        st.dictionaries(
            st.sampled_from(["name", "admin1", "doc"]), st.one_of(KNOWN, NAMES, st.text(max_size=20))
        ),
    ),
    max_size=8,
)
SURE = load_weights().document.sure


def shown(answer: Answer) -> dict[str, object]:
    """What must not depend on the order of a document; its sums are of floats."""
    confidences = {each.place_id: pytest.approx(each.confidence, abs=1e-6) for each in answer.results}
    return {"decision": answer.decision, "confidences": confidences}


@given(queries=st.lists(QUERIES, min_size=1, max_size=7), order=st.randoms(use_true_random=False))
def test_the_order_of_a_document_is_of_no_matter(
    resolver: Resolver, queries: list[Query], order: Random
) -> None:
    shuffled = list(queries)
    order.shuffle(shuffled)
    expected = dict(zip(queries, resolver.resolve_document(queries), strict=True))
    for query, answer in zip(shuffled, resolver.resolve_document(shuffled), strict=True):
        found = {each.place_id: each.confidence for each in answer.results}
        assert {"decision": answer.decision, "confidences": found} == shown(expected[query])


@given(queries=st.lists(QUERIES, max_size=6))
def test_what_is_sure_stays_and_all_sums_to_one(resolver: Resolver, queries: list[Query]) -> None:
    for query, answer in zip(queries, resolver.resolve_document(queries), strict=True):
        alone = resolver.resolve(query)
        assert sum(each.confidence for each in answer.results) <= 1 + 1e-9
        if alone.results and alone.results[0].confidence >= SURE:
            assert answer.results == alone.results


@given(rows=ROWS)
def test_a_row_for_each_row_in_order_and_errors_as_alone(
    resolver: Resolver, rows: list[dict[str, str] | BadRow]
) -> None:
    table = [row if isinstance(row, BadRow) else GoodRow((), row) for row in rows]
    columns = Columns("name", admin1="admin1", document="doc")
    together = [answer for _, answer in resolve_documents(table, columns, resolver)]
    alone = list(resolve_rows(table, columns, resolver))
    assert [answer["row"] for answer in together] == list(range(len(rows)))
    assert [answer.get("error") for answer in together] == [answer.get("error") for answer in alone]
    assert [answer.get("warnings") for answer in together] == [answer.get("warnings") for answer in alone]


@given(query=QUERIES)
def test_a_document_of_one_name_is_answered_as_alone(resolver: Resolver, query: Query) -> None:
    (together,) = resolver.resolve_document([query])
    alone = resolver.resolve(query)
    assert (together.decision, together.results) == (alone.decision, alone.results)
