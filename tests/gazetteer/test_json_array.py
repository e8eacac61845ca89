"""A JSON array, one element at a time."""

from __future__ import annotations

import json
from itertools import islice, repeat
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetteer.errors import InvalidTable
from gazetteer.json_array import split_array

VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(alphabet='ab"\\[]{},: \nحلب'),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=8,
)


@given(st.lists(VALUES, max_size=6), st.integers(1, 9), st.sampled_from([None, 2]))
def test_elements_are_the_array_s(values: list[Any], size: int, indent: int | None) -> None:
    text = json.dumps(values, indent=indent, ensure_ascii=False).encode()
    chunks = [text[i : i + size] for i in range(0, len(text), size)]
    assert [json.loads(element) for element in split_array(chunks, 10_000)] == values


def test_a_mark_and_space_before_it() -> None:
    assert list(split_array([b"\xef\xbb", b"\xbf ", b'\n["a"]'], 10)) == [b'"a"']


def test_a_broken_element_stays_one_element() -> None:
    assert list(split_array([b'["a", {b}, , 7]'], 10)) == [b'"a"', b"{b}", b"", b"7"]


def test_a_long_element_is_cut() -> None:
    assert list(split_array([b'["', b"a" * 1000, b'", "b"]'], 10)) == [b'"' + b"a" * 10, b'"b"']


def test_it_does_not_wait_for_the_end() -> None:
    endless = (chunk for part in ([b"["], repeat(b'"a",')) for chunk in part)
    assert list(islice(split_array(endless, 10), 3)) == [b'"a"'] * 3


def test_depth_is_only_counted() -> None:
    assert list(split_array([b"[" * 100_000 + b"]" * 100_000], 10)) == [b"[" * 11]


@pytest.mark.parametrize("text", [b"", b"{}", b'"a"', b"nothing"])
def test_what_is_no_array(text: bytes) -> None:
    with pytest.raises(InvalidTable, match="is not a JSON array"):
        list(split_array([text], 10))


def test_what_ends_too_early() -> None:
    elements = split_array([b'["a", "b'], 10)
    assert next(elements) == b'"a"'
    with pytest.raises(InvalidTable, match="ends within"):
        next(elements)
