"""From what was found for a query to its results: as typed values, or as the JSON that they give."""

from __future__ import annotations

import math
from functools import lru_cache

import orjson

from gazetteer.answer import Match, Result, WrittenResult
from gazetteer.context import Context
from gazetteer.explain import Explainer
from gazetteer.kept import SHOWN_PLACES
from gazetteer.labels import Labels
from gazetteer.matching import Scored
from gazetteer.normalize import fold
from gazetteer.place_index import PlaceIndex
from gazetteer.query import Query
from gazetteer.ranking import best_first
from gazetteer.reading import Reading
from gazetteer.result_objects import result_object, shown_confidence
from gazetteer.store import text_hash
from gazetteer.toponym import analysed
from gazetteer.unit_index import UnitIndex
from gazetteer.vocabulary import MatchType
from gazetteer.weights import Weights
from gazetteer.written import LANGUAGE, Chosen, ResultWriter

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
        chosen = _chosen(query, scored)
        return tuple(
            self._result(query, scored, context, i, match_type)
            for i, match_type in zip(chosen, self._match_types(scored, chosen), strict=True)
        )

    def written(self, query: Query, scored: Scored, context: Context) -> tuple[WrittenResult, ...]:
        """The same as JSON; of most the pieces are there."""
        if query.lang != LANGUAGE or query.explain or scored.reading.vague:
            return tuple(map(_write, self.results(query, scored, context)))
        chosen, found = _chosen(query, scored), scored.found
        match_types = self._match_types(scored, chosen)
        written = self._writer.write(
            Chosen(found.places, found.names, scored.probabilities, chosen, match_types)
        )
        return tuple(
            [
                each or _write(self._result(query, scored, context, i, match_type))
                for each, i, match_type in zip(written, chosen, match_types, strict=True)
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

    def _match_types(self, scored: Scored, chosen: list[int]) -> list[MatchType]:
        """How each was met: by its text, its skeleton in one script or another, or merely alike."""
        if scored.reading.vague or not chosen:
            return [MatchType.LOCALITY] * len(chosen)
        asked = scored.reading.names[0]
        folded, script = fold(asked), analysed(asked).script
        folded_hash = text_hash(folded)
        numbers, same_skeleton = scored.found.names.item, scored.found.same_skeleton.item
        by_qualifier, is_written = scored.by_qualifier.item, self._places.is_written
        script_of_name = self._places.name_script.of
        met = []
        for i in chosen:
            number = numbers(i)
            if by_qualifier(i):
                met.append(MatchType.LOCALITY)
            elif is_written(number, folded, folded_hash):
                met.append(MatchType.EXACT)
            elif not same_skeleton(i):
                met.append(MatchType.FUZZY)
            else:
                own = script is script_of_name(number)
                met.append(MatchType.VARIANT if own else MatchType.ROMANIZED)
        return met


def _chosen(query: Query, scored: Scored) -> list[int]:
    """Which candidates are the results, best first."""
    scores, probability = scored.scores, scored.probabilities.item
    best = best_first(scores, scored.found.places, query.limit)
    # As they come best first, the last ones fall short.
    while best and not (probability(best[-1]) >= query.min_confidence and scores.item(best[-1]) > -math.inf):
        best.pop()
    return best


def _write(result: Result) -> WrittenResult:
    return WrittenResult(orjson.dumps(result_object(result)), shown_confidence(result.confidence))


def _vagueness_m(reading: Reading) -> int:
    """How far off the place of a vague reading may be: the distance that it states, or VAGUE_M."""
    return int(reading.distance_m or VAGUE_M) if reading.vague else 0
