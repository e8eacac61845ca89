"""When a row is a second entry of a place that its own list has already: by ids, and by another list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz

from gazetteer.geometry import on_grid
from gazetteer.likeness import ALIKE_RATIO, Rule, compare
from gazetteer.namesakes import MIN_TELLING, Namesakes
from gazetteer.profiles import NameKey, Profile, Reading
from gazetteer.sources.base import SourceRecord
from gazetteer.vocabulary import Script

PASS_IDS = 1000
"""GeoNames gives its ids in the order of entry. Two points of one name whose ids are nearer than this were
set in one pass over a map by somebody who saw two places; farther apart, the second may repeat the first.
Of 13 judged pairs of one pass, under 2 km and with a common Arabic name, 12 were two places."""

ANEW_LIMIT_M = 1300.0
"""How far apart two passes put one place: none of the judged pairs that meet the conditions this near was two
places, and beyond it readers could tell hardly any."""

HEARD_ANEW_LIMIT_M = 750.0
"""The same where one row has no Arabic name and only sounds like the other: what Iran's gazetteer and older
maps call a hamlet of Iraq's south lies up to 750 m from the hamlet."""

RARE_ANEW_LIMIT_M = 2000.0
"""The same for a name that few places of the list have: of the judged pairs up to here that meet the
conditions four were one place and none two, beyond it two were two."""

FEW = 1
"""How many further rows of the list, in both countries, may have such a name."""

COARSE_LIMIT_M = 5000.0
"""The same where one row has no Arabic name and stands on half minutes, as old lists do, whose points are
off by more than that: each row's first name sounds like a name of the other, no further row has it, and none
of its sound is near. Of the dozen such pairs one or two are doubtful."""

HALF_MINUTES = 120
"""Half minutes of arc to a degree."""

MISREAD_ANEW_LIMIT_M = 350.0
"""How far apart one list puts one place, in one pass too, of whose names two have the same consonants (توير,
تاوير): all seven judged pairs up to here were one place; farther off they are neighbours of like names."""

ALONE_M = 3000.0
"""No third row of the list may share a name with the two this near to either."""

WITNESS_LIMIT_M = 1000.0
"""A row lies this near to a row of another list that has its written name, where that list has no other."""

HEARD_LIMIT_M = 500.0
"""The same for a row without an Arabic name, if the names only sound the same."""

GEONAMES = frozenset({"gn", "wof"})
"""Lists that many hands have entered places into; OCHA and IOM have each place once, by their codes."""

KINDS = ("قريه", "ناحيه")
"""Folded words (village, subdistrict) that the one pass writes before a name and the other does not."""

SETTLEMENT_OF_SETTLERS = "P.STLMT"
"""Feature code of an Israeli settlement, which is not the village of before whose name it bears."""

_WRITTEN = frozenset({Rule.TEXT})
_HEARD = frozenset({Rule.TEXT, Rule.VOWELLED, Rule.CONSONANTS})


class SecondEntries:
    """Which rows enter a place of their list anew, and which of them a row of another list bears out."""

    def __init__(
        self, records: Sequence[SourceRecord], profiles: Sequence[Profile], namesakes: Namesakes
    ) -> None:
        self._records = records
        self._profiles = profiles
        self._namesakes = namesakes

    def entered_anew(self, i: int, j: int, away_m: float) -> bool:
        """True where two settlements of one list, so many metres apart, are one that it has twice.

        Their ids are of two passes, no third row is near, and their first names are the other's too; or they
        only sound alike, where one has no Arabic name or next to each other. There rows of one pass do too,
        if both have an Arabic name.
        """
        return (
            away_m <= COARSE_LIMIT_M
            and self._may_be_twice(i, j, away_m)
            and self._profiles[i].all_contrasts == self._profiles[j].all_contrasts
            and (self._named_anew(i, j, away_m) or self._on_a_coarse_point(i, j))
            and not self._namesakes.shared_by_a_third(i, j, i, ALONE_M)
            and not self._namesakes.shared_by_a_third(i, j, j, ALONE_M)
        )

    def _may_be_twice(self, i: int, j: int, away_m: float) -> bool:
        """True for rows of two passes, and for any with Arabic names that lie next to each other."""
        told = away_m <= MISREAD_ANEW_LIMIT_M and all(has_arabic(self._profiles[k]) for k in (i, j))
        return (told and self._are_of_one_list(i, j)) or self.of_two_passes(i, j)

    def _named_anew(self, i: int, j: int, away_m: float) -> bool:
        """True where the names of two rows say that they are one place, so many metres apart."""
        one, other = self._profiles[i], self._profiles[j]
        if not (has_arabic(one) and has_arabic(other)):
            return away_m <= HEARD_ANEW_LIMIT_M and _sounds_the_same(one, other)
        if away_m > RARE_ANEW_LIMIT_M:
            return False
        if _says_the_same(one, other):
            return away_m <= ANEW_LIMIT_M or self._namesakes.unique(i, j, FEW)
        return away_m <= MISREAD_ANEW_LIMIT_M and compare(one, other).rule in _HEARD

    def _on_a_coarse_point(self, i: int, j: int) -> bool:
        """True where one of two rows is bare and on half minutes, and the other the only one of its name."""
        one, other = self._profiles[i], self._profiles[j]
        return (
            self._is_coarse(i) != self._is_coarse(j)
            and _sound_like(one, other)
            and _sound_like(other, one)
            and self._namesakes.unique(i, j)
            and self._namesakes.alone(i, j)
        )

    def _is_coarse(self, index: int) -> bool:
        point = self._records[index].position
        return not has_arabic(self._profiles[index]) and on_grid(point.lat, point.lon, HALF_MINUTES)

    def borne_out(self, row: int, witness: int, rule: Rule, away_m: float) -> bool:
        """True where a settlement of one list is that of another list, which has it once.

        So that it may be one place with the row of its own list that is that place already.
        """
        bare = not has_arabic(self._profiles[row])
        near_m = WITNESS_LIMIT_M if rule in _WRITTEN else HEARD_LIMIT_M if bare and rule in _HEARD else -1.0
        return away_m <= near_m and not self._namesakes.shared_by_a_third(
            row, witness, row, ALONE_M, self._records[witness].source
        )

    def of_two_passes(self, i: int, j: int) -> bool:
        """True for two settlements of one list of GeoNames' that were not entered in one pass."""
        one, other = self._records[i], self._records[j]
        if not self._are_of_one_list(i, j):
            return False
        if SETTLEMENT_OF_SETTLERS in {one.feature_code, other.feature_code}:
            return one.feature_code == other.feature_code
        left, right = _geonames_id(one), _geonames_id(other)
        return abs(left - right) >= PASS_IDS

    def _are_of_one_list(self, i: int, j: int) -> bool:
        """True for two settlements of one list of GeoNames'."""
        one, other = self._records[i], self._records[j]
        return (
            one.source == other.source
            and one.source in GEONAMES
            and _is_settlement(one)
            and _is_settlement(other)
        )


