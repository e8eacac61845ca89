"""The index from how a name sounds to the names that sound so, or alike.

Names share forms ("Tall Hasan" is one form of many names), forms share skeletons, and skeletons are
found by the letter pairs that they have in common with the query's. So the broad step looks at some
tens of thousands of skeletons through their pairs, and the narrow steps at few forms.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from gazetteer.model import Name
from gazetteer.store import Array, Artefact, pack_groups, pack_strings
from gazetteer.toponym import Form, analyse
from gazetteer.vocabulary import NameType, Script

IntArray = npt.NDArray[np.integer]

LEAST_ALIKE = 0.1
"""Skeletons with less of their letter pairs in common are not alike; one pair of eight is more than this."""

_EDGE = "^"
_UNVOWELLED = frozenset({Script.ARABIC, Script.SYRIAC})
_SCRIPTS = tuple(Script)
_PREFERRED = (NameType.PREFERRED, NameType.SHORT)


def skeleton_key(form: Form) -> str:
    """The skeleton that a form is filed under; its vowels where it has no consonant ("Ayu")."""
    return form.sound.skeleton or form.sound.vowelled


def letter_pairs(skeleton: str) -> list[str]:
    """The distinct pairs of neighbouring letters of a skeleton, its edges included, in order."""
    edged = f"{_EDGE}{skeleton}{_EDGE}"
    return list(dict.fromkeys(edged[i : i + 2] for i in range(len(edged) - 1)))


def script_code(script: Script) -> int:
    """The number that stands for a script in the index."""
    return _SCRIPTS.index(script)


def is_unvowelled(script: Script) -> bool:
    """True for scripts that do not write short vowels."""
    return script in _UNVOWELLED


def build_name_index(names: Sequence[Name]) -> dict[str, Array]:
    """The arrays of the index over these names; a name's number is its place in the sequence."""
    texts: dict[str, list[int]] = {}
    cores: list[str] = []
    articles = np.zeros(len(names), dtype=np.bool_)
    forms: dict[tuple[str, bool, Form], list[int]] = {}
    for number, name in enumerate(names):
        toponym = analyse(name.toponym)
        texts.setdefault(toponym.text, []).append(number)
        cores.append(toponym.core)
        articles[number] = toponym.article
        for form in toponym.forms:
            forms.setdefault((skeleton_key(form), is_unvowelled(name.script), form), []).append(number)
    ordered = sorted(forms)
    skeletons = sorted({key for key, _, _ in ordered})
    sounds = sorted({(key, bare, form.sound) for key, bare, form in ordered})
    consonants = sorted({(key, sound.consonants) for key, _, sound in sounds})
    sound_number = {sound: i for i, sound in enumerate(sounds)}
    consonants_number = {pair: i for i, pair in enumerate(consonants)}
    pairs: dict[str, list[int]] = {}
    for i, skeleton in enumerate(skeletons):
        for pair in letter_pairs(skeleton):
            pairs.setdefault(pair, []).append(i)
    sorted_texts = sorted(texts)
    sorted_pairs = sorted(pairs)
    distinct_cores = sorted(set(cores))
    core_number = {core: i for i, core in enumerate(distinct_cores)}
    return {
        **pack_strings("text", sorted_texts),
        **pack_groups("text_names", [texts[text] for text in sorted_texts]),
        **pack_strings("core", distinct_cores),
        "name_core": np.array([core_number[core] for core in cores], dtype=np.uint32),
        "name_article": articles,
        "name_variant": np.array([name.name_type not in _PREFERRED for name in names], dtype=np.bool_),
        "name_script": np.array([script_code(name.script) for name in names], dtype=np.uint8),
        **pack_strings("skeleton", skeletons),
        "skeleton_forms.starts": _starts(skeletons, [key for key, _, _ in ordered]),
        "skeleton_sounds.starts": _starts(skeletons, [key for key, _, _ in sounds]),
        "skeleton_consonants.starts": _starts(skeletons, [key for key, _ in consonants]),
        **pack_strings("pair", sorted_pairs),
        **pack_groups("pair_skeletons", [pairs[pair] for pair in sorted_pairs]),
        **pack_strings("consonants", [text for _, text in consonants]),
        **pack_strings("sound_vowelled", [sound.vowelled for _, _, sound in sounds]),
        "sound_length": np.array([len(sound.vowelled) for _, _, sound in sounds], dtype=np.uint16),
        "sound_unvowelled": np.array([bare for _, bare, _ in sounds], dtype=np.bool_),
        "sound_consonants": np.array(
            [consonants_number[key, sound.consonants] for key, _, sound in sounds], dtype=np.uint32
        ),
        "form_sound": np.array(
            [sound_number[key, bare, form.sound] for key, bare, form in ordered], dtype=np.uint32
        ),
        **_word_sets([form for _, _, form in ordered]),
        **pack_groups("form_names", [forms[key] for key in ordered]),
    }


def _starts(skeletons: Sequence[str], keys: Sequence[str]) -> Array:
    """Where the items of each skeleton start, given the skeleton of each item, in order."""
    return np.array([*(bisect_left(keys, skeleton) for skeleton in skeletons), len(keys)], dtype=np.uint32)


def _word_sets(forms: Sequence[Form]) -> dict[str, Array]:
    """The distinct concept sets of forms, few enough to compare at once, and each form's number in them."""
    distinct = sorted({(form.generics, form.features, form.contrasts) for form in forms})
    number = {sets: i for i, sets in enumerate(distinct)}
    columns = np.array(distinct, dtype=np.uint64).reshape(-1, 3)
    return {
        "set_generics": columns[:, 0],
        "set_features": columns[:, 1],
        "set_contrasts": columns[:, 2],
        "form_set": np.array([number[f.generics, f.features, f.contrasts] for f in forms], dtype=np.uint16),
    }


