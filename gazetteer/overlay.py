"""The curated overlay over the committed tables, for who has no raw sources.

An import applies every decision. Between imports, compiling applies those that need no source: added
places and names, preferred positions, kinds, rejected names and places. Applied twice they change nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from gazetteer.curate import AddedPlace, Entry, Overlay, with_kind, with_name, with_position
from gazetteer.errors import DataError
from gazetteer.ids import id_of_key
from gazetteer.merging import merge_cluster
from gazetteer.model import Place
from gazetteer.tables import canonical
from gazetteer.units import How, UnitFinder


def overlaid(places: Iterable[Place], overlay: Overlay, finder: UnitFinder) -> list[Place]:
    """The places with the overlay's decisions, sorted by id.

    Raises DataError, naming file and entry, for a decision on a key that no place has, for an added place
    outside both countries, and for a position of a source that the place has none of.
    """
    result = {place.place_id: place for place in places}
    home = {key: place.place_id for place in result.values() for key in (place.place_id, *place.links)}
    for added in overlay.places:
        if added.record.key not in home:
            place = _new_place(added, finder)
            result[place.place_id] = place
            home |= dict.fromkeys((place.place_id, *place.links), place.place_id)
    for entry in overlay.names:
        place_id = _home(entry, entry.place, home)
        result[place_id] = with_name(entry, result[place_id])
    for preferred in overlay.positions:
        place_id = _home(preferred, preferred.place, home)
        result[place_id] = with_position(preferred, result[place_id])
    for kind in overlay.kinds:
        place_id = _home(kind, kind.place, home)
        result[place_id] = with_kind(kind, result[place_id])
    for rejected in overlay.rejected_names:
        # The name, or the whole place, may be gone already.
        place_id = home.get(rejected.place, "")
        if place_id in result:
            result[place_id] = _without_name(result[place_id], rejected.toponym)
    for rejected in overlay.rejected_places:
        result.pop(home.get(rejected.place, ""), None)
    return [canonical(result[place_id]) for place_id in sorted(result)]


def _home(entry: Entry, key: str, home: dict[str, str]) -> str:
    if key not in home:
        raise DataError(f"{entry.where}: no place has the key {key!r}")
    return home[key]


def _new_place(added: AddedPlace, finder: UnitFinder) -> Place:
    record = added.record
    found = finder.find(record.country_code, record.position.lat, record.position.lon, record.stated_units)
    if found.how is How.OUTSIDE:
        raise DataError(f"{added.where}: the position lies outside both countries")
    return replace(merge_cluster([record], [found]), place_id=id_of_key(record.key))


def _without_name(place: Place, toponym: str) -> Place:
    kept = tuple(name for name in place.names if name.toponym != toponym)
    return replace(place, names=kept or place.names)
