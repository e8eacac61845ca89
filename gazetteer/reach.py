"""How far apart two rows may lie: by their kinds, the size of a city, and how sure their points are."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from gazetteer.geometry import distance_m
from gazetteer.kinds import Limits, common_limits, kind_of
from gazetteer.likeness import Rule, compare
from gazetteer.merging import ANCIENT_SOURCES
from gazetteer.namesakes import SURROUNDINGS_M
from gazetteer.profiles import Profile
from gazetteer.sources.base import SourceRecord
from gazetteer.words import load_words, mound_bit

USUAL_UNCERTAINTY_M = 500
"""What the distances of `data/kinds.toml` reckon with: a row that is less sure of its position may lie
farther from the rest of its cluster by the difference, or one such row keeps a whole city in two."""

PEOPLE_PER_KM2 = 10_000
"""Density of a city of the region: with its people it gives the radius of a circle that the city fills,
within which sources put its point where they like (Baghdad's are 7 km apart)."""

LIST_OF_SITES = "nerd"
"""The list of ancient sites."""

BOOKS_ON_TOWNS = ANCIENT_SOURCES - {LIST_OF_SITES}
"""Books that have an ancient town where it lies under today's; a list of sites has the mound beside it (Tell
Ahmar), which is not the village; of cities see SITE_IN_CITY."""

LOST_M = 10_000.0
"""A row that is less sure of its position than this may be anywhere in its district."""

LOST_LIMIT_M = 5_000.0
"""It meets a row by sound only this near: of two pairs farther off, one was a hill of that name, at 13 km."""

ANCIENT_ON_TOWN = Limits(same_m=500, sound_m=0, near_m=0, link_m=20_000, fills_city=False)
"""A town and the ancient settlement that it stands on, which a book on the past has as a site."""

ANCIENT_MEETS_M = 250.0
"""The two meet by a name this near; what has met already may lie up to `same_m` apart. Farther off it is a
mound beside the village of its name (Chagar Bazar, 410 m)."""

CITY_M = 1_000.0
"""A city fills a circle of this radius at least, and stands on what a list of sites has under its name."""

SITE_IN_CITY = Limits(same_m=1_000, sound_m=0, near_m=0, link_m=20_000, fills_city=True)
"""Such a city and the site, which was the city itself before it grew."""

GIVEN_ANEW_M = 6_000.0
"""Rows with one id that lie farther apart and have no name alike are two places: GeoNames has moved an id of
an abandoned village to a new town (Biran, Hetite). Nearer by, the place has a new name."""

SEATS = frozenset({"P.PPLC", "P.PPLA", "P.PPLA2"})
"""Feature codes of cities in lists that do not count their people."""
MOORED_M = 5_000.0
"""How far from a place a row may lie that has the id of one of the place's rows that lies near enough."""

BOOK_ASTRAY_M = 5_000.0
"""How far a book's point of an ancient town may lie from the rows of the town that it became, once it has met
one of them by a name: it is drawn from small maps (Salamiya, Rastan, Tell Ada, 3.7 to 4.4 km)."""


class Reach:
    """The distances of rows, and those that their kinds and their sources' precision allow."""

    def __init__(self, records: Sequence[SourceRecord], profiles: Sequence[Profile]) -> None:
        self.kinds = [kind_of(record.feature_code) for record in records]
        self.extents_m = [_extent_m(record) for record in records]
        self._records = records
        self._profiles = profiles

    def distance_m(self, i: int, j: int) -> float:
        """How far apart two rows are, in metres."""
        one, other = self._records[i].position, self._records[j].position
        return distance_m(one.lat, one.lon, other.lat, other.lon)

    def limits(self, i: int, j: int) -> Limits | None:
        """The limits for two rows; None where their kinds can never be one place."""
        limits = common_limits(self.kinds[i], self.kinds[j])
        if limits is None and (self._ancient_on_town(i, j) or self._ancient_on_town(j, i)):
            return ANCIENT_ON_TOWN
        if limits is None and (self._site_in_city(i, j) or self._site_in_city(j, i)):
            return SITE_IN_CITY
        return limits

    def meets_m(self, i: int, j: int) -> float:
        """How near two rows must lie to meet by a name, whatever their kinds allow; infinity for most.

        -1 for a site and a row of a city that does not say how large it is.
        """
        limits = self.limits(i, j)
        if limits is SITE_IN_CITY:
            return CITY_M if self.extent_m(i, j) >= CITY_M else float("-inf")
        return ANCIENT_MEETS_M if limits is ANCIENT_ON_TOWN else float("inf")

    def tells_more(self, i: int, j: int, of_today: bool) -> bool:
        """True for a book's ancient town and a settlement that has one of its names, as it is written.

        One of the many names in the book may have a contrast word ("Colonia Nova", "Busra the old") that
        nobody uses of the town. A word that the town has does tell ("Bestansur" the new), and words that
        exclude one another are those of several places, as of the palaces of ancient Samarra. `of_today`
        leaves out the settlements of other books.
        """
        return self._tells_more(i, j, of_today) or self._tells_more(j, i, of_today)

    def _tells_more(self, ancient: int, town: int, of_today: bool) -> bool:
        return (
            self.kinds[ancient].name == "ancient"
            and self._records[ancient].source in BOOKS_ON_TOWNS
            and self.kinds[town].name == "settlement"
            and not (of_today and self._records[town].source in ANCIENT_SOURCES)
            and not self._profiles[town].all_contrasts
            and not _contradicts_itself(self._profiles[ancient])
            and not _texts(self._profiles[ancient]).isdisjoint(_texts(self._profiles[town]))
        )

    def is_given_anew(self, i: int, j: int) -> bool:
        """True for two rows with one id that a list has given to another place since."""
        if self.distance_m(i, j) - self.slack_m(i, j) <= GIVEN_ANEW_M:
            return False
        return compare(self._profiles[i], self._profiles[j], forgiving=True).rule is Rule.NONE

    def is_mound_beside(self, i: int, j: int) -> bool:
        """True for an ancient place called a mound, and a settlement that is not by its first names.

        Called so by its first names, or by another one that is the first with the word ("Asharne", "Tell
        Acharneh").
        """
        return self._calls_itself_a_mound(i, j) or self._calls_itself_a_mound(j, i)

    def may_be_astray(self, i: int, j: int) -> bool:
        """True for an ancient town in a book, and a settlement of today's lists where people live."""
        return self._is_town_of_a_book(i, j) or self._is_town_of_a_book(j, i)

    def _is_town_of_a_book(self, ancient: int, town: int) -> bool:
        return (
            self._records[ancient].source in BOOKS_ON_TOWNS
            and self._records[ancient].feature_code.startswith("P.")
            and self._records[town].source not in ANCIENT_SOURCES
            and self.kinds[town].name == "settlement"
        )

    def _calls_itself_a_mound(self, mound: int, town: int) -> bool:
        return (
            self.kinds[mound] != self.kinds[town]
            and self._records[mound].source in ANCIENT_SOURCES
            and self._records[town].source not in ANCIENT_SOURCES
            and (all(_first_generics(self._profiles[mound])) or _is_mound_too(self._profiles[mound]))
            and not any(_first_generics(self._profiles[town]))
        )

    def _ancient_on_town(self, i: int, j: int) -> bool:
        """True for an ancient settlement of a book on the past, and one of today; no mound by its name."""
        return (
            self._records[i].source in BOOKS_ON_TOWNS
            and self._records[i].feature_code == "S.ANS"
            and self.kinds[j].name == "settlement"
            and not any(_first_generics(self._profiles[i]))
        )

    def _site_in_city(self, i: int, j: int) -> bool:
        """True for an ancient settlement of a list of sites, and a row that a city of its name may have.

        A peopled one, a seat, or a settlement in a book on the past; no mound by its name.
        """
        return (
            self._records[i].source == LIST_OF_SITES
            and self._records[i].feature_code == "S.ANS"
            and self.kinds[j].name == "settlement"
            and (
                self.extents_m[j] >= CITY_M
                or self._records[j].feature_code in SEATS
                or self._records[j].source in BOOKS_ON_TOWNS
            )
            and not any(_first_generics(self._profiles[i]))
        )

    def extent_m(self, i: int, j: int) -> float:
        """The radius of the larger of two settlements; 0 for kinds of which one may lie in the other."""
        limits = self.limits(i, j)
        return max(self.extents_m[i], self.extents_m[j]) if limits and limits.fills_city else 0.0

    def slack_m(self, i: int, j: int) -> float:
        """How much less sure of their positions the two rows are than rows usually are."""
        return excess_m(self._records[i]) + excess_m(self._records[j])

    def farthest_m(self, i: int, j: int) -> float:
        """How far apart two rows may lie that only sound alike, by how unsure of their positions they are."""
        worst_m = max(self._records[k].position.uncertainty_m for k in (i, j))
        return LOST_LIMIT_M if worst_m > LOST_M else SURROUNDINGS_M


def city_radius_m(people: int) -> float:
    """Radius in metres of the circle that a city of so many people fills; 0 for none."""
    return float(np.sqrt(people / PEOPLE_PER_KM2 / np.pi)) * 1000


def _extent_m(record: SourceRecord) -> float:
    """Radius in metres of a city of this population; 0 where it is not known or no settlement's."""
    return city_radius_m(record.population if record.feature_code.startswith("P.") else 0)


def excess_m(record: SourceRecord) -> float:
    """How much less sure of its position a row is than rows usually are, in metres."""
    return max(0.0, record.position.uncertainty_m - USUAL_UNCERTAINTY_M)


def _contradicts_itself(profile: Profile) -> bool:
    """True where a row's first names have contrast words that exclude one another."""
    return any((profile.contrasts & axis.mask).bit_count() > 1 for axis in load_words().axes)


def _texts(profile: Profile) -> set[str]:
    return {key.text for key in profile.keys if key.text}


def _first_generics(profile: Profile) -> list[int]:
    """For each first name of a row, or each name where none is first, the generic words that it may have."""
    first = [key for key in profile.keys if key.preferred] or profile.keys
    return [max((reading.generics for reading in key.readings), default=0) for key in first]


def _is_mound_too(profile: Profile) -> bool:
    """True where a name of a row is one of its first names with the word for a mound before it."""
    first = {
        reading.sound.skeleton
        for key in profile.keys
        for reading in key.readings
        if key.preferred and not reading.generics
    }
    return any(
        reading.generics & mound_bit() and reading.sound.skeleton in first
        for key in profile.keys
        for reading in key.readings
    )
