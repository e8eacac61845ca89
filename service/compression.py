"""Answers packed with gzip for callers that take it, those that come in pieces too."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterable, Iterator

from flask import Flask, Response, request

from service.caching import vary_by

LEVEL = 5
"""Of 1 to 9; higher ones take twice the time for a tenth less."""

LEAST_BYTES = 1_000
"""A shorter answer fits one packet either way."""

_PACKED_ALREADY = ("application/vnd.openxmlformats",)
_WITHOUT_BODY = (204, 304)


def register_compression(app: Flask) -> None:
    """Pack what this application answers where the caller takes gzip."""

    @app.after_request
    def pack(response: Response) -> Response:
        kind = response.headers.get("Content-Type", "")
        if response.status_code in _WITHOUT_BODY or kind.startswith(_PACKED_ALREADY):
            return response
        vary_by(response, "Accept-Encoding")
        if "HTTP_ACCEPT_ENCODING" not in request.environ or not request.accept_encodings["gzip"]:
            return response
        if response.is_streamed:
            response.response = gzip_pieces(response.response)
            response.headers.pop("Content-Length", None)
        elif len(response.get_data()) < LEAST_BYTES:
            return response
        else:
            response.set_data(gzip.compress(response.get_data(), LEVEL, mtime=0))
            _weaken_etag(response)
        response.headers["Content-Encoding"] = "gzip"
        return response


def gzip_pieces(pieces: Iterable[bytes | str]) -> Iterator[bytes]:
    """The pieces as one gzip stream; each can be unpacked as soon as it is there."""
    packer = zlib.compressobj(LEVEL, wbits=zlib.MAX_WBITS | 16)
    for piece in pieces:
        packed = packer.compress(piece if isinstance(piece, bytes) else piece.encode())
        yield packed + packer.flush(zlib.Z_SYNC_FLUSH)
    yield packer.flush()


def _weaken_etag(response: Response) -> None:
    """The tag of the plain answer does not vouch for the packed one byte for byte."""
    tag, _ = response.get_etag()
    if tag is not None:
        response.set_etag(tag, weak=True)
