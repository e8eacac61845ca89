"""The index from how a name sounds to the names that sound so, or alike.

Names share forms ("Tall Hasan" is one form of many names), forms share skeletons, and skeletons are
found by the letter pairs that they have in common with the query's. So the broad step looks at some
tens of thousands of skeletons through their pairs, and the narrow steps at few forms.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

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


def build_name_index(by_place: Sequence[Sequence[Name]]) -> dict[str, Array]:
    """The arrays of the index over the names of places; a name's number is its position among all names."""
    names = [name for group in by_place for name in group]
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
    counts = np.zeros(len(skeletons) + 1, dtype=np.uint32)
    position = {skeleton: i for i, skeleton in enumerate(skeletons)}
    for key, _, _ in ordered:
        counts[position[key] + 1] += 1
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
        "name_counterpart": np.array([has for group in by_place for has in _counterparts(group)], np.bool_),
        **pack_strings("skeleton", skeletons),
        "skeleton_forms.starts": np.cumsum(counts, dtype=np.uint32),
        **pack_strings("pair", sorted_pairs),
        **pack_groups("pair_skeletons", [pairs[pair] for pair in sorted_pairs]),
        **pack_strings("form_vowelled", [form.sound.vowelled for _, _, form in ordered]),
        **pack_strings("form_consonants", [form.sound.consonants for _, _, form in ordered]),
        "form_unvowelled": np.array([bare for _, bare, _ in ordered], dtype=np.bool_),
        **_word_sets([form for _, _, form in ordered]),
        **pack_groups("form_names", [forms[key] for key in ordered]),
    }


def _counterparts(names: Sequence[Name]) -> Iterator[bool]:
    """For each name of a place whether the place also has one of the other kind, vowelled or not."""
    kinds = {is_unvowelled(name.script) for name in names}
    return ((not is_unvowelled(name.script)) in kinds for name in names)


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
        positions, owner = spread(self.starts, numbers)
        return self.items[positions], owner


def spread(starts: Array, numbers: IntArray) -> tuple[Array, Array]:
    """Positions in a packed array of the lists of these numbers in a row, and the index of whose each is."""
    begins = starts[numbers].astype(np.int64)
    lengths = starts[np.asarray(numbers) + 1].astype(np.int64) - begins
    ends = np.cumsum(lengths)
    total = int(ends[-1]) if len(ends) else 0
    owner = np.repeat(np.arange(len(numbers)), lengths)
    return np.arange(total) + np.repeat(begins - ends + lengths, lengths), owner


def open_groups(artefact: Artefact, name: str) -> Groups:
    """The lists that `pack_groups` has written under this name."""
    return Groups(artefact.arrays[f"{name}.items"], artefact.arrays[f"{name}.starts"])


class NameIndex:
    """The opened index. Numbers of names, forms and skeletons are those of the build."""

    def __init__(self, artefact: Artefact) -> None:
        arrays = artefact.arrays
        self.texts = artefact.strings("text")
        self.cores = artefact.strings("core").to_list()
        self.name_core = arrays["name_core"]
        self.name_article = arrays["name_article"]
        self.name_variant = arrays["name_variant"]
        self.name_script = arrays["name_script"]
        self.name_counterpart = arrays["name_counterpart"]
        self.text_names = open_groups(artefact, "text_names")
        self.skeletons = artefact.strings("skeleton").to_list()
        self.skeleton_starts = arrays["skeleton_forms.starts"]
        self.vowelled = artefact.strings("form_vowelled").to_list()
        self.consonants = artefact.strings("form_consonants").to_list()
        self.form_unvowelled = arrays["form_unvowelled"]
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

    def forms_of_skeletons(self, skeletons: IntArray) -> tuple[Array, Array]:
        """Numbers of all forms filed under these skeletons, and whose each is (an index into `skeletons`)."""
        return spread(self.skeleton_starts, skeletons)
