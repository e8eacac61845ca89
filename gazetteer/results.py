"""From what was found for a query to its results: as typed values, or as the JSON text that they give."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from gazetteer.answer import Match, Result, WrittenResult
from gazetteer.cards import json_text
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
        return tuple(self._result(query, scored, context, i) for i in _chosen(query, scored))

    def written(self, query: Query, scored: Scored, context: Context) -> tuple[WrittenResult, ...]:
        """The same as JSON text; of most the pieces are there."""
        plain = query.lang == LANGUAGE and not query.explain and not scored.reading.vague
        return tuple(
            (self._written(scored, i) if plain else None) or _write(self._result(query, scored, context, i))
            for i in _chosen(query, scored)
        )

    def _written(self, scored: Scored, i: int) -> WrittenResult | None:
        row, number = scored.found.places.item(i), scored.found.names.item(i)
        return self._writer.write(row, number, self._match_type(scored, i), scored.probabilities.item(i))

    def _result(self, query: Query, scored: Scored, context: Context, i: int) -> Result:
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
            match=Match(self._match_type(scored, i), name),
            feature_code=card.feature_code,
            country_code=around.country_code,
            admin1=around.admin1,
            admin2=around.admin2,
            admin3=around.admin3,
            links=card.links,
            explanation=self._explainer.explain(query, context, scored, i) if query.explain else None,
        )

    def _match_type(self, scored: Scored, i: int) -> MatchType:
        """How the query met a name: by its text, its skeleton in one script or another, or merely alike."""
        if scored.reading.vague or scored.by_qualifier[i]:
            return MatchType.LOCALITY
        folded, folded_hash, script = _folded(scored.reading.names[0])
        number = scored.found.names.item(i)
        if self._places.is_written(number, folded, folded_hash):
            return MatchType.EXACT
        if not scored.found.same_skeleton[i]:
            return MatchType.FUZZY
        return MatchType.VARIANT if script is self._places.name_script.of(number) else MatchType.ROMANIZED


def _write(result: Result) -> WrittenResult:
    return WrittenResult(json_text(result_object(result)), shown_confidence(result.confidence))


def _chosen(query: Query, scored: Scored) -> list[int]:
    """Which candidates are the results, best first."""
    scores, probabilities = scored.scores, scored.probabilities
    return [
        i
        for i in best_first(scores, scored.found.places, query.limit).tolist()
        if scores[i] > -np.inf and probabilities[i] >= query.min_confidence
    ]


def _vagueness_m(reading: Reading) -> int:
    """How far off the place of a vague reading may be: the distance that it states, or VAGUE_M."""
    return int(reading.distance_m or VAGUE_M) if reading.vague else 0


@lru_cache(maxsize=16)
def _folded(query: str) -> tuple[str, int, Script]:
    """The folded text of a query, that text's hash, and the script, which each of its results asks for."""
    folded = fold(query)
    return folded, text_hash(folded), script_of(query)
