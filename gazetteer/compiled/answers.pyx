# distutils: language = c++
# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""What `ranking` and `written` do for each answer, compiled.

An answer weighs some two hundred candidates and writes five of them. That is little work, of which numpy and
the interpreter make many steps, and the code of each has to come to the processor anew. Why a step is taken is
said there; here it is only taken.
"""

from cpython.bytes cimport PyBytes_FromStringAndSize
from cpython.unicode cimport PyUnicode_AsUTF8AndSize
from libc.math cimport exp, floor
from libc.stdint cimport int64_t, uint8_t, uint32_t
from libc.string cimport memchr, memcmp
from libcpp cimport bool as cbool
from libcpp.algorithm cimport partial_sort
from libcpp.string cimport string
from libcpp.utility cimport pair
from libcpp.vector cimport vector

import numpy as np

from gazetteer.compiled.tables cimport Span, Strings, address_of, span_of, strings_of

cdef extern from *:
    const char* SOURCE_DIGEST

cdef enum:
    # The pieces of a card, in their order (see `cards.CardText`), and what stands between them.
    PLACE_ID
    NAME
    NAMES
    POSITION
    FEATURE
    LINKS
    PIECES
    BETWEEN = 9

cdef enum:
    # Of numbers.
    POINT = 46
    ZERO = 48

cdef enum:
    # What JSON does not hold as it is: quotes, backslashes, and all below a space.
    QUOTE = 34
    BACKSLASH = 92
    SPACE = 32

# A score, negative, and a row, by which candidates are ordered, and where the candidate stands.
ctypedef pair[pair[double, int64_t], size_t] Ranked


SOURCES = SOURCE_DIGEST.decode()
"""The digest of the sources that this was compiled from (see `sources`)."""


def share_out(const double[::1] scores, double none, double sharpness):
    """As `ranking.share_out`, the fields of Shares."""
    cdef Py_ssize_t count = scores.shape[0], i, highest = 0
    each_ = np.empty(count)
    cdef double[::1] each = each_
    cdef double most = none * sharpness, whole = 0, total
    for i in range(count):
        most = max(most, scores[i] * sharpness)
        if scores[i] > scores[highest]:
            highest = i
    for i in range(count):
        each[i] = exp(scores[i] * sharpness - most)
        whole += each[i]
    total = whole + exp(none * sharpness - most)
    for i in range(count):
        each[i] /= total
    return each_, whole / total, highest


def best_first(const double[::1] scores, const int64_t[::1] rows, size_t count):
    """As `ranking.best_first`."""
    cdef vector[Ranked] ranking
    cdef size_t i, candidates = scores.shape[0]
    if rows.shape[0] != scores.shape[0]:
        raise ValueError(f"{rows.shape[0]} rows of {scores.shape[0]} scores")
    count = min(count, candidates)
    ranking.reserve(candidates)
    for i in range(candidates):
        ranking.push_back(Ranked(pair[double, int64_t](-scores[i], rows[i]), i))
    partial_sort(ranking.begin(), ranking.begin() + count, ranking.end())
    return [ranking[i].second for i in range(count)]


cdef struct Around:
    # JSON of what places lie in (see `written`), and the names of the label.
    Span members
    Span label_end
    vector[Span] names


cdef class Writer:
    """As `written.ResultWriter`, of these cards and names, which must not change.

    `arrays` has the string tables "card" and "toponym". `facts` are what the row shape says of a name, as
    JSON, and `around` what a place lies in, as the writer's own; which of these is a name's and a place's, the
    arrays beside them say. Confidences are shown in so many `steps` of 1, a power of ten, and what lies
    `of_a_step` of one below a step as that. `write` raises IndexError for a row or number that is not there.
    """

    cdef list _held
    cdef Strings _cards, _toponyms
    cdef const uint32_t* _facts_of_name
    cdef const uint32_t* _around_of_place
    cdef vector[Span] _facts
    cdef vector[Around] _around
    cdef int64_t _steps
    cdef double _of_a_step

    def __cinit__(self, dict arrays, facts_of_name, list facts, around_of_place, list around,
                  int64_t steps, double of_a_step):
        cdef Around one
        self._held = []
        self._steps, self._of_a_step = steps, of_a_step
        self._cards = strings_of(arrays, "card", self._held)
        self._toponyms = strings_of(arrays, "toponym", self._held)
        self._facts_of_name = <const uint32_t*>address_of(facts_of_name, "uint32", self._held)
        self._around_of_place = <const uint32_t*>address_of(around_of_place, "uint32", self._held)
        for text in facts:
            self._facts.push_back(self._span(text))
        for members, label_end, names in around:
            one.members, one.label_end = self._span(members), self._span(label_end)
            one.names.clear()
            for name in names:
                one.names.push_back(self._span(name))
            self._around.push_back(one)

    cdef Span _span(self, text) except *:
        """The UTF-8 of a text, which is kept."""
        self._held.append(text)
        return utf8_of(text)

    def write(self, const int64_t[::1] rows, const uint32_t[::1] numbers, const double[::1] probabilities,
              list at, list match_types):
        """As `written.ResultWriter.write`, as pairs."""
        cdef list written = []
        cdef Py_ssize_t i
        cdef int64_t steps
        if not rows.shape[0] == numbers.shape[0] == probabilities.shape[0]:
            raise ValueError(f"{rows.shape[0]} rows, {numbers.shape[0]} names, {probabilities.shape[0]} shares")
        for i, match_type in zip(at, match_types, strict=True):
            if not 0 <= i < rows.shape[0]:
                raise IndexError(f"{i} of {rows.shape[0]}")
            steps = <int64_t>floor(probabilities[i] * self._steps + self._of_a_step)
            text = self._put_together(rows[i], numbers[i], match_type, steps)
            written.append(None if text is None else (text, <double>steps / self._steps))
        return written

    cdef bytes _put_together(self, size_t row, size_t number, match_type, int64_t steps):
        """As `written.ResultWriter._write`, the confidence in steps; its JSON alone."""
        cdef Span card[PIECES]
        cdef const Around* around
        cdef string text
        if row >= self._cards.count or number >= self._toponyms.count:
            raise IndexError(f"row {row} of {self._cards.count}, name {number} of {self._toponyms.count}")
        around = &self._around[self._around_of_place[row]]
        cut(span_of(self._cards, row), card)
        if not card[NAME].length or is_among(card[NAME], around.names):
            return None
        add(text, card[PLACE_ID])
        add(text, card[NAME])
        add(text, card[NAMES])
        # The quote that ends the name comes after the label.
        text.append(<const char*>card[NAME].data, card[NAME].length - 1)
        add(text, around.label_end)
        add(text, card[POSITION])
        text.append(b',"confidence":')
        add_share(text, steps, self._steps)
        text.append(b',"match":{"type":"')
        add(text, utf8_of(match_type))
        text.append(b'","name":')
        add_quoted(text, span_of(self._toponyms, number))
        text.append(b",")
        add(text, self._facts[self._facts_of_name[number]])
        text.append(b"}")
        add(text, card[FEATURE])
        text.append(b",")
        add(text, around.members)
        add(text, card[LINKS])
        return PyBytes_FromStringAndSize(text.data(), text.size())


cdef Span utf8_of(text) except *:
    """The bytes of a text, which must outlive them."""
    cdef Span span
    cdef Py_ssize_t length
    span.data = <const uint8_t*>PyUnicode_AsUTF8AndSize(text, &length)
    span.length = length
    return span


cdef void cut(Span cell, Span* pieces) noexcept:
    """The pieces of a card, those that are not there empty."""
    cdef const uint8_t* end = cell.data + cell.length
    cdef const uint8_t* at
    cdef int i
    for i in range(PIECES):
        at = <const uint8_t*>memchr(cell.data, BETWEEN, end - cell.data)
        at = end if at == NULL else at
        pieces[i].data, pieces[i].length = cell.data, at - cell.data
        cell.data = at if at == end else at + 1


cdef cbool is_among(Span text, const vector[Span]& texts) noexcept:
    cdef size_t i
    for i in range(texts.size()):
        if texts[i].length == text.length and memcmp(texts[i].data, text.data, text.length) == 0:
            return True
    return False


cdef void add(string& text, Span span) noexcept:
    text.append(<const char*>span.data, span.length)


cdef void add_share(string& text, int64_t steps, int64_t whole) noexcept:
    """So many steps of a whole, a power of ten, as Python has the number: "0.25", "1.0"."""
    text.push_back(ZERO + steps // whole)
    text.push_back(POINT)
    steps %= whole
    if steps == 0:
        text.push_back(ZERO)
    while steps:
        steps *= 10
        text.push_back(ZERO + steps // whole)
        steps %= whole


cdef void add_quoted(string& text, Span span) noexcept:
    """A text as orjson has it: quoted, with what cannot stand there escaped."""
    cdef const char* digits = b"0123456789abcdef"
    cdef const char* letters = b"btn0fr"
    cdef size_t i, start = 0
    cdef uint8_t c
    text.push_back(QUOTE)
    for i in range(span.length):
        c = span.data[i]
        if c >= SPACE and c != QUOTE and c != BACKSLASH:
            continue
        text.append(<const char*>span.data + start, i - start)
        start = i + 1
        text.push_back(BACKSLASH)
        if c >= SPACE:
            text.push_back(c)
        elif 8 <= c <= 13 and c != 11:
            text.push_back(letters[c - 8])
        else:
            text.append(b"u00")
            text.push_back(digits[c >> 4])
            text.push_back(digits[c & 15])
    text.append(<const char*>span.data + start, span.length - start)
    text.push_back(QUOTE)
