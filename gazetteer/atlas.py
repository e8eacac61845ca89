"""What a map asks of a gazetteer: suggestions while typing, what is here, in view, and in a unit."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

import numpy as np
import numpy.typing as npt

from gazetteer.area_index import open_areas
from gazetteer.geometry import Box
from gazetteer.labels import Labels, PlaceSummary
from gazetteer.listing import DEFAULT_PAGE, Lister, Page, features_mask
from gazetteer.model import Place
from gazetteer.name_index import NameIndex
from gazetteer.nearby import DEFAULT_NEAREST, DEFAULT_RADIUS_M, NearbyFinder, Surroundings
from gazetteer.place_index import PlaceIndex
from gazetteer.query import Point, check_box, check_focus, check_text, feature_codes
from gazetteer.statistics import Statistics, count_all
from gazetteer.store import Artefact
from gazetteer.suggest import DEFAULT_SUGGESTIONS, Suggester, Suggestion
from gazetteer.suggest_index import SuggestIndex
from gazetteer.unit_index import Unit

UnitFinding = Callable[[int, str, str], tuple[Unit, ...]]
"""Level, field and what was asked to the units that it means; raises InvalidQuery."""


class Atlas:
    """Answers from one artefact; its parts are opened when they are first asked. `Resolver.atlas` is one."""

    def __init__(
        self,
        artefact: Artefact,
        names: NameIndex,
        places: PlaceIndex,
        labels: Labels,
        find_units: UnitFinding,
    ) -> None:
        self._artefact, self._names, self._places = artefact, names, places
        self._labels, self._find_units = labels, find_units

    def suggest(
        self,
        prefix: str,
        limit: int = DEFAULT_SUGGESTIONS,
        focus: Point | None = None,
        country: str | None = None,
        feature: str | None = None,
        lang: str = "en",
    ) -> tuple[Suggestion, ...]:
        """At most `limit` places for a name that is still being typed, in any script, best first.

        `focus` draws near places up; `country` (code or name) and `feature` are filters. Raises InvalidQuery.
        """
        check_text("prefix", prefix)
        if focus is not None:
            check_focus(focus)
        chosen = self._chosen(feature)
        if country is not None:
            column = self._places.units["country_code"]
            codes = [column.code_of(unit.code) for unit in self._find_units(0, "country", country)]
            inside = np.isin(column.codes, codes)
            chosen = inside if chosen is None else inside & chosen
        return self._suggester.suggest(prefix, limit, focus, chosen, lang)

    def nearby(
        self,
        point: Point,
        limit: int = DEFAULT_NEAREST,
        radius_m: float = DEFAULT_RADIUS_M,
        feature: str | None = None,
        lang: str = "en",
    ) -> Surroundings:
        """The units that contain a point, and at most `limit` places of each class within `radius_m` of it.

        `feature` (class, code or word) leaves the others out; units are listed only so. Raises InvalidQuery.
        """
        check_focus(point)
        return self._nearby.find(point, limit, radius_m, self._chosen(feature), lang)

    def in_view(
        self,
        box: Box | None = None,
        feature: str | None = None,
        min_importance: float = 0.0,
        limit: int = DEFAULT_PAGE,
        cursor: str = "",
        lang: str = "en",
    ) -> Page:
        """A page of the places in a box, of a kind, at least as important; the most important first.

        Raises InvalidQuery for a box, feature or cursor that is none.
        """
        if box is not None:
            check_box(box)
        features = feature_codes(feature) if feature is not None else ()
        return self._lister.page(self._lister.in_view(box, features, min_importance), limit, cursor, lang)

    def children(
        self, place: Place, limit: int = DEFAULT_PAGE, cursor: str = "", lang: str = "en"
    ) -> Page | None:
        """A page of the units or places that a unit consists of; None for a place that is no unit."""
        chosen = self._lister.children(self._places.find(place.place_id))
        return None if chosen is None else self._lister.page(chosen, limit, cursor, lang)

    def parents(self, place: Place, lang: str = "en") -> tuple[PlaceSummary, ...]:
        """The places that are the units above a place, coarsest first, of those that the gazetteer has."""
        units = place.units
        codes = enumerate((units.country_code, units.admin1, units.admin2, units.admin3))
        rows = (self._labels.unit_rows.get(key) for key in codes)
        found = (self._labels.summary(row, lang) for row in rows if row is not None)
        return tuple(summary for summary in found if summary.place_id != place.place_id)

    def summary(self, place: Place, lang: str = "en") -> PlaceSummary:
        """A place in short."""
        return self._labels.summary(self._places.find(place.place_id), lang)

    def warm(self) -> None:
        """Open all parts now: processes that are forked off after it share them."""
        self.suggest("Hal")
        self.nearby(Point(34.0, 41.0))
        self.in_view(limit=1)

    @cached_property
    def statistics(self) -> Statistics:
        """How much the gazetteer holds."""
        return count_all(self._places)

    @cached_property
    def _suggester(self) -> Suggester:
        return Suggester(SuggestIndex.open(self._artefact), self._names, self._places, self._labels)

    @cached_property
    def _nearby(self) -> NearbyFinder:
        return NearbyFinder(self._places, open_areas(self._artefact), self._labels)

    @cached_property
    def _lister(self) -> Lister:
        return Lister(self._places, self._labels)

    def _chosen(self, feature: str | None) -> npt.NDArray[np.bool_] | None:
        return features_mask(feature_codes(feature), self._places) if feature is not None else None
