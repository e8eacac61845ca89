# distutils: language = c++
# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""The search of `form_search` and `candidates` for one query, compiled.

It finds the same places with the same scores to the last bit: every sum is made in the same order and of
numbers of as many bits, and `tests/property/test_compiled_search.py` holds one against the other. Why a step
is taken is said there; here it is only taken. All is read-only, so that threads may share it.
"""

from libc.stdint cimport int64_t, uint8_t, uint16_t, uint32_t, uint64_t
from libcpp cimport bool as cbool
from libcpp.algorithm cimport binary_search, nth_element, sort
from libcpp.utility cimport pair
from libcpp.vector cimport vector

import numpy as np

from gazetteer.compiled.edits cimport ASCII, WORD, Comparer, Text, common, osa_share, read_utf8, set_own
from gazetteer.compiled.skeletons cimport Skeletons, find_skeletons, group_key
from gazetteer.compiled.tables cimport Lists, Node, Span, StoredName, Strings, expect, span_of

cdef extern from *:
    const char* SOURCE_DIGEST

cdef enum:
    # Of all characters.
    HIGHEST = 0x10FFFF

cdef struct Alike:
    # Consonants that may be alike: their number, what they cost, and whether the skeleton is the query's.
    double cost
    uint32_t consonants
    cbool same_skeleton

cdef struct ScoredForm:
    double score
    uint32_t form
    int asked
    cbool same_skeleton

cdef struct ScoredName:
    double score
    int64_t facts
    uint32_t name
    int64_t form
    int asked_form
    int asked
    cbool same_skeleton

# What something costs, and where it stands: what costs less comes first, of equal ones what stands first.
ctypedef pair[double, size_t] Ranked

cdef struct Costs:
    # What each part of unlikeness costs, by the name of the part (see `unlikeness`).
    double skeleton, consonants, vowelled, bare, unread, unwritten, ending, vowelled_text, bare_text


cdef struct Limits:
    # How many are looked at: ENOUGH, SHARING (skeleton_index), SOUNDS_COMPARED, FORMS_KEPT and SCORE_WINDOW
    # (form_search).
    size_t enough, sharing, sounds_compared, forms_kept
    double score_window


cdef cbool is_better_of_form(const ScoredForm& a, const ScoredForm& b) noexcept nogil:
    if a.form != b.form:
        return a.form < b.form
    if a.score != b.score:
        return a.score > b.score
    return a.asked < b.asked


SOURCES = SOURCE_DIGEST.decode()
"""The digest of the sources that this was compiled from (see `sources`)."""


cdef class CompiledSearch:
    """The index of one artefact, ready to be searched; its arrays must not change.

    `facts` are the packed facts of the names, `fact_bits` the bits of the kind and of the core text in them
    and `script_shift` the lowest bit of the script in a kind (all from name_index). Raises ValueError where
    strings of the index are longer than can be compared here, or sounds are not ASCII.
    """

    cdef dict _arrays
    cdef Skeletons _skeletons
    cdef Strings _skeleton, _consonants, _vowelled, _core
    cdef vector[Node] _skeleton_nodes, _consonant_nodes, _sound_nodes
    cdef vector[StoredName] _names
    cdef Lists _form_names
    cdef const uint16_t* _form_set
    cdef vector[uint64_t] _group_keys
    cdef int _kind_bits, _core_bits, _script_shift

    def __init__(self, dict arrays, facts, fact_bits, int script_shift):
        self._arrays = {}
        self._kind_bits, self._core_bits = fact_bits
        self._script_shift = script_shift
        self._open_skeletons(arrays)
        self._skeleton = self._strings(arrays, "skeleton", ASCII - 1)
        self._consonants = self._strings(arrays, "consonants", ASCII - 1)
        self._vowelled = self._strings(arrays, "sound_vowelled", ASCII - 1)
        self._add_nodes(self._skeleton, self._starts(arrays, "skeleton_consonants"), self._skeleton_nodes)
        self._add_nodes(self._consonants, self._starts(arrays, "consonants_sounds"), self._consonant_nodes)
        self._add_nodes(self._vowelled, self._starts(arrays, "sound_forms"), self._sound_nodes)
        self._mark_sounds(arrays)
        self._form_set = <const uint16_t*>self._address(arrays, "form_set", np.uint16)
        self._form_names = self._lists(arrays, "form_names")
        self._core = self._strings(arrays, "core", HIGHEST)
        self._open_names(facts)

    cdef void _add_nodes(self, Strings strings, const uint32_t* starts, vector[Node]& nodes) except *:
        """A node for each string, and one that says where the parts of the last one end."""
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

    cdef void _mark_sounds(self, dict arrays) except *:
        cdef const uint8_t* bare = <const uint8_t*>self._address(arrays, "sound_unvowelled", np.bool_)
        cdef const uint8_t* is_open = <const uint8_t*>self._address(arrays, "sound_open", np.bool_)
        cdef size_t i
        for i in range(self._vowelled.count):
            self._sound_nodes[i].bare = bare[i]
            self._sound_nodes[i].open = is_open[i]

    cdef void _open_names(self, const int64_t[::1] facts) except *:
        cdef StoredName name
        cdef Span core
        cdef Py_ssize_t i
        for i in range(facts.shape[0]):
            name.facts = facts[i]
            core = span_of(self._core, facts[i] >> self._kind_bits & ((<int64_t>1 << self._core_bits) - 1))
            name.core = <uint32_t>(core.data - self._core.data)
            name.length = <uint32_t>core.length
            self._names.push_back(name)

    cdef void _open_skeletons(self, dict arrays) except *:
        cdef Strings groups = self._strings(arrays, "group", ASCII - 1)
        cdef Text group
        cdef Span span
        cdef size_t i
        for i in range(groups.count):
            span = span_of(groups, i)
            read_utf8(span.data, span.length, group)
            self._group_keys.push_back(group_key(group.data()))
        self._skeletons.group = self._group_keys.data()
        self._skeletons.groups = groups.count
        self._skeletons.of_group = self._lists(arrays, "group_skeletons")
        self._skeletons.remainder = <const uint32_t*>self._address(arrays, "remainder", np.uint32)
        self._skeletons.remainders = len(arrays["remainder"])
        self._skeletons.of_remainder = self._lists(arrays, "remainder_skeletons")

    cdef void _check(self, Strings strings, uint32_t highest) except *:
        """Raise ValueError where a string has a higher character than this, or more than can be compared."""
        cdef Text text
        cdef Span span
        cdef uint32_t c
        cdef size_t i
        for i in range(strings.count):
            span = span_of(strings, i)
            read_utf8(span.data, span.length, text)
            for c in text:
                if c > highest:
                    raise ValueError(f"a character of number {c}, of {highest} at most")
            if text.size() > WORD:
                raise ValueError(f"a string of {text.size()} characters, of {WORD} at most")

    cdef const void* _address(self, dict arrays, str name, dtype) except NULL:
        """Where the array of this name begins; it is kept for as long as the search is."""
        array = np.ascontiguousarray(arrays[name], dtype=dtype)
        if not len(array):
            array = np.zeros(1, dtype=dtype)
        self._arrays[name] = array
        cdef size_t address = array.ctypes.data
        return <const void*>address

    cdef Strings _strings(self, dict arrays, str name, uint32_t highest) except *:
        cdef Strings strings
        strings.data = <const uint8_t*>self._address(arrays, f"{name}.data", np.uint8)
        strings.ends = <const uint32_t*>self._address(arrays, f"{name}.ends", np.uint32)
        strings.count = len(arrays[f"{name}.ends"])
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
        script, what kinds of names cost (float64), what it costs to have meant this name, the numbers of the
        stored names with its very text (uint32), whether the core text is compared with `bare_text`, and its
        forms: each with its skeleton key, consonants, vowelled sound (ASCII), whether it is bare, whether it is open,
        and what the sets of words of the index cost beside it (float64). `script` is the query's.
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
        cdef const double[::1] of_kinds
        cdef const uint32_t[::1] same_text
        cdef int number = 0, form_number = 0
        cdef size_t first
        for core, name_script, kind_costs, cost, text_names, is_bare, readings in asked:
            forms.clear()
            for key, consonants, vowelled, bare, is_open, set_costs in readings:
                self._add_forms(key.encode("ascii"), consonants.encode("ascii"), vowelled.encode("ascii"), bare, is_open,
                                set_costs, priced, most, form_number, forms)
                form_number += 1
            if len(readings) > 1:
                self._keep_best_forms(most, forms)
            first = found.size()
            self._add_names(forms, number, found)
            same_text = text_names
            self._add_same_text(same_text, number, first, found)
            of_kinds = kind_costs
            self._price_names(core.encode("utf-8", "surrogatepass"), name_script, of_kinds,
                              priced.bare_text if is_bare else priced.vowelled_text, cost, first, found)
            number += 1
        return self._best_of_places(found, script)

    cdef void _add_forms(self, bytes key, bytes consonants, bytes vowelled, bint bare, bint is_open,
                         const double[::1] set_costs, const Costs& costs, const Limits& limits, int asked,
                         vector[ScoredForm]& kept) except *:
        """The best stored forms for one of the query's, in the order they are found in."""
        cdef vector[uint32_t] skeletons
        cdef vector[Alike] alike
        cdef vector[ScoredForm] scored
        cdef Text own_consonants, own_vowelled
        find_skeletons(self._skeletons, key, len(key), limits.enough, limits.sharing, skeletons)
        self._compare_consonants(key, consonants, skeletons, costs, limits, alike)
        self._compare_sounds(vowelled, bare, is_open, set_costs, costs, asked, alike, scored)
        self._keep_within_reach(scored, limits, kept)

    cdef void _compare_consonants(self, bytes key, bytes consonants, vector[uint32_t]& skeletons,
                                  const Costs& costs, const Limits& limits, vector[Alike]& cheapest) noexcept:
        """The cheapest consonants of these skeletons, as many as have enough sounds together."""
        cdef Text own_key, own_consonants
        cdef Comparer of_key, of_consonants
        cdef vector[Alike] alike
        cdef vector[Ranked] ranking
        cdef Ranked ranked
        cdef Alike one
        cdef vector[Node] owners
        cdef Node node
        cdef size_t at, i, count, room = limits.sounds_compared
        cdef uint32_t number
        cdef float share
        read_utf8(key, len(key), own_key)
        read_utf8(consonants, len(consonants), own_consonants)
        set_own(of_key, own_key)
        set_own(of_consonants, own_consonants)
        for at in range(skeletons.size()):
            expect(&self._skeleton_nodes[skeletons[at]])
        for at in range(skeletons.size()):
            node = self._skeleton_nodes[skeletons[at]]
            owners.push_back(node)
            expect(self._skeleton.data + node.text)
            expect(&self._consonant_nodes[node.first])
        for at in range(skeletons.size()):
            for number in range(owners[at].first, self._skeleton_nodes[skeletons[at] + 1].first):
                expect(self._consonants.data + self._consonant_nodes[number].text)
        for at in range(skeletons.size()):
            share = osa_share(of_key, self._skeleton.data + owners[at].text, owners[at].length)
            one.same_skeleton = share == 0
            for number in range(owners[at].first, self._skeleton_nodes[skeletons[at] + 1].first):
                node = self._consonant_nodes[number]
                one.consonants = number
                one.cost = (
                    osa_share(of_consonants, self._consonants.data + node.text, node.length) * costs.consonants
                    + share * costs.skeleton
                )
                ranking.push_back(Ranked(one.cost, alike.size()))
                alike.push_back(one)
        # Each has a sound, so no more than there is room for can be taken.
        if ranking.size() > room:
            nth_element(ranking.begin(), ranking.begin() + room, ranking.end())
            ranking.resize(room)
        sort(ranking.begin(), ranking.end())
        for ranked in ranking:
            one = alike[ranked.second]
            count = self._consonant_nodes[one.consonants + 1].first - self._consonant_nodes[one.consonants].first
            if count >= room and not cheapest.empty():
                break
            cheapest.push_back(one)
            if count >= room:
                break
            room -= count

    cdef void _compare_sounds(self, bytes vowelled, bint bare, bint is_open, const double[::1] set_costs,
                              const Costs& costs, int asked, vector[Alike]& alike,
                              vector[ScoredForm]& scored) noexcept:
        """All forms of the sounds of these consonants."""
        cdef Text own
        cdef Comparer of_own
        cdef ScoredForm one
        cdef Alike consonants
        cdef Node node
        cdef uint32_t sound, form
        cdef int ours, theirs, shared, unread, unwritten
        cdef float longer
        cdef double cost
        cdef double of_same = costs.bare if bare else costs.vowelled
        read_utf8(vowelled, len(vowelled), own)
        set_own(of_own, own)
        ours = <int>own.size()
        one.asked = asked
        for consonants in alike:
            expect(&self._sound_nodes[self._consonant_nodes[consonants.consonants].first])
        for consonants in alike:
            for sound in range(self._consonant_nodes[consonants.consonants].first,
                               self._consonant_nodes[consonants.consonants + 1].first):
                expect(self._vowelled.data + self._sound_nodes[sound].text)
                expect(self._form_set + self._sound_nodes[sound].first)
        for consonants in alike:
            one.same_skeleton = consonants.same_skeleton
            for sound in range(self._consonant_nodes[consonants.consonants].first,
                               self._consonant_nodes[consonants.consonants + 1].first):
                node = self._sound_nodes[sound]
                if node.bare == bare:
                    cost = osa_share(of_own, self._vowelled.data + node.text, node.length) * of_same
                else:
                    theirs = node.length
                    shared = common(of_own, self._vowelled.data + node.text, node.length)
                    unread = (ours if bare else theirs) - shared
                    unwritten = (theirs if bare else ours) - shared
                    longer = max(1, max(ours, theirs))
                    cost = (<float>unread / longer) * costs.unread
                    cost += (<float>unwritten / longer) * costs.unwritten
                    cost += (node.open != is_open) * costs.ending
                cost += consonants.cost
                for form in range(node.first, self._sound_nodes[sound + 1].first):
                    one.form = form
                    one.score = -cost - set_costs[self._form_set[form]]
                    scored.push_back(one)

    cdef void _keep_within_reach(self, const vector[ScoredForm]& scored, const Limits& limits,
                                 vector[ScoredForm]& kept) noexcept:
        """Add those that come near the best one, the best of them where they are many, in their order."""
        cdef double highest
        cdef size_t i
        cdef vector[size_t] near
        cdef vector[Ranked] ranking
        if scored.empty():
            return
        highest = scored[0].score
        for i in range(scored.size()):
            highest = max(highest, scored[i].score)
        for i in range(scored.size()):
            if scored[i].score >= highest - limits.score_window:
                near.push_back(i)
        if near.size() > limits.forms_kept:
            for i in near:
                ranking.push_back(Ranked(-scored[i].score, i))
            nth_element(ranking.begin(), ranking.begin() + limits.forms_kept, ranking.end())
            near.resize(limits.forms_kept)
            for i in range(limits.forms_kept):
                near[i] = ranking[i].second
            sort(near.begin(), near.end())
        for i in near:
            kept.push_back(scored[i])

    cdef void _keep_best_forms(self, const Limits& limits, vector[ScoredForm]& forms) noexcept:
        """Of forms that several readings of a name have found the best one, by their number."""
        cdef vector[ScoredForm] once
        cdef ScoredForm one
        sort(forms.begin(), forms.end(), is_better_of_form)
        for one in forms:
            if once.empty() or once.back().form != one.form:
                once.push_back(one)
        forms.clear()
        self._keep_within_reach(once, limits, forms)

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
            expect(self._core.data + name.core)
        for i in range(first, found.size()):
            kind = self._kind_of(found[i])
            cost = of_kinds[kind]
            if kind >> self._script_shift == script:
                name = self._names[found[i].name]
                # Namesakes stand together.
                if name.core != compared.core or name.length != compared.length:
                    read_utf8(self._core.data + name.core, name.length, stored)
                    share = osa_share(of_own, stored.data(), stored.size())
                    compared = name
                cost += share * of_text
            found[i].score = found[i].score - cost - of_reading

    cdef tuple _best_of_places(self, const vector[ScoredName]& found, int script):
        """Of each place the name that scores highest; of equal ones the first in this script, or the first."""
        cdef vector[uint64_t] order
        cdef vector[size_t] best
        cdef size_t i, at, chosen
        cdef int64_t place, last = -1
        cdef int place_shift = self._kind_bits + self._core_bits
        for i in range(found.size()):
            order.push_back(<uint64_t>found[i].name << 32 | i)
        # Names are numbered by place.
        sort(order.begin(), order.end())
        for i in range(order.size()):
            at = <uint32_t>order[i]
            place = found[at].facts >> place_shift
            if place != last:
                best.push_back(at)
                last = place
            else:
                chosen = best.back()
                if found[at].score > found[chosen].score or (
                    found[at].score == found[chosen].score
                    and self._script_of(found[at]) == script
                    and self._script_of(found[chosen]) != script
                ):
                    best[best.size() - 1] = at
        return self._columns(found, best)

    cdef int _kind_of(self, const ScoredName& name) noexcept:
        return name.facts & ((1 << self._kind_bits) - 1)

    cdef int _script_of(self, const ScoredName& name) noexcept:
        return self._kind_of(name) >> self._script_shift

    cdef tuple _columns(self, const vector[ScoredName]& found, const vector[size_t]& chosen):
        cdef size_t count = chosen.size(), i
        places_, names_ = np.empty(count, dtype=np.int64), np.empty(count, dtype=np.uint32)
        scores_, same_skeleton_ = np.empty(count), np.empty(count, dtype=np.bool_)
        origin_ = np.empty((3, count), dtype=np.int64)
        cdef int64_t[::1] places = places_
        cdef uint32_t[::1] names = names_
        cdef double[::1] scores = scores_
        cdef cbool[::1] same_skeleton = same_skeleton_
        cdef int64_t[:, ::1] origin = origin_
        cdef int place_shift = self._kind_bits + self._core_bits
        cdef const ScoredName* one
        for i in range(count):
            one = &found[chosen[i]]
            places[i] = one.facts >> place_shift
            names[i] = one.name
            scores[i] = one.score
            same_skeleton[i] = one.same_skeleton
            origin[0, i] = one.asked
            origin[1, i] = one.form
            origin[2, i] = one.asked_form
        return places_, names_, scores_, same_skeleton_, origin_
