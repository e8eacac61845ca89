"""Strings and lists of the artefact, where they stand in memory."""

from libc.stdint cimport int64_t, uint8_t, uint16_t, uint32_t, uint64_t
from libcpp cimport bool as cbool
from libcpp.vector cimport vector


cdef extern from *:
    void __builtin_prefetch(const void*) nogil
    int __builtin_ctzll(unsigned long long) nogil

cdef enum:
    # Of a number of a set.
    LOW_BITS = 6
    LOW = 63


cdef struct Strings:
    # A string table (see `store.StringTable`).
    const uint8_t* data
    const uint32_t* ends
    size_t count


cdef struct Span:
    # Bytes of a string.
    const uint8_t* data
    size_t length


cdef struct Lists:
    # Lists of numbers in a row (see `groups.Groups`).
    const uint32_t* items
    const uint32_t* starts


cdef struct Node:
    # A skeleton, consonants or a sound: where its string begins and how long it is, which of the next finer
    # kind is its first, and of a sound whether it is bare and whether it ends in a vowel. All that is asked of
    # one stands together, as memory is far away.
    uint32_t text
    uint32_t first
    uint16_t length
    uint8_t bare
    uint8_t open


cdef struct Level:
    # All nodes of one kind, one more at the end whose `first` is where the parts of the last one end, and the
    # bytes that their texts stand in.
    const uint8_t* texts
    const Node* nodes


cdef struct StoredName:
    # The packed facts of a name (see `name_index`), and its core text.
    int64_t facts
    uint32_t core
    uint32_t length


cdef inline const void* address_of(array, dtype, list held) except NULL:
    """Where an array begins that is of this type; it is put among those that its reader holds."""
    import numpy as np
    array = np.ascontiguousarray(array, dtype=dtype)
    if not len(array):
        array = np.zeros(1, dtype=dtype)
    held.append(array)
    cdef size_t address = array.ctypes.data
    return <const void*>address


cdef inline Strings strings_of(arrays, str name, list held) except *:
    """The string table of this name."""
    cdef Strings strings
    strings.data = <const uint8_t*>address_of(arrays[f"{name}.data"], "uint8", held)
    strings.ends = <const uint32_t*>address_of(arrays[f"{name}.ends"], "uint32", held)
    strings.count = len(arrays[f"{name}.ends"])
    return strings


cdef inline Span span_of(const Strings& strings, size_t i) noexcept nogil:
    """Where the string of this number stands."""
    cdef Span span
    cdef size_t start = strings.ends[i - 1] if i else 0
    span.data = strings.data + start
    span.length = strings.ends[i] - start
    return span


cdef inline uint32_t end_of(const Level& level, uint32_t i) noexcept nogil:
    """The number after the last part of the node of this number."""
    return level.nodes[i + 1].first


cdef inline void expect(const void* address) noexcept nogil:
    """Have what stands there on its way to the processor: memory gives many in the time of one."""
    __builtin_prefetch(address)


cdef inline cbool add_to_set(vector[uint64_t]& numbers, uint64_t number) noexcept nogil:
    """Put a number into a set, which has a bit for each; false where it is there already."""
    cdef uint64_t bit = <uint64_t>1 << (number & LOW)
    cdef uint64_t word = numbers[number >> LOW_BITS]
    numbers[number >> LOW_BITS] = word | bit
    return not word & bit


cdef inline void list_set(const vector[uint64_t]& numbers, vector[uint32_t]& listed) noexcept nogil:
    """The numbers of a set, as they rise: of many that are few in all, this is sooner than to sort them."""
    cdef uint64_t word
    cdef size_t i
    listed.clear()
    for i in range(numbers.size()):
        word = numbers[i]
        while word:
            listed.push_back(<uint32_t>(i << LOW_BITS) + __builtin_ctzll(word))
            word &= word - 1
