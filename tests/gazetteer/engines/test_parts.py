from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetteer.engines.parts import Part, cut_text
from gazetteer.tabular import Layout, Row, bounded_lines, read_body

LAYOUTS = {
    "csv": Layout("csv", ("name", "id"), ",", ("name",)),
    "tsv": Layout("tsv", ("name", "id"), "\t", ("name",)),
    "ndjson": Layout("ndjson", (), "", ("name",)),
    "one column": Layout("csv", ("name",), ",", ("name",)),
}
PIECES = st.one_of(
    st.sampled_from(
        [b'"', b",", b"\t", b"\r", b"\n", b"\r\n", b"\xff", b" ", b'{"name": 1}\n', b"Mosul,2\n"]
    ),
    st.binary(max_size=4),
)
CONTENT = st.lists(PIECES, max_size=40).map(b"".join)


def cut(content: bytes, layout: Layout, part_bytes: int) -> list[Part]:
    return list(cut_text(io.BytesIO(content), layout, part_bytes))


def read(content: bytes, layout: Layout) -> list[Row]:
    return list(read_body(bounded_lines(io.BytesIO(content)), layout))


@pytest.mark.parametrize("kind", LAYOUTS)
@given(content=CONTENT, part_bytes=st.integers(1, 60))
def test_the_parts_hold_the_rows_of_the_whole(kind: str, content: bytes, part_bytes: int) -> None:
    layout = LAYOUTS[kind]
    parts = cut(content, layout, part_bytes)
    rows = [read(content[part.start : part.end], layout) for part in parts]
    assert [row for own in rows for row in own] == read(content, layout)
    assert [part.rows for part in parts] == [len(own) for own in rows]
    assert [part.first_row for part in parts] == [sum(map(len, rows[:i])) for i in range(len(rows))]
    assert [part.number for part in parts] == list(range(len(parts)))
    assert [part.start for part in parts[1:]] == [part.end for part in parts[:-1]]


def test_a_part_is_as_long_as_asked() -> None:
    content = b"Aleppo,1\n" * 100
    parts = cut(content, LAYOUTS["csv"], 90)
    assert [part.rows for part in parts] == [10] * 10
    assert [part.end - part.start for part in parts] == [90] * 10


def test_a_quoted_cell_is_not_cut() -> None:
    content = b'"Aleppo\n\n\n",1\n' * 3
    assert [part.rows for part in cut(content, LAYOUTS["csv"], 1)] == [1, 1, 1]


def test_no_rows_no_parts() -> None:
    assert cut(b"", LAYOUTS["csv"], 10) == []
