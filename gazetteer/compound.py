"""Names of a town and of a part of it that are written as one: "Town Hay Quarter", "Town-Quarter".

The words that begin a quarter's name are a table, `data/spelling/relations.toml`. Reports of aid workers
in Iraq write so; whether a hyphen joins two names or the words of one cannot be told from the text.
"""

from __future__ import annotations

import re
from functools import cache

from gazetteer.normalize import fold
from gazetteer.resources import load_table
from gazetteer.words import load_words, strip_arabic_article

LEAST_LETTERS = 4
"""Letters of a name that a hyphen may join to another: shorter words before one are articles and the like."""

_HYPHEN = re.compile(r"(?<=[^\W\d_])[-‐‑](?=[^\W\d_])")
_LAST_WORD = re.compile(r"[^\W\d_]+$")


def split_quarter(text: str) -> tuple[str, str] | None:
    """The town and its quarter where a word for quarters stands inside the text; None where none does."""
    words = text.replace("-", " - ").split()
    for i in range(1, len(words) - 1):
        if _plain(words[i]) in _quarter_words():
            town = _joined(words[:i])
            return (town, _joined(words[i:])) if _names_something(town) else None
    return None


def split_joined(text: str) -> tuple[str, str] | None:
    """The two names that a hyphen may join, both with a capital where there are any; None without one."""
    for hyphen in _HYPHEN.finditer(text):
        first, second = text[: hyphen.start()], text[hyphen.end() :]
        last = _LAST_WORD.search(first)
        if last and len(last[0]) >= LEAST_LETTERS and not second[0].islower() and _names_something(last[0]):
            return first, second
    return None


def _joined(words: list[str]) -> str:
    return " ".join(words).replace(" - ", "-").strip(" -")


def _names_something(text: str) -> bool:
    """True where words are more than an article and one word for a kind of place: "Umm Qasr", not "Tall"."""
    table = load_words()
    words = [word for word in map(_plain, text.split()) if word not in table.articles]
    known = (table.generics, table.equivalents, _quarter_words())
    named = [word for word in words if (word,) not in table.feature_phrases]
    return len(named) > 1 or any(not any(word in group for group in known) for word in named)


def _plain(word: str) -> str:
    return strip_arabic_article(fold(word))


@cache
def _quarter_words() -> frozenset[str]:
    return frozenset(_plain(word) for word in load_table("spelling/relations.toml")["quarter"]["words"])
