"""Which names of a place are kept: each name that is not is left out by one rule, and counted under it.

The sources say the same spelling in many languages, give the translations of a famous namesake to a hamlet,
and carry copies without marks. Decided on whole places, as another source's names are the best witness.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from gazetteer.agreement import MIN_AGREEMENT, agreement, sounds
from gazetteer.copies import without_copies
from gazetteer.kurdish_cities import NO_CITIES, Cities, is_of_a_city_elsewhere
from gazetteer.misread_dots import misread_by_dots
from gazetteer.misread_groups import contested, misread_together
from gazetteer.misread_letters import misread_by_a_letter
from gazetteer.misread_rare import misread_as_rare
from gazetteer.misread_ties import contradictory, outvoted, tied
from gazetteer.misread_words import misread_in_a_word
from gazetteer.misreadings import in_doubt, misread
from gazetteer.model import Name, Place
from gazetteer.neighbour_names import NO_NEIGHBOURS, Neighbours, is_of_a_neighbour
from gazetteer.normalize import fold
from gazetteer.resources import load_table
from gazetteer.vocabulary import NameType, Script
from gazetteer.word_counts import NO_WORDS, WordCounts


class NameRule(StrEnum):
    """Why a name is left out.

    language: in a language that is not kept. script: in letters that are not read here, of no known
    language. repeated: the same spelling stays under another language. copy: a spelling stays that differs
    in marks, case, articles and hyphens alone (`copies`). misread: off by a consonant from what the place's
    other names bear out (`misreadings`, `misread_words`, `misread_groups`, `misread_dots`,
    `misread_ties`). tied: most likely so (`misread_ties`, `misread_letters`), and for people to look at.
    rare: by a word that hardly another place has, for a better one (`misread_rare`), for people to look at.
    neighbour: what a settlement nearby is called, and unlike the others (`neighbour_names`), for people to
    look at. namesake: unlike every other name of a place that bears a namesake's translations, or Kurdish
    and a city's elsewhere (`kurdish_cities`). unit: a unit's name, in Who's On First alone, that is unlike
    every other.
    """

    LANGUAGE = "language"
    SCRIPT = "script"
    REPEATED = "repeated"
    COPY = "copy"
    MISREAD = "misread"
    TIED = "tied"
    RARE = "rare"
    NEIGHBOUR = "neighbour"
    NAMESAKE = "namesake"
    UNIT = "unit"


UNCHECKED = "wof"
"""The source that takes names from Wikipedia without a look at the place."""

CONTRADICTORY = "its Arabic and its Latin name differ by a letter: one of them is misread"
"""The note of a place whose two readings nothing else bears out."""

LOCAL_LANGUAGES = frozenset({"ara", "ckb", "kmr", "kur"})


@dataclass(frozen=True, slots=True)
class Sifted:
    """A place with the names that are kept, those left out with their rule, and kept ones that stand out."""

    place: Place
    left_out: tuple[tuple[Name, NameRule], ...]
    doubtful: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class _Languages:
    order: dict[str, int]
    shown: frozenset[str]
    kept: frozenset[str]
    kurmanji_countries: frozenset[str]
    kurmanji_admin1: frozenset[str]


@cache
def _languages() -> _Languages:
    table = load_table("languages.toml")
    order = {lang: i for i, lang in enumerate((*table["shown"], *table["kept"], *table["ancient"]))}
    kurmanji = table["kurmanji"]
    return _Languages(
        order,
        frozenset(table["shown"]),
        frozenset(order),
        frozenset(kurmanji["countries"]),
        frozenset(kurmanji["admin1"]),
    )


def sift(
    place: Place,
    namesake: bool,
    cities: Cities = NO_CITIES,
    counts: WordCounts = NO_WORDS,
    neighbours: Neighbours = NO_NEIGHBOURS,
    spoken_counts: WordCounts = NO_WORDS,
) -> Sifted:
    """The place with the names to keep, at least one, and a note where these contradict each other.

    `namesake` says that a reader found the translations of a namesake on one of its rows; `cities` are the
    Kurdish names of cities and units (`kurdish_cities`), `counts` and `spoken_counts` the words of all
    places (`word_counts`), `neighbours` the places by name (`neighbour_names`).
    """
    left_out: list[tuple[Name, NameRule]] = []
    names: Sequence[Name] = [_with_dialect(name, place) for name in place.names]

    def drop(rule: NameRule, odd: Callable[[Name], bool]) -> None:
        nonlocal names
        kept = [name for name in names if not odd(name)]
        if kept:
            left_out.extend((name, rule) for name in names if odd(name))
            names = kept

    drop(NameRule.LANGUAGE, lambda name: name.lang not in _languages().kept)
    drop(NameRule.SCRIPT, lambda name: name.lang == "und" and name.script is Script.OTHER)
    names, repeated = _united(names)
    left_out.extend((name, NameRule.REPEATED) for name in repeated)
    names, copies = without_copies(names, UNCHECKED)
    left_out.extend((name, NameRule.COPY) for name in copies)
    if place.feature_class == "P":
        odd = misread(names, UNCHECKED)
        drop(NameRule.MISREAD, odd.__contains__)
        drop(NameRule.MISREAD, misread_in_a_word(names, UNCHECKED).__contains__)
        drop(NameRule.MISREAD, misread_together(names, UNCHECKED).__contains__)
        drop(NameRule.MISREAD, misread_by_dots(names, UNCHECKED, counts).__contains__)
        drop(NameRule.MISREAD, outvoted(names, UNCHECKED, counts).__contains__)
        drop(NameRule.TIED, tied(names, UNCHECKED, counts).__contains__)
        drop(NameRule.TIED, misread_by_a_letter(names, UNCHECKED).__contains__)
        drop(NameRule.RARE, misread_as_rare(names, UNCHECKED, spoken_counts).__contains__)
        present = tuple(names)
        drop(
            NameRule.NEIGHBOUR,
            lambda name: is_of_a_neighbour(name, place, present, neighbours, UNCHECKED),
        )
    alone = _standing_out(names)
    drop(NameRule.NAMESAKE, lambda name: namesake and name in alone and _is_translation(name, names))
    drop(NameRule.UNIT, lambda name: name in alone and _is_unchecked_unit_name(name, place))
    drop(NameRule.NAMESAKE, lambda name: is_of_a_city_elsewhere(name, place, names, cities))
    unsure: set[Name] = set()
    if place.feature_class == "P":
        unsure = in_doubt(names, UNCHECKED) | contested(names, UNCHECKED)
        if contradictory(names, UNCHECKED):
            place = replace(place, note="; ".join(filter(None, (place.note, CONTRADICTORY))))
    doubtful = tuple(name for name in names if name in alone or name in unsure)
    return Sifted(replace(place, names=tuple(_one_preferred(names))), tuple(left_out), doubtful)


def _with_dialect(name: Name, place: Place) -> Name:
    """A settlement's name, with Kurdish in Arabic letters told apart by where the place lies."""
    told = _languages()
    kurmanji = (
        place.units.country_code in told.kurmanji_countries or place.units.admin1 in told.kurmanji_admin1
    )
    if (
        name.lang == "ckb"
        and name.script is Script.ARABIC
        and kurmanji
        and place.feature_code.startswith("P.")
    ):
        return replace(name, lang="kmr")
    return name


