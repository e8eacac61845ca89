"""What a text says: the name that is asked for, and what it is placed by.

"Bza'a, Aleppo", "Jbela, 65 km south of Baghdad" and "بلدة حيان شمال حلب" are a name and a qualifier;
"Kafrah/Kesra village" is two names of one place, "Falluja-Al Nazal" may be a town and its quarter.
The words are a table, `data/spelling/relations.toml`.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import takewhile
from typing import NamedTuple

from gazetteer.compound import Parts, relation_words, split_joined, split_possessive, split_quarter
from gazetteer.name_words import MAX_WORDS, read_words
from gazetteer.normalize import clean_toponym, fold
from gazetteer.resources import load_table
from gazetteer.stated_distances import take_distance
from gazetteer.words import load_words

MAX_QUALIFIERS = 4
"""Qualifiers beyond these are not read: no real text has more, and each costs a lookup."""

MAX_NAMES = 3
"""Names of one place in a text: "A/B" or "A (B)"; more are not read."""


class Qualifier(NamedTuple):
    """What a place is placed by: a name, and how it lies to that.

    `relation` is the kind of the phrase ("" for none), `distance_m` how far (0: not said), `bearing_deg` on
    which side (0 north, 90 east; None: not said).
    """

    text: str
    relation: str
    distance_m: float = 0.0
    bearing_deg: float | None = None


class Reading(NamedTuple):
    """The names of the place asked for, the likeliest first, and its qualifiers, nearest first.

    `aliases` stood in brackets, where they may be another name or a qualifier, which they are too; or after a
    hyphen. `wholes` are names without the words for a part of it ("central Mosul"). `vague` says that the
    text has no name of its own and means somewhere about the first name, `distance_m` from it if that is
    said ("near Suwarah"). `beside` is a name that a unit stands beside ("Sarmin Idlib"). `side` says that
    a side of the place is meant ("west Anbar"), as lands have.
    """

    names: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    wholes: tuple[str, ...] = ()
    qualifiers: tuple[Qualifier, ...] = ()
    vague: bool = False
    distance_m: float = 0.0
    beside: tuple[str, ...] = ()
    side: bool = False


def read(text: str) -> Reading:
    """The reading of a text in any script; a text without any of the table's words is one name."""
    cleaned = clean_toponym(text)
    return Reading((cleaned,)) if _is_one_name(cleaned) else _taken_apart(cleaned)


def _is_one_name(cleaned: str) -> bool:
    """True where no sign and no word of the table could tell it apart, as in most of what is asked."""
    words = cleaned.split(" ")
    if len(words) > MAX_WORDS or not all(map(str.isalpha, words)):
        return False
    return len(words) == 1 or _telling_words().isdisjoint(map(fold, words))


@cache
def _telling_words() -> frozenset[str]:
    """All words that may part a text, folded, those for quarters with and without an article."""
    separators: dict[str, list[str]] = load_table("spelling/relations.toml")["separators"]
    phrases = [
        *_relations()[0],
        *(fold(sign) for sign in separators["qualifier"] + separators["alternative"]),
    ]
    words = {word for phrase in phrases for word in phrase.split()}
    for key in ("words", "after"):
        words |= relation_words("parts", key)
    quarters = relation_words("quarter", "words")
    return frozenset(words | quarters | {"ال" + word for word in quarters})


def _taken_apart(cleaned: str) -> Reading:
    outside, bracketed = _take_brackets(cleaned)
    pieces: list[Qualifier] = []
    for segment in _pattern("qualifier").split(outside):
        pieces.extend(_split_relations(segment))
    if not pieces:
        return Reading((cleaned,))
    for placed in filter(_is_placing, bracketed):
        pieces.extend(_split_relations(placed))
    head, *rest = [part for piece in pieces for part in _split_town(piece)]
    rest = [piece._replace(relation=piece.relation or "inside") for piece in rest]
    names = [piece.text for piece in _alternatives(head)]
    aliases = tuple(part for part in bracketed if _is_name(part) and not _is_placing(part))
    names = list(dict.fromkeys(names))[:MAX_NAMES] or [cleaned]
    wholes = [whole for name in names if (whole := _whole_of(name)) not in ("", name)]
    qualifiers = [part for piece in rest for part in _alternatives(piece)]
    qualifiers += [Qualifier(alias, "alias") for alias in aliases]
    qualifiers = [_elsewhere(qualifier) for qualifier in qualifiers]
    joined = split_joined(_whole_of(names[0]))
    if joined and wholes:
        # "Baghdad-Baquba road" is by either town rather than in a quarter of the first.
        wholes.extend(joined)
    elif joined and len(names) == 1:
        aliases += joined[1:]
        qualifiers.append(Qualifier(joined[0], "inside"))
    return Reading(
        tuple(names),
        aliases[:MAX_NAMES],
        tuple(wholes),
        tuple(qualifiers[:MAX_QUALIFIERS]),
        vague=head.relation != "",
        distance_m=head.distance_m,
        side=bool(wholes) and any(map(_is_side, names)),
    )


def with_parts(reading: Reading, parts: Parts) -> Reading:
    """The reading of a text that two names make up: either of two places, or one and what it is placed by."""
    if parts.either:
        return reading._replace(names=(parts.name, parts.other), wholes=(*reading.names, *reading.wholes))
    return reading._replace(beside=(parts.name,), qualifiers=(Qualifier(parts.other, "alias"),))


def _elsewhere(qualifier: Qualifier) -> Qualifier:
    """The qualifier as one that leads out of both countries, where it is the name of another one."""
    outside = qualifier.relation != "near" and fold(qualifier.text) in relation_words("elsewhere", "names")
    return qualifier._replace(relation="elsewhere") if outside else qualifier


