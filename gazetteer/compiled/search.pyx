# distutils: language = c++
# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""The search of `form_search` and `candidates` for one query, compiled.

It finds the same places with the same scores to the last bit: every sum is made in the same order and of
numbers of as many bits, and `tests/property/test_compiled_search.py` holds one against the other. Why a step
is taken is said there; here it is only taken. All is read-only, so that threads may share it.
"""

from libc.stdint cimport int64_t, uint8_t, uint16_t, uint32_t, uint64_t
from libcpp cimport bool as cbool
from libcpp.algorithm cimport binary_search, sort
from libcpp.vector cimport vector

import numpy as np

from gazetteer.compiled.edits cimport ASCII, WORD, Comparer, Text, osa_share, read_utf8, set_own
from gazetteer.compiled.forms cimport (
    AskedForm, Costs, Forms, Limits, ScoredForm, add_forms, keep_best_of_each,
)
from gazetteer.compiled.skeletons cimport group_key
from gazetteer.compiled.tables cimport (
    LOW_BITS, Level, Lists, Node, Span, StoredName, Strings, add_to_set, address_of, expect, list_set, span_of,
    strings_of,
)

cdef extern from *:
    const char* SOURCE_DIGEST

cdef enum:
    # Of all characters.
    HIGHEST = 0x10FFFF

cdef struct ScoredName:
    double score
    int64_t facts
    uint32_t name
    int64_t form
    int asked_form
    int asked
    cbool same_skeleton

cdef void read_string(const Strings& strings, size_t i, Text& text) noexcept:
    """The characters of the string of this number."""
    cdef Span span = span_of(strings, i)
    read_utf8(span.data, span.length, text)


SOURCES = SOURCE_DIGEST.decode()
"""The digest of the sources that this was compiled from (see `sources`)."""


cdef class CompiledSearch:
    """The index of one artefact, ready to be searched; its arrays must not change.

    `facts` are the packed facts of the names, `fact_bits` the bits of the kind and of the core text in them
    and `script_shift` the lowest bit of the script in a kind (all from name_index). Raises ValueError where
    strings of the index are longer than can be compared here, or sounds are not ASCII.
    """

    cdef list _held
    cdef Forms _forms
    cdef vector[uint64_t] _group_keys
    cdef vector[Node] _skeletons, _consonants, _sounds
    cdef Lists _form_names
    cdef vector[StoredName] _names
    # Where the best name of each place that was met stands; of one search, which no other interrupts: it
    # holds the interpreter's lock.
    cdef vector[uint32_t] _best_of
    cdef const uint8_t* _cores
    cdef int _kind_bits, _core_bits, _script_shift

    def __init__(self, dict arrays, facts, fact_bits, int script_shift):
        self._held = []
        self._kind_bits, self._core_bits = fact_bits
        self._script_shift = script_shift
        self._open_skeleton_index(arrays)
        self._forms.skeletons = self._level(arrays, "skeleton", "skeleton_consonants", self._skeletons)
        self._forms.consonants = self._level(arrays, "consonants", "consonants_sounds", self._consonants)
        self._forms.sounds = self._level(arrays, "sound_vowelled", "sound_forms", self._sounds)
        self._mark_sounds(arrays)
        self._forms.word_sets = <const uint16_t*>self._address(arrays, "form_set", np.uint16)
        self._form_names = self._lists(arrays, "form_names")
        self._open_names(facts, self._strings(arrays, "core", HIGHEST))

    cdef void _open_skeleton_index(self, dict arrays) except *:
        cdef Strings groups = self._strings(arrays, "group", ASCII - 1)
        cdef Text group
        cdef size_t i
        for i in range(groups.count):
            read_string(groups, i, group)
            self._group_keys.push_back(group_key(group.data()))
        self._forms.skeleton_index.group = self._group_keys.data()
        self._forms.skeleton_index.groups = groups.count
        self._forms.skeleton_index.of_group = self._lists(arrays, "group_skeletons")
        self._forms.skeleton_index.remainder = <const uint32_t*>self._address(arrays, "remainder", np.uint32)
        self._forms.skeleton_index.skeletons = len(arrays["skeleton.ends"])
        self._forms.skeleton_index.remainders = len(arrays["remainder"])
        self._forms.skeleton_index.of_remainder = self._lists(arrays, "remainder_skeletons")

    cdef Level _level(self, dict arrays, str texts, str parts, vector[Node]& nodes) except *:
        """The nodes of these strings, whose parts start where the array of that name says."""
        cdef Strings strings = self._strings(arrays, texts, ASCII - 1)
        cdef const uint32_t* starts = self._starts(arrays, parts)
        cdef Level level
        cdef Node node
        cdef Span span
        cdef size_t i
        node.bare = node.open = 0
        for i in range(strings.count):
            span = span_of(strings, i)
            node.text = <uint32_t>(span.data - strings.data)
            node.length = <uint16_t>span.length
            node.first = starts[i]
            nodes.push_back(node)
        node.first = starts[strings.count]
        nodes.push_back(node)
        level.texts = strings.data
        level.nodes = nodes.data()
        return level

    cdef void _mark_sounds(self, dict arrays) except *:
        cdef const uint8_t* bare = <const uint8_t*>self._address(arrays, "sound_unvowelled", np.bool_)
        cdef const uint8_t* is_open = <const uint8_t*>self._address(arrays, "sound_open", np.bool_)
        cdef size_t i
        for i in range(self._sounds.size() - 1):
            self._sounds[i].bare = bare[i]
            self._sounds[i].open = is_open[i]

    cdef void _open_names(self, const int64_t[::1] facts, Strings cores) except *:
        cdef StoredName name
        cdef Span core
        cdef Py_ssize_t i
        cdef int64_t places = 0
        self._cores = cores.data
        for i in range(facts.shape[0]):
            name.facts = facts[i]
            core = span_of(cores, facts[i] >> self._kind_bits & ((<int64_t>1 << self._core_bits) - 1))
            name.core = <uint32_t>(core.data - cores.data)
            name.length = <uint32_t>core.length
            self._names.push_back(name)
            places = max(places, (facts[i] >> (self._kind_bits + self._core_bits)) + 1)
        self._best_of.resize(places)

    cdef void _check(self, Strings strings, uint32_t highest) except *:
        """Raise ValueError where a string has a higher character than this, or more than can be compared."""
        cdef Text text
        cdef uint32_t c
        cdef size_t i
        for i in range(strings.count):
            read_string(strings, i, text)
            for c in text:
                if c > highest:
                    raise ValueError(f"a character of number {c}, of {highest} at most")
            if text.size() > WORD:
                raise ValueError(f"a string of {text.size()} characters, of {WORD} at most")

    cdef const void* _address(self, dict arrays, str name, dtype) except NULL:
        """Where the array of this name begins; it is kept for as long as the search is."""
        return address_of(arrays[name], dtype, self._held)

    cdef Strings _strings(self, dict arrays, str name, uint32_t highest) except *:
        cdef Strings strings = strings_of(arrays, name, self._held)
        self._check(strings, highest)
        return strings

    cdef Lists _lists(self, dict arrays, str name) except *:
        cdef Lists lists
        lists.items = <const uint32_t*>self._address(arrays, f"{name}.items", np.uint32)
        lists.starts = self._starts(arrays, name)
        return lists

    cdef const uint32_t* _starts(self, dict arrays, str name) except NULL:
        return <const uint32_t*>self._address(arrays, f"{name}.starts", np.uint32)

    def find(self, asked, int script, costs, limits):
        """The best name of every place that a query may mean, as `candidates.best_of_places` has it.

        `asked` has a tuple for each name that the query may have meant: its core text, the code of its
        script, what kinds of names cost (float64), what it costs to have meant this name, and a place by it (by
        row, float64, or None), the numbers of the stored names with its very text (uint32), whether the core
        text is compared with `bare_text`, and its forms: each with its skeleton key, consonants, vowelled sound
        (ASCII), whether it is bare, whether it is open, and what the sets of words of the index cost beside it
        (float64). `script` is the query's.
        `costs` has a cost for each field of Costs, in their order, and `limits` are those of Limits.

        Arrays by place, which rise: place, name, score, whether the name has the query's skeleton, and where
        the name was found: which of `asked`, the stored form, and which of all forms asked (-1 for both where
        it was found by its text alone). Empty where nothing is alike.
        """
        cdef Costs priced
        (
            priced.skeleton, priced.consonants, priced.vowelled, priced.bare, priced.unread,
            priced.unwritten, priced.ending, priced.vowelled_text, priced.bare_text,
        ) = costs
        cdef Limits most
        (
            most.enough, most.sharing, most.sounds_compared, most.forms_kept, most.score_window,
        ) = limits
        cdef vector[ScoredName] found
        cdef vector[ScoredForm] forms
        cdef const double[::1] of_kinds, of_places
        cdef const uint32_t[::1] same_text
        cdef int number = 0, form_number = 0
        cdef size_t first
        for core, name_script, kind_costs, cost, place_costs, text_names, is_bare, readings in asked:
            forms.clear()
            for key, consonants, vowelled, bare, is_open, set_costs in readings:
                self._add_forms(key.encode("ascii"), consonants.encode("ascii"), vowelled.encode("ascii"),
                                bare, is_open, set_costs, form_number, priced, most, forms)
                form_number += 1
            if len(readings) > 1:
                keep_best_of_each(most, forms)
            first = found.size()
            self._add_names(forms, number, found)
            same_text = text_names
            self._add_same_text(same_text, number, first, found)
            of_kinds = kind_costs
            self._price_names(core.encode("utf-8", "surrogatepass"), name_script, of_kinds,
                              priced.bare_text if is_bare else priced.vowelled_text, cost, first, found)
            if place_costs is not None:
                of_places = place_costs
                self._price_places(of_places, first, found)
            number += 1
        return self._best_of_places(found, script)

    cdef void _add_forms(self, bytes skeleton, bytes consonants, bytes vowelled, bint bare, bint is_open,
                         const double[::1] set_costs, int number, const Costs& costs, const Limits& limits,
                         vector[ScoredForm]& kept) except *:
        cdef AskedForm asked
        asked.skeleton, asked.skeleton_length = skeleton, len(skeleton)
        asked.consonants, asked.consonants_length = consonants, len(consonants)
        asked.vowelled, asked.vowelled_length = vowelled, len(vowelled)
        asked.bare, asked.open = bare, is_open
        asked.set_costs = &set_costs[0] if set_costs.shape[0] else NULL
        add_forms(self._forms, asked, number, costs, limits, kept)

    cdef void _add_names(self, vector[ScoredForm]& forms, int asked, vector[ScoredName]& found) noexcept:
        cdef ScoredForm form
        cdef ScoredName one
        cdef uint32_t i
        one.asked = asked
        for form in forms:
            expect(self._form_names.starts + form.form)
        for form in forms:
            expect(self._form_names.items + self._form_names.starts[form.form])
        for form in forms:
            one.score = form.score
            one.form = form.form
            one.asked_form = form.asked
            one.same_skeleton = form.same_skeleton
            for i in range(self._form_names.starts[form.form], self._form_names.starts[form.form + 1]):
                one.name = self._form_names.items[i]
                expect(&self._names[one.name])
                found.push_back(one)

    cdef void _add_same_text(self, const uint32_t[::1] names, int asked, size_t first,
                             vector[ScoredName]& found) noexcept:
        """Names of one text are alike, though no letter of theirs may be known here."""
        cdef vector[uint32_t] known
        cdef ScoredName one
        cdef Py_ssize_t i
        cdef size_t at
        if names.shape[0] == 0:
            return
        for at in range(first, found.size()):
            known.push_back(found[at].name)
        sort(known.begin(), known.end())
        one.score = 0
        one.asked = asked
        one.form = one.asked_form = -1
        one.same_skeleton = True
        for i in range(names.shape[0]):
            if not binary_search(known.begin(), known.end(), names[i]):
                one.name = names[i]
                found.push_back(one)

    cdef void _price_names(self, bytes core, int script, const double[::1] of_kinds, double of_text,
                           double of_reading, size_t first, vector[ScoredName]& found) noexcept:
        """Take off what the names from `first` on cost beyond their forms."""
        cdef Text own, stored
        cdef Comparer of_own
        cdef StoredName name
        cdef StoredName compared
        cdef int kind
        cdef float share = 0
        cdef double cost
        cdef size_t i
        read_utf8(core, len(core), own)
        set_own(of_own, own)
        compared.core, compared.length = 0, ~<uint32_t>0
        for i in range(first, found.size()):
            name = self._names[found[i].name]
            found[i].facts = name.facts
            expect(self._cores + name.core)
        for i in range(first, found.size()):
            kind = self._kind_of(found[i])
            cost = of_kinds[kind]
            if kind >> self._script_shift == script:
                name = self._names[found[i].name]
                # Namesakes stand together.
                if name.core != compared.core or name.length != compared.length:
                    read_utf8(self._cores + name.core, name.length, stored)
                    share = osa_share(of_own, stored.data(), stored.size())
                    compared = name
                cost += share * of_text
            found[i].score = found[i].score - cost - of_reading

    cdef void _price_places(self, const double[::1] of_places, size_t first,
                            vector[ScoredName]& found) noexcept:
        """Take off what it costs to have meant the places of the names from `first` on."""
        cdef size_t i
        for i in range(first, found.size()):
            found[i].score = found[i].score - of_places[self._place_of(found[i])]

    cdef tuple _best_of_places(self, const vector[ScoredName]& found, int script):
        """Of each place the name that scores highest; of equal ones the first in this script, or the first."""
        cdef vector[uint64_t] met
        cdef vector[uint32_t] places, best
        cdef size_t i
        cdef uint32_t place
        met.resize((self._best_of.size() >> LOW_BITS) + 1)
        for i in range(found.size()):
            place = self._place_of(found[i])
            if add_to_set(met, place) or self._is_better(found[i], found[self._best_of[place]], script):
                self._best_of[place] = i
        list_set(met, places)
        for place in places:
            best.push_back(self._best_of[place])
        return self._columns(found, best)

    cdef cbool _is_better(self, const ScoredName& one, const ScoredName& other, int script) noexcept:
        if one.score != other.score:
            return one.score > other.score
        if (self._script_of(one) == script) != (self._script_of(other) == script):
            return self._script_of(one) == script
        return one.name < other.name

    cdef int64_t _place_of(self, const ScoredName& name) noexcept:
        return name.facts >> (self._kind_bits + self._core_bits)

    cdef int _kind_of(self, const ScoredName& name) noexcept:
        return name.facts & ((1 << self._kind_bits) - 1)

    cdef int _script_of(self, const ScoredName& name) noexcept:
        return self._kind_of(name) >> self._script_shift

    cdef tuple _columns(self, const vector[ScoredName]& found, const vector[uint32_t]& chosen):
        cdef size_t count = chosen.size(), i
        places_, names_ = np.empty(count, dtype=np.int64), np.empty(count, dtype=np.uint32)
        scores_, same_skeleton_ = np.empty(count), np.empty(count, dtype=np.bool_)
        origin_ = np.empty((3, count), dtype=np.int64)
        cdef int64_t[::1] places = places_
        cdef uint32_t[::1] names = names_
        cdef double[::1] scores = scores_
        cdef cbool[::1] same_skeleton = same_skeleton_
        cdef int64_t[:, ::1] origin = origin_
        cdef const ScoredName* one
        for i in range(count):
            one = &found[chosen[i]]
            places[i] = self._place_of(one[0])
            names[i] = one.name
            scores[i] = one.score
            same_skeleton[i] = one.same_skeleton
            origin[0, i] = one.asked
            origin[1, i] = one.form
            origin[2, i] = one.asked_form
        return places_, names_, scores_, same_skeleton_, origin_
