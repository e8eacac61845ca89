"""Strings and lists of the artefact, where they stand in memory."""

from libc.stdint cimport uint8_t, uint32_t


cdef extern from *:
    void __builtin_prefetch(const void*) nogil


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


cdef inline Span span_of(const Strings& strings, size_t i) noexcept nogil:
    """Where the string of this number stands; its bytes are on their way to the processor after that.

    The spans of all strings are taken before the first string is read: memory is far away, but gives many
    of them in the time of one.
    """
    cdef Span span
    cdef size_t start = strings.ends[i - 1] if i else 0
    span.data = strings.data + start
    span.length = strings.ends[i] - start
    __builtin_prefetch(span.data)
    return span
