"""From what was found for a query to its results: as typed values, or as the JSON that they give."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import NamedTuple

import orjson

from gazetteer.answer import Match, Result, WrittenResult
from gazetteer.context import Context
from gazetteer.explain import Explainer
from gazetteer.kept import SHOWN_PLACES
from gazetteer.labels import Labels
from gazetteer.matching import Scored
from gazetteer.normalize import fold, script_of
from gazetteer.place_index import PlaceIndex
from gazetteer.query import Query
from gazetteer.ranking import best_first
from gazetteer.reading import Reading
from gazetteer.result_objects import result_object, shown_confidence
from gazetteer.store import text_hash
from gazetteer.unit_index import UnitIndex
from gazetteer.vocabulary import MatchType, Script
from gazetteer.weights import Weights
from gazetteer.written import LANGUAGE, ResultWriter

VAGUE_M = 10_000
"""How far "near X" may be from X, in metres, where the text does not say."""


class ResultMaker:
    """Makes the results of one artefact's answers."""

    def __init__(self, places: PlaceIndex, units: UnitIndex, labels: Labels, weights: Weights) -> None:
        self._places = places
        self._shown = lru_cache(maxsize=SHOWN_PLACES.entries)(labels.shown)
        self._writer = ResultWriter(places, labels)
        self._explainer = Explainer(places, units, labels, weights)

    def results(self, query: Query, scored: Scored, context: Context) -> tuple[Result, ...]:
        """The results of a query that was asked in this context, best first."""
        return tuple(
            self._result(query, scored, context, i, match_type)
            for i, match_type in self._chosen(query, scored)
        )

    def written(self, query: Query, scored: Scored, context: Context) -> tuple[WrittenResult, ...]:
        """The same as JSON; of most the pieces are there."""
        plain = query.lang == LANGUAGE and not query.explain and not scored.reading.vague
        row, number, probability = (
            scored.found.places.item,
            scored.found.names.item,
            scored.probabilities.item,
        )
        put_together = self._writer.write
        return tuple(
            [
                (put_together(row(i), number(i), match_type, probability(i)) if plain else None)
                or _write(self._result(query, scored, context, i, match_type))
                for i, match_type in self._chosen(query, scored)
            ]
        )

    def _result(
        self, query: Query, scored: Scored, context: Context, i: int, match_type: MatchType
    ) -> Result:
        name = self._places.name(scored.found.names.item(i))
        card, display, label, around = self._shown(scored.found.places.item(i), query.lang)
        display = display or name.toponym
        return Result(
            place_id=card.place_id,
            name=display,
            english=card.english,
            arabic=card.arabic,
            label=label or around.label(display),
            lat=card.lat,
            lon=card.lon,
            uncertainty_m=max(card.uncertainty_m, _vagueness_m(scored.reading)),
            confidence=scored.probabilities.item(i),
            match=Match(match_type, name),
            feature_code=card.feature_code,
            country_code=around.country_code,
            admin1=around.admin1,
            admin2=around.admin2,
            admin3=around.admin3,
            links=card.links,
            explanation=self._explainer.explain(query, context, scored, i) if query.explain else None,
        )

    def _chosen(self, query: Query, scored: Scored) -> list[tuple[int, MatchType]]:
        """Which candidates are the results, best first, and how the query met each."""
        scores, probabilities = scored.scores, scored.probabilities
        chosen = [
            i
            for i in best_first(scores, scored.found.places, query.limit)
            if probabilities.item(i) >= query.min_confidence and scores.item(i) > -math.inf
        ]
        if scored.reading.vague or not chosen:
            return [(i, MatchType.LOCALITY) for i in chosen]
        asked = _Asked.of(scored.reading.names[0])
        return [(i, self._match_type(asked, scored, i)) for i in chosen]

    def _match_type(self, asked: _Asked, scored: Scored, i: int) -> MatchType:
        """How a name was met: by its text, its skeleton in one script or another, or merely alike."""
        if scored.by_qualifier.item(i):
            return MatchType.LOCALITY
        number = scored.found.names.item(i)
        if self._places.is_written(number, asked.folded, asked.folded_hash):
            return MatchType.EXACT
        if not scored.found.same_skeleton.item(i):
            return MatchType.FUZZY
        return (
            MatchType.VARIANT if asked.script is self._places.name_script.of(number) else MatchType.ROMANIZED
        )


class _Asked(NamedTuple):
    """What a name that was asked for is compared with others by: folded, that text's hash, its script."""

    folded: str
    folded_hash: int
    script: Script

    @classmethod
    def of(cls, name: str) -> _Asked:
        folded = fold(name)
        return cls(folded, text_hash(folded), script_of(name))


def _write(result: Result) -> WrittenResult:
    return WrittenResult(orjson.dumps(result_object(result)), shown_confidence(result.confidence))


def _vagueness_m(reading: Reading) -> int:
    """How far off the place of a vague reading may be: the distance that it states, or VAGUE_M."""
    return int(reading.distance_m or VAGUE_M) if reading.vague else 0
