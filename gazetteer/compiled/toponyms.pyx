# distutils: language = c++
# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""What `toponym.analyse` does with a name in plain Latin or Arabic letters, compiled.

The same forms, to the letter: `tests/property/test_compiled_toponyms.py` holds one against the other. Why a
step is taken is said there; here it is only taken. Characters are learnt from `characters`, each when it is
first met; names of others are left to `toponym`, and so is what few names have.
"""

from libc.stdint cimport int16_t, uint8_t, uint32_t
from libcpp cimport bool as cbool
from libcpp.vector cimport vector

from gazetteer.compiled.sounds cimport (
    LONGEST, Letters, SILENT, SOUNDS, Spelling, Spoken, begins_with, ends_with, group_of, resolve, spell,
)

cdef extern from *:
    const char* SOURCE_DIGEST

cdef extern from "Python.h":
    str PyUnicode_FromKindAndData(int kind, const void* buffer, Py_ssize_t size)
    str PyUnicode_DecodeASCII(const char* data, Py_ssize_t size, const char* errors)
    const int PyUnicode_4BYTE_KIND

cdef enum:
    # What a character is to a name; one that is UNFIT leaves all of it to `toponym`.
    UNFIT
    PARTING
    SIGN
    LATIN
    ARABIC

cdef enum:
    # Characters from here on are unfit.
    CHARACTERS = 0x2028
    NOT_MET = -1

cdef enum:
    ALEF = 0x627
    AYN = 0x639
    LAM = 0x644
    HEH = 0x647


cdef struct Character:
    # As `characters.Character`.
    uint8_t kind
    cbool turkic
    cbool not_turkic
    Letters latin
    Letters folded
    Letters spoken


cdef struct Part:
    # A word as it is written, but in plain Latin letters where it is not in Arabic ones, and folded.
    Letters written
    Letters folded


cdef struct Group:
    # Letters that begin or end a word, and those that are read for them.
    Letters letters
    Letters read


SOURCES = SOURCE_DIGEST.decode()
"""The digest of the sources that this was compiled from (see `sources`)."""

_new = tuple.__new__


cdef class Analyser:
    """Analyses names by these tables, which must not change.

    `words` are those of `words.load_words`; `equivalents` the words that are read as another, by their texts.
    `spellings` are those of `romanize`, `types` of a sound, a word, a form and a toponym, `scripts` Latin and
    Arabic. `tell` says what a character is; the other functions are those of `name_words` and `words`.
    """

    cdef int16_t _numbers[CHARACTERS]
    cdef vector[Character] _characters
    cdef Spelling _latin, _arabic
    cdef vector[Group] _initials, _finals
    cdef char _coarse[SOUNDS]
    cdef size_t _most_words
    cdef int _longest_phrase
    cdef object _sound, _word, _form, _toponym, _latin_script, _arabic_script
    cdef object _tell, _is_article, _words_within, _contrast_of, _shaped
    cdef frozenset _articles, _assimilated, _connectors, _trailing, _beginnings
    cdef dict _equivalents, _generics, _contrasts, _phrases

    def __init__(self, words, dict equivalents, spellings, tuple types, tuple scripts, size_t most_words, *,
                 tell, is_article, words_within, contrast_of):
        self._articles, self._assimilated, self._connectors = words.articles, words.assimilated, words.connectors
        self._trailing, self._beginnings = words.trailing_generics, words.phrase_beginnings
        self._generics, self._contrasts, self._phrases = words.generics, words.contrasts, words.feature_phrases
        self._shaped, self._longest_phrase = words.contrast_shapes.fullmatch, words.longest_phrase
        self._equivalents, self._most_words = equivalents, most_words
        self._sound, self._word, self._form, self._toponym = types
        self._latin_script, self._arabic_script = scripts
        self._tell, self._contrast_of = tell, contrast_of
        self._is_article, self._words_within = is_article, words_within
        self._latin, self._arabic = spelling_of(spellings.latin), spelling_of(spellings.arabic)
        self._initials, self._finals = groups_of(spellings.initials), groups_of(spellings.finals)
        cdef int c
        for c in range(SOUNDS):
            self._coarse[c] = c
        for sound, of_class in spellings.coarse.items():
            self._coarse[<int>ord(sound)] = ord(of_class)
        for c in range(CHARACTERS):
            self._numbers[c] = NOT_MET

    def analyse(self, str name):
        """As `toponym.analyse`; None for a name that is left to it."""
        cdef vector[Part] parts
        cdef int script = self._take_apart(name, parts)
        if script == UNFIT:
            return None
        cdef list words = []
        cdef bint article = self._read(parts, script == ARABIC, words)
        readings, core = self._forms(words)
        forms = dict.fromkeys(readings)
        unjoined = self._without_joints(words, script == ARABIC)
        if unjoined is not words and unjoined != words:
            forms.update(dict.fromkeys(self._forms(unjoined)[0]))
        return _new(self._toponym, (
            self._arabic_script if script == ARABIC else self._latin_script,
            " ".join([text_of(word) for word in words]),
            tuple(forms),
            article,
            core_of(core),
        ))

    def words(self, str name):
        """The words of `name_words.read_words`; None for a name that is left to it."""
        cdef vector[Part] parts
        cdef int script = self._take_apart(name, parts)
        if script == UNFIT:
            return None
        cdef list words = []
        self._read(parts, script == ARABIC, words)
        return words

    cdef const Character* _character(self, Py_UCS4 c) except NULL:
        """What a character is; good until the next one is asked for."""
        if c >= CHARACTERS:
            c = 0  # which no name may hold either
        cdef Character met
        if self._numbers[c] == NOT_MET:
            # While it is told, another thread may learn others: which one this is, is known only then.
            met = character_of(self._tell(chr(c)), self._latin_script, self._arabic_script)
            self._numbers[c] = self._characters.size()
            self._characters.push_back(met)
        return &self._characters[self._numbers[c]]

    cdef int _take_apart(self, str name, vector[Part]& parts) except -1:
        """The words of a name in one script, and which; UNFIT for what is left to `toponym`."""
        cdef const Character* character
        cdef int script = SIGN
        cdef cbool parted = True, turkic = False, not_turkic = False
        cdef Part* part
        cdef Py_UCS4 c
        for c in name:
            character = self._character(c)
            if character.kind == UNFIT or (character.kind >= LATIN and script not in (SIGN, character.kind)):
                return UNFIT
            if character.kind == PARTING:
                parted = True
                continue
            if character.kind != SIGN:
                script = character.kind
            turkic, not_turkic = turkic or character.turkic, not_turkic or character.not_turkic
            if parted:
                # Words beyond the last that is read still say of what script the name is.
                parts.emplace_back()
                parted = False
            part = &parts.back()
            add(part.written, character.latin)
            add(part.folded, character.folded)
        if parts.size() > self._most_words:
            parts.resize(self._most_words)
        return UNFIT if script == SIGN or (turkic and not not_turkic) else script

    cdef bint _read(self, const vector[Part]& parts, cbool arabic, list words) except -1:
        """Add the words, without articles and connectors; true where there was an article."""
        cdef size_t i
        cdef list texts = [text_from(parts[i].folded) for i in range(parts.size())]
        cdef bint article = False
        cdef str text, following
        for i in range(parts.size()):
            text = texts[i]
            following = texts[i + 1] if i + 1 < parts.size() else ""
            if not text:
                continue
            if following and (text in self._articles or text in self._assimilated):
                if self._is_article(text, following):
                    article = True
                    continue
            if words and following and text in self._connectors:
                continue
            if arabic and has_article(parts[i].folded):
                article = True
            words.append(self._read_word(parts[i], text, arabic))
        return article

    cdef _read_word(self, const Part& part, str text, cbool arabic):
        """As `name_words.read_word`."""
        cdef Letters letters
        word = self._equivalents.get(text)
        if word is not None:
            return word
        if arabic:
            if has_article(part.folded):
                text = text[2:]
            self._arabic_letters(part, letters)
        else:
            self._latin_letters(part, letters)
        sound = self._sound_of(letters, arabic)
        contrast = self._contrasts.get(text, 0)
        if not contrast and not arabic and self._shaped((<tuple>sound)[0]) is not None:
            contrast = self._contrast_of(text, (<tuple>sound)[0])
        generic = 0 if contrast else self._generics.get(text, 0)
        return _new(self._word, (text, sound, generic, contrast))

    cdef int _arabic_letters(self, const Part& part, Letters& letters) except -1:
        """The letters by which an Arabic word is spoken, without its article."""
        cdef const Character* character
        cdef cbool inside = not has_article(part.folded)
        cdef size_t i
        for i in range(part.written.size()):
            character = self._character(part.written[i])
            if inside:
                add(letters, character.spoken)
            elif character.folded.size() and character.folded[0] == LAM:
                inside = True
        if letters.size() > 2 and letters.back() == HEH:
            letters[letters.size() - 1] = ALEF
        if letters.size() and letters[0] == AYN:
            letters[0] = ALEF
        return 0

    cdef int _latin_letters(self, const Part& part, Letters& letters) except -1:
        """The letters by which a Latin word is spoken."""
        cdef Letters written = part.written
        cdef const Group* group
        cdef size_t i, stem
        for i in range(self._finals.size()):
            group = &self._finals[i]
            stem = written.size() - group.letters.size()
            if ends_with(written, group.letters) and stem > 1 and written[stem - 1] != c"e":
                written.resize(stem)
                add(written, group.read)
                break
        for i in range(written.size()):
            add(letters, self._character(written[i]).folded)
        for i in range(self._initials.size()):
            group = &self._initials[i]
            if begins_with(letters, group.letters):
                letters.erase(letters.begin(), letters.begin() + group.letters.size())
                letters.insert(letters.begin(), group.read.begin(), group.read.end())
                break
        return 0

    cdef _sound_of(self, const Letters& letters, cbool arabic):
        """The sound of these letters."""
        cdef Spoken spoken
        if arabic:
            spell(self._arabic, letters, spoken.spelt)
        else:
            spell(self._latin, letters, spoken.spelt)
        resolve(spoken, arabic, self._coarse)
        return _new(self._sound, (
            PyUnicode_DecodeASCII(spoken.vowelled.data(), spoken.vowelled.size(), NULL),
            PyUnicode_DecodeASCII(spoken.consonants.data(), spoken.consonants.size(), NULL),
            PyUnicode_DecodeASCII(spoken.skeleton.data(), spoken.skeleton.size(), NULL),
        ))

    cdef list _without_joints(self, list words, cbool arabic):
        """The words of those that are joined of several; the same list where none may be."""
        cdef list unjoined = None
        cdef Py_ssize_t i
        cdef str text
        for i in range(len(words)):
            text = text_of(words[i])
            if text.find("ال", 2) >= 0 if arabic else text.startswith(("a", "e")):
                if unjoined is None:
                    unjoined = words[:i]
                unjoined.extend(self._words_within(words[i]))
            elif unjoined is not None:
                unjoined.append(words[i])
        return words if unjoined is None else unjoined

    cdef tuple _forms(self, list words):
        """As `toponym._forms`."""
        if len(words) == 1:
            return [self._form_of(words, 0, 0, 0)] if says_something(words[0]) else [], words
        cdef list kept, names, all_names, core, readings = [], unique = []
        features, kept = self._take_features(words)
        contrasts, names = take_contrasts(kept)
        all_contrasts, all_names = take_contrasts(words) if features else (contrasts, names)
        generics, core = self._take_generics(names)
        for form in (
            self._form_of(all_names, 0, 0, all_contrasts),
            self._form_of(names, 0, features, contrasts),
            self._form_of(core, generics, features, contrasts),
        ):
            sound = (<tuple>form)[0]
            if any_sound(sound) and sound not in unique:
                unique.append(sound)
                readings.append(form)
        return readings, core

    cdef _form_of(self, list words, generics, features, contrasts):
        """The form that these words make, as one sound."""
        cdef list sounds = [(<tuple>word)[1] for word in words]
        sound = sounds[0] if len(sounds) == 1 else _new(self._sound, (
            "".join([(<tuple>each)[0] for each in sounds]),
            "".join([(<tuple>each)[1] for each in sounds]),
            "".join([(<tuple>each)[2] for each in sounds]),
        ))
        return _new(self._form, (sound, generics, features, contrasts))

    cdef tuple _take_features(self, list words):
        """As `toponym._take_features`."""
        cdef list kept = []
        cdef int i = 0, length
        features = 0
        while i < len(words):
            length = 0
            if text_of(words[i]) in self._beginnings:
                length = min(self._longest_phrase, <int>len(words) - i)
                while length:
                    bits = self._phrases.get(tuple([text_of(word) for word in words[i:i + length]]), 0)
                    if bits:
                        features |= bits
                        break
                    length -= 1
            if not length:
                kept.append(words[i])
            i += max(length, 1)
        return (features, kept) if any_says_something(kept) else (0, words)

    cdef tuple _take_generics(self, list words):
        """As `toponym._take_generics`."""
        cdef Py_ssize_t i = 0, end = len(words)
        generics = 0
        while i < end - 1 and (<tuple>words[i])[2]:
            generics |= (<tuple>words[i])[2]
            i += 1
        while end - 1 > i and text_of(words[end - 1]) in self._trailing:
            end -= 1
            generics |= (<tuple>words[end])[2]
        cdef list rest = words[i:end]
        return (generics, rest) if any_says_something(rest) else (0, words)


cdef tuple take_contrasts(list words):
    """As `toponym._take_contrasts`."""
    cdef list kept = [word for word in words if not (<tuple>word)[3]]
    if not any_says_something(kept):
        return 0, words
    contrasts = 0
    for word in words:
        contrasts |= (<tuple>word)[3]
    return contrasts, kept


cdef str core_of(list words):
    """As `toponym._core`."""
    cdef Letters core
    cdef str text
    cdef Py_UCS4 c
    cdef Py_ssize_t length
    for word in words:
        text = text_of(word)
        length = len(text)
        if ends_in_silent_h(text):
            length -= 1
        for c in text[:length]:
            if not core.size() or core.back() != c:
                core.push_back(c)
    return text_from(core)


cdef cbool ends_in_silent_h(str text):
    """True where `toponym._ENDING` finds one."""
    cdef Py_ssize_t i, length = len(text)
    if length < 5 or text[length - 1] != u"h" or text[length - 2] not in u"ae":
        return False
    for i in range(length - 5, length - 2):
        if not u"a" <= text[i] <= u"z":
            return False
    return True


cdef inline str text_of(word):
    return <str>(<tuple>word)[0]


cdef inline cbool any_sound(sound):
    return bool((<tuple>sound)[0]) or bool((<tuple>sound)[1]) or bool((<tuple>sound)[2])


cdef inline cbool says_something(word):
    return any_sound((<tuple>word)[1])


cdef cbool any_says_something(list words):
    for word in words:
        if says_something(word):
            return True
    return False


cdef cbool has_article(const Letters& folded) noexcept:
    """As `words.strip_arabic_article`."""
    return folded.size() >= 4 and folded[0] == ALEF and folded[1] == LAM


cdef void add(Letters& letters, const Letters& more) noexcept:
    letters.insert(letters.end(), more.begin(), more.end())


cdef str text_from(const Letters& letters):
    return PyUnicode_FromKindAndData(PyUnicode_4BYTE_KIND, letters.data(), letters.size())


cdef Letters letters_of(str text):
    cdef Letters letters
    cdef Py_UCS4 c
    for c in text:
        letters.push_back(c)
    return letters


cdef Spelling spelling_of(dict sounds) except *:
    """The table of these sounds. Raises ValueError for a group that `spell` would not look for."""
    cdef Spelling spelling
    for letters, sound in sounds.items():
        if len(letters) > LONGEST:
            raise ValueError(f"a group of {len(letters)} letters, of {LONGEST} at most")
        spelling[group_of(letters_of(letters))] = ord(sound) if sound else SILENT
    return spelling


cdef vector[Group] groups_of(dict read):
    """The groups of a table, in its order."""
    cdef vector[Group] groups
    cdef Group group
    for letters, instead in read.items():
        group.letters, group.read = letters_of(letters), letters_of(instead)
        groups.push_back(group)
    return groups


cdef Character character_of(told, latin_script, arabic_script) except *:
    """What a character is, of which this is told; None is told of one that is unfit."""
    cdef Character character
    character.kind, character.turkic, character.not_turkic = UNFIT, False, False
    if told is not None:
        character.kind = (
            LATIN if told.script == latin_script else
            ARABIC if told.script == arabic_script else
            PARTING if told.parts else SIGN
        )
        character.turkic, character.not_turkic = told.turkic, told.not_turkic
        character.latin, character.folded = letters_of(told.latin), letters_of(told.folded)
        character.spoken = letters_of(told.spoken)
    return character
