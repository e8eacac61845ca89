"""Places for a name that is still being typed: by its letters, by its sound, and by what is near its sound.

Each way of meeting is a range in a sorted table: folded texts that begin so, texts with a later word that
does, consonant skeletons that do (which cross scripts), and skeletons one slip away. A place counts by the
cheapest way that it is met, by how important it is, and by how near the focus.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import Levenshtein

from gazetteer.geometry import distances_m
from gazetteer.labels import Labels, PlaceSummary
from gazetteer.name_index import NameIndex, is_unvowelled, skeleton_key
from gazetteer.normalize import fold, script_of
from gazetteer.place_index import PlaceIndex
from gazetteer.query import Point
from gazetteer.store import Array
from gazetteer.suggest_index import LAST, SuggestIndex, groups_between, range_of_prefix
from gazetteer.toponym import Toponym, analyse
from gazetteer.words import load_words

MAX_SUGGESTIONS = 20
DEFAULT_SUGGESTIONS = 8

FUZZY_FROM = 3
"""Letters from which a slip is forgiven: of two, every name is one slip away."""

SOUND_FROM = 2
"""Consonants, or FUZZY_FROM letters, from which the sound is looked at: one begins a tenth of all names."""

WORD_FROM = 2
"""Letters of the last word from which it is read as the beginning of a word with several spellings."""

SLIP_LETTERS = 6
"""Consonants in which a slip is looked for; what comes after them has narrowed enough."""

MET_COST = {"whole": -0.15, "text": 0.0, "word": 0.12, "sound": 0.2, "slip": 0.45}
"""What each way of meeting costs, in units of importance (0-1): a capital met by a slip still comes after
a town that is met by its letters."""

VOWEL_COST = 0.5
"""Of a sound all of whose vowels differ."""

ACROSS_COST = 0.1
"""Of a sound met in another script than was typed: who types Arabic looks for Arabic."""

FOCUS_GAIN = 0.4
FOCUS_KM = 40.0
"""What a place at the focus gains; half of it at this distance."""

COMPARED = 200
"""Names met by sound whose vowels are compared, the most important ones."""

SORTED_FOR_EACH = 16
"""Names that are put in order for each place to offer, at first: most places are met by a few names."""

_ARTICLE = "ال"

FloatArray = npt.NDArray[np.floating]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A place to offer, and its name that met what was typed."""

    place: PlaceSummary
    matched: str


class Suggester:
    """Offers places of one gazetteer."""

    def __init__(self, index: SuggestIndex, names: NameIndex, places: PlaceIndex, labels: Labels) -> None:
        self._index, self._names, self._places, self._labels = index, names, places, labels
        self._letters = sorted({letter for skeleton in names.skeletons for letter in skeleton})

    def suggest(
        self,
        prefix: str,
        limit: int,
        focus: Point | None = None,
        chosen: npt.NDArray[np.bool_] | None = None,
        lang: str = "en",
    ) -> tuple[Suggestion, ...]:
        """At most `limit` places for what was typed, best first; `chosen` marks the rows that may be."""
        found = list(self._met(prefix))
        rows = self._best(found, limit, focus, chosen)
        if len(rows) < limit and _letters(prefix) >= FUZZY_FROM:
            found += self._met_by_slip(prefix)
            rows = self._best(found, limit, focus, chosen)
        return tuple(
            Suggestion(self._labels.summary(row, lang), self._places.toponym(name)) for row, name in rows
        )

    def _best(
        self,
        found: list[tuple[Array, FloatArray]],
        limit: int,
        focus: Point | None,
        chosen: npt.NDArray[np.bool_] | None,
    ) -> list[tuple[int, int]]:
        """Row and name of the best places among names with their costs."""
        if not found:
            return []
        names = np.concatenate([part[0] for part in found]).astype(np.int64)
        scores = -np.concatenate([part[1] for part in found])
        rows = self._places.name_place[names].astype(np.int64)
        if chosen is not None:
            kept = chosen[rows]
            names, scores, rows = names[kept], scores[kept], rows[kept]
        scores = scores + self._places.importance[rows]
        if focus is not None:
            away_km = distances_m(focus.lat, focus.lon, self._places.lat[rows], self._places.lon[rows]) / 1000
            scores = scores + FOCUS_GAIN / (1 + away_km / FOCUS_KM)
        return best_of_rows(rows, names, scores, limit)

    def _met(self, prefix: str) -> Iterator[tuple[Array, FloatArray]]:
        """Names by their letters and their sound, with what each meeting costs."""
        for typed in _readings(prefix):
            if not typed.text:
                continue
            first, end = range_of_prefix(self._names.texts, typed.text)
            names = groups_between(self._names.text_names, first, end)
            costs = np.full(len(names), MET_COST["text"])
            if first < end and self._names.texts[first] == typed.text:
                costs[: len(self._names.text_names.of(first))] = MET_COST["whole"]
            yield names, costs
            tails = range_of_prefix(self._index.tails, typed.text)
            texts = groups_between(self._index.tail_texts, *tails)
            names, _ = self._names.text_names.of_many(texts)
            yield names, np.full(len(names), MET_COST["word"])
            if typed.forms and (
                len(skeleton_key(typed.forms[0])) >= SOUND_FROM or _letters(prefix) >= FUZZY_FROM
            ):
                same = range_of_prefix(self._names.skeletons, skeleton_key(typed.forms[0]))
                yield self._by_sound(prefix, typed, [same], MET_COST["sound"])

    def _met_by_slip(self, prefix: str) -> Iterator[tuple[Array, FloatArray]]:
        for typed in _readings(prefix):
            if typed.forms and len(skeleton_key(typed.forms[0])) >= SOUND_FROM:
                slips = self._slips(skeleton_key(typed.forms[0]))
                yield self._by_sound(prefix, typed, slips, MET_COST["slip"])

    def _by_sound(
        self, prefix: str, typed: Toponym, ranges: Iterable[tuple[int, int]], cost: float
    ) -> tuple[Array, FloatArray]:
        """Names whose skeleton is in these ranges; the vowels of the most important ones are compared."""
        names = self._names
        forms = np.concatenate([np.zeros(0, np.int64), *(names.forms_between(*span) for span in ranges)])
        found, owner = names.form_names.of_many(forms)
        costs = np.full(len(found), cost + VOWEL_COST)
        importance = self._places.importance[self._places.name_place[found]]
        looked_at = np.arange(len(found))
        if len(found) > COMPARED:
            looked_at = np.argpartition(-importance, COMPARED)[:COMPARED]
        sound = typed.forms[0].sound
        bare = is_unvowelled(script_of(prefix))
        across = self._places.name_script.codes[found] != self._places.name_script.code_of(script_of(prefix))
        sounds = names.sounds_of(forms[owner[looked_at]])
        met = zip(looked_at.tolist(), sounds.tolist(), names.consonants_of(sounds).tolist(), strict=True)
        for i, other_sound, consonants in met:
            if bare or names.sound_unvowelled[other_sound]:
                mine, other = sound.consonants, names.consonants[consonants]
            else:
                mine, other = sound.vowelled, names.vowelled[other_sound]
            costs[i] = cost + VOWEL_COST * _unlike(mine, other)
        return found, costs + ACROSS_COST * across

    def _slips(self, skeleton: str) -> Iterator[tuple[int, int]]:
        """Ranges of stored skeletons that begin one letter added, left out, changed or swapped away."""
        known = self._names.skeletons
        head, rest = skeleton[:SLIP_LETTERS], skeleton[SLIP_LETTERS:]
        for changed in _one_slip_away(head, self._letters) - {head}:
            candidate = changed + rest
            first = bisect_left(known, candidate)
            if len(candidate) >= SOUND_FROM and first < len(known) and known[first].startswith(candidate):
                yield first, bisect_left(known, candidate + LAST)


