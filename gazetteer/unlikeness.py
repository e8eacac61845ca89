"""How unlike a query stored names are, part by part; what each part costs is in `data/fitted.toml`.

A part is 0 where two names do not differ in that way. Most are shares, 0-1: edits over the length of the
longer string. So a cost is a sum of few products, and an answer can show each of them.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA, LCSseq
from rapidfuzz.process import cdist

from gazetteer.groups import IntArray, spread
from gazetteer.lazy_rows import Matrix
from gazetteer.name_index import NameIndex, is_unvowelled, script_code
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

_CACHED_WORD_SETS = 256
"""Sets of words that queries set aside; most set aside none, or the same few."""

_BARE_SCRIPTS = np.array([is_unvowelled(script) for script in Script])

FloatArray = npt.NDArray[np.floating]


def edit_shares(query: str, choices: Array) -> npt.NDArray[np.float32]:
    """Edits from a string to each of an array of strings as a share of the longer one, 0-1."""
    if not len(choices):
        return np.zeros(0, dtype=np.float32)
    scores = cdist([query], choices.tolist(), scorer=OSA.normalized_distance, dtype=np.float32)
    return np.asarray(scores[0])


def consonant_unlikeness(
    form: Form, key: str, skeletons: IntArray, index: NameIndex
) -> tuple[IntArray, Matrix]:
    """The consonants of these skeletons, and how unlike they are; shape (consonants, CONSONANT_PARTS).

    `key` is the skeleton that the form of the query is filed under.
    """
    consonants, owner = spread(index.skeleton_consonants, skeletons)
    of_skeletons = edit_shares(key, index.skeleton_texts[skeletons])
    of_consonants = edit_shares(form.sound.consonants, index.consonants[consonants])
    parts = np.empty((len(consonants), len(CONSONANT_PARTS)), dtype=np.float32)
    parts[:, 0], parts[:, 1] = of_consonants, of_skeletons[owner]
    return consonants, parts


def vowel_unlikeness(form: Form, bare: bool, sounds: IntArray, index: NameIndex) -> Matrix:
    """How unlike these sounds are with their vowels; shape (sounds, VOWEL_PARTS).

    `bare` says that the query is in a script without short vowels.
    """
    query = form.sound.vowelled
    parts = np.zeros((len(sounds), len(VOWEL_PARTS)), dtype=np.float32)
    same_kind = index.sound_unvowelled[sounds] == bare
    (same,), (across,) = same_kind.nonzero(), (~same_kind).nonzero()
    parts[same, _AT["bare" if bare else "vowelled"]] = edit_shares(query, index.vowelled[sounds[same]])
    unread, unwritten = _across(query, bare, sounds[across], index)
    parts[across, _AT["unread"]], parts[across, _AT["unwritten"]] = unread, unwritten
    return parts


def _across(query: str, bare: bool, sounds: IntArray, index: NameIndex) -> tuple[FloatArray, FloatArray]:
    """Shares of letters that find none in the other string: of the bare one, then of the vowelled one."""
    if not len(sounds):
        return np.zeros(0), np.zeros(0)
    common = cdist([query], index.vowelled[sounds].tolist(), scorer=LCSseq.similarity, dtype=np.int32)[0]
    lengths = index.sound_length[sounds].astype(np.int32)
    longer = np.maximum(lengths, max(len(query), 1))
    ours, theirs = (len(query) - common) / longer, (lengths - common) / longer
    return (ours, theirs) if bare else (theirs, ours)


def word_unlikeness(form: Form, index: NameIndex) -> Matrix:
    """How unlike the words set aside are to each set of the index; shape (sets, WORD_PARTS)."""
    return _word_unlikeness(form.generics, form.features, form.contrasts, index)


@lru_cache(maxsize=_CACHED_WORD_SETS)
def _word_unlikeness(generics: int, features: int, contrasts: int, index: NameIndex) -> Matrix:
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


def name_unlikeness(toponym: Toponym, script: Script, names: Array, index: NameIndex) -> Matrix:
    """How unlike these stored names are to the query beyond their forms; shape (names, NAME_PARTS)."""
    parts = np.zeros((len(names), len(NAME_PARTS)), dtype=np.float32)
    scripts = index.name_script[names]
    (same,) = (scripts == script_code(script)).nonzero()
    same_names = names[same]
    kind = "bare" if is_unvowelled(script) else "vowelled"
    cores = index.cores[index.name_core[same_names]]
    parts[same, _AT[f"{kind}_text"]] = edit_shares(toponym.core, cores)
    parts[same, _AT[f"{kind}_article"]] = index.name_article[same_names] != toponym.article
    parts[:, _AT["variant"]] = index.name_variant[names]
    across = _BARE_SCRIPTS[scripts] != is_unvowelled(script)
    parts[:, _AT[f"{kind}_counterpart"]] = across & index.name_counterpart[names]
    return parts
