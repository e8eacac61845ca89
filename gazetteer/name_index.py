"""The index from how a name sounds to the names that sound so, or alike.

Names share forms ("Tall Hasan" is one form of many names), forms share sounds, those share consonants, and
these skeletons, by which `skeleton_index` finds what may be alike. So each step looks at few of what the next
one has.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np

from gazetteer.compiled import open_search
from gazetteer.groups import IntArray, open_groups
from gazetteer.kept import STORED_TEXTS
from gazetteer.model import Name
from gazetteer.romanize import Sound
from gazetteer.skeleton_index import SkeletonIndex, build_skeleton_index
from gazetteer.store import Array, Artefact, pack_groups, pack_strings, text_hash
from gazetteer.telling_words import telling_forms
from gazetteer.toponym import Form, analyse
from gazetteer.vocabulary import NameType, Script

_UNVOWELLED = frozenset({Script.ARABIC, Script.SYRIAC})
_SCRIPTS = tuple(Script)
_PREFERRED = (NameType.PREFERRED, NameType.SHORT)


def skeleton_key(form: Form) -> str:
    """The skeleton that a form is filed under; its vowels where it has no consonant ("Ayu")."""
    return form.sound.skeleton or form.sound.vowelled


def script_code(script: Script) -> int:
    """The number that stands for a script in the index."""
    return _SCRIPTS.index(script)


class NameKinds(NamedTuple):
    """What the stored names of each kind are, by the kind's number: all that a query is told of but text.

    `scripts` has the code of the script, `articles` whether there is one, `variants` whether no source
    prefers the name, `counterparts` whether its place also has a name that is vowelled where this is not.
    """

    scripts: Array
    articles: Array
    variants: Array
    counterparts: Array


_KIND_BITS, _SCRIPT_SHIFT = 6, 3
_CORE_BITS = 26
_PLACE_SHIFT = _KIND_BITS + _CORE_BITS
_CORE_MASK, _KIND_MASK = (1 << _CORE_BITS) - 1, (1 << _KIND_BITS) - 1

_BUCKET_SHIFT = 16
_BUCKETS = 1 << 32 - _BUCKET_SHIFT
"""Hashes of texts, of 32 bits, are found by their first half: a text is looked for in every reading."""


@cache
def name_kinds() -> NameKinds:
    """All kinds that there may be."""
    kinds = np.arange(1 << _KIND_BITS)
    flags = ((kinds >> bit & 1).astype(np.bool_) for bit in range(_SCRIPT_SHIFT))
    return NameKinds(kinds >> _SCRIPT_SHIFT, *flags)


class NameFacts(NamedTuple):
    """Of some names: the row of the place, the number of the core text, and the kind (see NameKinds)."""

    places: IntArray
    cores: IntArray
    kinds: IntArray

    @property
    def scripts(self) -> IntArray:
        """Codes of the scripts."""
        return self.kinds >> _SCRIPT_SHIFT


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
    for number, (name, telling) in enumerate(zip(names, telling_forms(by_place), strict=True)):
        toponym = analyse(name.toponym)
        texts.setdefault(toponym.text, []).append(number)
        cores.append(toponym.core)
        articles[number] = toponym.article
        for form in (*toponym.forms, *telling):
            forms.setdefault((skeleton_key(form), is_unvowelled(name.script), form), []).append(number)
    ordered = sorted(forms, key=lambda key: (key[0], key[2].sound.consonants, *key[1:]))
    of_forms = [_SoundKey(key, form.sound.consonants, bare, form.sound) for key, bare, form in ordered]
    sounds = list(dict.fromkeys(of_forms))
    consonants = list(dict.fromkeys(sound[:2] for sound in sounds))
    skeletons = list(dict.fromkeys(skeleton for skeleton, _ in consonants))
    names_of_skeletons = Counter(key for key, bare, form in ordered for _ in forms[key, bare, form])
    sorted_texts = sorted(texts)
    distinct_cores = sorted(set(cores))
    core_number = {core: i for i, core in enumerate(distinct_cores)}
    return {
        **pack_strings("text", sorted_texts),
        **_text_hashes(sorted_texts),
        **pack_groups("text_names", [texts[text] for text in sorted_texts]),
        **pack_strings("core", distinct_cores),
        "name_core": np.array([core_number[core] for core in cores], dtype=np.uint32),
        "name_article": articles,
        "name_variant": np.array([name.name_type not in _PREFERRED for name in names], dtype=np.bool_),
        "name_script": np.array([script_code(name.script) for name in names], dtype=np.uint8),
        "name_counterpart": np.array([has for group in by_place for has in _counterparts(group)], np.bool_),
        **pack_strings("skeleton", skeletons),
        **build_skeleton_index(skeletons, [names_of_skeletons[skeleton] for skeleton in skeletons]),
        "skeleton_consonants.starts": _starts(skeleton for skeleton, _ in consonants),
        **pack_strings("consonants", [text for _, text in consonants]),
        "consonants_sounds.starts": _starts(sound[:2] for sound in sounds),
        **pack_strings("sound_vowelled", [sound.sound.vowelled for sound in sounds]),
        "sound_length": np.array([len(sound.sound.vowelled) for sound in sounds], dtype=np.uint16),
        "sound_unvowelled": np.array([sound.bare for sound in sounds], dtype=np.bool_),
        "sound_open": np.array([sound.sound.is_open for sound in sounds], dtype=np.bool_),
        "sound_forms.starts": _starts(of_forms),
        **_word_sets([form for _, _, form in ordered]),
        **pack_groups("form_names", [forms[key] for key in ordered]),
    }


def _text_hashes(texts: Sequence[str]) -> dict[str, Array]:
    """The numbers of texts in the order of their hashes, these, and where those of each bucket start."""
    hashes = np.array([text_hash(text) for text in texts], dtype=np.uint32)
    order = hashes.argsort(kind="stable")
    hashes = hashes[order]
    begins = np.arange(_BUCKETS + 1, dtype=np.uint64) << _BUCKET_SHIFT
    starts = hashes.searchsorted(begins).astype(np.uint32)
    return {"text_hash": hashes, "text_hash_starts": starts, "text_by_hash": order.astype(np.uint32)}


def _counterparts(names: Sequence[Name]) -> Iterator[bool]:
    """For each name of a place whether the place also has one of the other kind, vowelled or not."""
    kinds = {is_unvowelled(name.script) for name in names}
    return ((not is_unvowelled(name.script)) in kinds for name in names)


class _SoundKey(NamedTuple):
    """What forms of one sound share; those of one skeleton, and of its consonants, stand together."""

    skeleton: str
    consonants: str
    bare: bool
    sound: Sound


def _starts(keys: Iterable[Hashable]) -> Array:
    """Where each distinct key begins among sorted ones, and how many there are."""
    return np.cumsum([0, *Counter(keys).values()], dtype=np.uint32)


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


def _texts(artefact: Artefact, name: str) -> Array:
    """A string table as an array of objects, which gives many at once."""
    return np.array(artefact.strings(name).to_list(), dtype=np.object_)


def _packed_facts(arrays: Mapping[str, Array]) -> Array:
    """The facts of each name in one number: a search looks at names all over, and memory is far away."""
    kinds = arrays["name_script"].astype(np.int64) << _SCRIPT_SHIFT
    for bit, name in enumerate(("name_article", "name_variant", "name_counterpart")):
        kinds |= arrays[name].astype(np.int64) << bit
    cores = arrays["name_core"].astype(np.int64) << _KIND_BITS
    return kinds | cores | arrays["name_place"].astype(np.int64) << _PLACE_SHIFT


class NameIndex:
    """The opened index. Numbers of names, forms, sounds and skeletons are those of the build.

    A skeleton has consonants, these have sounds (with the vowels that are written) and a sound has forms
    (with the words set aside), each in a row: `skeleton_consonants`, `consonants_sounds` and `sound_forms`
    say where those of one start, with one more at the end. `compiled` searches all of it; None where nothing
    was compiled.
    """

    def __init__(self, artefact: Artefact) -> None:
        arrays = artefact.arrays
        self.texts = artefact.strings("text")
        self._text_hash, self._text_by_hash = arrays["text_hash"], arrays["text_by_hash"]
        self._hash_starts = arrays["text_hash_starts"]
        self.cores = _texts(artefact, "core")
        self.name_script = arrays["name_script"]
        self._name_facts = _packed_facts(arrays)
        self.text_names = open_groups(artefact, "text_names")
        self.text_number = lru_cache(maxsize=STORED_TEXTS.entries)(self._text_number)
        self.skeletons = artefact.strings("skeleton").to_list()
        self.skeleton_texts = np.array(self.skeletons, dtype=np.object_)
        self.skeleton_index = SkeletonIndex(artefact)
        self.skeleton_consonants = arrays["skeleton_consonants.starts"]
        self.consonants = _texts(artefact, "consonants")
        self.consonants_sounds = arrays["consonants_sounds.starts"]
        self.sounds_count = np.diff(self.consonants_sounds)
        self.vowelled = _texts(artefact, "sound_vowelled")
        self.sound_length = arrays["sound_length"]
        self.sound_unvowelled = arrays["sound_unvowelled"]
        self.sound_open = arrays["sound_open"]
        self.sound_forms = arrays["sound_forms.starts"]
        self.form_set = arrays["form_set"]
        self.set_generics = arrays["set_generics"]
        self.set_features = arrays["set_features"]
        self.set_contrasts = arrays["set_contrasts"]
        self.form_names = open_groups(artefact, "form_names")
        self.compiled = open_search(arrays, self._name_facts, (_KIND_BITS, _CORE_BITS), _SCRIPT_SHIFT)

    def _text_number(self, text: str) -> int:
        """The number of a folded text, -1 where no name has it."""
        hashed = text_hash(text)
        bucket = hashed >> _BUCKET_SHIFT
        for i in range(self._hash_starts.item(bucket), self._hash_starts.item(bucket + 1)):
            if self._text_hash.item(i) == hashed:
                number: int = self._text_by_hash.item(i)
                if self.texts[number] == text:
                    return number
        return -1

    def facts_of(self, names: Array) -> NameFacts:
        """What is known of these names."""
        packed = self._name_facts[names]
        return NameFacts(packed >> _PLACE_SHIFT, packed >> _KIND_BITS & _CORE_MASK, packed & _KIND_MASK)

    def forms_between(self, first: int, end: int) -> IntArray:
        """Numbers of the forms of the skeletons from `first` on, before `end`."""
        consonants = self.skeleton_consonants[[first, end]]
        start, stop = self.sound_forms[self.consonants_sounds[consonants]].tolist()
        return np.arange(start, stop)

    def skeletons_of(self, consonants: IntArray) -> IntArray:
        """Numbers of the skeletons of these consonants."""
        return self.skeleton_consonants.searchsorted(consonants, side="right") - 1

    def sounds_of(self, forms: IntArray) -> IntArray:
        """Numbers of the sounds of these forms."""
        return self.sound_forms.searchsorted(forms, side="right") - 1

    def consonants_of(self, sounds: IntArray) -> IntArray:
        """Numbers of the consonants of these sounds."""
        return self.consonants_sounds.searchsorted(sounds, side="right") - 1