@dataclass(frozen=True, slots=True)
class Groups:
    """Lists of numbers packed in two arrays."""

    items: Array
    starts: Array

    def of(self, number: int) -> Array:
        """The list of this number."""
        return self.items[self.starts[number] : self.starts[number + 1]]

    def of_many(self, numbers: IntArray) -> tuple[Array, Array]:
        """The lists of these numbers in a row, and for each item the index into `numbers` it came from."""
        found = spread(self.starts, numbers)
        return self.items[found.positions], found.owner


class Spread(NamedTuple):
    """Where lists of a packed array lie, in a row: the position of each item, and the index of whose it is.

    `shifts` are by owner: an item's position less this is its index here.
    """

    positions: Array
    owner: Array
    shifts: Array


def spread(starts: Array, numbers: IntArray) -> Spread:
    """The lists of these numbers in a packed array, by where each starts."""
    begins = starts[numbers].astype(np.int64)
    lengths = starts[np.asarray(numbers) + 1] - begins
    ends = lengths.cumsum()
    owner = np.arange(len(numbers)).repeat(lengths)
    shifts = begins - ends + lengths
    return Spread(np.arange(len(owner)) + shifts[owner], owner, shifts)


def open_groups(artefact: Artefact, name: str) -> Groups:
    """The lists that `pack_groups` has written under this name."""
    return Groups(artefact.arrays[f"{name}.items"], artefact.arrays[f"{name}.starts"])


def _texts(artefact: Artefact, name: str) -> Array:
    """A string table as an array of objects, which gives many at once."""
    return np.array(artefact.strings(name).to_list(), dtype=np.object_)


class NameIndex:
    """The opened index. Numbers of names, forms, sounds and skeletons are those of the build.

    A skeleton has consonants, sounds (with the vowels that are written) and forms (with the words set aside),
    each in a row: `skeleton_consonants`, `skeleton_sounds` and `skeleton_starts` say where they start.
    """

    def __init__(self, artefact: Artefact) -> None:
        arrays = artefact.arrays
        self.texts = artefact.strings("text")
        self.cores = _texts(artefact, "core")
        self.name_core = arrays["name_core"]
        self.name_article = arrays["name_article"]
        self.name_variant = arrays["name_variant"]
        self.name_script = arrays["name_script"]
        self.text_names = open_groups(artefact, "text_names")
        self.skeletons = artefact.strings("skeleton").to_list()
        self.skeleton_texts = np.array(self.skeletons, dtype=np.object_)
        self.skeleton_starts = arrays["skeleton_forms.starts"]
        self.skeleton_sounds = arrays["skeleton_sounds.starts"]
        self.skeleton_consonants = arrays["skeleton_consonants.starts"]
        self.consonants = _texts(artefact, "consonants")
        self.vowelled = _texts(artefact, "sound_vowelled")
        self.sound_length = arrays["sound_length"]
        self.sound_unvowelled = arrays["sound_unvowelled"]
        self.sound_consonants = arrays["sound_consonants"]
        self.form_sound = arrays["form_sound"]
        self.form_set = arrays["form_set"]
        self.set_generics = arrays["set_generics"]
        self.set_features = arrays["set_features"]
        self.set_contrasts = arrays["set_contrasts"]
        self.form_names = open_groups(artefact, "form_names")
        self._pair_number = {pair: i for i, pair in enumerate(artefact.strings("pair"))}
        self._pair_skeletons = open_groups(artefact, "pair_skeletons")
        sizes = np.diff(self._pair_skeletons.starts).astype(np.float64)
        total = max(1, len(self.skeletons))
        self._pair_weight = np.log1p(total / np.maximum(sizes, 1))
        self._skeleton_weight = np.bincount(
            self._pair_skeletons.items,
            weights=np.repeat(self._pair_weight, sizes.astype(np.int64)),
            minlength=len(self.skeletons),
        )
        self._unknown_pair_weight = float(np.log1p(total))

    def find_skeletons(self, skeleton: str, limit: int) -> Array:
        """Numbers of the skeletons most alike, at most `limit`, in no order.

        Alike is the weighted share of letter pairs in common (Jaccard; a rare pair weighs more).
        """
        pairs = letter_pairs(skeleton)
        known = [self._pair_number[pair] for pair in pairs if pair in self._pair_number]
        if not known:
            return np.zeros(0, dtype=np.int64)
        numbers = np.array(known)
        weights = self._pair_weight[numbers]
        whole = float(weights.sum()) + self._unknown_pair_weight * (len(pairs) - len(known))
        items, owner = self._pair_skeletons.of_many(numbers)
        shared = np.bincount(items, weights=weights[owner], minlength=len(self.skeletons))
        alike = shared / (whole + self._skeleton_weight - shared)
        near = np.flatnonzero(alike > LEAST_ALIKE)
        if len(near) <= limit:
            return near
        return np.asarray(near[np.argpartition(-alike[near], limit)[:limit]])

    def forms_of_skeletons(self, skeletons: IntArray) -> Spread:
        """All forms filed under these skeletons."""
        return spread(self.skeleton_starts, skeletons)

    def sounds_of_skeletons(self, skeletons: IntArray) -> Spread:
        """All sounds filed under these skeletons."""
        return spread(self.skeleton_sounds, skeletons)

    def consonants_of_skeletons(self, skeletons: IntArray) -> Spread:
        """All consonants filed under these skeletons."""
        return spread(self.skeleton_consonants, skeletons)
