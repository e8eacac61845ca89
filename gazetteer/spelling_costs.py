"""What the spelling of stored forms and names costs: their unlikeness, each part times its weight.

Only sums are made here, over thousands of names a lookup; the parts of few of them are shown by
`unlikeness.form_unlikeness` and `name_unlikeness`.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import numpy.typing as npt

from gazetteer.name_index import NameFacts, NameIndex, is_unvowelled
from gazetteer.store import Array
from gazetteer.toponym import Form, Toponym
from gazetteer.unlikeness import (
    NAME_PARTS,
    WORD_PARTS,
    ConsonantShares,
    VowelShares,
    kind_unlikeness,
    text_shares,
    word_unlikeness,
)
from gazetteer.vocabulary import Script
from gazetteer.weights import Spelling

FloatArray = npt.NDArray[np.floating]

_CACHED_WORD_SETS = 256
"""Sets of words that queries set aside; most set aside none, or the same few."""


def consonant_costs(shares: ConsonantShares, spelling: Spelling) -> FloatArray:
    """What the consonants cost; parallel to `shares`."""
    return shares.consonants * np.float64(spelling.consonants) + shares.skeleton * np.float64(
        spelling.skeleton
    )


def vowel_costs(shares: VowelShares, bare: bool, spelling: Spelling) -> FloatArray:
    """What the vowels of all sounds cost that were compared."""
    costs = np.empty(len(shares.same) + len(shares.across))
    costs[shares.same] = shares.edits * np.float64(spelling.bare if bare else spelling.vowelled)
    costs[shares.across] = shares.unread * np.float64(spelling.unread) + shares.unwritten * np.float64(
        spelling.unwritten
    )
    return costs


def word_costs(form: Form, index: NameIndex, spelling: Spelling) -> FloatArray:
    """What the words set aside cost beside each set of the index."""
    return _word_costs(form.generics, form.features, form.contrasts, index, spelling)


@lru_cache(maxsize=_CACHED_WORD_SETS)
def _word_costs(
    generics: int, features: int, contrasts: int, index: NameIndex, spelling: Spelling
) -> FloatArray:
    return _priced(word_unlikeness(generics, features, contrasts, index), WORD_PARTS, spelling)


def name_costs(
    toponym: Toponym, script: Script, facts: NameFacts, index: NameIndex, spelling: Spelling
) -> FloatArray:
    """What stored names cost beyond their forms; parallel to `facts`."""
    costs: FloatArray = _kind_costs(script, toponym.article, spelling)[facts.kinds]
    texts = text_shares(toponym, script, facts, index)
    costs[texts.same] += texts.edits * np.float64(
        spelling.bare_text if is_unvowelled(script) else spelling.vowelled_text
    )
    return costs


@lru_cache(maxsize=4 * len(Script))
def _kind_costs(script: Script, article: bool, spelling: Spelling) -> FloatArray:
    return _priced(kind_unlikeness(script, article), NAME_PARTS, spelling)


def _priced(unlikeness: Array, parts: tuple[str, ...], spelling: Spelling) -> FloatArray:
    return np.asarray(unlikeness @ np.array([getattr(spelling, part) for part in parts]))
