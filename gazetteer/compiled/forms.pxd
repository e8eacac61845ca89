"""From a form of a query to the stored forms that are like it, as `form_search.score_forms` has them."""

from libc.stdint cimport uint8_t, uint16_t, uint32_t
from libc.string cimport memset
from libcpp cimport bool as cbool
from libcpp.algorithm cimport nth_element, sort
from libcpp.utility cimport pair
from libcpp.vector cimport vector

from gazetteer.compiled.edits cimport Comparer, Text, common, osa_share, read_utf8, set_own
from gazetteer.compiled.skeletons cimport Skeletons, find_skeletons
from gazetteer.compiled.tables cimport Level, Node, end_of, expect

cdef enum:
    # Of the range of costs that consonants are ordered by.
    SHARES = 256

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


cdef struct Forms:
    # The index: skeletons, consonants and sounds, each with the first of the next finer kind, and of each
    # form the number of its sets of words.
    Skeletons skeleton_index
    Level skeletons, consonants, sounds
    const uint16_t* word_sets


cdef struct AskedForm:
    # Strings in ASCII, and what each set of words of the index costs beside the form's.
    const uint8_t* skeleton
    size_t skeleton_length
    const uint8_t* consonants
    size_t consonants_length
    const uint8_t* vowelled
    size_t vowelled_length
    cbool bare
    cbool open
    const double* set_costs


cdef struct Alike:
    # Consonants that may be alike: their number, what they cost, and whether the skeleton is the query's.
    double cost
    uint32_t number
    cbool same_skeleton


cdef struct ScoredForm:
    # A stored form, and which of the forms of the query it is like.
    double score
    uint32_t form
    int asked
    cbool same_skeleton


cdef inline cbool is_better_of_form(const ScoredForm& a, const ScoredForm& b) noexcept nogil:
    if a.form != b.form:
        return a.form < b.form
    if a.score != b.score:
        return a.score > b.score
    return a.asked < b.asked


cdef inline void compare_skeletons(
    const Forms& index,
    const AskedForm& asked,
    vector[uint32_t]& skeletons,
    const Costs& costs,
    vector[Alike]& alike,
) noexcept nogil:
    """All consonants of these skeletons, with what they cost."""
    cdef Text own_skeleton, own_consonants
    cdef Comparer of_skeleton, of_consonants
    cdef const Node* nodes = index.skeletons.nodes
    cdef const Node* node
    cdef Alike one
    cdef uint32_t skeleton, number
    cdef float share
    read_utf8(asked.skeleton, asked.skeleton_length, own_skeleton)
    set_own(of_skeleton, own_skeleton)
    read_utf8(asked.consonants, asked.consonants_length, own_consonants)
    set_own(of_consonants, own_consonants)
    for skeleton in skeletons:
        expect(nodes + skeleton)
    for skeleton in skeletons:
        expect(index.skeletons.texts + nodes[skeleton].text)
        expect(index.consonants.nodes + nodes[skeleton].first)
    for skeleton in skeletons:
        for number in range(nodes[skeleton].first, end_of(index.skeletons, skeleton)):
            expect(index.consonants.texts + index.consonants.nodes[number].text)
    for skeleton in skeletons:
        share = osa_share(of_skeleton, index.skeletons.texts + nodes[skeleton].text, nodes[skeleton].length)
        one.same_skeleton = share == 0
        for number in range(nodes[skeleton].first, end_of(index.skeletons, skeleton)):
            node = index.consonants.nodes + number
            one.number = number
            one.cost = (
                osa_share(of_consonants, index.consonants.texts + node.text, node.length) * costs.consonants
                + share * costs.skeleton
            )
            alike.push_back(one)


cdef inline void order_by_cost(const vector[Alike]& alike, vector[Ranked]& ranking, size_t* ends) noexcept nogil:
    """Rank them by shares of the range of their costs, SHARES at most, which `ends` divides; not within one."""
    cdef double least = alike[0].cost, most = alike[0].cost, scale
    cdef size_t i, share, start
    for i in range(alike.size()):
        least = min(least, alike[i].cost)
        most = max(most, alike[i].cost)
    scale = (SHARES - 1) / (most - least) if most > least else 0
    memset(ends, 0, SHARES * sizeof(size_t))
    for i in range(alike.size()):
        ends[<size_t>((alike[i].cost - least) * scale)] += 1
    start = 0
    for share in range(SHARES):
        start, ends[share] = start + ends[share], start
    ranking.resize(alike.size())
    for i in range(alike.size()):
        share = <size_t>((alike[i].cost - least) * scale)
        ranking[ends[share]] = Ranked(alike[i].cost, i)
        ends[share] += 1


cdef inline void keep_cheapest(const Level& consonants, size_t room, vector[Alike]& alike) noexcept nogil:
    """Leave the cheapest, as many as there is room for the sounds of, or one."""
    cdef vector[Ranked] ranking
    cdef vector[Alike] cheapest
    cdef size_t ends[SHARES]
    cdef Alike chosen
    cdef size_t i, count, share, start = 0
    if alike.empty():
        return
    # By shares: the room is mostly for the sounds of a part of them, and the others need no order.
    order_by_cost(alike, ranking, ends)
    for share in range(SHARES):
        sort(ranking.begin() + start, ranking.begin() + ends[share])
        for i in range(start, ends[share]):
            chosen = alike[ranking[i].second]
            count = end_of(consonants, chosen.number) - consonants.nodes[chosen.number].first
            if count < room or cheapest.empty():
                cheapest.push_back(chosen)
            if count >= room:
                alike.swap(cheapest)
                return
            room -= count
        start = ends[share]
    alike.swap(cheapest)


