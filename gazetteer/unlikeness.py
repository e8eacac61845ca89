"""How unlike a query stored names are, part by part; what each part costs is in `data/fitted.toml`.

A part is 0 where two names do not differ in that way. Most are shares, 0-1: edits over the length of the
longer string. So a cost is a sum of few products, and an answer can show each of them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA, LCSseq
from rapidfuzz.process import cdist

from gazetteer.groups import IntArray, bounds_of, of_owner, spread
from gazetteer.lazy_rows import Matrix
from gazetteer.name_index import (
    NameFacts,
    NameIndex,
    is_unvowelled,
    name_kinds,
    script_code,
    skeleton_key,
)
from gazetteer.store import Array
from gazetteer.toponym import Form, Toponym
from gazetteer.vocabulary import Script
from gazetteer.words import load_words

VOWEL_PARTS = ("vowelled", "bare", "unread", "unwritten", "ending")
"""Parts told from two sounds with what vowels are written.

vowelled: where both scripts write them; bare: where neither does. unread: letters of the bare one that the
vowelled one lacks; unwritten: the reverse, short vowels for the most part. ending: one of these two ends in a
vowel, which both kinds of script write, and the other does not.
"""

CONSONANT_PARTS = ("consonants", "skeleton")
"""Parts told from the coarser sounds."""

WORD_PARTS = (
    "generic_missing",
    "generic_conflict",
    "contrast_missing",
    "contrast_conflict",
    "feature_missing",
)
"""Parts told from the words that two forms set aside: how many are missing on one side, or contradict."""

FORM_PARTS = (*VOWEL_PARTS, *CONSONANT_PARTS, *WORD_PARTS)
"""Parts told from two forms."""

NAME_PARTS = (
    "vowelled_text",
    "bare_text",
    "vowelled_article",
    "bare_article",
    "variant",
    "vowelled_counterpart",
    "bare_counterpart",
)
"""Parts told from two names of one script (0 across scripts), or from the stored name alone.

