"""Matching: from a text and a context to scored candidates. Everything but their presentation."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache, partial, reduce
from operator import or_
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from gazetteer.anchors import Anchors, anchor_costs, find_anchors
from gazetteer.candidates import Candidates, has_text, names_of_text
from gazetteer.compound import split_stored
from gazetteer.context import Context
from gazetteer.kept import QUALIFIERS
from gazetteer.lazy_rows import below, rows_of
from gazetteer.name_index import NameIndex
from gazetteer.name_search import Meant, find_all
from gazetteer.normalize import fold
from gazetteer.place_index import PlaceIndex
from gazetteer.ranking import Shares, best_first, decide, none_score, share_out
from gazetteer.reading import Qualifier, Reading, read, with_parts
from gazetteer.scoring import PlaceScorer, context_scores, context_share, features_of
from gazetteer.toponym import analysed, contrasts_of
from gazetteer.unit_index import UnitIndex
from gazetteer.unlikeness import PARTS
from gazetteer.vocabulary import Decision, Script
from gazetteer.weights import Weights
from gazetteer.words import load_words

CANDIDATES_KEPT = 400
"""Candidates that context is weighed for: those lower down are too unlike or too many to come up."""

TOGETHER = 32
"""Texts that are searched for together: more of them fill a processor's own memory and take longer."""

_UNITS = ("A.ADM", "P.PPLA", "P.PPLC")
"""Feature codes, by their beginning, of units and their seats."""

_TOWNS = ("P.PPLA", "P.PPLC")
"""Feature codes, by their beginning, of places that have an east side, an old part and the like."""

FloatArray = npt.NDArray[np.floating]
BoolArray = npt.NDArray[np.bool_]


class Scored(NamedTuple):
    """The candidates of a text with all that is known of them, in no order.

    `components` gives the parts of `scores` in log odds, made when they are asked for; `by_qualifier` marks
    candidates that only a qualifier names, `none` is what "not in the gazetteer" scores. `probabilities` sum
    to at most 1.
    """

    reading: Reading
    anchors: tuple[Anchors, ...]
    found: Candidates
    components: Callable[[], Mapping[str, FloatArray]]
    scores: FloatArray
    none: float
    probabilities: FloatArray
    by_qualifier: BoolArray
    decision: Decision


