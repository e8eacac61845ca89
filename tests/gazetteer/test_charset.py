"""Character sets, and lines in bounded memory."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetteer.charset import CHUNK_BYTES, find_charset, guess_charset, split_lines, utf8_chunks
from gazetteer.errors import InvalidQuery

TEXT = "ref,place,province\n1,دير الزور,\n2,مسكنة,حلب\n"


@pytest.mark.parametrize(
    ("written", "guessed"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("cp1256", "cp1256"),
    ],
)
@pytest.mark.parametrize("ascii_before", [0, 3 * CHUNK_BYTES])
def test_recognised(written: str, guessed: str, ascii_before: int) -> None:
    text = "x" * ascii_before + "\n" + TEXT
    file = io.BytesIO(text.encode(written))
    assert guess_charset(file) == guessed
    assert file.tell() == 0
    read = b"".join(utf8_chunks(file, guessed)).decode("utf-8-sig")
    assert read.removeprefix("\ufeff") == text


def test_latin_letters_are_the_western_code_page() -> None:
    assert guess_charset(io.BytesIO("place\nAlépine\nDéir\n".encode("cp1252"))) == "cp1252"


def test_one_bad_row_does_not_make_a_code_page() -> None:
    lines = [*(f"{i},حلب\n".encode() for i in range(5)), "6,حلب\n".encode("cp1256")]
    assert guess_charset(io.BytesIO(b"".join(lines))) == "utf-8"


def test_nothing_is_utf_8() -> None:
    assert guess_charset(io.BytesIO()) == "utf-8"


@pytest.mark.parametrize("label", ["Windows-1256", " cp1256 ", '"windows-1256"'])
def test_declared(label: str) -> None:
    assert find_charset(label) == "cp1256"


def test_a_declared_one_that_is_not_taken() -> None:
    with pytest.raises(InvalidQuery, match="'klingon' is not taken; accepted: utf-8, "):
        find_charset("klingon")


@given(st.lists(st.binary(max_size=12)), st.integers(1, 8))
def test_lines_are_those_of_the_whole(chunks: list[bytes], max_bytes: int) -> None:
    whole = b"".join(chunks)
    lines = list(split_lines(chunks, 1000))
    end = lines and lines[0].endswith(b"\r")
    assert b"".join(lines) == whole
    assert all(len(line) <= max_bytes + 1 for line in split_lines(chunks, max_bytes))
    assert len(list(split_lines(chunks, max_bytes))) == len(lines)
    assert end or lines == [line for line in whole.splitlines(keepends=True) if line] or b"\r" in whole


def test_old_line_ends() -> None:
    assert list(split_lines([b"a\rb\r", b"c"], 10)) == [b"a\r", b"b\r", b"c"]


def test_an_endless_line_is_cut() -> None:
    lines = split_lines([b"a\n", *[b"b" * 100] * 1000, b"\nc\n"], 50)
    assert list(lines) == [b"a\n", b"b" * 51, b"c\n"]
