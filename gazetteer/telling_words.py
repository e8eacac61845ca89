"""The words of stored names that tell their place by themselves: "Gomirt" for the village Sulekanî Gomîrt.

Writers shorten a name of several words to the one that hardly another place has, or put another word beside
it. So a name is also indexed under such a word, as a form that sets the rest aside.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from gazetteer.model import Name
from gazetteer.toponym import Core, Form, core_of
from gazetteer.vocabulary import UNSPOKEN
from gazetteer.words import REST_OF_NAME

MAX_PLACES = 3
"""Places that may have a word, by its sound with vowels: one that more have tells none of them."""

MAX_WORDS = 3
"""Words that a name may keep: of longer ones, genealogies for the most part, no word is the name."""

MIN_CONSONANTS = 3
"""Consonants that a word must have: a shorter one is like too many others."""


def telling_forms(by_place: Sequence[Sequence[Name]]) -> list[tuple[Form, ...]]:
    """For each name of these places, in their order, the forms of its telling words; most have none.

    A form has REST_OF_NAME for its generic words: the rest costs as much as such a word that is missing.
    """
    cores = [[core_of(name.toponym) for name in names] for names in by_place]
    places: dict[str, set[int]] = defaultdict(set)
    for place, of_place in enumerate(cores):
        for core in of_place:
            for word in core.words:
                places[word.sound.vowelled].add(place)
    rare = {sound for sound, having in places.items() if len(having) <= MAX_PLACES}
    return [
        tuple(_forms(core, rare)) if name.name_type not in UNSPOKEN else ()
        for names, of_place in zip(by_place, cores, strict=True)
        for name, core in zip(names, of_place, strict=True)
    ]


def _forms(core: Core, rare: set[str]) -> Iterator[Form]:
    """The forms of the first and the last word, where these tell the place; a name of one word is no part."""
    if not 2 <= len(core.words) <= MAX_WORDS:
        return
    for word in dict.fromkeys((core.words[0], core.words[-1])):
        long_enough = len(word.sound.consonants) >= MIN_CONSONANTS
        if long_enough and not word.generic and word.sound.vowelled in rare:
            yield Form(word.sound, REST_OF_NAME, core.features, core.contrasts)
