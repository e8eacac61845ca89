"""Twins of the gazetteer: places near each other that one word, or their kind, tells apart.

Pairs are drawn with a fixed seed: Kabir against Saghir, Sharqi against Gharbi, Fawqani against Tahtani, Jadid
against Qadim, a village against an airbase or a hill of its name. And names whose twin does not exist.
"""

from __future__ import annotations

import random
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from gazetteer.geometry import distance_m
from gazetteer.model import Name, Place
from gazetteer.normalize import fold
from gazetteer.romanize import word_sound
from gazetteer.toponym import Form, analyse
from gazetteer.vocabulary import NameType, Script
from gazetteer.words import contrast_of, load_words, strip_arabic_article

SEED = 20_240_601
MOST_APART_M = 30_000
"""Farther apart they are namesakes that happen to differ, not twins."""

TABLE: dict[str, Any] = tomllib.loads(Path(__file__).with_name("twins.toml").read_text("utf-8"))


@dataclass(frozen=True)
class Member:
    """One of two twins, and those of its names that tell it from the other."""

    place: Place
    names: tuple[Name, ...]


@dataclass(frozen=True)
class Pair:
    """Two twins; `wording` says by script how a question tells them apart, where their names do not."""

    kind: str
    one: Member
    other: Member
    wordings: tuple[dict[str, str], dict[str, str]] | None = None


_Key = tuple[str, str, int]


def draw_pairs(places: Sequence[Place], count: int) -> list[Pair]:
    """So many pairs, as evenly as there are over the kinds; each place in one pair at most."""
    found = [list(pairs) for pairs in (*_contrast_pairs(places), _kind_pairs(places))]
    rng = random.Random(SEED)
    for pairs in found:
        rng.shuffle(pairs)
    drawn: list[Pair] = []
    taken: set[str] = set()
    while len(drawn) < count and any(found):
        for pairs in found:
            while pairs:
                pair = pairs.pop()
                ids = {pair.one.place.place_id, pair.other.place.place_id}
                if not ids & taken:
                    taken |= ids
                    drawn.append(pair)
                    break
    return drawn[:count]


def contrast_bits(value: str) -> int:
    """The bit of a contrast value such as "large"."""
    return 1 << load_words().contrast_names.index(value)


def told_names(places: Iterable[Place]) -> Iterator[tuple[Place, Name, Form]]:
    """Names with a contrast word, and the form in which it is set aside."""
    for place in places:
        for name in place.names:
            words = fold(name.toponym).split()
            if name.name_type in (NameType.HISTORICAL, NameType.CODE) or len(words) < 2:
                continue
            if any(_is_contrast(strip_arabic_article(word)) for word in words):
                yield from ((place, name, form) for form in analyse(name.toponym).forms[:1] if form.contrasts)


@cache
def _is_contrast(word: str) -> bool:
    return contrast_of(word, word_sound(word).vowelled) > 0


def _contrast_pairs(places: Sequence[Place]) -> Iterator[Iterator[Pair]]:
    groups: dict[_Key, dict[str, dict[int, list[Name]]]] = defaultdict(
        lambda: defaultdict(lambda: defaultdict(list))
    )
    by_id = {place.place_id: place for place in places}
    said: dict[str, int] = defaultdict(int)
    for place, name, form in told_names(places):
        groups[place.units.admin1, form.sound.skeleton, form.generics][place.place_id][form.contrasts].append(
            name
        )
        said[place.place_id] |= form.contrasts
    for kind in TABLE["kind"]:
        yield _pairs_of_kind(kind, groups, by_id, said)


def _pairs_of_kind(
    kind: dict[str, Any],
    groups: dict[_Key, dict[str, dict[int, list[Name]]]],
    by_id: dict[str, Place],
    said: dict[str, int],
) -> Iterator[Pair]:
    for values in kind["values"]:
        left, right = map(contrast_bits, values)
        for _, members in sorted(groups.items()):
            ones = [i for i, told in members.items() if left in told and said[i] == left]
            others = [i for i, told in members.items() if right in told and said[i] == right]
            for i in ones:
                for j in others:
                    one, other = by_id[i], by_id[j]
                    if _is_near(one, other):
                        yield Pair(
                            kind["name"],
                            Member(one, tuple(members[i][left])),
                            Member(other, tuple(members[j][right])),
                        )


def _is_near(one: Place, other: Place) -> bool:
    here, there = one.position, other.position
    return distance_m(here.lat, here.lon, there.lat, there.lon) <= MOST_APART_M


def _kind_pairs(places: Sequence[Place]) -> Iterator[Pair]:
    """Villages against airbases and hills of their name; the question says which by a word for the kind."""
    against = TABLE["against"]
    others: dict[tuple[str, str], list[tuple[Place, Name, dict[str, str]]]] = defaultdict(list)
    for place in places:
        for kind in against["other"]:
            if place.feature_code.startswith(tuple(kind["codes"])):
                for name in place.names:
                    others[place.units.admin1, _bare_skeleton(name)].append((place, name, kind["words"]))
    for place in places:
        if place.feature_code not in against["village"]:
            continue
        for name in place.names:
            for other, its_name, words in others.get((place.units.admin1, _bare_skeleton(name)), ()):
                if its_name.script is name.script and _is_near(place, other) and _bare_skeleton(name):
                    yield Pair(
                        "kind",
                        Member(place, (name,)),
                        Member(other, (its_name,)),
                        (against["words_village"], words),
                    )


def _bare_skeleton(name: Name) -> str:
    """The skeleton of a name without feature words; "" for one of a script that is not asked in."""
    if name.script not in (Script.LATIN, Script.ARABIC) or name.name_type in (
        NameType.HISTORICAL,
        NameType.CODE,
    ):
        return ""
    forms = analyse(name.toponym).forms
    return (
        next((form.sound.skeleton for form in forms if form.features), forms[0].sound.skeleton)
        if forms
        else ""
    )
