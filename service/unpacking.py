"""A body with its Content-Encoding undone."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable
from typing import IO, Any

from flask import Request
from werkzeug.exceptions import BadRequest, RequestEntityTooLarge, UnsupportedMediaType

from service.config import Settings

COPY_BYTES = 65_536
"""Read at once of a body."""


class UnpackedBody(io.RawIOBase):
    """A raw stream of the unpacked body, held to `settings.max_body_bytes` of it.

    `on_large` is called once it is past `settings.spool_bytes`. Raises UnsupportedMediaType for a coding
    other than gzip; on reading BadRequest for damaged gzip, and RequestEntityTooLarge.
    """

    def __init__(self, request: Request, settings: Settings, on_large: Callable[[], None]) -> None:
        self._source: IO[bytes] = request.stream
        self._settings = settings
        self._on_large: Callable[[], None] | None = on_large
        self._size = 0
        self._packed = b""
        coding = request.headers.get("Content-Encoding", "identity").strip().lower()
        if coding not in ("identity", "gzip", "x-gzip"):
            raise UnsupportedMediaType("Content-Encoding is neither gzip nor identity.")
        self._unpacker: Any = None if coding == "identity" else _new_unpacker()

    def readable(self) -> bool:
        """True: it is for reading."""
        return True

    # Any: the type that io gives a buffer has no length, and takes no bytes.
    def readinto(self, buffer: Any) -> int:  # noqa: ANN401
        """Fill the buffer, with at least a byte while there is one."""
        size = len(buffer)
        piece = self._source.read(size) if self._unpacker is None else self._unpack(size)
        self._size += len(piece)
        if self._size > self._settings.max_body_bytes:
            raise RequestEntityTooLarge(
                f"The body unpacks to more than {self._settings.max_body_bytes} bytes."
            )
        if self._size > self._settings.spool_bytes and self._on_large is not None:
            self._on_large()
            self._on_large = None
        buffer[: len(piece)] = piece
        return len(piece)

    def _unpack(self, size: int) -> bytes:
        try:
            while True:
                if not self._packed:
                    self._packed = self._source.read(COPY_BYTES)
                if not self._packed:
                    if not self._unpacker.eof and self._size:
                        raise BadRequest("The gzip body is cut short.")
                    return b""
                if self._unpacker.eof:
                    self._unpacker = _new_unpacker()
                piece: bytes = self._unpacker.decompress(self._packed, size)
                self._packed = self._unpacker.unconsumed_tail or self._unpacker.unused_data
                if piece:
                    return piece
        except zlib.error as error:
            raise BadRequest("The body is not gzip, as its Content-Encoding says.") from error


# Any: zlib's decompressor has no public type.
def _new_unpacker() -> Any:  # noqa: ANN401
    return zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
