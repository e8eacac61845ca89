"""What may be asked, checked: a Query that exists can be answered.

The limits are those of the whole project: the command line, batches and the HTTP service build the same
Query and get the same complaint.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import NamedTuple

from gazetteer.errors import InvalidQuery
from gazetteer.geometry import Box
from gazetteer.words import load_words

MAX_NAME_LENGTH = 256
"""Characters of a name; the longest toponym in the sources has 121."""

MAX_LIMIT = 100
"""Results of one answer."""

DEFAULT_LIMIT = 5

REGION = Box(west=34.0, south=27.5, east=50.2, north=38.9)
"""Where a focus may lie: 1.5 degrees around both countries. Elsewhere is a mistake, often a swap."""

LANGUAGES = ("en", "ar", "ku", "tr", "ru", "syr")
"""Languages a result's `name` can be asked in; a place without a name in it gives its Latin one."""

FEATURE_CLASSES = ("A", "H", "L", "P", "R", "S", "T", "U", "V")


class Point(NamedTuple):
    """A point in WGS 84 degrees, latitude first."""

    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Query:
    """One question. Strings are as the asker wrote them; None means not asked.

    `country`, `admin1`, `admin2`, `admin3` are a code, a p-code or a name in any spelling. `focus` draws
    near places up, `box` those inside, `feature` (class, code or a word such as "airbase") those of that
    kind; `strict` makes all of these filters. `limit` is 1-100 results, `min_confidence` 0-1.
    Raises InvalidQuery where a value cannot be asked.
    """

    name: str
    country: str | None = None
    admin1: str | None = None
    admin2: str | None = None
    admin3: str | None = None
    focus: Point | None = None
    box: Box | None = None
    feature: str | None = None
    limit: int = DEFAULT_LIMIT
    min_confidence: float = 0.0
    lang: str = "en"
    strict: bool = False
    explain: bool = False

    def __post_init__(self) -> None:
        check_name(self.name)
        for field in ("country", "admin1", "admin2", "admin3", "feature"):
            value = getattr(self, field)
            if value is not None:
                check_text(field, value)
        if not 1 <= self.limit <= MAX_LIMIT:
            raise InvalidQuery(
                "limit", f"{self.limit} is out of range", f"a whole number from 1 to {MAX_LIMIT}"
            )
        if not 0 <= self.min_confidence <= 1:
            raise InvalidQuery(
                "min_confidence", f"{self.min_confidence} is out of range", "a number from 0 to 1"
            )
        if self.lang not in LANGUAGES:
            raise InvalidQuery("lang", f"{self.lang!r} is not offered", ", ".join(LANGUAGES))
        if self.focus is not None:
            check_focus(self.focus)
        if self.box is not None:
            check_box(self.box)
        if self.feature is not None:
            feature_codes(self.feature)


def check_text(field: str, text: str) -> None:
    """Raise InvalidQuery unless the text has a letter or digit, no control character and a sound length."""
    if not text.strip():
        raise InvalidQuery(field, "is empty", f"1 to {MAX_NAME_LENGTH} characters with a letter or digit")
    if len(text) > MAX_NAME_LENGTH:
        raise InvalidQuery(field, f"has {len(text)} characters", f"at most {MAX_NAME_LENGTH} characters")
    # What is printable has no control character; most texts are.
    if not text.isprintable() and any(unicodedata.category(char) in ("Cc", "Cs") for char in text):
        raise InvalidQuery(
            field, "holds a control character", "text without control characters or line breaks"
        )
    if not any(char.isalnum() for char in text):
        raise InvalidQuery(field, "has no letter or digit", "a name with at least one letter or digit")


def check_name(name: str) -> None:
    """Raise InvalidQuery for a name that cannot be looked up."""
    check_text("name", name)


def check_focus(focus: Point) -> None:
    """Raise InvalidQuery for a point off the globe or far from both countries; a swapped one gets a hint."""
    if not -90 <= focus.lat <= 90:
        hint = _swap_hint(focus)
        raise InvalidQuery("lat", f"{focus.lat} is out of range", f"degrees from -90 to 90{hint}")
    if not -180 <= focus.lon <= 180:
        raise InvalidQuery("lon", f"{focus.lon} is out of range", "degrees from -180 to 180")
    if not _in_region(focus):
        raise InvalidQuery(
            "lat",
            f"the point ({focus.lat}, {focus.lon}) is far from Syria and Iraq",
            f"lat {REGION.south:g} to {REGION.north:g}, lon {REGION.west:g} to {REGION.east:g}"
            + _swap_hint(focus),
        )


def _in_region(point: Point) -> bool:
    return REGION.south <= point.lat <= REGION.north and REGION.west <= point.lon <= REGION.east


def _swap_hint(focus: Point) -> str:
    swapped = Point(lat=focus.lon, lon=focus.lat)
    return f"; lat and lon look swapped: lat={swapped.lat}, lon={swapped.lon}?" if _in_region(swapped) else ""


def check_box(box: Box) -> None:
    """Raise InvalidQuery for a box off the globe or upside down; west > east is a box over 180°."""
    if not (-90 <= box.south <= 90 and -90 <= box.north <= 90):
        raise InvalidQuery("bbox", "south or north is out of range", "west,south,east,north in degrees")
    if not (-180 <= box.west <= 180 and -180 <= box.east <= 180):
        raise InvalidQuery("bbox", "west or east is out of range", "west,south,east,north in degrees")
    if box.south > box.north:
        raise InvalidQuery("bbox", "south lies north of north", "west,south,east,north in degrees")


def feature_codes(feature: str) -> tuple[str, ...]:
    """The GeoNames classes or codes that a feature parameter asks for: "P", "P.PPL", "PPL" or "airbase".

    A code without its class is given as ".PPL". Raises InvalidQuery for anything else.
    """
    asked = feature.strip()
    if asked.upper() in FEATURE_CLASSES:
        return (asked.upper(),)
    for known in load_words().features:
        if asked.lower() == known.concept:
            return known.codes
    upper = asked.upper()
    if upper == asked and upper.replace(".", "").isalnum() and upper.isascii() and 3 <= len(upper) <= 7:
        return (upper if upper[1] == "." else f".{upper}",)
    raise InvalidQuery(
        "feature",
        f"{feature!r} is no feature",
        f"a class ({', '.join(FEATURE_CLASSES)}), a code such as P.PPL, or one of "
        + ", ".join(known.concept for known in load_words().features),
    )
