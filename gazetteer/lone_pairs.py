"""When two rows of two lists are one place although their names are hardly alike: nobody else is near.

Each list has one row there. That both should have missed the other's village, and each have one that nobody
else has, is less likely than that one of them misread its name or says it otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import shapely
from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from gazetteer.geometry import METRES_PER_DEGREE
from gazetteer.homes import Homes
from gazetteer.kinds import ABANDONED
from gazetteer.likeness import Rule, compare, heard_alike
from gazetteer.namesakes import MIN_TELLING, NAMED_M, SURROUNDINGS_M, Namesakes
from gazetteer.nearness import rows_within, to_plane
from gazetteer.profiles import Profile
from gazetteer.reach import Reach
from gazetteer.second_entries import SecondEntries, has_arabic
from gazetteer.sources.base import SourceRecord
from gazetteer.toponym import is_set_aside

BESIDE_M = 150.0
"""How near two rows lie that need hardly be alike: OCHA's and GeoNames' points of one village are mostly
within this of each other, and villages are not."""

WORD_BESIDE_M = 300.0
"""The same where the names have a telling word in common ("Jdidet Faras", "Khirbat Judaydah"): all
but two of the dozen such pairs beyond BESIDE_M are one place."""

EMPTY_M = 500.0
"""Neither list has a further settlement this near to either of the two."""

BESIDE_RATIO = 60.0
"""Least similarity (rapidfuzz ratio of sounds, 0-100) of such names: two letters of five may differ, changed
round, lost or misread ("رزق", "زريق"; "بتما", "بتيا")."""

MIN_WORD = 4
"""Letters of a word that tells something (Abu and Umm do not); one that both names have does for likeness."""

WORD_RATIO = 80.0
"""The same for two such words of one script that are a letter off (ratio of letters, 0-100)."""

LONE_ALIKE_M = 2600.0
"""How far apart two rows may lie whose names are a letter off: a minute of arc cut off in both directions
is 2.4 km."""

LONE_CONTAINED_M = 1500.0
"""The same where one name begins or ends with the other, as OCHA adds a subdistrict's name to it."""

NEAR_M = 1_000.0
"""Rows this near need be lone in NEAR_SURROUNDINGS_M only, not in all of SURROUNDINGS_M."""

NEAR_SURROUNDINGS_M = 3_000.0
"""As far as NAMED_M: a like row farther off is hardly meant where one is within NEAR_M."""

LONE_HEARD_M = 270.0
"""The same where the names are alike in their consonant classes only, at most one of them off ("Ashkech",
"Ashikaj"): of the dozen pairs up to here that were apart ten were one place, farther off every second."""

ANEW_ALIKE_M = 1700.0
"""How far apart two passes over one list put a place under names a letter off (مزبان, مزبات): of the judged
pairs this near that nothing else is like, five were one place and none two."""

ALONE_WRITTEN_M = 5_000.0
"""Two rows of one written name meet this far apart where their sources have no third row of its sound near:
OCHA's points are off by 3 to 5 km for some forty villages that nobody else has there."""

UNIQUE_WRITTEN_M = 7_500.0
"""The same where each list has that name once in all: of the two dozen such pairs, the seat of a subdistrict
lies 5.5 km off and a camp 6.9 km; beyond 7.5 km there are hardly any."""

ALMOST_ONE_NAME = frozenset({Rule.VOWELLED, Rule.CONSONANTS, Rule.ALIKE})
"""What is written alike is left to `second_entries`, and a type more or less tells hamlets apart."""

LIVING_KINDS = frozenset({"P.PPL", "P.PPLL", "P.PPLA", "P.PPLA2", "P.PPLA3", "P.PPLA4", "P.PPLF"})
"""Feature codes of villages and towns where people live; quarters lie beside one another, and an abandoned
village beside the new one."""

OF_TODAY = frozenset({"ocha", "iom", "wof", "gn"})
"""Lists that mean to have all villages; the books on the past and on the war do not."""