vowelled_text, bare_text: the core texts (see Toponym), by what the script writes. vowelled_article,
bare_article: one has an article and the other none. variant: no source prefers the stored name.
vowelled_counterpart, bare_counterpart: the query is vowelled, or bare, and the stored name is not, though its
place has a name that is: the writer would rather have written like that one.
"""

PARTS = (*FORM_PARTS, *NAME_PARTS)

_AT = {part: column for group in (FORM_PARTS, NAME_PARTS) for column, part in enumerate(group)}

FloatArray = npt.NDArray[np.floating]
BoolArray = npt.NDArray[np.bool_]


class AskedForm(NamedTuple):
    """A form of a query; `bare` says that the query is in a script without short vowels."""

    form: Form
    bare: bool


def edit_shares(queries: Sequence[str], bounds: Sequence[int], choices: Array) -> npt.NDArray[np.float32]:
    """Edits from strings to an array of strings as a share of the longer one, 0-1.

    Each query is compared with the choices from its bound up to the next. Shape of `choices`.
    """
    return _compared(queries, bounds, choices, OSA.normalized_distance, np.float32)


def _compared(
    queries: Sequence[str], bounds: Sequence[int], choices: Array, scorer: Callable[..., float], dtype: type
) -> Array:
    texts = choices.tolist()
    if len(queries) == 1 and texts:
        return np.asarray(cdist(queries, texts, scorer=scorer, dtype=dtype)[0])
    scores: Array = np.empty(len(texts), dtype=dtype)
    for query, (start, end) in zip(queries, pairwise(bounds), strict=True):
        if start < end:
            scores[start:end] = cdist([query], texts[start:end], scorer=scorer, dtype=dtype)[0]
    return scores


class ConsonantShares(NamedTuple):
    """Consonants, which form asked for each, and the parts of CONSONANT_PARTS in which it is unlike."""

    numbers: IntArray
    asked: IntArray
    consonants: FloatArray
    skeleton: FloatArray


def consonant_shares(asked: Sequence[AskedForm], index: NameIndex) -> ConsonantShares:
    """The consonants of the skeletons that may be like those of each form, and how unlike they are."""
    count = len(asked)
    keys = [skeleton_key(one.form) for one in asked]
    found, by = index.skeleton_index.find(keys)
    of_skeletons = edit_shares(keys, bounds_of(by, count), index.skeleton_texts[found])
    consonants, owner = spread(index.skeleton_consonants, found)
    by = by[owner]
    of_consonants = edit_shares(
        [one.form.sound.consonants for one in asked], bounds_of(by, count), index.consonants[consonants]
    )
    return ConsonantShares(consonants, by, of_consonants, of_skeletons[owner])


class VowelShares(NamedTuple):
    """How unlike sounds are with their vowels: of the query's kind, and the others, by their indices.

    `same_asked` says which form asked for each of the former.
    """

    same: IntArray
    same_asked: IntArray
    edits: FloatArray
    across: IntArray
    unread: FloatArray
    unwritten: FloatArray
    ending: BoolArray


def vowel_shares(asked: Sequence[AskedForm], by: IntArray, sounds: IntArray, index: NameIndex) -> VowelShares:
    """How unlike these sounds are to the forms that ask for them, whose indices are `by`."""
    queries = [one.form.sound.vowelled for one in asked]
    bare = np.array([one.bare for one in asked])
    same_kind = index.sound_unvowelled[sounds] == of_owner(bare, by)
    (same,), (across,) = same_kind.nonzero(), (~same_kind).nonzero()
    texts = index.vowelled[sounds]
    same_by, across_by = by[same], by[across]
    edits = edit_shares(queries, bounds_of(same_by, len(asked)), texts[same])
    # Shares of letters that find none in the other string.
    common = _compared(queries, bounds_of(across_by, len(asked)), texts[across], LCSseq.similarity, np.int32)
    ours = of_owner(np.array(list(map(len, queries)), dtype=np.int32), across_by)
    theirs = index.sound_length[sounds[across]]
    written = of_owner(bare, across_by)
    longer = np.maximum(np.maximum(ours, theirs), 1)
    unread = np.divide(np.where(written, ours, theirs) - common, longer, dtype=np.float32)
    unwritten = np.divide(np.where(written, theirs, ours) - common, longer, dtype=np.float32)
    is_open = np.array([one.form.sound.is_open for one in asked])
    ending = index.sound_open[sounds[across]] != of_owner(is_open, across_by)
    return VowelShares(same, same_by, edits, across, unread, unwritten, ending)


def form_unlikeness(asked: AskedForm, forms: IntArray, index: NameIndex) -> Matrix:
    """How unlike these stored forms are to one of a query; shape (forms, FORM_PARTS)."""
    form, bounds = asked.form, [0, len(forms)]
    sounds = index.sounds_of(forms)
    consonants = index.consonants_of(sounds)
    parts = np.zeros((len(forms), len(FORM_PARTS)), dtype=np.float32)
    vowels = vowel_shares([asked], np.zeros(len(forms), dtype=np.int64), sounds, index)
    parts[vowels.same, _AT["bare" if asked.bare else "vowelled"]] = vowels.edits
    parts[vowels.across, _AT["unread"]] = vowels.unread
    parts[vowels.across, _AT["unwritten"]] = vowels.unwritten
    parts[vowels.across, _AT["ending"]] = vowels.ending
    of_consonants = edit_shares([form.sound.consonants], bounds, index.consonants[consonants])
    parts[:, _AT["consonants"]] = of_consonants
    skeletons = index.skeleton_texts[index.skeletons_of(consonants)]
    parts[:, _AT["skeleton"]] = edit_shares([skeleton_key(form)], bounds, skeletons)
    of_sets = word_unlikeness(form.generics, form.features, form.contrasts, index)
    parts[:, _AT[WORD_PARTS[0]] : _AT[WORD_PARTS[-1]] + 1] = of_sets[index.form_set[forms]]
    return parts


def word_unlikeness(generics: int, features: int, contrasts: int, index: NameIndex) -> Matrix:
    """How unlike the words set aside are to each set of the index; shape (sets, WORD_PARTS)."""
    differences: dict[str, Array] = dict.fromkeys(WORD_PARTS, np.zeros(len(index.set_generics)))
    of_generics = _set_differences(generics, index.set_generics)
    differences["generic_missing"], differences["generic_conflict"] = of_generics
    for axis in load_words().axes:
        theirs = index.set_contrasts & np.uint64(axis.mask)
        missing, conflict = _set_differences(contrasts & axis.mask, theirs)
        differences["contrast_missing"] = differences["contrast_missing"] + missing
        differences["contrast_conflict"] = differences["contrast_conflict"] + conflict
    theirs = index.set_features
    differences["feature_missing"] = (theirs != 0) & ((theirs & np.uint64(features)) == 0)
    return np.stack(list(differences.values()), axis=1).astype(np.float32)


def _set_differences(ours: int, theirs: Array) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Where one of two concept sets is empty, and where both are filled with nothing in common."""
    filled = theirs != 0
    if ours == 0:
        return filled, np.zeros(len(theirs), dtype=np.bool_)
    return ~filled, filled & ((theirs & np.uint64(ours)) == 0)


