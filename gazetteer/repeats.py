"""When two rows of one source are a place that it has twice."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz.distance import Levenshtein

from gazetteer.geometry import on_grid
from gazetteer.homes import Homes
from gazetteer.namesakes import Namesakes
from gazetteer.profiles import NameKey, Profile
from gazetteer.sources.base import SourceRecord
from gazetteer.vocabulary import Script

TWIN_LIMIT_M = 500.0
"""Two rows of one source are one place only within this distance (a place entered twice under two
romanisations lies within 500 m of itself), under the same written Arabic name, or where neither has one and
the first name of one is written the same in the other. A bare row may sound like the other there too."""

REPEATED_LIMIT_M = 2000.0
"""The same where only one of the two has an Arabic name: GeoNames' later, barer rows repeat older ones, on
coarser points. Of the 160 in Syria that lie 500 to 2000 m from the one row of their name, 6 in 10 lie beyond
1000 m; farther off there are hardly any. Under names that only sound alike no third row may be near."""

INCLUDED_LIMIT_M = 1800.0
"""A row without an Arabic name, all of whose names stand among those of another row of its source, is that
place again within this distance: a mile, the coarsest grid that old maps were read off on."""

FULLER_LIMIT_M = 2600.0
"""The same where the other row has an Arabic name: a minute of arc cut off in both directions is 2.4 km."""

INCLUDED_ALONE_M = 3000.0
"""No third row of that source may have one of the bare row's names this near to either."""

QUARTER_MINUTES = 240
"""Quarter minutes of arc to a degree: points that older lists, with their own spelling, read off maps."""

SEAT_LIMIT_M = 1000.0
"""A subdistrict's seat that is entered under the subdistrict's name, and again as a town under its own."""

SEAT_AND_TOWN = frozenset({"P.PPLA3", "P.PPL"})
"""Feature codes of a subdistrict's seat, and of the same town in a list that has it twice."""


class Inclusions:
    """Which settlements of one source are bare, and have names of another one and nobody else's."""

    def __init__(
        self,
        records: Sequence[SourceRecord],
        profiles: Sequence[Profile],
        namesakes: Namesakes,
        homes: Homes,
    ) -> None:
        self._records = records
        self._homes = homes
        self._profiles = profiles
        self._namesakes = namesakes

    def holds(self, i: int, j: int, away_m: float) -> bool:
        """True where one of two settlements, so many metres apart, is the other again."""
        one, other = self._records[i], self._records[j]
        if away_m > FULLER_LIMIT_M or one.source != other.source:
            return False
        if not one.feature_code.startswith("P.") or not other.feature_code.startswith("P."):
            return False
        return self._is_again(i, j, away_m) or self._is_again(j, i, away_m)

    def _is_again(self, bare: int, full: int, away_m: float) -> bool:
        point = self._records[bare].position
        fuller = bool(_arabic_texts(self._profiles[full]))
        one_vowel = on_grid(point.lat, point.lon, QUARTER_MINUTES)
        return (
            away_m <= (FULLER_LIMIT_M if fuller else INCLUDED_LIMIT_M)
            and is_included(self._profiles[bare], self._profiles[full], one_vowel)
            and not self._homes.has_company(bare)
            and not self._namesakes.shared_by_a_third(bare, full, bare, INCLUDED_ALONE_M)
        )


def is_repeated(one: Profile, other: Profile, away_m: float, alone: bool) -> bool:
    """True where two rows of one source, so many metres apart, may be one place that it has twice.

    `alone` says that the source has no third row of their sound in the surroundings.
    """
    bare = bool(_arabic_texts(one)) != bool(_arabic_texts(other))
    if away_m > (REPEATED_LIMIT_M if bare else TWIN_LIMIT_M):
        return False
    if _arabic_texts(one) & _arabic_texts(other) or _repeats(one, other) or _repeats(other, one):
        return True
    return bare and (alone or away_m <= TWIN_LIMIT_M) and (_echoes(one, other) or _echoes(other, one))


def is_included(bare: Profile, other: Profile, one_vowel: bool) -> bool:
    """True where a row has no Arabic name, and each of its names stands among the other row's.

    Compared without marks and articles; with `one_vowel` they may differ in a vowel.
    """
    own = [key for key in bare.keys if key.text]
    written = [key for key in other.keys if key.script is Script.LATIN and not key.short]
    texts = {key.text for key in written}
    return (
        bool(own)
        and all(key.script is Script.LATIN for key in own)
        and all(
            key.text in texts or (one_vowel and any(_differ_in_a_vowel(key, one) for one in written))
            for key in own
        )
    )


def is_seat_again(one: Profile, other: Profile, codes: set[str], away_m: float) -> bool:
    """True where a seat and a town within SEAT_LIMIT_M each have, in both scripts, what the other puts first.

    The Latin name of each, and the Arabic one of the town: "ناحية الكفل" is not written on the town.
    """
    return (
        codes == SEAT_AND_TOWN
        and away_m <= SEAT_LIMIT_M
        and bool(_arabic_texts(one) & _arabic_texts(other))
        and _has_first_of(one, other)
        and _has_first_of(other, one)
    )


def _has_first_of(one: Profile, other: Profile) -> bool:
    texts = {key.text for key in one.keys if key.script is Script.LATIN}
    return any(key.preferred and key.script is Script.LATIN and key.text in texts for key in other.keys)


def _differ_in_a_vowel(one: NameKey, other: NameKey) -> bool:
    """True where the first readings have the same consonants, and one vowel of them is another one."""
    if not one.readings or not other.readings:
        return False
    left, right = one.readings[0], other.readings[0]
    return (left.sound.consonants, left.generics, left.contrasts) == (
        right.sound.consonants,
        right.generics,
        right.contrasts,
    ) and Levenshtein.distance(one.text, other.text) <= 1


def _arabic_texts(profile: Profile) -> set[str]:
    return {key.text for key in profile.keys if key.script == "Arab" and not key.short}


def _repeats(bare: Profile, other: Profile) -> bool:
    """True where a row has no Arabic name, and one of its first names is a name of the other row."""
    first = {key.text for key in bare.keys if key.preferred and key.text}
    written = {key.text for key in other.keys if key.script is Script.LATIN and not key.short}
    return not _arabic_texts(bare) and not first.isdisjoint(written)


def _echoes(bare: Profile, other: Profile) -> bool:
    """True where a row has no Arabic name, and one of its first names has the consonants of the other's."""
    first = {sound for key in bare.keys if key.preferred for sound in _sounds(key)}
    return not _arabic_texts(bare) and any(not first.isdisjoint(_sounds(key)) for key in other.keys)


def _sounds(key: NameKey) -> set[tuple[str, int, int]]:
    """The consonants of a name in full, with its generic and contrast words."""
    return {
        (reading.sound.consonants, reading.generics, reading.contrasts)
        for reading in key.readings
        if reading.sound.consonants and not key.short
    }
