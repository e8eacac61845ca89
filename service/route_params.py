"""Which parameters each route takes, as tables; `openapi.yaml` is held to them by a test."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gazetteer import (
    CONTEXTS,
    FIELDS,
    FORMATS,
    LANGUAGES,
    MAX_IDS,
    MAX_LIMIT,
    MAX_NAME_LENGTH,
    MAX_NEAREST,
    MAX_PAGE,
    MAX_RADIUS_M,
    MAX_SUGGESTIONS,
    InvalidQuery,
    Query,
)
from service.params import (
    Param,
    Params,
    parse_between,
    parse_boolean,
    parse_box,
    parse_choice,
    parse_integer,
    parse_number,
    parse_text,
    take_focus,
)

RESOLVE_FORMATS = ("json", "geojson", "geocodejson", "csv")
PLACES_FORMATS = ("json", "geojson")
FILLS = ("match", "best")
DECIMALS = ("auto", "point", "comma")
MAX_ROW = 1_000_000_000
"""Of `from_row`: past any table that fits a body."""


def parse_ids(name: str, text: str) -> tuple[str, ...]:
    """Ids or links between commas; one that comes again counts, but is given once."""
    ids = [part.strip() for part in text.split(",") if part.strip()]
    if not 1 <= len(ids) <= MAX_IDS:
        raise InvalidQuery(name, f"has {len(ids)} ids", f"1 to {MAX_IDS} ids or links between commas")
    return tuple(dict.fromkeys(ids))


def parse_cursor(name: str, text: str) -> str:
    """Where a page begins; the first page has none, not an empty one."""
    if not text.strip():
        raise InvalidQuery(name, "is empty", "the next_cursor of the page before, or nothing for the first")
    return text.strip()


def parse_share(name: str, text: str) -> float:
    """A number from 0 to 1."""
    number = parse_number(name, text)
    if not 0 <= number <= 1:
        raise InvalidQuery(name, f"{number} is out of range", "a number from 0 to 1")
    return number


_CONTEXT = tuple(Param(name, parse_text) for name in ("country", "admin1", "admin2", "admin3"))

RESOLVE = Params(
    Param("name", parse_text, required=True),
    *_CONTEXT,
    Param("lat", parse_number),
    Param("lon", parse_number),
    Param("bbox", parse_box),
    Param("feature", parse_text),
    Param("limit", parse_integer),
    Param("min_confidence", parse_number),
    Param("lang", parse_text),
    Param("strict", parse_boolean),
    Param("explain", parse_boolean),
    Param("format", parse_choice(*RESOLVE_FORMATS)),
)

BATCH = Params(
    *(Param(f"{field}_column", parse_text) for field in FIELDS),
    *_CONTEXT,
    Param("context", parse_choice(*CONTEXTS)),
    Param("limit", parse_between(1, MAX_LIMIT)),
    Param("min_confidence", parse_share),
    Param("from_row", parse_between(0, MAX_ROW)),
    Param("format", parse_choice(*FORMATS)),
    Param("fill", parse_choice(*FILLS)),
    Param("charset", parse_text),
    Param("decimal", parse_choice(*DECIMALS)),
    Param("bom", parse_boolean),
    Param("defuse", parse_boolean),
)


_LANG = Param("lang", parse_choice(*LANGUAGES))
_POINT = (Param("lat", parse_number), Param("lon", parse_number))

SUGGEST = Params(
    Param("prefix", parse_text, required=True),
    *_POINT,
    Param("country", parse_text),
    Param("feature", parse_text),
    Param("limit", parse_between(1, MAX_SUGGESTIONS)),
    _LANG,
)

REVERSE = Params(
    Param("lat", parse_number, required=True),
    Param("lon", parse_number, required=True),
    Param("radius_m", parse_between(1, MAX_RADIUS_M)),
    Param("feature", parse_text),
    Param("limit", parse_between(1, MAX_NEAREST)),
    _LANG,
)

PLACES = Params(
    Param("ids", parse_ids),
    Param("bbox", parse_box),
    Param("feature", parse_text),
    Param("min_importance", parse_share),
    Param("limit", parse_between(1, MAX_PAGE)),
    Param("cursor", parse_cursor),
    _LANG,
    Param("format", parse_choice(*PLACES_FORMATS)),
)

PLACE = Params(
    Param("children_limit", parse_between(1, MAX_PAGE)),
    Param("children_cursor", parse_cursor),
    _LANG,
)

ROUTES: Mapping[str, Params] = {
    "/resolve": RESOLVE,
    "/batch": BATCH,
    "/suggest": SUGGEST,
    "/reverse": REVERSE,
    "/places": PLACES,
    "/places/<key>": PLACE,
}
"""The parameters of each route that takes any."""


def query_of(values: Mapping[str, Any], max_name_length: int = MAX_NAME_LENGTH) -> Query:
    """The query that the parsed values of RESOLVE ask. Raises InvalidQuery where it cannot be asked."""
    fields = dict(values)
    box = fields.pop("bbox", None)
    fields.pop("format", None)
    check_length("name", fields["name"], max_name_length)
    focus = take_focus(fields)
    return Query(**fields, focus=focus, box=box)


def check_length(name: str, text: str, most: int) -> None:
    """Raise InvalidQuery for a text of more than `most` characters."""
    if len(text) > most:
        raise InvalidQuery(name, f"has {len(text)} characters", f"at most {most} characters")
