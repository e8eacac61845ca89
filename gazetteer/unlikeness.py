"""How unlike a query stored names are, part by part; what each part costs is in `data/fitted.toml`.

A part is 0 where two names do not differ in that way. Most are shares, 0-1: edits over the length of the
longer string. So a cost is a sum of few products, and an answer can show each of them.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA, LCSseq
from rapidfuzz.process import cdist

from gazetteer.groups import IntArray, spread
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

VOWEL_PARTS = ("vowelled", "bare", "unread", "unwritten")
"""Parts told from two sounds with what vowels are written.

vowelled: where both scripts write them; bare: where neither does. unread: letters of the bare one that the
vowelled one lacks; unwritten: the reverse, short vowels for the most part.
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


def edit_shares(query: str, choices: Array) -> npt.NDArray[np.float32]:
    """Edits from a string to each of an array of strings as a share of the longer one, 0-1."""
    if not len(choices):
        return np.zeros(0, dtype=np.float32)
    scores = cdist([query], choices.tolist(), scorer=OSA.normalized_distance, dtype=np.float32)
    return np.asarray(scores[0])


class ConsonantShares(NamedTuple):
    """Consonants, with the parts of CONSONANT_PARTS in which each is unlike; parallel arrays."""

    numbers: IntArray
    consonants: FloatArray
    skeleton: FloatArray


def consonant_shares(form: Form, key: str, skeletons: IntArray, index: NameIndex) -> ConsonantShares:
    """The consonants of these skeletons, and how unlike they are.

    `key` is the skeleton that the form of the query is filed under.
    """
    consonants, owner = spread(index.skeleton_consonants, skeletons)
    of_skeletons = edit_shares(key, index.skeleton_texts[skeletons])
    of_consonants = edit_shares(form.sound.consonants, index.consonants[consonants])
    return ConsonantShares(consonants, of_consonants, of_skeletons[owner])


class VowelShares(NamedTuple):
    """How unlike sounds are with their vowels: of the query's kind, and the others, by their indices."""

    same: IntArray
    edits: FloatArray
    across: IntArray
    unread: FloatArray
    unwritten: FloatArray


def vowel_shares(form: Form, bare: bool, sounds: IntArray, index: NameIndex) -> VowelShares:
    """How unlike these sounds are; `bare` says that the query is in a script without short vowels."""
    query = form.sound.vowelled
    same_kind = index.sound_unvowelled[sounds]
    if not bare:
        same_kind = ~same_kind
    (same,), (across,) = same_kind.nonzero(), (~same_kind).nonzero()
    texts = index.vowelled[sounds]
    edits = edit_shares(query, texts[same])
    return VowelShares(same, edits, across, *_across(query, bare, sounds[across], texts[across], index))


def _across(
    query: str, bare: bool, sounds: IntArray, texts: Array, index: NameIndex
) -> tuple[FloatArray, FloatArray]:
    """Shares of letters that find none in the other string: of the bare one, then of the vowelled one."""
    if not len(sounds):
        return np.zeros(0, dtype=np.float32), np.zeros(0, dtype=np.float32)
    common = cdist([query], texts.tolist(), scorer=LCSseq.similarity, dtype=np.int32)[0]
    lengths = index.sound_length[sounds].astype(np.int32)
    longer = np.maximum(lengths, max(len(query), 1))
    ours = ((len(query) - common) / longer).astype(np.float32)
    theirs = ((lengths - common) / longer).astype(np.float32)
    return (ours, theirs) if bare else (theirs, ours)


def form_unlikeness(form: Form, bare: bool, forms: IntArray, index: NameIndex) -> Matrix:
    """How unlike these stored forms are to one of a query; shape (forms, FORM_PARTS)."""
    sounds = index.sounds_of(forms)
    consonants = index.consonants_of(sounds)
    parts = np.zeros((len(forms), len(FORM_PARTS)), dtype=np.float32)
    vowels = vowel_shares(form, bare, sounds, index)
    parts[vowels.same, _AT["bare" if bare else "vowelled"]] = vowels.edits
    parts[vowels.across, _AT["unread"]] = vowels.unread
    parts[vowels.across, _AT["unwritten"]] = vowels.unwritten
    parts[:, _AT["consonants"]] = edit_shares(form.sound.consonants, index.consonants[consonants])
    skeletons = index.skeleton_texts[index.skeletons_of(consonants)]
    parts[:, _AT["skeleton"]] = edit_shares(skeleton_key(form), skeletons)
    of_sets = word_unlikeness(form.generics, form.features, form.contrasts, index)
    parts[:, _AT[WORD_PARTS[0]] :] = of_sets[index.form_set[forms]]
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
    """How unlike the core texts of names of the query's script are, by the indices of the names."""

    same: IntArray
    edits: FloatArray


def text_shares(toponym: Toponym, script: Script, facts: NameFacts, index: NameIndex) -> TextShares:
    """How unlike the core texts are of those names, of these, that are in the query's script."""
    (same,) = (name_kinds().scripts == script_code(script))[facts.kinds].nonzero()
    return TextShares(same, edit_shares(toponym.core, index.cores[facts.cores[same]]))


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


def name_unlikeness(toponym: Toponym, script: Script, names: Array, index: NameIndex) -> Matrix:
    """How unlike these stored names are to the query beyond their forms; shape (names, NAME_PARTS)."""
    facts = index.facts_of(names)
    parts = kind_unlikeness(script, toponym.article)[facts.kinds]
    texts = text_shares(toponym, script, facts, index)
    parts[texts.same, _AT[f"{_kind_of(script)}_text"]] = texts.edits
    return parts


def _kind_of(script: Script) -> str:
    return "bare" if is_unvowelled(script) else "vowelled"


def _codes_of_kind(kind: str) -> list[int]:
    return [script_code(script) for script in Script if _kind_of(script) == kind]