class LonePairs:
    """The settlements where people live, by where they lie and what they sound like."""

    def __init__(
        self,
        records: Sequence[SourceRecord],
        profiles: Sequence[Profile],
        reach: Reach,
        namesakes: Namesakes,
        second_entries: SecondEntries,
        homes: Homes,
    ) -> None:
        self._homes = homes
        self._records = records
        self._profiles = profiles
        self._reach = reach
        self._namesakes = namesakes
        self._second_entries = second_entries
        self._settled = [i for i, record in enumerate(records) if record.feature_code.startswith("P.")]
        self._tree = shapely.STRtree(to_plane(records, self._settled))
        self._sounds = [_sounds(profile) for profile in profiles]
        self._words = [_words(profile) for profile in profiles]

    def worth_comparing(self) -> Iterator[tuple[int, int]]:
        """Pairs within LONE_ALIKE_M of two lists, with a word in common or sounds at most a letter apart.

        And of two passes over one list, with such sounds.
        """
        living = [index for index in self._settled if self._is_living(index)]
        for i, j in rows_within(self._records, living, LONE_ALIKE_M):
            common = self.are_of_two_lists(i, j) and self._have_something_in_common(i, j)
            if common or (self._second_entries.of_two_passes(i, j) and self._may_sound_alike(i, j)):
                yield i, j

    def are_of_two_lists(self, i: int, j: int) -> bool:
        """True for two settlements of today, in two lists that mean to have them all."""
        sources = {self._records[i].source, self._records[j].source}
        return len(sources) > 1 and sources <= OF_TODAY and self._is_living(i) and self._is_living(j)

    def is_named_elsewhere(self, i: int, j: int, taken: bool = False) -> bool:
        """True where a third row near has a name of one row and is in the list of the other.

        `taken` counts those too that are known to be one of the two places, or another one.
        """
        return any(
            self._namesakes.shared_by_a_third(i, j, row, NAMED_M, self._records[other].source, taken=taken)
            for row, other in ((i, j), (j, i))
        )

    def are_of_two_types(self, i: int, j: int) -> bool:
        """True where both rows have a word for a type, and none in common ("تل حسن", "خربة حسن")."""
        types = _types(self._profiles[i]), _types(self._profiles[j])
        return all(types) and not types[0] & types[1]

    def has_neighbours(self, i: int, j: int) -> bool:
        """True where a further settlement of the two lists is within EMPTY_M, and may be meant by either."""
        return any(True for _ in self._thirds(i, j, EMPTY_M))

    def are_beside(self, i: int, j: int, away_m: float) -> bool:
        """True where two rows, so many metres apart, lie next to each other, alone, and are hardly alike."""
        return (
            away_m <= (WORD_BESIDE_M if self.share_a_word(i, j) else BESIDE_M)
            and self.are_of_two_lists(i, j)
            and self._are_hardly_alike(i, j)
            and not self.is_named_elsewhere(i, j, taken=True)
            and not self.has_neighbours(i, j)
        )

    def are_heard_alone(self, i: int, j: int, away_m: float) -> bool:
        """True where two rows nearly next to each other sound a consonant class apart, and no third does."""
        return (
            away_m <= LONE_HEARD_M
            and self._may_sound_alike(i, j)
            and not self.are_of_two_types(i, j)
            and self.are_lone(i, j, away_m, LONE_HEARD_M, SURROUNDINGS_M)
        )

    def are_lone(
        self, i: int, j: int, away_m: float, limit_m: float, near_m: float = NEAR_SURROUNDINGS_M
    ) -> bool:
        """True where two rows within the limit have no third row of their lists near that is like either.

        `near_m` is how far around rows within NEAR_M no such row may lie.
        """
        return (
            away_m <= limit_m
            and self.are_of_two_lists(i, j)
            and self._have_something_in_common(i, j)
            and not self.is_named_elsewhere(i, j)
            and not self._has_a_like_third(i, j, near_m if away_m <= NEAR_M else SURROUNDINGS_M)
        )

    def are_entered_anew(self, i: int, j: int, away_m: float) -> bool:
        """True where two passes over one list have a place under names that are alike, and like no third."""
        return (
            away_m <= ANEW_ALIKE_M
            and self._is_living(i)
            and self._is_living(j)
            and self._second_entries.of_two_passes(i, j)
            and self._may_sound_alike(i, j)
            and self._profiles[i].all_contrasts == self._profiles[j].all_contrasts
            and compare(self._profiles[i], self._profiles[j]).rule in self._almost_one_name(i, j)
            and not self._has_a_like_third(i, j, SURROUNDINGS_M)
        )

    def _almost_one_name(self, i: int, j: int) -> frozenset[Rule]:
        """Two Arabic names must be a letter off: those of one sound are left to `second_entries`."""
        both = has_arabic(self._profiles[i]) and has_arabic(self._profiles[j])
        return frozenset({Rule.ALIKE}) if both else ALMOST_ONE_NAME

    def written_m(self, i: int, j: int) -> float:
        """How far apart two rows of one written name may lie that no third row around them, or at all, has.

        -1 unless they have the same contrast words in all names, and are two living settlements, or two rows
        of another kind that lie as far apart as they say they are unsure.
        """
        codes = {self._records[k].feature_code for k in (i, j)}
        kinds = {self._reach.kinds[k].name for k in (i, j)}
        limits = self._reach.limits(i, j)
        alike = self._profiles[i].all_contrasts == self._profiles[j].all_contrasts
        # An abandoned one may have moved.
        if codes & ABANDONED or len(kinds) > 1 or limits is None or not alike:
            return -1.0
        unique = self._namesakes.unique(i, j)
        if kinds != {"settlement"}:
            return limits.same_m + self._reach.slack_m(i, j) if unique else -1.0
        if not self._namesakes.alone(i, j, shared=True):
            return -1.0
        return UNIQUE_WRITTEN_M if unique else ALONE_WRITTEN_M

    def _has_a_like_third(self, i: int, j: int, reach_m: float) -> bool:
        thirds = self._thirds(i, j, reach_m)
        return any(self._may_sound_alike(i, k) or self._may_sound_alike(j, k) for k in thirds)

    def _is_living(self, index: int) -> bool:
        return self._records[index].feature_code in LIVING_KINDS

    def _thirds(self, i: int, j: int, reach_m: float) -> Iterator[int]:
        """Settlements of the two rows' lists within reach of either."""
        sources = {self._records[i].source, self._records[j].source}
        points = to_plane(self._records, (i, j))
        _, found = self._tree.query(points, predicate="dwithin", distance=reach_m / METRES_PER_DEGREE)
        for position in np.unique(found):
            k = self._settled[position]
            if (
                self._records[k].source in sources
                and self._homes.is_rival(k, i, j)
                and self._namesakes.is_near(k, i, j, reach_m)
            ):
                yield k

    def share_a_word(self, i: int, j: int) -> bool:
        """True where a telling word of one row is a letter off one of the other at most."""
        return any(fuzz.ratio(a, b) >= WORD_RATIO for a in self._words[i] for b in self._words[j])

    def _have_something_in_common(self, i: int, j: int) -> bool:
        return not self._words[i].isdisjoint(self._words[j]) or self._may_sound_alike(i, j)

    def _are_hardly_alike(self, i: int, j: int) -> bool:
        """True where two names have a telling word in common, or sounds alike by BESIDE_RATIO.

        Not where both are of another type, as "تل حسن" and "خربة حسن".
        """
        if self.are_of_two_types(i, j):
            return False
        return self.share_a_word(i, j) or heard_alike(self._profiles[i], self._profiles[j], BESIDE_RATIO)

    def _may_sound_alike(self, i: int, j: int) -> bool:
        left, right = self._sounds[i], self._sounds[j]
        return not left.isdisjoint(right) or any(
            Levenshtein.distance(a, b, score_cutoff=1) <= 1 for a in left for b in right
        )


def _sounds(profile: Profile) -> frozenset[str]:
    """The consonant classes of a row's names that are enough to tell something."""
    return frozenset(
        reading.sound.skeleton
        for key in profile.keys
        for reading in key.readings
        if len(reading.sound.skeleton) >= MIN_TELLING and not key.short
    )


def _words(profile: Profile) -> frozenset[str]:
    """The words of a row's names but for types and what tells twins apart."""
    return frozenset(
        word
        for key in profile.keys
        for word in key.text.split()
        if len(word) >= MIN_WORD and not is_set_aside(word)
    )


def _types(profile: Profile) -> int:
    """The generic words that any name of a row may have."""
    types = 0
    for key in profile.keys:
        types |= max((reading.generics for reading in key.readings), default=0)
    return types