class TextShares(NamedTuple):
    """How unlike the core texts of names of the query's script are, by the indices of the names.

    `asked` says which name asked for each.
    """

    same: IntArray
    asked: IntArray
    edits: FloatArray


def text_shares(asked: Sequence[Toponym], by: IntArray, facts: NameFacts, index: NameIndex) -> TextShares:
    """How unlike the core texts are of those names, of these, that are in the script of who asks for them.

    `by` are the indices of the names that ask.
    """
    codes = np.array([script_code(one.script) for one in asked])
    (same,) = (facts.scripts == of_owner(codes, by)).nonzero()
    same_by = by[same]
    bounds = bounds_of(same_by, len(asked))
    texts = index.cores[facts.cores[same]]
    return TextShares(same, same_by, edit_shares([one.core for one in asked], bounds, texts))


@lru_cache(maxsize=2 * len(Script))
def kind_unlikeness(script: Script, article: bool) -> Matrix:
    """How unlike names of each kind are to a query of this script but for their texts; (kinds, NAME_PARTS).

    `article` says that the query has one.
    """
    kinds = name_kinds()
    kind = _kind_of(script)
    parts = np.zeros((len(kinds.scripts), len(NAME_PARTS)), dtype=np.float32)
    same = kinds.scripts == script_code(script)
    parts[:, _AT[f"{kind}_article"]] = same & (kinds.articles != article)
    parts[:, _AT["variant"]] = kinds.variants
    across = np.isin(kinds.scripts, _codes_of_kind(kind), invert=True)
    parts[:, _AT[f"{kind}_counterpart"]] = across & kinds.counterparts
    return parts


def name_unlikeness(asked: Toponym, names: Array, index: NameIndex) -> Matrix:
    """How unlike these stored names are to the query beyond their forms; shape (names, NAME_PARTS)."""
    facts = index.facts_of(names)
    parts = kind_unlikeness(asked.script, asked.article)[facts.kinds]
    texts = text_shares([asked], np.zeros(len(names), dtype=np.int64), facts, index)
    parts[texts.same, _AT[f"{_kind_of(asked.script)}_text"]] = texts.edits
    return parts


def _kind_of(script: Script) -> str:
    return "bare" if is_unvowelled(script) else "vowelled"


def _codes_of_kind(kind: str) -> list[int]:
    return [script_code(script) for script in Script if _kind_of(script) == kind]
