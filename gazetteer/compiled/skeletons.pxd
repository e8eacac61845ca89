"""The skeletons that may be like one, as `skeleton_index.SkeletonIndex.find` has them."""

from libc.stdint cimport uint8_t, uint32_t, uint64_t
from libcpp cimport bool as cbool
from libcpp.algorithm cimport lower_bound, sort
from libcpp.utility cimport pair
from libcpp.vector cimport vector

from gazetteer.compiled.edits cimport Text, read_utf8
from gazetteer.compiled.tables cimport LOW_BITS, Lists, add_to_set, list_set

cdef enum:
    # Of a group's characters; code points have 21 bits.
    CHAR_BITS = 21
    EDGE = 94


cdef struct Skeletons:
    # How many skeletons there are, and the arrays of the index; the keys of the groups, which rise, have as
    # many as there are lists.
    size_t skeletons
    const uint32_t* remainder
    size_t remainders
    Lists of_remainder
    const uint64_t* group
    size_t groups
    Lists of_group


cdef inline uint64_t group_key(const uint32_t* chars) noexcept nogil:
    """A group of three characters as one number, in the order of the groups as strings."""
    return <uint64_t>chars[0] << 2 * CHAR_BITS | <uint64_t>chars[1] << CHAR_BITS | chars[2]


cdef inline uint32_t crc_without(const uint8_t* data, size_t length, size_t start, size_t end) noexcept nogil:
    """`zlib.crc32` of these bytes without those from `start` to `end`."""
    cdef uint32_t value = ~<uint32_t>0
    cdef size_t i
    for i in range(length):
        if not start <= i < end:
            value ^= data[i]
            for _ in range(8):
                value = value >> 1 ^ (<uint32_t>0xEDB88320u & (~(value & 1) + 1))
    return ~value


cdef inline void add_list(const Lists& lists, size_t i, size_t most, vector[uint32_t]& found) noexcept nogil:
    """The first numbers of a list, so many at most."""
    cdef const uint32_t* items = lists.items + lists.starts[i]
    cdef size_t count = lists.starts[i + 1] - lists.starts[i]
    found.insert(found.end(), items, items + min(count, most))


cdef inline void add_remainder(const Skeletons& index, uint32_t crc, vector[uint32_t]& found) noexcept nogil:
    """The skeletons that leave what has this checksum."""
    cdef const uint32_t* end = index.remainder + index.remainders
    cdef const uint32_t* at = lower_bound(index.remainder, end, crc)
    if at != end and at[0] == crc:
        add_list(index.of_remainder, at - index.remainder, <size_t>~<size_t>0, found)


cdef inline void add_near(
    const Skeletons& index, const uint8_t* key, size_t length, vector[uint32_t]& found
) noexcept nogil:
    """Those that leave what this one leaves, by what is left of it; one may come several times."""
    cdef size_t i
    add_remainder(index, crc_without(key, length, 0, 0), found)
    for i in range(length):
        # Without either of two equal neighbours the same is left, and nothing is left of one letter.
        if length > 1 and (i == 0 or key[i] != key[i - 1]):
            add_remainder(index, crc_without(key, length, i, i + 1), found)


cdef inline void add_sharing(
    const Skeletons& index, const uint8_t* key, size_t length, size_t room, vector[uint32_t]& found
) noexcept nogil:
    """The skeletons of each of its groups, the rarest group first, so many at most."""
    cdef Text edged
    cdef vector[size_t] numbers
    cdef vector[pair[size_t, size_t]] by_size
    cdef pair[size_t, size_t] one
    cdef const uint64_t* end = index.group + index.groups
    cdef const uint64_t* at
    cdef size_t i, number
    cdef cbool known
    edged.push_back(EDGE)
    edged.insert(edged.end(), key, key + length)
    edged.push_back(EDGE)
    for i in range(length):
        at = lower_bound(index.group, end, group_key(edged.data() + i))
        if at == end or at[0] != group_key(edged.data() + i):
            continue
        known = False
        for number in numbers:
            known = known or number == <size_t>(at - index.group)
        if not known:
            number = at - index.group
            one.first = index.of_group.starts[number + 1] - index.of_group.starts[number]
            one.second = numbers.size()
            by_size.push_back(one)
            numbers.push_back(number)
    sort(by_size.begin(), by_size.end())
    for one in by_size:
        add_list(index.of_group, numbers[one.second], room, found)
        if one.first >= room:
            break
        room -= one.first


cdef inline void find_skeletons(
    const Skeletons& index,
    const uint8_t* key,
    size_t length,
    size_t enough,
    size_t sharing,
    vector[uint32_t]& found,
) noexcept nogil:
    """Numbers of the stored skeletons that may be like this one, which is ASCII; each once, and they rise."""
    cdef vector[uint64_t] once
    cdef uint32_t skeleton
    add_near(index, key, length, found)
    if found.size() < enough:
        add_sharing(index, key, length, sharing, found)
    once.resize((index.skeletons >> LOW_BITS) + 1)
    for skeleton in found:
        add_to_set(once, skeleton)
    list_set(once, found)