def _united(names: Iterable[Name]) -> tuple[list[Name], list[Name]]:
    """A row for each spelling and language shown, with all sources of that spelling; and the other rows."""
    spellings: dict[tuple[str, Script], list[Name]] = {}
    for name in names:
        spellings.setdefault((name.toponym, name.script), []).append(name)
    kept: list[Name] = []
    repeated: list[Name] = []
    for group in spellings.values():
        group.sort(key=lambda name: _languages().order.get(name.lang, len(_languages().order)))
        shown = {name.lang: name for name in reversed(group) if name.lang in _languages().shown}
        stays = list(reversed(shown.values())) or group[:1]
        goes = [name for name in group if not any(name is kept_one for kept_one in stays)]
        repeated.extend(goes)
        first = stays[0]
        unlabelled = [name for name in goes if name.lang == "und"]
        stays[0] = replace(
            first,
            sources=tuple(sorted({source for name in (first, *goes) for source in name.sources})),
            name_type=min((name.name_type for name in (first, *unlabelled)), key=list(NameType).index),
            romanization=max(name.romanization for name in (first, *goes)),
        )
        kept.extend(stays)
    return kept, repeated


def _standing_out(names: Sequence[Name]) -> set[Name]:
    """Names that agree with no other of the place; one spelling in two languages bears itself out."""
    present = [name for name in names if name.name_type is not NameType.CODE and sounds(name.toponym)]
    texts = {name: fold(name.toponym) for name in present}
    alone: set[Name] = set()
    for name in present:
        if name.name_type is NameType.HISTORICAL or name.lang == "und":
            continue
        others = [other for other in present if other is not name]
        if others and not any(
            texts[other] == texts[name] or agreement(other.toponym, name.toponym) >= MIN_AGREEMENT
            for other in others
        ):
            alone.add(name)
    return alone


def _is_translation(name: Name, names: Sequence[Name]) -> bool:
    """True for a local name in the unchecked source alone, where the place has another name of its script.

    Names of one consonant are too short to tell.
    """
    return (
        name.sources == (UNCHECKED,)
        and name.lang in LOCAL_LANGUAGES
        and any(other.script is name.script for other in names if other is not name)
        and max(len(sound.skeleton) for sound in sounds(name.toponym)) > 1
    )


def _is_unchecked_unit_name(name: Name, place: Place) -> bool:
    return place.feature_class == "A" and name.sources == (UNCHECKED,)


def _one_preferred(names: Iterable[Name]) -> Iterator[Name]:
    """The names, a preferred one made a variant where its sources all prefer another in that language."""
    taken: set[tuple[str, str]] = set()
    for name in sorted(names, key=lambda name: -len(name.sources)):
        claims = {(source, name.lang) for source in name.sources}
        if name.name_type is NameType.PREFERRED and claims <= taken:
            yield replace(name, name_type=NameType.VARIANT)
            continue
        if name.name_type is NameType.PREFERRED:
            taken |= claims
        yield name