def best_of_rows(rows: Array, names: Array, scores: FloatArray, limit: int) -> list[tuple[int, int]]:
    """At most `limit` rows, each with its name that scores best; the best first, of equals the lower name.

    Two letters meet tens of thousands of names, so only the best are put in order, as many as it takes.
    """
    looked_at = SORTED_FOR_EACH * limit
    while True:
        chosen = np.arange(len(scores))
        if looked_at < len(scores):
            chosen = np.flatnonzero(scores >= np.partition(scores, -looked_at)[-looked_at])
        order = chosen[np.lexsort((names[chosen], -scores[chosen]))]
        best: dict[int, int] = {}
        for row, name in zip(rows[order].tolist(), names[order].tolist(), strict=True):
            best.setdefault(row, name)
            if len(best) == limit:
                break
        if len(best) == limit or looked_at >= len(scores):
            return list(best.items())
        looked_at *= SORTED_FOR_EACH


def _one_slip_away(head: str, letters: Sequence[str]) -> set[str]:
    """All that a text may be but for one letter added, left out or changed, or two neighbours swapped."""
    made: set[str] = set()
    for i in range(len(head) + 1):
        before, after = head[:i], head[i:]
        made.update(before + letter + after for letter in letters)
        if after:
            made.add(before + after[1:])
            made.update(before + letter + after[1:] for letter in letters)
        if len(after) > 1:
            made.add(before + after[1] + after[0] + after[2:])
    return made


def _letters(prefix: str) -> int:
    return sum(char.isalnum() for char in prefix)


def _unlike(mine: str, other: str) -> float:
    """0-1: how much of what was typed differs from as much of the other."""
    return Levenshtein.distance(mine, other[: len(mine)]) / len(mine) if mine else 0.0


def _readings(prefix: str) -> list[Toponym]:
    """What was typed, and what its last word may become.

    It may be an article, or begin with one ("dayr az", "الر"), or be going to be a word that is filed under
    another spelling ("dei" of "deir", which is filed as "dayr").
    """
    *before, last = prefix.split() or [""]
    folded, words = fold(last), load_words()
    ends = [last]
    if before and folded in words.articles | words.assimilated | {_ARTICLE[0]}:
        ends.append("")
    elif folded.startswith(_ARTICLE) and len(folded) > len(_ARTICLE):
        ends.append(folded.removeprefix(_ARTICLE))
    if len(folded) >= WORD_FROM:
        ends += {
            filed for word, filed in words.equivalents.items() if word.startswith(folded) and word != folded
        }
    readings = [analyse(" ".join([*before, end])) for end in ends]
    return list({reading.text: reading for reading in readings}.values())
