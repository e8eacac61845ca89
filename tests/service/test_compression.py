"""Packing in pieces."""

from __future__ import annotations

import gzip
import zlib

from hypothesis import given
from hypothesis import strategies as st

from service.compression import gzip_pieces


@given(st.lists(st.binary(max_size=200), max_size=6))
def test_the_pieces_are_one_stream(pieces: list[bytes]) -> None:
    assert gzip.decompress(b"".join(gzip_pieces(pieces))) == b"".join(pieces)


def test_each_piece_can_be_read_at_once() -> None:
    reader = zlib.decompressobj(wbits=31)
    packed = gzip_pieces(iter([b"first\n", b"second\n"]))
    assert reader.decompress(next(packed)) == b"first\n"
    assert reader.decompress(next(packed)) == b"second\n"
