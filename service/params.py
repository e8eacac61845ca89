"""Query strings, read by a table: which parameters a route takes, and how each is parsed.

Nothing is guessed: what is unknown, repeated, not UTF-8 or half given is refused, because a slip that is
passed over would silently widen a search. What a value may be is the library's matter (`gazetteer.Query`).
"""

from __future__ import annotations

import difflib
import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote_to_bytes

from gazetteer import Box, InvalidQuery, Point

_BROKEN_ESCAPE = re.compile(rb"%(?![0-9A-Fa-f]{2})")
_INTEGER = re.compile(r"[+-]?[0-9]{1,12}")
_NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?")
_BOOLEANS = {"0": False, "1": True, "false": False, "true": True}
_SHOWN = 40
"""Characters of a refused value that a message repeats."""

Parser = Callable[[str, str], Any]


@dataclass(frozen=True, slots=True)
class Param:
    """One parameter of a route: its name, and the parser, which takes the name and the text."""

    name: str
    parse: Parser
    required: bool = False


def parse_text(name: str, text: str) -> str:
    """The text as it is."""
    del name
    return text


def parse_integer(name: str, text: str) -> int:
    """A whole number in decimal digits."""
    if not _INTEGER.fullmatch(text.strip()):
        raise InvalidQuery(name, f"{_shown(text)} is not a whole number", "decimal digits")
    return int(text)


def parse_number(name: str, text: str) -> float:
    """A finite number in decimal notation."""
    if not _NUMBER.fullmatch(text.strip()) or not math.isfinite(float(text)):
        raise InvalidQuery(name, f"{_shown(text)} is not a number", "a finite decimal number, such as 36.2")
    return float(text)


def parse_boolean(name: str, text: str) -> bool:
    """0, 1, false or true, in any case."""
    value = _BOOLEANS.get(text.strip().lower())
    if value is None:
        raise InvalidQuery(name, f"{_shown(text)} is neither yes nor no", "0, 1, false or true")
    return value


def parse_box(name: str, text: str) -> Box:
    """Four numbers between commas: west, south, east, north."""
    accepted = "west,south,east,north in degrees, such as 35.5,32,42.5,37.5"
    parts = text.split(",")
    if len(parts) != len(Box._fields):
        raise InvalidQuery(name, f"{_shown(text)} has {len(parts)} of four numbers", accepted)
    try:
        return Box(*(parse_number(name, part) for part in parts))
    except InvalidQuery as error:
        raise InvalidQuery(name, error.problem, accepted) from error


class Params(tuple[Param, ...]):
    """The parameters of a route, in the order in which it names them, and the names of those it requires."""

    by_name: Mapping[str, Param]
    required: tuple[str, ...]

    def __new__(cls, *params: Param) -> Params:
        """Of these parameters."""
        made = super().__new__(cls, params)
        made.by_name = {param.name: param for param in params}
        made.required = tuple(param.name for param in params if param.required)
        return made


NONE = Params()
"""For routes without parameters."""


def parse_choice(*accepted: str) -> Parser:
    """A parser of one of these words, in any case."""

    def parse(name: str, text: str) -> str:
        word = text.strip().lower()
        if word not in accepted:
            raise InvalidQuery(name, f"{_shown(text)} is not offered", ", ".join(accepted))
        return word

    return parse


def parse_between(least: float, most: float) -> Parser:
    """A parser of a whole number within these bounds."""

    def parse(name: str, text: str) -> int:
        number = parse_integer(name, text)
        if not least <= number <= most:
            raise InvalidQuery(
                name, f"{number} is out of range", f"a whole number from {least:g} to {most:g}"
            )
        return number

    return parse


def parse_params(
    query_string: bytes, params: Params, more: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """The parsed values by name, only of what was given.

    `more` are texts that came with the body, as a form's fields.
    Raises InvalidQuery naming the parameter: unknown (with the near ones), repeated, missing, not
    percent-encoded UTF-8, or not what its parser takes.
    """
    texts = decode_pairs(query_string)
    for name, text in (more or {}).items():
        if name in texts:
            raise repeated_param(name)
        texts[name] = text
    known = params.by_name
    for name in texts:
        if name not in known:
            raise unknown_param(name, known)
    for name in params.required:
        if name not in texts:
            raise InvalidQuery(name, "is missing", f"{name}=…")
    return {name: known[name].parse(name, text) for name, text in texts.items()}


def decode_pairs(query_string: bytes) -> dict[str, str]:
    """Name and text of each parameter. Raises InvalidQuery where a name comes twice or one is not UTF-8."""
    pairs: dict[str, str] = {}
    for piece in query_string.split(b"&"):
        if not piece:
            continue
        raw_name, _, raw_text = piece.partition(b"=")
        name = _decoded(raw_name, raw_name.decode("ascii", "backslashreplace"))
        if name in pairs:
            raise repeated_param(name)
        pairs[name] = _decoded(raw_text, name)
    return pairs


def unknown_param(name: str, known: Mapping[str, Param]) -> InvalidQuery:
    """The complaint about a parameter that a route does not take."""
    near = tuple(difflib.get_close_matches(name, known, n=3))
    takes = ", ".join(known) if known else "no parameters"
    return InvalidQuery(name[:_SHOWN], "is not a parameter here", takes, near)


def repeated_param(name: str) -> InvalidQuery:
    """The complaint about a parameter that comes twice."""
    return InvalidQuery(name[:_SHOWN], "is given more than once", "each parameter once")


def take_focus(values: dict[str, Any]) -> Point | None:
    """The point of `lat` and `lon`, which are taken out of the values; None without both."""
    lat, lon = values.pop("lat", None), values.pop("lon", None)
    if (lat is None) != (lon is None):
        missing = "lat" if lat is None else "lon"
        raise InvalidQuery(missing, "is missing", "lat and lon, both or neither")
    return Point(lat, lon) if lat is not None and lon is not None else None


def _decoded(raw: bytes, name: str) -> str:
    plain, broken = raw.replace(b"+", b" "), None
    try:
        if b"%" not in plain:
            return plain.decode()
        broken = _BROKEN_ESCAPE.search(plain)
        if broken is None:
            return unquote_to_bytes(plain).decode()
    except UnicodeDecodeError:
        pass
    problem = "is not UTF-8" if broken is None else "has a % that begins no escape"
    raise InvalidQuery(name[:_SHOWN], problem, "percent-encoded UTF-8")


def _shown(text: str) -> str:
    return repr(text if len(text) <= _SHOWN else text[:_SHOWN] + "…")
