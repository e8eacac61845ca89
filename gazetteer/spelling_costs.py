"""What the spelling of stored forms and names costs: their unlikeness, each part times its weight.

Only sums are made here, over thousands of names a lookup; the parts of few of them are shown by
`unlikeness.form_unlikeness` and `name_unlikeness`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from gazetteer.groups import IntArray, of_owner
from gazetteer.name_index import NameFacts, NameIndex, is_unvowelled
from gazetteer.store import Array
from gazetteer.toponym import Toponym
from gazetteer.unlikeness import (
    NAME_PARTS,
    WORD_PARTS,
    AskedForm,
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
    of_skeleton = shares.skeleton * np.float64(spelling.skeleton)
    return np.asarray(shares.consonants * np.float64(spelling.consonants) + of_skeleton)


def vowel_costs(shares: VowelShares, asked: Sequence[AskedForm], spelling: Spelling) -> FloatArray:
    """What the vowels of all sounds cost that were compared with the forms that asked."""
    each = np.array([spelling.bare if one.bare else spelling.vowelled for one in asked])
    costs = np.empty(len(shares.same) + len(shares.across))
    costs[shares.same] = shares.edits * of_owner(each, shares.same_asked)
    of_across = shares.unread * np.float64(spelling.unread)
    of_across += shares.unwritten * np.float64(spelling.unwritten)
    of_across += shares.ending * np.float64(spelling.ending)
    costs[shares.across] = of_across
    return costs


def word_costs(
    asked: Sequence[AskedForm], by: IntArray, sets: IntArray, index: NameIndex, spelling: Spelling
) -> FloatArray:
    """What the words set aside cost beside these sets of the index; `by` are the forms that ask, by index."""
    aside = [(one.form.generics, one.form.features, one.form.contrasts) for one in asked]
    row = {words: i for i, words in enumerate(dict.fromkeys(aside))}
    costs = [word_set_costs(*words, index, spelling) for words in row]
    return _of_row(costs, of_owner(np.array([row[words] for words in aside]), by), sets)


@lru_cache(maxsize=_CACHED_WORD_SETS)
def word_set_costs(
    generics: int, features: int, contrasts: int, index: NameIndex, spelling: Spelling
) -> FloatArray:
    """What the sets of words of the index cost beside words that are set aside; by the number of the set."""
    return _priced(word_unlikeness(generics, features, contrasts, index), WORD_PARTS, spelling)


def name_costs(
    asked: Sequence[Toponym], by: IntArray, facts: NameFacts, index: NameIndex, spelling: Spelling
) -> FloatArray:
    """What stored names cost beyond their forms; parallel to `facts` and `by`, the indices of who asks."""
    if not asked:
        return np.zeros(0)
    of_kinds = [kind_costs(one.script, one.article, spelling) for one in asked]
    costs = _of_row(of_kinds, by, facts.kinds)
    texts = text_shares(asked, by, facts, index)
    each = [spelling.bare_text if is_unvowelled(one.script) else spelling.vowelled_text for one in asked]
    costs[texts.same] += texts.edits * of_owner(np.array(each), texts.asked)
    return costs


@lru_cache(maxsize=4 * len(Script))
def kind_costs(script: Script, article: bool, spelling: Spelling) -> FloatArray:
    """What names of each kind cost beside one of this script, with an article or none; by the kind."""
    return _priced(kind_unlikeness(script, article), NAME_PARTS, spelling)


def _of_row(rows: Sequence[FloatArray], row: IntArray, column: IntArray) -> FloatArray:
    """The values in these rows and columns; of a lone row whatever `row` says."""
    return np.asarray(rows[0][column] if len(rows) == 1 else np.stack(rows)[row, column])


def _priced(unlikeness: Array, parts: tuple[str, ...], spelling: Spelling) -> FloatArray:
    return np.asarray(unlikeness @ np.array([getattr(spelling, part) for part in parts]))
