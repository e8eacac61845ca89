"""The steps between two spellings that are about whole words: articles, and words with a role.

Words are lower-case and as they are written; the tables of `words.py` say which has what role. Where all
words would go, they stay: in "Al Jadidah" it is the name. A word that has been named by its concept stands
in brackets, "[large]", and is left alone by all that reads letters.
"""

from __future__ import annotations

from functools import lru_cache

from gazetteer.kept import EXPLAINED_WORDS
from gazetteer.name_words import is_article, without_joined_article
from gazetteer.normalize import fold
from gazetteer.romanize import word_sound
from gazetteer.words import contrast_of, load_words, number_bit, strip_arabic_article

_PLAIN_ARTICLE = "al"
_ARABIC_ARTICLE = "ال"


def is_concept(word: str) -> bool:
    """True for a word that has been named by its concept."""
    return word.startswith("[")


def _concept(name: str) -> str:
    return f"[{name}]"


@lru_cache(maxsize=EXPLAINED_WORDS.entries)
def _folded(word: str) -> str:
    return fold(word).replace(" ", "")


def _bare(word: str) -> str:
    return strip_arabic_article(_folded(word))


def _is_article_at(words: list[str], i: int) -> bool:
    return i + 1 < len(words) and is_article(_folded(words[i]), _folded(words[i + 1]))


def with_plain_articles(words: list[str]) -> list[str]:
    """Every Latin article that is not assimilated, apart or joined, as "al"."""
    return _rewritten_articles(words, assimilated=False)


def with_unassimilated_articles(words: list[str]) -> list[str]:
    """Every Latin article before a sun letter, apart or joined, as "al"."""
    return _rewritten_articles(words, assimilated=True)


def _rewritten_articles(words: list[str], assimilated: bool) -> list[str]:
    plain: list[str] = []
    for i, word in enumerate(words):
        bare = without_joined_article(word)
        article = word if _is_article_at(words, i) else word.removesuffix(bare)
        if article and word.isascii() and (article in load_words().assimilated) is assimilated:
            plain.append(_PLAIN_ARTICLE + word[len(article) :])
        else:
            plain.append(word)
    return plain


def without_articles(words: list[str]) -> list[str]:
    """The words without articles, apart or joined."""
    kept = [word for i, word in enumerate(words) if not _is_article_at(words, i)]
    return [without_joined_article(word) for word in kept]


def with_parted_article(word: str) -> str:
    """An Arabic word with a space after its article, as Latin ones are written; any other as it is."""
    folded = _folded(word)
    if strip_arabic_article(folded) == folded or folded in load_words().equivalents:
        return word
    return f"{_ARABIC_ARTICLE} {word[word.index('ل') + 1 :]}"


def named_equivalents(words: list[str]) -> list[str]:
    """Words that have many spellings, by the one that stands for them."""
    table = load_words().equivalents
    return [table.get(_folded(word), word) for word in words]


def named_generics(words: list[str]) -> list[str]:
    """The generic words that begin or end the name by their concept, before the rest."""
    concepts, rest = _split_generics(words)
    return [*concepts, *rest]


def _split_generics(words: list[str]) -> tuple[list[str], list[str]]:
    table = load_words()
    concepts: list[str] = []
    i, end = 0, len(words)
    while i < end - 1 and is_concept(words[i]):
        concepts.append(words[i])
        i += 1
    while i < end - 1 and (bit := table.generics.get(_bare(words[i]), 0)):
        concepts.append(_name_of(bit, table.generic_names))
        i += 1
    while end - 1 > i and _folded(words[end - 1]) in table.trailing_generics:
        end -= 1
        concepts.append(_name_of(table.generics[_folded(words[end])], table.generic_names))
    return concepts, words[i:end]


def take_generics(text: str) -> tuple[set[str], str]:
    """The concepts of the generic words of a text, and the text without them."""
    concepts, rest = _split_generics(text.split())
    return set(concepts), " ".join(rest)


def _name_of(bit: int, names: tuple[str, ...]) -> str:
    return _concept(names[bit.bit_length() - 1])


@lru_cache(maxsize=EXPLAINED_WORDS.entries)
def _contrast_of(word: str) -> int:
    bare = _bare(word)
    return contrast_of(bare, word_sound(bare).vowelled)


def _contrast_name(word: str) -> str:
    """What a contrast word or number says; "" for any other word."""
    if is_concept(word):
        return word if _contrast_bit(word) else ""
    if word.isdecimal():
        return _concept(str(int(word[-9:])))
    bit = _contrast_of(word)
    return _name_of(bit, load_words().contrast_names) if bit else ""


def _contrast_bit(word: str) -> int:
    """The bit of a contrast word, a number or the concept of either; 0 for any other word."""
    plain = word.strip("[]")
    return number_bit(plain) if plain.isdecimal() else _contrast_of(plain)


def named_contrasts(words: list[str]) -> list[str]:
    """The contrast words by what they say, after the rest and without their articles."""
    said = [_contrast_name(word) for word in words]
    rest = [
        word for i, word in enumerate(words) if not said[i] and not (_is_article_at(words, i) and said[i + 1])
    ]
    return [*rest, *sorted(filter(None, said))] if rest else words


def take_contrasts(text: str) -> tuple[int, str]:
    """The concept set of the contrast words of a text, and the text without them."""
    words = text.split()
    rest = [word for word in named_contrasts(words) if not _contrast_name(word)]
    if not rest:
        return 0, text
    found = 0
    for word in words:
        found |= _contrast_bit(word)
    return found, " ".join(rest)


def drop_features(words: list[str]) -> list[str]:
    """The words without those for a kind of place, and their articles."""
    table = load_words()
    bare = [_bare(word) for word in words]
    kept: list[str] = []
    i = 0
    while i < len(words):
        at = i + 1 if _is_article_at(words, i) else i
        for length in range(min(table.longest_phrase, len(words) - at), 0, -1):
            if tuple(bare[at : at + length]) in table.feature_phrases:
                i = at + length
                break
        else:
            kept.append(words[i])
            i += 1
    return kept or words


def drop_connectors(words: list[str]) -> list[str]:
    """The words without those that connect two others."""
    table, last = load_words(), len(words) - 1
    return [word for i, word in enumerate(words) if not (0 < i < last and _folded(word) in table.connectors)]
