"""How a word sounds, from its letters, as `romanize.word_sound` has it."""

from cython.operator cimport dereference
from libc.stdint cimport uint32_t, uint64_t
from libc.string cimport memcmp
from libcpp cimport bool as cbool
from libcpp.string cimport string
from libcpp.unordered_map cimport unordered_map
from libcpp.vector cimport vector

ctypedef vector[uint32_t] Letters

# The sound of each group of letters, of LONGEST at most, by `group_of`.
ctypedef unordered_map[uint64_t, char] Spelling

cdef enum:
    # Code points have so many bits.
    CHAR_BITS = 21
    LONGEST = 3
    SOUNDS = 128
    # What is not spoken.
    SILENT = 0


cdef struct Spoken:
    # A word in the sound alphabet, and the fields of its `romanize.Sound`.
    string spelt
    string vowelled
    string consonants
    string skeleton


cdef inline uint64_t group_of(const Letters& letters) noexcept nogil:
    """A group of letters as one number; none has that of another."""
    return packed(letters.data(), letters.size())


cdef inline uint64_t packed(const uint32_t* letters, size_t length) noexcept nogil:
    cdef uint64_t group = 0
    cdef size_t i
    for i in range(length):
        group = group << CHAR_BITS | letters[i]
    return group


cdef inline cbool are(const uint32_t* at, const Letters& letters) noexcept nogil:
    """True where these letters stand there."""
    return memcmp(at, letters.data(), letters.size() * sizeof(uint32_t)) == 0


cdef inline cbool begins_with(const Letters& word, const Letters& letters) noexcept nogil:
    return word.size() >= letters.size() and are(word.data(), letters)


cdef inline cbool ends_with(const Letters& word, const Letters& letters) noexcept nogil:
    return word.size() >= letters.size() and are(word.data() + word.size() - letters.size(), letters)


cdef inline void spell(Spelling& spelling, const Letters& word, string& spelt) noexcept nogil:
    """The sounds of a word, of the longest groups of its letters that there are; other letters have none."""
    cdef unordered_map[uint64_t, char].iterator found
    cdef size_t i = 0, length
    while i < word.size():
        length = min(<size_t>LONGEST, word.size() - i)
        while length:
            found = spelling.find(packed(word.data() + i, length))
            if found != spelling.end():
                if dereference(found).second != SILENT:
                    spelt.push_back(dereference(found).second)
                break
            length -= 1
        i += max(length, <size_t>1)


cdef inline cbool is_vowel(char c) noexcept nogil:
    return c == c"a" or c == c"i" or c == c"u"


cdef inline cbool is_glide(char c) noexcept nogil:
    return c == c"w" or c == c"y"


cdef inline void undouble(string& spelt, cbool bare) noexcept nogil:
    """Leave once what stands several times; in bare scripts only vowels, glides and the l."""
    cdef size_t i, kept = 0
    cdef char c
    for i in range(spelt.size()):
        c = spelt[i]
        if not (kept and spelt[kept - 1] == c and (not bare or is_vowel(c) or is_glide(c) or c == c"l")):
            spelt[kept] = c
            kept += 1
    spelt.resize(kept)


cdef inline size_t without_final_h(const string& spelt) noexcept nogil:
    """The length without an h that ends it after a vowel."""
    cdef size_t length = spelt.size()
    return length - 1 if length > 1 and spelt[length - 1] == c"h" and is_vowel(spelt[length - 2]) else length


cdef inline char initial_glide(const string& spelt) noexcept nogil:
    """The glide that begins it, written as such or as a vowel before another; SILENT for none."""
    if is_glide(spelt[0]):
        return spelt[0]
    if spelt.size() > 1 and is_vowel(spelt[1]):
        if spelt[0] == c"u":
            return c"w"
        if spelt[0] == c"i":
            return c"y"
    return SILENT


cdef inline void resolve(Spoken& spoken, cbool bare, const char* coarse) noexcept nogil:
    """The resolutions of what is spelt; `bare`: its script writes no doubling. `coarse` has each one's class."""
    cdef size_t i
    cdef char c, glide
    if not spoken.spelt.size():
        return
    undouble(spoken.spelt, bare)
    for i in range(spoken.spelt.size()):
        c = spoken.spelt[i]
        spoken.vowelled.push_back(c"u" if c == c"w" else c"i" if c == c"y" else c)
    # A vowel may stand beside a glide that is read as the same one.
    undouble(spoken.vowelled, bare)
    spoken.vowelled.resize(without_final_h(spoken.vowelled))
    glide = initial_glide(spoken.spelt)
    if glide != SILENT:
        spoken.skeleton.push_back(glide)
    elif is_vowel(spoken.spelt[0]):
        spoken.consonants.push_back(c"A")
    for i in range(without_final_h(spoken.spelt)):
        c = spoken.spelt[i]
        if not is_vowel(c) and not is_glide(c):
            spoken.consonants.push_back(c)
            spoken.skeleton.push_back(coarse[<int>c])