def _split_town(piece: Qualifier) -> list[Qualifier]:
    """The piece, with the town that stands before its quarter in it as a piece of its own."""
    found = split_possessive(piece.text) or split_quarter(piece.text)
    if found is None:
        return [piece]
    town, quarter = found
    return [piece._replace(text=quarter), Qualifier(_whole_of(town), "inside")]


def _alternatives(piece: Qualifier) -> list[Qualifier]:
    """The names that a piece joins by "or" or a slash; of a qualifier, without the words for a part of it."""
    texts = (part.strip() for part in _pattern("alternative").split(piece.text))
    if piece.relation:
        texts = (_whole_of(text) for text in texts)
    return [piece._replace(text=text) for text in texts if text]


def _take_brackets(text: str) -> tuple[str, list[str]]:
    """The text without what stands in brackets or quotes, and that; quotes around all of it just go.

    What tells the kind of place stays with the text, as in "Jaqal (al-Kabir)".
    """
    inside: list[str] = []
    for opening, pattern in _brackets():
        if opening in text:
            inside.extend(found.strip() for found in pattern.findall(text))
            text = pattern.sub(" ", text)
    if not _is_name(text):
        return " , ".join(inside), []
    kinds = [part for part in inside if _tells_kind(part)]
    return " ".join([text.strip(), *kinds]), [part for part in inside if part not in kinds]


@cache
def _brackets() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The sign that opens each pair of brackets, and what finds such brackets with what stands in them."""
    pairs: list[str] = load_table("spelling/relations.toml")["separators"]["brackets"]
    return tuple((pair[0], _bracketed(re.escape(pair[0]), re.escape(pair[1]))) for pair in pairs)


def _bracketed(opening: str, closing: str) -> re.Pattern[str]:
    return re.compile(f"{opening}([^{opening}{closing}]*){closing}")


def _tells_kind(bracketed: str) -> bool:
    """True for a feature phrase ("village"), and for words that tell twins apart ("al-Kabir")."""
    words, _ = read_words(bracketed)
    is_feature = tuple(word.text for word in words) in load_words().feature_phrases
    return is_feature or (bool(words) and all(word.contrast for word in words))


def _is_placing(bracketed: str) -> bool:
    """True where what stands in brackets says where the place lies: "15 km east of X", "near X"."""
    pieces = _split_relations(bracketed)
    return bool(pieces) and pieces[0].relation != ""


def _is_side(name: str) -> bool:
    """True where the first words of a name say a side, beside other words for a part of it."""
    parts, sides = relation_words("parts", "words"), relation_words("parts", "sides")
    before = takewhile(parts.__contains__, map(fold, name.split()))
    return any(word in sides for word in before)


def _is_name(text: str) -> bool:
    return any(char.isalpha() for char in text)


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    signs: list[str] = load_table("spelling/relations.toml")["separators"][kind]
    return re.compile("|".join(re.escape(sign) for sign in signs), re.IGNORECASE)


class _Relation(NamedTuple):
    """How a phrase places something: its kind ("" for none), and the side that it names."""

    kind: str
    bearing_deg: float | None = None


@cache
def _relations() -> tuple[dict[str, _Relation], int]:
    """Relation by folded phrase, and the words of the longest phrase."""
    table = load_table("spelling/relations.toml")["relation"]
    phrases = {
        fold(phrase): _Relation(entry["kind"], entry.get("bearing_deg"))
        for entry in table
        for phrase in entry["phrases"]
    }
    return phrases, max(len(phrase.split()) for phrase in phrases)


def _split_relations(segment: str) -> list[Qualifier]:
    """The pieces of a segment between relation phrases; the first has none unless it begins with one."""
    phrases, longest = _relations()
    words = segment.split()[: 2 * MAX_WORDS]
    folded = [fold(word) for word in words]
    pieces: list[tuple[_Relation, list[str]]] = [(_Relation(""), [])]
    i = 0
    while i < len(words):
        for length in range(min(longest, len(words) - i - 1), 0, -1):
            found = phrases.get(" ".join(folded[i : i + length]))
            if found and not (found.kind == "of" and not _without_parts(" ".join(pieces[-1][1]))):
                pieces.append((found, []))
                i += length
                break
        else:
            pieces[-1][1].append(words[i])
            i += 1
    return _told(pieces)


def _told(pieces: list[tuple[_Relation, list[str]]]) -> list[Qualifier]:
    """Pieces that name something; one that says only a distance or a part of the next one goes into that."""
    told: list[Qualifier] = []
    relation, distance_m = _Relation(""), 0.0
    for said, words in pieces:
        relation = relation if relation.kind else said
        text, found = take_distance(" ".join(words))
        distance_m = found or distance_m
        name = _without_parts(text) if relation.kind else text
        if not _without_parts(name):
            continue
        away_m = distance_m if relation.kind else 0.0
        told.append(Qualifier(name, relation.kind, away_m, relation.bearing_deg))
        relation, distance_m = _Relation(""), 0.0
    return told


def _without_parts(text: str) -> str:
    """The text without the words before a name that only say which part of it is meant; may be empty."""
    parts = relation_words("parts", "words")
    words = text.split()
    while words and fold(words[0]) in parts:
        words.pop(0)
    return " ".join(words)


def _whole_of(text: str) -> str:
    """The text without such words before it, nor what says so after it ("Hama city centre"); may be empty."""
    parts, after = relation_words("parts", "words"), relation_words("parts", "after")
    words = _without_parts(text).split()
    if len(words) > 1 and fold(words[-1]) in after:
        while len(words) > 1 and fold(words[-1]) in parts | after:
            words.pop()
    return " ".join(words)
