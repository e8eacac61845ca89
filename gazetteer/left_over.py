"""When two rows of two lists are one place because each is left over: near each other, and loosely alike."""

from __future__ import annotations

from collections.abc import Sequence

from gazetteer.likeness import Rule, compare, heard_alike
from gazetteer.lone_pairs import OF_TODAY, LonePairs
from gazetteer.namesakes import MIN_TELLING, Namesakes
from gazetteer.profiles import MIN_SKELETON, Contrast, Profile, contrast_of
from gazetteer.quarter_pairs import QUARTER, QUARTER_KINDS
from gazetteer.sources.base import SourceRecord
from gazetteer.words import load_words

LEFT_M = 400.0
"""How far apart two villages may lie that are loosely alike, and each the only one that the other list has
not found yet. The points of one village are mostly nearer. `near_m` of settlements (data/kinds.toml) must not
be less, or those without a key in common are never compared."""

LEFT_RATIO = 80.0
"""Least similarity (rapidfuzz ratio of sounds, 0-100) of such names ("كريدية", "كيريدجة")."""

CLOSE_M = 200.0
"""So near, or with a telling word in common, LOOSE_RATIO does: of the pairs read that meet this, one in
twelve is doubtful; of those farther off, every third."""

ONE_SPOT_M = 100.0
"""So near, a village may be called a mound in one list and a ruin in another (Rasm and Khirbat al-Hulw)."""

LOOSE_RATIO = 72.0
"""Two letters of seven ("رجعان", "رحمان")."""

UNTOLD_RATIO = 85.0
"""The same where only one of the two has a contrast word: the rest of the name is one. Within ONE_SPOT_M a
telling word in common does, or LOOSE_RATIO ("Southern Tweiza", "Turayz")."""

UNTOLD_M = 1_000.0
"""How far apart two rows of one name may lie of which only one has a contrast word ("Shamsani", "eastern
Shamsani"): all four judged pairs up to here were one place. Of those farther off a reader can tell few."""

LISTS_OF_VILLAGES = OF_TODAY - {"gn"}
"""Lists that have villages. GeoNames' own rows are towns here (its villages come with Who's On First), and in
a city the next thing is one of its quarters."""

TELLING_AXES = frozenset({"digits", "number", "age"})
"""Axes of contrast words that say more than which of two neighbours it is: a new village lies apart from the
old one too, and so do the second, and the sectors of a town, which have numbers."""

NUMBERED_M = 450.0
"""How far apart a quarter with a number may lie from the place of its name, where its list has no other of
the name near ("Abu Nuas 102", "Abu Nuwas"); where it has, the place is all of them."""

NUMBERS = frozenset({"digits", "number"})
"""Axes of contrast words that count."""

MISSING_M = {Rule.BESIDE: LEFT_M, Rule.UNTOLD: UNTOLD_M}
"""How far apart rows of two clusters may lie that one contrast word parts, where such a pair joins them."""

ONE_NAME = frozenset({Rule.TEXT, Rule.VOWELLED, Rule.CONSONANTS})
"""Names that are the same but for vowels, once the contrast word is set aside."""


class LeftOver:
    """The rows, what lies around them, and who bears their names."""

    def __init__(
        self,
        records: Sequence[SourceRecord],
        profiles: Sequence[Profile],
        namesakes: Namesakes,
        lone_pairs: LonePairs,
    ) -> None:
        self._records = records
        self._profiles = profiles
        self._namesakes = namesakes
        self._lone_pairs = lone_pairs

    def limit_m(self, i: int, j: int, away_m: float) -> tuple[Rule, float]:
        """The rule by which two rows so many metres apart are one place, and how far it reaches.

        `NONE` and -1 where they are not, or not by being left over.
        """
        if self._are_loosely_alike(i, j, away_m):
            return Rule.BESIDE, LEFT_M
        if self._is_numbered_quarter(i, j, away_m):
            return Rule.UNTOLD, NUMBERED_M
        return (Rule.UNTOLD, UNTOLD_M) if self._are_untold(i, j, away_m) else (Rule.NONE, -1.0)

    def _are_loosely_alike(self, i: int, j: int, away_m: float) -> bool:
        one, other = self._profiles[i], self._profiles[j]
        return (
            away_m <= LEFT_M
            and self._lone_pairs.are_of_two_lists(i, j)
            and {self._records[k].source for k in (i, j)} <= LISTS_OF_VILLAGES
            and contrast_of(one, other) is not Contrast.CONFLICT
            and not (one.all_contrasts ^ other.all_contrasts) & _words_of(TELLING_AXES)
            and _has_consonants(one)
            and _has_consonants(other)
            and heard_alike(one, other, self._least_ratio(i, j, away_m))
            and (away_m <= ONE_SPOT_M or not self._lone_pairs.are_of_two_types(i, j))
            and not self._lone_pairs.is_named_elsewhere(i, j, taken=True)
            and not self._lone_pairs.has_neighbours(i, j)
        )

    def _least_ratio(self, i: int, j: int, away_m: float) -> float:
        share_a_word = self._lone_pairs.share_a_word(i, j)
        if contrast_of(self._profiles[i], self._profiles[j]) is not Contrast.AGREE:
            return UNTOLD_RATIO if away_m > ONE_SPOT_M else 0.0 if share_a_word else LOOSE_RATIO
        return LOOSE_RATIO if away_m <= CLOSE_M or share_a_word else LEFT_RATIO

    def _is_numbered_quarter(self, i: int, j: int, away_m: float) -> bool:
        """True for a quarter of one list with a number, and the one place of its name without in another."""
        one, other = self._profiles[i], self._profiles[j]
        codes = {self._records[k].feature_code for k in (i, j)}
        told = one.all_contrasts ^ other.all_contrasts
        return (
            away_m <= NUMBERED_M
            and self._records[i].source != self._records[j].source
            and QUARTER in codes
            and codes <= QUARTER_KINDS
            and bool(told)
            and not told & ~_words_of(NUMBERS)
            and told in (one.all_contrasts, other.all_contrasts)
            and self._have_one_name(i, j)
        )

    def _are_untold(self, i: int, j: int, away_m: float) -> bool:
        """True where only one of two villages has a contrast word, and no third near has a name of either."""
        one, other = self._profiles[i], self._profiles[j]
        return (
            away_m <= UNTOLD_M
            and self._lone_pairs.are_of_two_lists(i, j)
            and bool(one.all_contrasts) != bool(other.all_contrasts)
            and not (one.all_contrasts | other.all_contrasts) & _words_of(TELLING_AXES)
            and self._have_one_name(i, j)
        )

    def _have_one_name(self, i: int, j: int) -> bool:
        """True for one name but for the contrast words, that their lists have no further row near of."""
        one, other = self._profiles[i], self._profiles[j]
        return (
            max(map(len, one.blocks & other.blocks), default=0) >= MIN_TELLING
            and compare(one, other, forgiving=True, same_generics=True).rule in ONE_NAME
            and not self._namesakes.has_further(i, j)
        )


def _words_of(axes: frozenset[str]) -> int:
    return sum(axis.mask for axis in load_words().axes if axis.name in axes)


def _has_consonants(profile: Profile) -> bool:
    """True for a row with more than one consonant class to its name: a vowel or two are alike by chance."""
    return any(
        len(reading.sound.skeleton) >= MIN_SKELETON for key in profile.keys for reading in key.readings
    )
