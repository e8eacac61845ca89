"""How unlike a query stored names are, part by part; what each part costs is in `data/fitted.toml`.

A part is 0 where two names do not differ in that way. Most are shares, 0-1: edits over the length of the
longer string. So a cost is a sum of few products, and an answer can show each of them.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import LCSseq, Levenshtein
from rapidfuzz.process import cdist

from gazetteer.name_index import NameIndex, is_unvowelled, script_code
from gazetteer.store import Array
from gazetteer.toponym import Form, Toponym
from gazetteer.vocabulary import Script
from gazetteer.words import load_words

FORM_PARTS = (
    "vowelled",
    "bare",
    "unread",
    "unwritten",
    "consonants",
    "skeleton",
    "generic_missing",
    "generic_conflict",
    "contrast_missing",
    "contrast_conflict",
    "feature_missing",
)
"""Parts told from two forms.

vowelled: the sounds with vowels, where both scripts write them; bare: where neither does. unread: letters of
the bare one that the vowelled one lacks; unwritten: the reverse, short vowels for the most part. consonants,
skeleton: the coarser sounds. Then counts of words set aside: missing on one side, or contradicting.
"""

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
_WORD_PARTS = FORM_PARTS[_AT["generic_missing"] :]

_BARE_SCRIPTS = np.array([is_unvowelled(script) for script in Script])

Matrix = npt.NDArray[np.float32]
FloatArray = npt.NDArray[np.floating]


def edit_shares(query: str, choices: list[str]) -> npt.NDArray[np.float32]:
    """Edits from a string to each choice as a share of the longer one, 0-1."""
    if not choices:
        return np.zeros(0, dtype=np.float32)
    scores = cdist([query], choices, scorer=Levenshtein.normalized_distance, dtype=np.float32)
    return np.asarray(scores[0])


def form_unlikeness(
    form: Form, bare: bool, forms: Array, skeleton_shares: Matrix, index: NameIndex
) -> Matrix:
    """How unlike these stored forms are to one reading of the query; shape (forms, FORM_PARTS).

    `bare` says that the query is in a script without short vowels; `skeleton_shares` are the edit shares of
    the forms' skeletons, shape of `forms`.
    """
    parts = np.zeros((len(forms), len(FORM_PARTS)), dtype=np.float32)
    numbers = forms.tolist()
    vowelled = [index.vowelled[i] for i in numbers]
    stored_bare = index.form_unvowelled[forms]
    same = np.flatnonzero(stored_bare == bare)
    parts[same, _AT["bare" if bare else "vowelled"]] = edit_shares(
        form.sound.vowelled, [vowelled[i] for i in same.tolist()]
    )
    across = np.flatnonzero(stored_bare != bare)
    left_over = _across(form.sound.vowelled, bare, [vowelled[i] for i in across.tolist()])
    parts[across, _AT["unread"]], parts[across, _AT["unwritten"]] = left_over
    parts[:, _AT["consonants"]] = edit_shares(form.sound.consonants, [index.consonants[i] for i in numbers])
    parts[:, _AT["skeleton"]] = skeleton_shares
    parts[:, -len(_WORD_PARTS) :] = _word_sets(form, index)[index.form_set[forms]]
    return parts


def _across(query: str, bare: bool, choices: list[str]) -> tuple[FloatArray, FloatArray]:
    """Shares of letters that find none in the other string: of the bare one, then of the vowelled one."""
    if not choices:
        return np.zeros(0), np.zeros(0)
    common = cdist([query], choices, scorer=LCSseq.similarity, dtype=np.int32)[0]
    lengths = np.fromiter(map(len, choices), dtype=np.int32, count=len(choices))
    bare_lengths = np.full(len(choices), len(query)) if bare else lengths
    vowelled_lengths = lengths if bare else np.full(len(choices), len(query))
    longer = np.maximum(np.maximum(lengths, len(query)), 1)
    return (bare_lengths - common) / longer, (vowelled_lengths - common) / longer


def _word_sets(form: Form, index: NameIndex) -> Matrix:
    """The parts of words set aside, for each distinct set of the index; a column for each of _WORD_PARTS."""
    differences: dict[str, Array] = dict.fromkeys(_WORD_PARTS, np.zeros(len(index.set_generics)))
    generics = _set_differences(form.generics, index.set_generics)
    differences["generic_missing"], differences["generic_conflict"] = generics
    for axis in load_words().axes:
        theirs = index.set_contrasts & np.uint64(axis.mask)
        missing, conflict = _set_differences(form.contrasts & axis.mask, theirs)
        differences["contrast_missing"] = differences["contrast_missing"] + missing
        differences["contrast_conflict"] = differences["contrast_conflict"] + conflict
    theirs = index.set_features
    differences["feature_missing"] = (theirs != 0) & ((theirs & np.uint64(form.features)) == 0)
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
    same = np.flatnonzero(index.name_script[names] == script_code(script))
    cores, where = np.unique(index.name_core[names[same]], return_inverse=True)
    shares = edit_shares(toponym.core, [index.cores[i] for i in cores.tolist()])
    kind = "bare" if is_unvowelled(script) else "vowelled"
    parts[same, _AT[f"{kind}_text"]] = shares[where]
    parts[same, _AT[f"{kind}_article"]] = index.name_article[names[same]] != toponym.article
    parts[:, _AT["variant"]] = index.name_variant[names]
    across = _BARE_SCRIPTS[index.name_script[names]] != is_unvowelled(script)
    parts[:, _AT[f"{kind}_counterpart"]] = across & index.name_counterpart[names]
    return parts
