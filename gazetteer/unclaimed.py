"""When two rows are one place because nobody else claims either: the second look, farther off.

Once rows are joined, a village that only one list has, and the village of its name that only another list
has, within the error of their points, are likelier one place than two that a list missed each. The same holds
of an ancient town in a book, and of the village that keeps its name in today's form.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz

from gazetteer.homes import Homes
from gazetteer.likeness import Rule, compare
from gazetteer.lone_pairs import LIVING_KINDS, OF_TODAY
from gazetteer.namesakes import MIN_TELLING, Namesakes
from gazetteer.nearness import rows_within
from gazetteer.profiles import Contrast, Profile, contrast_of
from gazetteer.reach import BOOKS_ON_TOWNS
from gazetteer.sources.base import SourceRecord

UNCLAIMED_M = 3_300.0
"""How far apart two rows of one sound may lie: twin villages that two lists have are off by up to 2.4 km (Big
and Little Aruda), some of OCHA's and IOM's by 3 km; a book's towns by their 1.5 km both ways."""

UNCLAIMED_HEARD_M = 2_000.0
"""The same for names that have other vowels (Shmeitiyeh, Shumaytah), or hardly a consonant (حوا, "Hawa"); of
the six such pairs farther off that were read three are two places."""

BOOK_NEAR_M = 900.0
"""The same for an ancient name and one of today that differ, and have fewer consonant classes than LONG."""

LONG = 4
"""Consonant classes of a name that is not alike by chance to one of a few villages around."""

BOOK_RATIO = 75.0
"""Least similarity (rapidfuzz ratio of consonant classes, 0-100) of an ancient name and today's form of it,
with an ending more or another one ("Samoulis", Samlin; "Kaprokeram", Kafr Karmin)."""

SETTLED_KINDS = LIVING_KINDS | {"P.PPLQ", "P.PPLW"}
"""Feature codes of villages, also of those abandoned; quarters are left to `quarter_pairs`."""

_ONE_SPELLING = frozenset({Rule.TEXT, Rule.VOWELLED})
_ONE_SOUND = frozenset({Rule.CONSONANTS, Rule.SKELETON})


class Unclaimed:
    """The rows, what they are found to be so far, and who bears their names."""

    def __init__(
        self,
        records: Sequence[SourceRecord],
        profiles: Sequence[Profile],
        namesakes: Namesakes,
        homes: Homes,
    ) -> None:
        self._records = records
        self._profiles = profiles
        self._namesakes = namesakes
        self._homes = homes

    def limit_m(self, i: int, j: int) -> float:
        """How far apart two rows may lie that are one place as nobody else claims either; -1 for never.

        Never before the rows are joined for the first time: until then nobody knows what is unclaimed.
        """
        if not self._homes.known or contrast_of(self._profiles[i], self._profiles[j]) is not Contrast.AGREE:
            return -1.0
        limit_m = self._limit_by_name_m(i, j)
        return limit_m if limit_m > 0 and not self._namesakes.has_further(i, j) else -1.0

    def worth_comparing(self) -> Iterator[tuple[int, int]]:
        """Pairs of a book's town and a village that sounds like it, and of villages with such short names."""
        if not self._homes.known:
            return
        settled = [
            index
            for index, record in enumerate(self._records)
            if self._is_village(index) or record.source in BOOKS_ON_TOWNS
        ]
        for i, j in rows_within(self._records, settled, UNCLAIMED_M):
            if self._limit_by_name_m(i, j) > 0:
                yield i, j

    def _limit_by_name_m(self, i: int, j: int) -> float:
        return max(self._of_today_m(i, j), self._book_m(i, j), self._book_m(j, i))

    def _of_today_m(self, i: int, j: int) -> float:
        if not (self._is_village(i) and self._is_village(j)) or not self._are_of_free_lists(i, j):
            return -1.0
        one, other = self._profiles[i], self._profiles[j]
        rule = compare(one, other, same_generics=True).rule
        if rule in _ONE_SPELLING:
            return UNCLAIMED_M
        telling = max(map(len, one.blocks & other.blocks), default=0) >= MIN_TELLING
        heard = (
            telling if rule in _ONE_SOUND else rule is Rule.ALIKE and _consonants(one) & _consonants(other)
        )
        return UNCLAIMED_HEARD_M if heard else -1.0

    def _book_m(self, ancient: int, village: int) -> float:
        """The same for a book's town that no list of today has, and a village that no book has."""
        record = self._records[ancient]
        if (
            record.source not in BOOKS_ON_TOWNS
            or not record.feature_code.startswith("P.")
            or not self._is_village(village)
            or not self._homes.lists_of(ancient).isdisjoint(OF_TODAY)
            or not self._homes.lists_of(village).isdisjoint(BOOKS_ON_TOWNS)
        ):
            return -1.0
        letters = _alike_letters(self._profiles[ancient], self._profiles[village])
        return UNCLAIMED_M if letters >= LONG else BOOK_NEAR_M if letters else -1.0

    def _are_of_free_lists(self, i: int, j: int) -> bool:
        """True where no list has a row of both places."""
        return self._homes.lists_of(i).isdisjoint(self._homes.lists_of(j))

    def _is_village(self, index: int) -> bool:
        record = self._records[index]
        return record.source in OF_TODAY and record.feature_code in SETTLED_KINDS


def _alike_letters(ancient: Profile, today: Profile) -> int:
    """The consonant classes of the shorter of two names alike by BOOK_RATIO, which begin alike.

    LONG for those that are the same, type and all, 0 where none are alike. The words for a type are the same.
    """
    if not _telling(ancient, bare=False).isdisjoint(_telling(today, bare=False)):
        return LONG
    return max(
        (
            LONG if a == b else min(len(a), len(b))
            for a, types in _telling(ancient, bare=True)
            for b, others in _telling(today, bare=True)
            if types == others and a[0] == b[0] and fuzz.ratio(a, b) >= BOOK_RATIO
        ),
        default=0,
    )


def _consonants(profile: Profile) -> frozenset[str]:
    """The consonants of a row's names, at least one each."""
    sounds = (reading.sound for key in profile.keys for reading in key.readings)
    return frozenset(sound.consonants for sound in sounds if sound.consonants)


def _telling(profile: Profile, bare: bool) -> set[tuple[str, int]]:
    """The consonant classes of a row's names that tell something, with the words for a type set aside.

    `bare` takes of each name only the reading that sets the most words aside.
    """
    readings = [key.readings for key in profile.keys if key.readings and not key.short]
    if bare:
        readings = [(max(own, key=lambda reading: reading.generics.bit_count()),) for own in readings]
    return {
        (reading.sound.skeleton, reading.generics)
        for own in readings
        for reading in own
        if len(reading.sound.skeleton) >= MIN_TELLING
    }
