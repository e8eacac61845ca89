"""The facade: one object over an opened artefact that answers everything the outside may ask."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from pathlib import Path

from gazetteer.answer import (
    Answer,
    DocumentReading,
    Result,
    UnderstoodQualifier,
    UnitLabel,
    WrittenAnswer,
)
from gazetteer.answer_cache import AnswerCache
from gazetteer.atlas import Atlas
from gazetteer.cards import display_name
from gazetteer.compile import default_artefact_path, ensure_artefact
from gazetteer.context import Context
from gazetteer.document_matching import Asked, DocumentMatcher
from gazetteer.errors import InvalidQuery, PlaceNotFound
from gazetteer.kept import UNITS
from gazetteer.labels import Labels
from gazetteer.matching import Matcher, Scored
from gazetteer.model import Place
from gazetteer.name_index import NameIndex
from gazetteer.place_index import PlaceIndex
from gazetteer.query import Point, Query, feature_codes
from gazetteer.results import ResultMaker
from gazetteer.store import Artefact
from gazetteer.unit_index import Unit, UnitIndex
from gazetteer.unit_names import find_units
from gazetteer.vocabulary import Script
from gazetteer.weights import Weights, load_weights

ATTRIBUTION = "GeoNames, Who's On First, UN OCHA, IOM DTM Iraq and others, changed; see ATTRIBUTION.md"
"""Shown with every answer, as the sources' licences ask."""