def _says_the_same(one: Profile, other: Profile) -> bool:
    """True where the first names of each row are the other's, or one row has no name of its own."""
    left, right = _arabic(one.keys), _arabic(other.keys)
    mutual = _are_of(_first(left), right) and _are_of(_first(right), left)
    one_adds, other_adds = not _sound_like(one, other), not _sound_like(other, one)
    return (
        (mutual and not one_adds and not other_adds)
        or (_are_of(left, right) and not one_adds)
        or (_are_of(right, left) and not other_adds)
    )


def _are_of(keys: Sequence[NameKey], others: Sequence[NameKey]) -> bool:
    """True where each of these names is written as one of the others, but for a word before either."""
    return all(any(_is_one_name(key.text, other.text) for other in others) for key in keys)


def _is_one_name(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return short == long or any(long == f"{word} {short}" for word in KINDS)


def _sounds_the_same(one: Profile, other: Profile) -> bool:
    """True where a first name of each has the same consonants or is a letter off, with the same set words."""
    left, right = _first(one.keys), _first(other.keys)
    return not _heard(left).isdisjoint(_heard(right)) or any(
        (a.generics, a.contrasts) == (b.generics, b.contrasts)
        and min(len(a.sound.skeleton), len(b.sound.skeleton)) >= MIN_TELLING
        and fuzz.ratio(a.sound.vowelled, b.sound.vowelled) >= ALIKE_RATIO
        for key in left
        for a in key.readings
        for own in right
        for b in own.readings
    )


def _heard(keys: Sequence[NameKey]) -> set[tuple[str, int, int]]:
    return {
        (telling, reading.generics, reading.contrasts)
        for key in keys
        for reading in key.readings
        if (telling := _telling(reading))
    }


def _telling(reading: Reading) -> str:
    """The consonants of a reading; with its vowels where they are fewer than three; empty for one only."""
    count = len(reading.sound.skeleton)
    return reading.sound.consonants if count >= MIN_TELLING else reading.sound.vowelled if count > 1 else ""


def _sound_like(one: Profile, other: Profile) -> bool:
    """True where each first Latin name of a row has the consonant classes of a Latin name of the other.

    As it is romanized from an Arabic name that both have, its vowels may differ.
    """
    first = (key for key in one.keys if key.preferred and key.script is Script.LATIN)
    known = _skeletons(key for key in other.keys if key.script is Script.LATIN)
    return all(_skeletons([key]) & known for key in first)


def _skeletons(keys: Iterable[NameKey]) -> set[str]:
    return {reading.sound.skeleton for key in keys for reading in key.readings}


def _arabic(keys: Sequence[NameKey]) -> tuple[NameKey, ...]:
    return tuple(key for key in keys if key.script is Script.ARABIC and not key.short)


def _first(keys: Sequence[NameKey]) -> tuple[NameKey, ...]:
    """The first names among these; all of them where none is first."""
    return tuple(key for key in keys if key.preferred) or tuple(keys)


def has_arabic(profile: Profile) -> bool:
    """True for a row with a name in Arabic script, short forms aside."""
    return bool(_arabic(profile.keys))


def _is_settlement(record: SourceRecord) -> bool:
    return record.feature_code.startswith("P.")


def _geonames_id(record: SourceRecord) -> int:
    """The GeoNames id among a row's links; 0, far from all ids, for a stray row of a further list."""
    numbers = (link.removeprefix("gn:") for link in record.links if link.startswith("gn:"))
    return next((int(number) for number in numbers if number.isdecimal()), 0)
