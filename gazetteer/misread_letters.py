"""Which names of a place have alone one letter for another, where nobody puts the one for the other.

Sounds are compared by classes of consonants, in which s is z to some and sh to others: by these Bākos, beside
Bakuz, Bikuzê and بكوز, is a way of spelling. Where many names agree on the letter it is none.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from gazetteer.agreement import sounds
from gazetteer.misreadings import COPIED_LANGUAGES, letter_pairs
from gazetteer.model import Name
from gazetteer.vocabulary import Romanization

AGAINST = 4
"""Names with the other letter that it takes: of some thirty names read, nine in ten were misread."""


def misread_by_a_letter(names: Sequence[Name], unchecked: str) -> set[Name]:
    """The names, of the unchecked source alone, of which one letter is told apart from what others have.

    No other name has the letter, or the same sound. A French one stays, as it is by ear.
    """
    heard = {name: {sound.consonants for sound in sounds(name.toponym)} for name in names}
    return {
        name
        for name in names
        if name.sources == (unchecked,)
        and name.lang in COPIED_LANGUAGES
        and name.romanization is not Romanization.FRENCH
        and _is_outnumbered(heard[name], [heard[other] for other in names if other is not name])
    }


def _is_outnumbered(own: set[str], others: Sequence[set[str]]) -> bool:
    """True where AGAINST names have one sound that a letter of their own parts from an own one."""
    around = {sound for other in others for sound in other}
    letters = {letter for sound in around for letter in sound}
    near = {sound for one, sound in product(own, around) if _odd_letter(one, sound) not in letters}
    return own.isdisjoint(around) and any(
        sum(sound in other for other in others) >= AGAINST for sound in near
    )


def _odd_letter(one: str, other: str) -> str:
    """The letter of one sound that alone parts it from the other and is told apart; else one of the other."""
    parted = [(a, b) for a, b in zip(one, other, strict=False) if a != b]
    alone = (
        len(one) == len(other) > 1 and len(parted) == 1 and frozenset(parted[0]) in letter_pairs("told_apart")
    )
    return parted[0][0] if alone else other[:1]
