"""What is shown of a place whatever was asked, in one cell: a result reads one piece of memory for it.

The cell is the JSON of the row shape (`result_objects.result_object`) as far as it hangs on the place alone,
cut where the rest of a result comes in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import orjson

from gazetteer.model import Name, Place
from gazetteer.vocabulary import NameType, Script

OFFICIAL_SOURCE = "ocha"
"""The source that writes Arabic names as the authorities do ("البوكمال")."""

_DISPLAY_TYPES = (NameType.PREFERRED, NameType.SHORT, NameType.VARIANT, NameType.HISTORICAL, NameType.CODE)
_DISPLAY_LANGUAGES = {Script.LATIN: ("eng", "und", "ara"), Script.ARABIC: ("ara", "und")}
"""Languages of the names to show in a script: preferred in Latin; in Arabic no other is shown, as a Persian
or Kurdish spelling is no Arabic name."""

_BETWEEN = "\t"
"""Between the pieces of a cell: JSON has none within a text."""


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


class CardText(NamedTuple):
    """The card as JSON in the order of the row shape, cut before and after the name and where more comes in.

    `name` is the name to show where no language is asked for, "" where there is none fit to show; the label
    comes after `names`, confidence and match after `position`, the units after `feature`.
    """

    place_id: str
    name: str
    names: str
    position: str
    feature: str
    links: str


def card_cell(place: Place) -> str:
    """The card of a place as one cell."""
    english, arabic = display_name(place.names, Script.LATIN), display_name(place.names, Script.ARABIC)
    position = place.position
    where = {"lat": position.lat, "lon": position.lon, "uncertainty_m": position.uncertainty_m}
    feature = {"feature_class": place.feature_class, "feature_code": place.feature_code}
    text = CardText(
        f'{{{json_members({"id": place.place_id})},"name":',
        json_text(english or arabic) if english or arabic else "",
        f',{json_members({"names": {"en": english, "ar": arabic}})},"label":',
        f",{json_members(where)}",
        f",{json_members(feature)}",
        f",{json_members({'links': place.links})}}}",
    )
    return _BETWEEN.join(text)


def card_text(cell: str) -> CardText:
    """The JSON in a cell."""
    return CardText._make(cell.split(_BETWEEN))


def read_card(cell: str) -> Card:
    """The card in a cell."""
    text = card_text(cell)
    shown = orjson.loads(
        f"{text.place_id}null{text.names}null{text.position}{text.feature}{text.links}",
    )
    return Card(
        shown["id"],
        shown["lat"],
        shown["lon"],
        shown["uncertainty_m"],
        shown["feature_code"],
        shown["names"]["en"],
        shown["names"]["ar"],
        tuple(shown["links"]),
    )


def json_text(value: object) -> str:
    """The value as JSON."""
    return orjson.dumps(value).decode()


def json_members(value: Mapping[str, object]) -> str:
    """The members of an object as JSON, without its braces."""
    return json_text(value)[1:-1]


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
