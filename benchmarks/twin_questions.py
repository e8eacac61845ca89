"""Questions about twins: their names in another script and in spellings that the gazetteer does not have."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rapidfuzz.distance import Levenshtein

from benchmarks.twin_pairs import SEED, TABLE, Member, Pair, draw_pairs, told_names
from gazetteer.model import Name, Place
from gazetteer.name_words import is_article
from gazetteer.normalize import fold
from gazetteer.toponym import Form, analyse
from gazetteer.vocabulary import Script
from gazetteer.words import contrasts_conflict, strip_arabic_article

PAIRS = 200
ABSENT = 200
"""Names whose twin does not exist."""

_LATIN = ("press", "french", "joined")


@dataclass(frozen=True)
class Question:
    """One name to ask, the place that is meant, and its twin; "" for a twin that does not exist.

    Where the twin does not exist, it is what the name says, and the place is the one that it must not match.
    """

    kind: str
    spelling: str
    query: str
    place: str
    twin: str


def questions(places: Sequence[Place]) -> list[Question]:
    """Two or three questions about each member of PAIRS pairs, and two about each of ABSENT twins."""
    stored = {fold(name.toponym) for place in places for name in place.names}
    asked: list[Question] = []
    pairs = 0
    for pair in draw_pairs(places, PAIRS * 3):
        both = list(_of_pair(pair, stored))
        if both and pairs < PAIRS:
            pairs += 1
            asked.extend(both)
    return asked + _of_absent(places, stored)


def _of_pair(pair: Pair, stored: set[str]) -> Iterator[Question]:
    """The questions about both members; none unless each can be asked in two scripts."""
    members = (pair.one, pair.other)
    asked = [
        [
            Question(pair.kind, spelling, query, member.place.place_id, other.place.place_id)
            for spelling, query in _spellings(member, pair.wordings[side] if pair.wordings else {}, stored)
        ]
        for side, (member, other) in enumerate((members, members[::-1]))
    ]
    if all(len(questions) > 1 for questions in asked):
        yield from (question for questions in asked for question in questions)


def _spellings(member: Member, wording: dict[str, str], stored: set[str]) -> Iterator[tuple[str, str]]:
    """Scheme and spelling, one for each script; Latin in the first scheme, in turn, that is not stored."""
    turn = sum(map(ord, member.place.place_id)) % len(_LATIN)
    latin = [*_LATIN[turn:], *_LATIN[:turn]]
    for script, schemes in ((Script.LATIN, latin), (Script.LATIN, ["cyrillic"]), (Script.ARABIC, ["arabic"])):
        name = _base(member.names, script)
        spelt = ((scheme, respelt(name, scheme)) for scheme in schemes if name)
        fresh = ((scheme, text) for scheme, text in spelt if fold(text) not in stored)
        for scheme, text in list(fresh)[:1]:
            target = "Cyrl" if scheme == "cyrillic" else script.value
            yield scheme, wording.get(target, "{}").format(text)


def _base(names: Sequence[Name], script: Script) -> str:
    """The name to spell anew, one with marks before others; "" where there is none in the script."""
    own = [n.toponym for n in names if n.script is script and not set(fold(n.toponym).split()) & _english()]
    return max(own, key=lambda toponym: (not toponym.isascii(), toponym), default="")


def _english() -> set[str]:
    return set(TABLE["english"]["words"])


def respelt(name: str, scheme: str) -> str:
    """The name as a scheme of the table spells it, in small letters."""
    (entry,) = (entry for entry in TABLE["scheme"] if entry["name"] == scheme)
    text = fold(name) if entry.get("plain") else name.lower()
    for pattern, to in entry["rules"]:
        text = re.sub(pattern, to, text)
    bare = (char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    return unicodedata.normalize("NFC", "".join(bare) if entry["script"] == "Latn" else text).strip()


def _of_absent(places: Sequence[Place], stored: set[str]) -> list[Question]:
    """Names with the contrast word of a twin that no place bears, nor one whose name sounds alike."""
    told = list(told_names(places))
    said: dict[str, set[int]] = {}
    for _, name, form in told:
        for skeleton in {
            form.sound.skeleton,
            *(other.sound.skeleton for other in analyse(name.toponym).forms),
        }:
            said.setdefault(skeleton, set()).add(form.contrasts)
    random.Random(SEED).shuffle(told)
    found: dict[str, list[Question]] = {}
    for place, name, form in told:
        if place.place_id in found or not _is_plain(place, name, form):
            continue
        asked = list(_swapped(place, name, form, said, stored))
        if asked:
            found[place.place_id] = asked
        if len(found) == ABSENT:
            break
    return [question for asked in found.values() for question in asked]


def _is_plain(place: Place, name: Name, form: Form) -> bool:
    """True for one name, long enough to be told, of a settlement; a quarter is a part of its town."""
    settled = place.feature_code.startswith("P.") and place.feature_code != "P.PPLX"
    return settled and len(form.sound.skeleton) >= 3 and " - " not in name.toponym


def _swapped(
    place: Place, name: Name, form: Form, said: dict[str, set[int]], stored: set[str]
) -> Iterator[Question]:
    text = _with_other_word(name.toponym)
    if not text or fold(text) in stored:
        return
    renamed = replace(place, names=(replace(name, toponym=text),))
    other = next((told for _, _, told in told_names([renamed])), None)
    if other is None or not contrasts_conflict(form.contrasts, other.contrasts):
        return
    sounds = {form.sound.skeleton for form in analyse(text).forms}
    near = (
        told for sound in sounds for known, told in said.items() if Levenshtein.distance(sound, known) < 2
    )
    if any(other.contrasts & contrasts for told in near for contrasts in told):
        return
    yield Question("absent", "as stored", text, place.place_id, "")
    if name.script is Script.LATIN and not set(fold(text).split()) & _english():
        yield Question("absent", "cyrillic", respelt(text, "cyrillic"), place.place_id, "")


def _with_other_word(toponym: str) -> str:
    """The name in small letters with its contrast word for the one beside it; "" where the table has none."""
    pairs = {fold(word): other for pair in TABLE["swaps"]["pairs"] for word, other in (pair, pair[::-1])}
    words = toponym.lower().split()
    for i, word in enumerate(words):
        folded = fold(word).replace(" ", "")
        bare = strip_arabic_article(folded)
        other = pairs.get(bare)
        if other is None:
            continue
        if i and is_article(fold(words[i - 1]), folded):
            words[i - 1] = "al"
        words[i] = other if bare == folded else f"ال{other}"
        return " ".join(words)
    return ""