cdef inline double vowel_cost(
    Comparer& own, const Level& sounds, const Node* node, const AskedForm& asked, const Costs& costs
) noexcept nogil:
    """What a sound costs for its vowels, beside that of the form."""
    cdef int ours, theirs, shared, unread, unwritten
    cdef float longer
    cdef double cost
    if node.bare == asked.bare:
        cost = costs.bare if asked.bare else costs.vowelled
        return osa_share(own, sounds.texts + node.text, node.length) * cost
    ours, theirs = <int>asked.vowelled_length, node.length
    shared = common(own, sounds.texts + node.text, node.length)
    unread = (ours if asked.bare else theirs) - shared
    unwritten = (theirs if asked.bare else ours) - shared
    longer = max(1, max(ours, theirs))
    cost = (<float>unread / longer) * costs.unread
    cost += (<float>unwritten / longer) * costs.unwritten
    cost += (node.open != asked.open) * costs.ending
    return cost


cdef inline void compare_sounds(
    const Forms& index,
    const AskedForm& asked,
    int number,
    vector[Alike]& alike,
    const Costs& costs,
    vector[ScoredForm]& scored,
) noexcept nogil:
    """All forms of the sounds of these consonants; `number` is that of the form that asks."""
    cdef Text own
    cdef Comparer of_own
    cdef const Node* nodes = index.sounds.nodes
    cdef Alike consonants
    cdef ScoredForm one
    cdef uint32_t sound, form
    cdef double cost
    read_utf8(asked.vowelled, asked.vowelled_length, own)
    set_own(of_own, own)
    one.asked = number
    for consonants in alike:
        expect(nodes + index.consonants.nodes[consonants.number].first)
    for consonants in alike:
        for sound in range(
            index.consonants.nodes[consonants.number].first, end_of(index.consonants, consonants.number)
        ):
            expect(index.sounds.texts + nodes[sound].text)
            expect(index.word_sets + nodes[sound].first)
    for consonants in alike:
        one.same_skeleton = consonants.same_skeleton
        for sound in range(
            index.consonants.nodes[consonants.number].first, end_of(index.consonants, consonants.number)
        ):
            cost = vowel_cost(of_own, index.sounds, nodes + sound, asked, costs) + consonants.cost
            for form in range(nodes[sound].first, end_of(index.sounds, sound)):
                one.form = form
                one.score = -cost - asked.set_costs[index.word_sets[form]]
                scored.push_back(one)


cdef inline void keep_within_reach(
    vector[ScoredForm]& scored, const Limits& limits, vector[ScoredForm]& kept
) noexcept nogil:
    """Add those that come near the best one, the best of them where they are many, in their order."""
    cdef double least
    cdef size_t i, ties = limits.forms_kept
    cdef vector[double] near
    if scored.empty():
        return
    least = scored[0].score
    for i in range(scored.size()):
        least = max(least, scored[i].score)
    least -= limits.score_window
    for i in range(scored.size()):
        if scored[i].score >= least:
            near.push_back(-scored[i].score)
    if near.size() > limits.forms_kept:
        nth_element(near.begin(), near.begin() + limits.forms_kept - 1, near.end())
        least = -near[limits.forms_kept - 1]
    # Of those that are as good as the last one, the first.
    for i in range(min(near.size(), limits.forms_kept)):
        ties -= near[i] < -least
    for i in range(scored.size()):
        if scored[i].score > least:
            kept.push_back(scored[i])
        elif scored[i].score == least and ties:
            kept.push_back(scored[i])
            ties -= 1


cdef inline void keep_best_of_each(const Limits& limits, vector[ScoredForm]& forms) noexcept nogil:
    """Of a stored form that several forms of a name have found leave it once, the best; by their number."""
    cdef vector[ScoredForm] once
    cdef ScoredForm one
    sort(forms.begin(), forms.end(), is_better_of_form)
    for one in forms:
        if once.empty() or once.back().form != one.form:
            once.push_back(one)
    forms.clear()
    keep_within_reach(once, limits, forms)


cdef inline void add_forms(
    const Forms& index,
    const AskedForm& asked,
    int number,
    const Costs& costs,
    const Limits& limits,
    vector[ScoredForm]& kept,
) noexcept nogil:
    """Add the best stored forms for one of a query, whose number this is, in the order they are found in."""
    cdef vector[uint32_t] skeletons
    cdef vector[Alike] alike
    cdef vector[ScoredForm] scored
    find_skeletons(
        index.skeleton_index, asked.skeleton, asked.skeleton_length, limits.enough, limits.sharing, skeletons
    )
    compare_skeletons(index, asked, skeletons, costs, alike)
    keep_cheapest(index.consonants, limits.sounds_compared, alike)
    compare_sounds(index, asked, number, alike, costs, scored)
    keep_within_reach(scored, limits, kept)
