from __future__ import annotations

from itertools import groupby

from hypothesis import given
from hypothesis import strategies as st

from gazetteer.engines.documents import documents_of, numbered, whole_chunks

NUMBERS = st.lists(st.integers(0, 4), max_size=20).map(sorted)


@given(numbers=NUMBERS, least=st.integers(1, 5))
def test_chunks_hold_whole_documents_and_all_keys(numbers: list[int], least: int) -> None:
    keys = [numbered((f"name {i}", ""), number) for i, number in enumerate(numbers)]
    chunks = list(whole_chunks(keys, least))
    assert [key for chunk in chunks for key in chunk] == keys
    documents = [{key[-1] for key in chunk} for chunk in chunks]
    assert sum(map(len, documents)) == len(set(numbers)), "a document in two chunks"
    assert all(len(chunk) >= least for chunk in chunks[:-1])


@given(numbers=NUMBERS)
def test_documents_come_back_without_their_numbers(numbers: list[int]) -> None:
    keys = [(f"name {i}", "") for i in range(len(numbers))]
    sent = [numbered(key, number) for key, number in zip(keys, numbers, strict=True)]
    found = list(documents_of(sent))
    assert [key for document in found for key in document] == keys
    assert [len(document) for document in found] == [len(list(run)) for _, run in groupby(numbers)]


def test_nothing_is_no_document() -> None:
    assert (list(documents_of([])), list(whole_chunks([], 3))) == ([], [])
