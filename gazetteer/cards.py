"""What is shown of a place whatever was asked, in one cell: a result reads one piece of memory for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from gazetteer.model import Name, Place
from gazetteer.vocabulary import NameType, Script

OFFICIAL_SOURCE = "ocha"
"""The source that writes Arabic names as the authorities do ("البوكمال")."""

_DISPLAY_TYPES = (NameType.PREFERRED, NameType.SHORT, NameType.VARIANT, NameType.HISTORICAL, NameType.CODE)
_DISPLAY_LANGUAGES = {Script.LATIN: ("eng", "und", "ara"), Script.ARABIC: ("ara", "und")}
"""Languages of the names to show in a script: preferred in Latin; in Arabic no other is shown, as a Persian
or Kurdish spelling is no Arabic name."""

_BETWEEN = "\t"
"""Between the fields of a cell: the tables that names come from have it between their columns too."""


class Card(NamedTuple):
    """What is shown of a place: WGS 84 degrees, its display names ("" for none), its source keys."""

    place_id: str
    lat: float
    lon: float
    uncertainty_m: int
    feature_code: str
    english: str
    arabic: str
    links: tuple[str, ...]


def card_cell(place: Place) -> str:
    """The card of a place as one cell."""
    position = place.position
    return _BETWEEN.join(
        (
            place.place_id,
            repr(position.lat),
            repr(position.lon),
            str(position.uncertainty_m),
            place.feature_code,
            display_name(place.names, Script.LATIN),
            display_name(place.names, Script.ARABIC),
            " ".join(place.links),
        )
    )


def read_card(cell: str) -> Card:
    """The card in a cell."""
    place_id, lat, lon, uncertainty_m, code, english, arabic, links = cell.split(_BETWEEN)
    return Card(
        place_id, float(lat), float(lon), int(uncertainty_m), code, english, arabic, tuple(links.split())
    )


def display_name(names: Sequence[Name], script: Script) -> str:
    """The name to show in Latin or Arabic script; "" where there is none fit to show."""
    languages = _DISPLAY_LANGUAGES[script]
    fitting = [
        name for name in names if name.script is script and (script is Script.LATIN or name.lang in languages)
    ]
    return min(fitting, key=display_rank).toponym if fitting else ""


def display_rank(name: Name) -> tuple[int, bool, bool, int, str]:
    """Sort key of the name to show: type, language, official Arabic, what most write, the plainest."""
    return (
        _DISPLAY_TYPES.index(name.name_type),
        name.lang not in _DISPLAY_LANGUAGES[Script.LATIN],
        not (name.script is Script.ARABIC and OFFICIAL_SOURCE in name.sources),
        -len(name.sources),
        name.toponym,
    )
