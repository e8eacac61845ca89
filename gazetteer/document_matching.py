"""From the names of a document, matched alone, to the same names matched together."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from gazetteer.answer import DocumentReading, Neighbour
from gazetteer.context import Context
from gazetteer.document import Weighed, weigh_document
from gazetteer.document_evidence import KINDS, UNIT_KINDS, Mention
from gazetteer.document_field import DocumentField
from gazetteer.geometry import distance_m
from gazetteer.labels import Labels
from gazetteer.matching import Matcher, Scored
from gazetteer.name_index import skeleton_key
from gazetteer.place_index import PlaceIndex
from gazetteer.ranking import best_first
from gazetteer.toponym import analyse
from gazetteer.unit_index import LEVELS
from gazetteer.weights import Weights

FloatArray = npt.NDArray[np.floating]

UNITS_SHOWN = 3
PLACES_SHOWN = 3

LEAST_UNIT = 0.1
"""The share of the other names from which a governorate is worth showing."""

_DECIMALS = 3


class Asked(NamedTuple):
    """A name of a document, matched alone in a context of its own."""

    scored: Scored
    context: Context


class Together(NamedTuple):
    """The same name matched together with the others, and what these said."""

    scored: Scored
    document: DocumentReading


class DocumentMatcher:
    """Matches documents over one gazetteer."""

    def __init__(self, matcher: Matcher, places: PlaceIndex, labels: Labels, weights: Weights) -> None:
        self._matcher, self._places, self._labels, self._weights = matcher, places, labels, weights

    @cached_property
    def _field(self) -> DocumentField:
        return DocumentField(self._places, self._weights.document.near_scale_m)

    def match(self, asked: Sequence[Asked]) -> list[Together]:
        """Each name of a document weighed by the others, in order; none for none.

        A name that is sure alone (`document.sure` of the weights) helps the others and stays as it is.
        """
        if not asked:
            return []
        names = _numbers([_name_of(each.scored) for each in asked])
        groups = _numbers([(name, *_said_of(each)) for name, each in zip(names, asked, strict=True)])
        mentions = [
            Mention(group, name, each.scored.found.places, self._named(each))
            for group, name, each in zip(groups, names, asked, strict=True)
        ]
        weighed = weigh_document(
            mentions,
            [each.scored.probabilities for each in asked],
            self._field,
            self._places,
            self._weights,
        )
        units = weighed.evidence.units(UNIT_KINDS[0], weighed.probabilities)
        return [self._together(i, each.scored, weighed, units) for i, each in enumerate(asked)]

    def _together(self, i: int, alone: Scored, weighed: Weighed, units: FloatArray) -> Together:
        names = weighed.evidence.group_count - 1
        if not names or alone.probabilities.max(initial=0.0) >= self._weights.document.sure:
            return Together(alone, DocumentReading(names, False, {}, (), ()))
        scored = self._matcher.with_part(alone, "document", weighed.gains[i])
        codes = self._places.units[UNIT_KINDS[0]].values
        shares = units[weighed.evidence.groups[i]]
        largest = [n for n in np.argsort(-shares, kind="stable")[:UNITS_SHOWN] if shares[n] >= LEAST_UNIT]
        return Together(
            scored,
            DocumentReading(
                names,
                True,
                {kind: round(float(s), _DECIMALS) for kind, s in zip(KINDS, weighed.shares, strict=True)},
                tuple((codes[n], round(float(shares[n]), _DECIMALS)) for n in largest),
                self._neighbours(i, scored, weighed),
            ),
        )

    def _neighbours(self, i: int, scored: Scored, weighed: Weighed) -> tuple[Neighbour, ...]:
        """The places of other names that speak most for the first result; none where there is no result."""
        first = best_first(scored.scores, scored.found.places, 1)
        if not first:
            return ()
        row = int(scored.found.places[first[0]])
        places = self._places
        return tuple(
            Neighbour(
                places.ids[other],
                self._labels.display(other, "en"),
                distance_m(places.lat[row], places.lon[row], places.lat[other], places.lon[other]),
            )
            for other in weighed.evidence.neighbours(i, row, weighed.probabilities, PLACES_SHOWN)
        )

    def _named(self, asked: Asked) -> Mapping[str, Mapping[str, float]]:
        """The units that stand with a name: those of its context, else those of its first known qualifier."""
        named: dict[str, dict[str, float]] = {}
        for fitting in asked.context.units:
            level = LEVELS[fitting[0].level]
            if level in UNIT_KINDS:
                named[level] = {unit.code: 1 / len(fitting) for unit in fitting}
        for anchors in asked.scored.anchors:
            for level in UNIT_KINDS:
                found: dict[str, float] = {}
                for row, cost in zip(anchors.rows, anchors.costs, strict=True):
                    if code := self._places.units[level].of(row):
                        found[code] = found.get(code, 0.0) + float(np.exp(-cost))
                if found:
                    named.setdefault(level, found)
        return named


def _numbers(keys: Sequence[Hashable]) -> list[int]:
    """The keys numbered from 0, as they come first."""
    numbers: dict[Hashable, int] = {}
    return [numbers.setdefault(key, len(numbers)) for key in keys]


def _name_of(scored: Scored) -> Hashable:
    """What spellings of one name share: skeleton and contrast words of its fullest form."""
    name = scored.reading.names[0] if scored.reading.names else ""
    forms = analyse(name).forms
    return (skeleton_key(forms[0]), forms[0].contrasts) if forms else name


def _said_of(asked: Asked) -> tuple[str, ...]:
    """What is said of where a name is: units of its context, and qualifiers."""
    units = (unit.code for fitting in asked.context.units for unit in fitting)
    return (*units, *(qualifier.text for qualifier in asked.scored.reading.qualifiers))
