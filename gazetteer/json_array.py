"""A JSON array of any length as its elements' texts, one at a time.

A parser of whole documents would hold all of it, and would lose every row to one slip. Here only the
brackets, strings and commas of the outermost array are followed; what an element holds is for its reader.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from gazetteer.errors import InvalidTable

_SIGN = re.compile(rb'["\\\[\]{},]')
_SPACE = b" \t\r\n"


def split_array(chunks: Iterable[bytes], max_bytes: int) -> Iterator[bytes]:
    """The text of each element, in order; one of more than `max_bytes` is cut one byte past them.

    `chunks` are the document in pieces, as UTF-8. Raises InvalidTable where it does not begin as an
    array, or ends within one: at the start, or when the end is reached.
    """
    element = bytearray()
    depth, quoted, escaped, filled = 0, False, False, False
    for chunk in _array_body(chunks):
        position = 0
        for sign in _SIGN.finditer(chunk):
            at, char = sign.start(), sign[0]
            if escaped and at > position:
                escaped = False
            _keep(element, chunk[position:at], max_bytes)
            position = at
            if escaped:
                escaped = False
            elif quoted:
                escaped, quoted = char == b"\\", char != b'"'
            elif char == b'"':
                quoted = True
            elif char in b"[{":
                depth += 1
            elif char in b"]}" and depth:
                depth -= 1
            elif char == b"]":
                if element.strip(_SPACE) or filled:
                    yield bytes(element).strip(_SPACE)
                return
            elif char == b"," and not depth:
                yield bytes(element).strip(_SPACE)
                element.clear()
                filled, position = True, at + 1
                continue
            _keep(element, char, max_bytes)
            position = at + 1
        if escaped and position < len(chunk):
            escaped = False
        _keep(element, chunk[position:], max_bytes)
    raise InvalidTable("body", "ends within the JSON array", "a whole JSON array, or NDJSON")


def _array_body(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """What follows the opening bracket."""
    source = iter(chunks)
    head = b""
    for chunk in source:
        head = (head + chunk).removeprefix(b"\xef\xbb\xbf").lstrip(_SPACE)
        if len(head) >= 3:
            break
    if not head.startswith(b"["):
        raise InvalidTable("body", "is not a JSON array", "a JSON array of names or of objects, or NDJSON")
    yield head[1:]
    yield from source


def _keep(element: bytearray, piece: bytes, max_bytes: int) -> None:
    room = max_bytes + 1 - len(element)
    if room > 0:
        element += piece[:room]