class Matcher:
    """Matches texts against one gazetteer."""

    def __init__(self, names: NameIndex, places: PlaceIndex, units: UnitIndex, weights: Weights) -> None:
        self._names, self._places, self._units, self._weights = names, places, units, weights
        self._scorer = PlaceScorer(places, weights)
        sides = weights.qualifier.sideless
        of_codes = [0.0 if code.startswith(_UNITS) else sides for code in places.feature_code.values]
        self._sideless = np.array(of_codes)[places.feature_code.codes]
        self._anchors_of = lru_cache(maxsize=QUALIFIERS.entries)(self._find_anchors)

    def match(self, text: str, context: Context) -> Scored:
        """The candidates for a text in a context."""
        return self.match_all([(text, context)])[0]

    def match_all(self, asked: Sequence[tuple[str, Context]]) -> list[Scored]:
        """The candidates for each text in its context, as if it were asked alone.

        They are searched for together, which takes less time; the memory that it takes grows with them.
        """
        return [
            scored
            for start in range(0, len(asked), TOGETHER)
            for scored in self._match_block(asked[start : start + TOGETHER])
        ]

    def _match_block(self, asked: Sequence[tuple[str, Context]]) -> list[Scored]:
        readings = [self._read(text) for text, _ in asked]
        found = self._find(readings)
        return [
            self._scored(reading, each, features, context)
            for reading, (each, features), (_, context) in zip(readings, found, asked, strict=True)
        ]

    def _scored(self, reading: Reading, found: Candidates, features: int, context: Context) -> Scored:
        """The candidates for a reading, whose names have these feature words, weighed in a context."""
        weights = self._weights
        anchors = tuple(map(self._anchors_of, reading.qualifiers))
        none = none_score(letters_of(reading), weights) + context_share(context, self._places, weights)
        found, by_qualifier = _with_anchors(self._likeliest(found, features), anchors)
        scores = found.spelling + self._scorer.total(found.places, features)
        gained, beyond = context_scores(found.places, context, self._places, self._units, weights)
        if anchors:
            # What a qualifier names is not what was asked: how important it is says nothing of that.
            scores = np.where(by_qualifier, 0.0, scores)
            none -= weights.qualifier.told if any(a.rows for a in anchors) else 0.0
            costs = [anchor_costs(a, found.places, self._places, self._units, weights) for a in anchors]
            gained = {"by_qualifier": by_qualifier * none, "qualifier": -np.sum(costs, axis=0), **gained}
        for part in gained.values():
            scores = scores + part
        if context.strict:
            scores = np.where(beyond, -np.inf, scores)
        shares = share_out(scores, none, weights)
        decision = self._decided(reading, found, by_qualifier, shares)
        components = partial(self._components, found, features, by_qualifier, gained)
        return Scored(reading, anchors, found, components, scores, none, shares.each, by_qualifier, decision)

    def _components(
        self, found: Candidates, features: int, by_qualifier: BoolArray, gained: Mapping[str, FloatArray]
    ) -> Mapping[str, FloatArray]:
        own = {"spelling": found.spelling, **self._scorer.scores(found.places, features)}
        return {**{key: np.where(by_qualifier, 0.0, part) for key, part in own.items()}, **gained}

    def with_part(self, scored: Scored, name: str, part: FloatArray) -> Scored:
        """The same candidates with one more part of their scores, shared and decided anew."""
        scores = scored.scores + part
        shares = share_out(scores, scored.none, self._weights)
        return scored._replace(
            components=lambda: {**scored.components(), name: part},
            scores=scores,
            probabilities=shares.each,
            decision=self._decided(scored.reading, scored.found, scored.by_qualifier, shares),
        )

    def _decided(
        self, reading: Reading, found: Candidates, by_qualifier: BoolArray, shares: Shares
    ) -> Decision:
        """The decision; what a vague text or a qualifier alone names, or the other twin, is no match."""
        decision = decide(shares, self._weights)
        if decision is Decision.MATCH:
            best = shares.highest
            if reading.vague or by_qualifier[best] or self._is_other_twin(reading, found, best):
                return Decision.AMBIGUOUS
        return decision

    def _read(self, text: str) -> Reading:
        """The reading of a text: a stored name as it stands is that name, a placeholder is none."""
        if has_text(analysed(text).text, self._names):
            return Reading((text,))
        if fold(text) in load_words().placeholders:
            return Reading(())
        reading = read(text)
        if len(reading.names) > 1 or reading.aliases or reading.qualifiers:
            return reading
        parts = split_stored(reading.names[0], partial(has_text, index=self._names), self._is_unit)
        return with_parts(reading, parts) if parts else reading

    def _is_unit(self, text: str) -> bool:
        """True where a unit or the seat of one has a name of this folded text."""
        rows = self._places.name_place[names_of_text(text, self._names)].tolist()
        return any(self._places.feature_code.of(row).startswith(_UNITS) for row in rows)

    def _find(self, readings: Sequence[Reading]) -> list[tuple[Candidates, int]]:
        """For each reading the candidates for all its names, and the feature words that stand with them."""
        queries, features = [], []
        for reading in readings:
            meant = self._names_of(reading)
            names = tuple([analysed(name) for name, _ in meant])
            of_places = tuple(
                self._sideless if reading.side and name in reading.wholes else None for name, _ in meant
            )
            script = names[0].script if names else Script.OTHER
            queries.append(Meant(names, tuple(cost for _, cost in meant), of_places, script))
            features.append(reduce(or_, (features_of(name) for name in names), 0))
        return list(zip(find_all(queries, self._names, self._weights), features, strict=True))

    def _names_of(self, reading: Reading) -> list[tuple[str, float]]:
        """All names of a reading, and what it costs to have meant each."""
        weights = self._weights.qualifier
        # What something lies between is named in the order in which it is meant; other names are equal.
        later = weights.later if reading.vague else 0.0
        costs = [(name, i * later) for i, name in enumerate(reading.names)]
        if reading.aliases:
            known = any(has_text(analysed(name).text, self._names) for name in reading.names)
            alias = weights.alias_after_name if known else weights.alias
            costs += [(name, alias) for name in reading.aliases]
        costs += [(name, weights.part + i * weights.later) for i, name in enumerate(reading.wholes)]
        costs += [(name, weights.beside) for name in reading.beside]
        return costs

    def _likeliest(self, found: Candidates, features: int) -> Candidates:
        """The candidates that the context is weighed for, by their spelling and what they are."""
        if len(found.places) <= CANDIDATES_KEPT:
            return found
        scores = found.spelling + self._scorer.total(found.places, features)
        return found.take(np.array(best_first(scores, found.places, CANDIDATES_KEPT)))

    def _is_other_twin(self, reading: Reading, found: Candidates, i: int) -> bool:
        """True where the text says which twin is meant ("X Saghir") and the candidate's name does not.

        The one that is meant may not be in the gazetteer then, however important the other is. A word for a
        part of a town ("eastern Aleppo") says no such thing.
        """
        says = contrasts_of(analysed(reading.names[0])) if reading.names else 0
        if not says:
            return False
        if reading.wholes and self._places.feature_code.of(int(found.places[i])).startswith(_TOWNS):
            return False
        return bool(says & ~contrasts_of(analysed(self._places.toponym(int(found.names[i])))))

    def _find_anchors(self, qualifier: Qualifier) -> Anchors:
        return find_anchors(qualifier, self._names, self._places, self._scorer, self._weights)


def letters_of(reading: Reading) -> int:
    """Letters and digits of the name that is asked for; 0 where there is none."""
    return len(analysed(reading.names[0]).core) if reading.names else 0


def _with_anchors(found: Candidates, anchors: tuple[Anchors, ...]) -> tuple[Candidates, BoolArray]:
    """The candidates, and the places that qualifiers mean if they are not among them; these are marked."""
    if not anchors:
        return found, np.zeros(len(found.places), dtype=np.bool_)
    known = set(found.places.tolist())
    extra = {
        row: name
        for anchor in anchors
        for row, name in zip(anchor.rows, anchor.names, strict=True)
        if row not in known
    }
    marked = np.zeros(len(found.places) + len(extra), dtype=np.bool_)
    marked[len(found.places) :] = True
    if not extra:
        return found, marked
    nothing = np.zeros((len(extra), len(PARTS)), dtype=np.float32)
    return Candidates(
        np.concatenate([found.places, np.array(list(extra), dtype=found.places.dtype)]),
        np.concatenate([found.names, np.array(list(extra.values()), dtype=found.names.dtype)]),
        np.concatenate([found.spelling, np.zeros(len(extra))]),
        below((found.parts, len(found.places)), (rows_of(nothing), len(extra))),
        np.concatenate([found.same_skeleton, np.ones(len(extra), dtype=np.bool_)]),
    ), marked
