"""Names that say nothing beside another of their place: the same but for marks, articles and hyphens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from gazetteer.model import Name
from gazetteer.normalize import fold
from gazetteer.toponym import analyse
from gazetteer.vocabulary import NameType, Script

NO_LANGUAGE = "und"
"""Language of romanizations, where articles and hyphens are set as one likes. Written in its own script or
world language, a name with its article is what people look for: "الطوغلي", "Al-Kut"."""


def without_copies(names: Sequence[Name], unchecked: str) -> tuple[list[Name], list[Name]]:
    """The names that stay, in order, and the copies that go.

    A copy is a name of one source alone that is written like another of that source, or any other source's
    if it is from the unchecked one. It is in the other's language, or in none told and with no more marks;
    articles and hyphens count where it is in a language. A name that has a copy in its own language takes
    the copy's source along. Names of the past are held against one another.
    """
    alike: dict[tuple[str, Script, bool], list[Name]] = {}
    for name in names:
        past = name.name_type is NameType.HISTORICAL
        if past or name.name_type in (NameType.PREFERRED, NameType.VARIANT):
            alike.setdefault((spelling(name.toponym), name.script, past), []).append(name)
    taken: dict[Name, Name] = {}
    copies: set[Name] = set()
    for group in alike.values():
        stays: list[Name] = []
        for name in sorted(group, key=lambda name: _rank(name, unchecked)):
            beside = [other for other in stays if name.sources in ((unchecked,), other.sources)]
            same = next((other for other in beside if _is_same(name, other)), None)
            marked = max(map(_marks, beside), default=-1)
            if len(name.sources) > 1 or not (same or (name.lang == NO_LANGUAGE and _marks(name) <= marked)):
                stays.append(name)
                continue
            copies.add(name)
            if same is not None:
                own = taken.get(same, same)
                taken[same] = replace(own, sources=tuple(sorted({*own.sources, *name.sources})))
    kept = [taken.get(name, name) for name in names if name not in copies]
    return kept, [name for name in names if name in copies]


def _is_same(name: Name, other: Name) -> bool:
    loose = name.lang == NO_LANGUAGE or fold(name.toponym) == fold(other.toponym)
    return loose and name.lang == other.lang


@cache
def spelling(toponym: str) -> str:
    """The folded name without articles, spaces and signs; the name itself where nothing would be left."""
    return analyse(toponym).text.replace(" ", "") or toponym


def _rank(name: Name, unchecked: str) -> tuple[bool, bool, bool, int, str]:
    return (
        name.sources == (unchecked,),
        name.lang == NO_LANGUAGE,
        name.name_type is not NameType.PREFERRED,
        -_marks(name),
        name.toponym,
    )


def _marks(name: Name) -> int:
    """Letters that ASCII lacks, of a Latin name."""
    return sum(not char.isascii() for char in name.toponym) if name.script is Script.LATIN else 0
