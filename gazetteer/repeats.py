"""When two rows of one source are a place that it has twice."""

from __future__ import annotations

from gazetteer.likeness import NameKey, Profile
from gazetteer.vocabulary import Script

TWIN_LIMIT_M = 500.0
"""Two rows of one source are one place only within this distance (a place entered twice under two
romanisations lies within 500 m of itself), under the same written Arabic name, or where neither has one and
the first name of one is written the same in the other. A bare row may sound like the other there too."""

REPEATED_LIMIT_M = 2000.0
"""The same where only one of the two has an Arabic name: GeoNames' later, barer rows repeat older ones, on
coarser points. Of the 160 in Syria that lie 500 to 2000 m from the one row of their name, 6 in 10 lie beyond
1000 m; farther off there are hardly any. Under names that only sound alike no third row may be near."""


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
