"""The character set of a table that somebody sends: declared, or recognised from its bytes.

Spreadsheets are saved as UTF-8, as UTF-16 ("Unicode text"), or in the Windows code page of the machine,
which for Arabic is 1256. All are read as UTF-8 lines from here on.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from gazetteer.errors import InvalidQuery
from gazetteer.normalize import script_of
from gazetteer.vocabulary import Script

CHARSETS = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "us-ascii": "utf-8",
    "ascii": "utf-8",
    "utf-16": "utf-16",
    "utf-16le": "utf-16-le",
    "utf-16be": "utf-16-be",
    "windows-1256": "cp1256",
    "cp1256": "cp1256",
    "iso-8859-6": "iso8859-6",
    "windows-1252": "cp1252",
    "cp1252": "cp1252",
    "iso-8859-1": "cp1252",
    "windows-1254": "cp1254",
    "windows-1251": "cp1251",
}
"""Labels that are taken, in lower case, and Python's codec for each. Browsers too read Latin-1 as 1252."""

CHUNK_BYTES = 65_536

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def find_charset(label: str) -> str:
    """The codec of a declared character set. Raises InvalidQuery for one that is not taken."""
    codec = CHARSETS.get(label.strip().strip('"').lower())
    if codec is None:
        raise InvalidQuery("charset", f"{label[:40]!r} is not taken", ", ".join(CHARSETS))
    return codec


def guess_charset(file: BinaryIO) -> str:
    """The codec that the file's bytes speak for; the file is read from its start and left there.

    A byte order mark decides; else NULs, which only UTF-16 has, by where they stand; else the first chunk
    with a byte past ASCII: UTF-8 where half of its lines are that, else the code page in which those bytes
    are letters of Arabic, or of Latin. UTF-8 for a file of ASCII alone.
    """
    file.seek(0)
    head = file.read(CHUNK_BYTES)
    chunk = head
    while chunk and chunk.isascii():
        chunk = file.read(CHUNK_BYTES)
    chunk += file.readline(CHUNK_BYTES)
    file.seek(0)
    for bom, codec in _BOMS:
        if head.startswith(bom):
            return codec
    if b"\0" in head:
        return "utf-16-le" if head[1::2].count(0) >= head[::2].count(0) else "utf-16-be"
    return _guess_code_page(chunk) if chunk else "utf-8"


def _guess_code_page(chunk: bytes) -> str:
    foreign = [line for line in chunk.splitlines() if not line.isascii()]
    if 2 * sum(map(_is_utf8, foreign)) >= len(foreign):
        return "utf-8"
    letters = "".join(char for line in foreign for char in line.decode("cp1256") if not char.isascii())
    return "cp1256" if script_of(letters) is Script.ARABIC else "cp1252"


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def utf8_chunks(file: BinaryIO, codec: str) -> Iterator[bytes]:
    """The file from its start as UTF-8; what the codec does not know becomes U+FFFD.

    Bytes of a file that is said to be UTF-8 already are given as they stand, for a reader that tells the
    rows in which they are not.
    """
    file.seek(0)
    chunks = iter(lambda: file.read(CHUNK_BYTES), b"")
    if codec == "utf-8":
        yield from chunks
        return
    decoder = codecs.getincrementaldecoder(codec)("replace")
    for chunk in chunks:
        yield decoder.decode(chunk).encode("utf-8", "replace")
    yield decoder.decode(b"", final=True).encode("utf-8", "replace")


def split_lines(chunks: Iterable[bytes], max_bytes: int) -> Iterator[bytes]:
    """The lines with their ends, as `gazetteer.tabular` wants them, in bounded memory.

    A line of more than `max_bytes` is cut one byte past them, so that the reader sees that it is too long.
    Lines end in a line feed, or in a carriage return where the first chunk has no line feed.
    """
    source = iter(chunks)
    rest = next(source, b"")
    end = b"\r" if b"\r" in rest and b"\n" not in rest else b"\n"
    overlong = False
    while True:
        *lines, tail = rest.split(end)
        for line in lines:
            if not overlong:
                yield (line + end)[: max_bytes + 1]
            overlong = False
        if len(tail) > max_bytes:
            if not overlong:
                yield tail[: max_bytes + 1]
            overlong, tail = True, b""
        chunk = next(source, None)
        if chunk is None:
            break
        rest = tail + chunk
    if tail and not overlong:
        yield tail
