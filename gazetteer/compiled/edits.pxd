"""Edits between short texts, by the bits of machine words: as many steps as the one text has characters.

The same numbers as `rapidfuzz.distance.OSA.distance` and `LCSseq.similarity`. Myers 1999 and Hyyrö 2003 and
2004 describe both ways of counting.
"""

from libc.stdint cimport uint32_t, uint64_t, uint8_t
from libc.string cimport memset
from libcpp.vector cimport vector

ctypedef vector[uint32_t] Text

ctypedef fused Char:
    # What a stored text is kept in: ASCII, or characters of any script.
    uint8_t
    uint32_t

cdef enum:
    WORD = 64
    ASCII = 128
    SLOTS = 256


cdef extern from *:
    int __builtin_popcountll(unsigned long long) nogil


cdef struct Pattern:
    # Bit i of what stands under a character says that character i of the text is this one. Characters beyond
    # ASCII stand in the first free slot from their own; a text of 64 characters leaves most slots free.
    int length
    uint64_t ascii[ASCII]
    uint32_t keys[SLOTS]
    uint64_t bits[SLOTS]


cdef inline void read_utf8(const uint8_t* data, size_t length, Text& text) noexcept nogil:
    """The characters of well-formed UTF-8."""
    cdef size_t i = 0
    cdef uint32_t c
    text.clear()
    while i < length:
        c = data[i]
        i += 1
        if c >= 0xF0:
            c = (c & 0x07) << 18 | (data[i] & 0x3F) << 12 | (data[i + 1] & 0x3F) << 6 | (data[i + 2] & 0x3F)
            i += 3
        elif c >= 0xE0:
            c = (c & 0x0F) << 12 | (data[i] & 0x3F) << 6 | (data[i + 1] & 0x3F)
            i += 2
        elif c >= 0xC0:
            c = (c & 0x1F) << 6 | (data[i] & 0x3F)
            i += 1
        text.push_back(c)


cdef inline int slot_of(const Pattern& pattern, uint32_t c) noexcept nogil:
    """The slot where a character beyond ASCII stands, or could stand."""
    cdef int slot = c % SLOTS
    while pattern.keys[slot] and pattern.keys[slot] != c:
        slot = (slot + 1) % SLOTS
    return slot


cdef inline void set_pattern(Pattern& pattern, const Char* text, size_t length) noexcept nogil:
    """Make the pattern of a text; of one with more than WORD characters there is none but the length."""
    cdef size_t i
    cdef int slot
    memset(&pattern, 0, sizeof(Pattern))
    pattern.length = <int>length
    if length > WORD:
        return
    for i in range(length):
        if text[i] < ASCII:
            pattern.ascii[text[i]] |= <uint64_t>1 << i
        else:
            slot = slot_of(pattern, text[i])
            pattern.keys[slot] = text[i]
            pattern.bits[slot] |= <uint64_t>1 << i


cdef inline uint64_t bits_of(const Pattern& pattern, uint32_t c) noexcept nogil:
    return pattern.ascii[c] if c < ASCII else pattern.bits[slot_of(pattern, c)]


cdef inline int osa_of_pattern(const Pattern& pattern, const Char* other, size_t length) noexcept nogil:
    """Optimal string alignment distance; the pattern has 1 to WORD characters."""
    cdef uint64_t up = ~<uint64_t>0, down = 0, diagonal = 0, before = 0
    cdef uint64_t same, turned, right_up, right_down
    cdef uint64_t last = <uint64_t>1 << (pattern.length - 1)
    cdef int distance = pattern.length
    cdef size_t i
    for i in range(length):
        same = bits_of(pattern, other[i])
        turned = ((~diagonal & same) << 1) & before
        diagonal = (((same & up) + up) ^ up) | same | down | turned
        right_up = down | ~(diagonal | up)
        right_down = diagonal & up
        distance += (right_up & last) != 0
        distance -= (right_down & last) != 0
        right_up = right_up << 1 | 1
        right_down <<= 1
        up = right_down | ~(diagonal | right_up)
        down = right_up & diagonal
        before = same
    return distance


cdef inline int lcs_of_pattern(const Pattern& pattern, const Char* other, size_t length) noexcept nogil:
    """Length of the longest common subsequence; the pattern has at most WORD characters."""
    cdef uint64_t left = ~<uint64_t>0, met
    cdef size_t i
    for i in range(length):
        met = left & bits_of(pattern, other[i])
        left = (left + met) | (left - met)
    return __builtin_popcountll(~left)


cdef struct Comparer:
    # A text of any length that many others, of at most WORD characters, are compared with, and room for the
    # pattern of one of these: bits stand for the characters of a text that has no more.
    const Text* own
    Pattern pattern
    Pattern of_other


cdef inline void set_own(Comparer& comparer, const Text& own) noexcept nogil:
    """Compare with this text, which must outlive the comparer."""
    comparer.own = &own
    set_pattern(comparer.pattern, own.data(), own.size())


cdef inline int osa(Comparer& comparer, const Char* other, size_t length) noexcept nogil:
    """Optimal string alignment distance."""
    cdef size_t own = comparer.own.size()
    if own == 0 or length == 0:
        return <int>(own + length)
    if own <= WORD:
        return osa_of_pattern(comparer.pattern, other, length)
    set_pattern(comparer.of_other, other, length)
    return osa_of_pattern(comparer.of_other, comparer.own.data(), own)


cdef inline float osa_share(Comparer& comparer, const Char* other, size_t length) noexcept nogil:
    """Edits as a share of the longer text, 0-1, in as many bits as `unlikeness.edit_shares` keeps."""
    cdef size_t longer = max(comparer.own.size(), length)
    return <float>(<double>osa(comparer, other, length) / <double>longer) if longer else 0


cdef inline int common(Comparer& comparer, const Char* other, size_t length) noexcept nogil:
    """Characters in the longest common subsequence."""
    if comparer.own.size() <= WORD:
        return lcs_of_pattern(comparer.pattern, other, length)
    set_pattern(comparer.of_other, other, length)
    return lcs_of_pattern(comparer.of_other, comparer.own.data(), comparer.own.size())