class Resolver:
    """Answers questions from one artefact. Safe to share between threads: nothing changes but what it keeps.

    `answered` keeps answers to rows of batches, for all batches that ask it.
    """

    def __init__(self, artefact: Artefact, weights: Weights | None = None) -> None:
        self.version = artefact.version
        self.place_count = int(artefact.meta["places"])
        self.name_count = int(artefact.meta["names"])
        self._weights = weights or load_weights()
        self._places = PlaceIndex(artefact)
        self._names = NameIndex(artefact)
        self._units = UnitIndex(artefact)
        self._matcher = Matcher(self._names, self._places, self._units, self._weights)
        self._redirect_from = artefact.strings("redirect_from")
        self._redirect_to = artefact.strings("redirect_to")
        self._labels = Labels(self._places, self._units)
        self._maker = ResultMaker(self._places, self._units, self._labels, self._weights)
        self._documents = DocumentMatcher(self._matcher, self._places, self._labels, self._weights)
        self._artefact = artefact
        self.answered = AnswerCache()
        self._find_units = lru_cache(maxsize=UNITS.entries)(self._find_units_uncached)

    @classmethod
    def open(cls, path: Path | None = None) -> Resolver:
        """A resolver over the artefact at `path` (the user's cache by default), built first if need be.

        Raises ArtefactError where it would have to be built and cannot be.
        """
        return cls(ensure_artefact(path or default_artefact_path()))

    def resolve(self, query: Query, lenient: bool = False) -> Answer:
        """The places that the query's name may mean, best first.

        A unit that is not known raises InvalidQuery naming near ones; with `lenient` it is left out of
        account with a warning instead, as a batch does.
        """
        return self.resolve_all([query], lenient)[0]

    def resolve_all(self, queries: Sequence[Query], lenient: bool = False) -> list[Answer]:
        """The answer of `resolve` to each query, in order; sooner than one by one."""
        return [
            self._answer(query, scored, context, warnings, self._maker.results(query, scored, context))
            for query, scored, (context, warnings) in self._match_all(queries, lenient)
        ]

    def write(self, query: Query, lenient: bool = False) -> WrittenAnswer:
        """The answer of `resolve` with its results as JSON text, for who would only write them."""
        return self.write_all([query], lenient)[0]

    def write_all(self, queries: Sequence[Query], lenient: bool = False) -> list[WrittenAnswer]:
        """The answer of `write` to each query, in order."""
        return [
            WrittenAnswer(
                self._answer(query, scored, context, warnings), self._maker.written(query, scored, context)
            )
            for query, scored, (context, warnings) in self._match_all(queries, lenient)
        ]

    def _match_all(
        self, queries: Sequence[Query], lenient: bool
    ) -> Iterator[tuple[Query, Scored, tuple[Context, tuple[str, ...]]]]:
        asked = [self._understand(query, lenient) for query in queries]
        scored = self._matcher.match_all(
            [(query.name, context) for query, (context, _) in zip(queries, asked, strict=True)]
        )
        return zip(queries, scored, asked, strict=True)

    def resolve_document(self, queries: Sequence[Query], lenient: bool = False) -> tuple[Answer, ...]:
        """The answer to each query, in order, as names of one document that help each other.

        Queries that are alike have one answer, and the order is of no matter. Raises and warns as `resolve`
        does. All are held in memory; `stretches.py` cuts what is longer than a document.
        """
        answer_of = self.weigh_document(queries, lenient)
        answers = {query: answer_of(query) for query in dict.fromkeys(queries)}
        return tuple(answers[query] for query in queries)

    def weigh_document(self, queries: Iterable[Query], lenient: bool = False) -> Callable[[Query], Answer]:
        """What gives the answer of `resolve_document` to each of the queries, made when it is asked for.

        So a caller that writes one answer after the other never holds all of them.
        """
        asked = {query: self._understand(query, lenient) for query in queries}
        scored = self._matcher.match_all([(query.name, context) for query, (context, _) in asked.items()])
        alone = [Asked(each, context) for each, (context, _) in zip(scored, asked.values(), strict=True)]
        together = dict(zip(asked, self._documents.match(alone), strict=True))

        def answer_of(query: Query) -> Answer:
            scored, document = together[query]
            context, warnings = asked[query]
            results = self._maker.results(query, scored, context)
            return self._answer(query, scored, context, warnings, results, document)

        return answer_of

    def _answer(
        self,
        query: Query,
        scored: Scored,
        context: Context,
        warnings: tuple[str, ...],
        results: tuple[Result, ...] = (),
        document: DocumentReading | None = None,
    ) -> Answer:
        units = tuple(unit for fitting in context.units for unit in fitting)
        understood = self._understood(scored)
        return Answer(query, scored.decision, results, units, understood, warnings, document)

    def place(self, key: str) -> Place:
        """The place with this id, this former id or this link ("gn:167080"). Raises PlaceNotFound."""
        row = self._places.find(self._current_id(key))
        if row < 0:
            raise PlaceNotFound(key)
        return self._places.place(row)

    def names_of_place(self, place: Place) -> tuple[str, str]:
        """The display names of a place in Latin and Arabic script, "" where it has none."""
        return display_name(place.names, Script.LATIN), display_name(place.names, Script.ARABIC)

    def unit_labels(self, place: Place) -> tuple[UnitLabel | None, UnitLabel | None, UnitLabel | None]:
        """Labels of the first to third level units of a place, None where it has none."""
        units = place.units
        return (
            self._labels.unit(1, units.admin1),
            self._labels.unit(2, units.admin2),
            self._labels.unit(3, units.admin3),
        )

    @cached_property
    def atlas(self) -> Atlas:
        """What a map asks of the same gazetteer: suggestions, surroundings, places in view."""
        return Atlas(self._artefact, self._names, self._places, self._labels, self._find_units)

    def _current_id(self, key: str) -> str:
        i = bisect_left(self._redirect_from, key)
        found = i < len(self._redirect_from) and self._redirect_from[i] == key
        return self._redirect_to[i] if found else key

    def _understand(self, query: Query, lenient: bool) -> tuple[Context, tuple[str, ...]]:
        units: list[tuple[Unit, ...]] = []
        warnings: list[str] = []
        for level, field in enumerate(("country", "admin1", "admin2", "admin3")):
            asked = getattr(query, field)
            if asked is None:
                continue
            try:
                units.append(self._find_units(level, field, asked))
            except InvalidQuery as error:
                if not lenient:
                    raise
                warnings.append(error.sentence())
        if query.focus is not None and self._looks_swapped(query.focus):
            warnings.append("focus: lies in neither country, and would with lat and lon swapped")
        features = feature_codes(query.feature) if query.feature is not None else ()
        return Context(tuple(units), query.focus, query.box, features, query.strict), tuple(warnings)

    def _looks_swapped(self, focus: Point) -> bool:
        countries = [unit for unit in self._units.units if unit.level == 0]
        return not any(self._units.contains(unit, focus.lat, focus.lon) for unit in countries) and any(
            self._units.contains(unit, focus.lon, focus.lat) for unit in countries
        )

    def _find_units_uncached(self, level: int, field: str, asked: str) -> tuple[Unit, ...]:
        return find_units(level, field, asked, self._names, self._places, self._units, self._weights)

    def _understood(self, scored: Scored) -> tuple[UnderstoodQualifier, ...]:
        return tuple(
            UnderstoodQualifier(
                anchors.qualifier.text,
                anchors.qualifier.distance_m,
                self._places.card(anchors.rows[0]).english if anchors.rows else "",
            )
            for anchors in scored.anchors
        )
