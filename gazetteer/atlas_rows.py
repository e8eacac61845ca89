"""What the atlas answers as objects that JSON can hold; coordinates in WGS 84 degrees."""

from __future__ import annotations

from typing import Any

from gazetteer.labels import PlaceSummary
from gazetteer.listing import Page
from gazetteer.nearby import Nearby, Surroundings
from gazetteer.result_objects import unit_object
from gazetteer.statistics import Statistics
from gazetteer.suggest import Suggestion


def summary_object(place: PlaceSummary) -> dict[str, Any]:
    """A place in short."""
    return {
        "id": place.place_id,
        "name": place.name,
        "names": {"en": place.english, "ar": place.arabic},
        "label": place.label,
        "lat": place.lat,
        "lon": place.lon,
        "feature_class": place.feature_code[0],
        "feature_code": place.feature_code,
        "country_code": place.country_code,
        "admin1": unit_object(place.admin1),
        "importance": place.importance,
    }


def suggestion_object(suggestion: Suggestion) -> dict[str, Any]:
    """A place to offer; `matched` is its name that met what was typed."""
    return summary_object(suggestion.place) | {"matched": suggestion.matched}


def nearby_object(nearby: Nearby) -> dict[str, Any]:
    """A place near a point; distance in whole metres, bearing in whole degrees from the point to it."""
    return summary_object(nearby.place) | {
        "distance_m": round(nearby.distance_m),
        "bearing": round(nearby.bearing_deg) % 360,
        "direction": nearby.direction,
    }


def surroundings_object(surroundings: Surroundings) -> dict[str, Any]:
    """What is at a point: the units that contain it by level, null where there is none, and what is near."""
    levels = ("country", "admin1", "admin2", "admin3")
    units = [unit_object(unit) for unit in surroundings.units]
    return {
        "lat": surroundings.point.lat,
        "lon": surroundings.point.lon,
        "units": dict(zip(levels, [*units, *[None] * (len(levels) - len(units))], strict=True)),
        "nearest": {
            letter: [nearby_object(nearby) for nearby in places]
            for letter, places in surroundings.nearest.items()
        },
    }


def page_object(page: Page) -> dict[str, Any]:
    """A page of places; `next_cursor` is null on the last one."""
    return {
        "total": page.total,
        "places": [summary_object(place) for place in page.places],
        "next_cursor": page.next_cursor or None,
    }


def statistics_object(statistics: Statistics) -> dict[str, Any]:
    """Counts of places and names."""
    return {
        "places": statistics.places,
        "names": statistics.names,
        "places_by_country": dict(statistics.places_by_country),
        "places_by_admin1": dict(statistics.places_by_admin1),
        "places_by_feature": dict(statistics.places_by_feature),
        "names_by_script": dict(statistics.names_by_script),
        "names_by_language": dict(statistics.names_by_language),
        "names_by_source": dict(statistics.names_by_source),
    }
