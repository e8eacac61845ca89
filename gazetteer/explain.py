"""Why each result of an answer stands where it does; worked out for who asks, and for nobody else."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from gazetteer.anchors import Anchors, anchor_costs, distances_from_m
from gazetteer.bridge import Step, bridge
from gazetteer.context import Context
from gazetteer.explanation import ContextUse, Difference, Explanation, Rival
from gazetteer.geometry import distance_m
from gazetteer.labels import Labels
from gazetteer.matching import Scored
from gazetteer.place_index import PlaceIndex
from gazetteer.query import Query
from gazetteer.ranking import best_first
from gazetteer.score_parts import none_parts, others_score, score_parts
from gazetteer.unit_index import LEVELS, Unit, UnitIndex
from gazetteer.weights import Weights

_ERRORS = ("letter_", "letters_", "unlike")
"""Beginnings of the steps that are errors, as against ways of spelling."""


class Explainer:
    """Explains the candidates of one gazetteer."""

    def __init__(self, places: PlaceIndex, units: UnitIndex, labels: Labels, weights: Weights) -> None:
        self._places, self._units, self._labels, self._weights = places, units, labels, weights

    def explain(self, query: Query, context: Context, scored: Scored, i: int) -> Explanation:
        """Why candidate `i` has its confidence."""
        looked_up, steps = self._bridged(scored, i)
        sharpness = self._weights.calibration.sharpness
        return Explanation(
            looked_up=looked_up,
            steps=steps,
            parts=score_parts(scored, i, self._weights),
            context=(*self._units_used(query, context, scored, i), *self._rest_used(query, scored, i)),
            none=none_parts(scored, context, self._places, self._weights),
            others=others_score(scored, i, sharpness),
            sharpness=sharpness,
            rival=self._rival(scored, i),
        )

    def _bridged(self, scored: Scored, i: int) -> tuple[str, tuple[Step, ...]]:
        """The text of the query that is nearest to the candidate's name, and the steps between the two."""
        name = self._places.toponym(int(scored.found.names[i]))
        reading = scored.reading
        texts = (*reading.names, *reading.aliases, *reading.wholes, *reading.beside)
        if scored.by_qualifier[i]:
            texts = tuple(qualifier.text for qualifier in reading.qualifiers)
        bridged = [(text, bridge(text, name)) for text in dict.fromkeys(texts)]
        return min(bridged, key=lambda found: _distance(found[1]))

    def _rival(self, scored: Scored, i: int) -> Rival | None:
        order = best_first(scored.scores, scored.found.places, 2)
        other = next((j for j in order if j != i and np.isfinite(scored.scores[j])), None)
        if other is None:
            return None
        here, there = (
            {part.part: part.gives for part in score_parts(scored, j, self._weights)} for j in (i, other)
        )
        differences = [
            Difference(part, here.get(part, 0.0), there.get(part, 0.0))
            for part in dict.fromkeys([*here, *there])
        ]
        row = int(scored.found.places[other])
        return Rival(
            self._places.ids[row],
            self._labels.label(row, self._labels.display(row, "en")),
            sum(there.values()),
            tuple(sorted((d for d in differences if d.by), key=lambda d: -abs(d.by))),
        )

    def _units_used(self, query: Query, context: Context, scored: Scored, i: int) -> tuple[ContextUse, ...]:
        """The units that the place was asked for in."""
        return tuple(
            ContextUse(
                kind=_FIELDS[asked[0].level],
                given=getattr(query, _FIELDS[asked[0].level]) or "",
                understood=", ".join(self._unit_name(unit) for unit in asked),
                distance_m=self._distance_from_units(asked, int(scored.found.places[i])),
                gives=float(scored.components()[LEVELS[asked[0].level]][i]),
            )
            for asked in context.units
        )

    def _unit_name(self, unit: Unit) -> str:
        label = self._labels.unit(unit.level, unit.code)
        return f"{label.name} ({unit.code})" if label else unit.code

    def _distance_from_units(self, asked: tuple[Unit, ...], row: int) -> float:
        column = self._places.units[LEVELS[asked[0].level]]
        if column.of(row) in {unit.code for unit in asked}:
            return 0.0
        return float(self._units.distances_m(asked, self._places.lat[[row]], self._places.lon[[row]])[0])

    def _rest_used(self, query: Query, scored: Scored, i: int) -> list[ContextUse]:
        """The focus, box, kind and qualifiers that the place was asked for by."""
        row = int(scored.found.places[i])
        lat, lon = float(self._places.lat[row]), float(self._places.lon[row])
        gave = {key: float(values[i]) for key, values in scored.components().items()}
        used: list[ContextUse] = []
        if query.focus is not None:
            given = f"{query.focus.lat:g},{query.focus.lon:g}"
            away = distance_m(query.focus.lat, query.focus.lon, lat, lon)
            used.append(ContextUse("focus", given, given, away, gave["focus"]))
        if query.box is not None:
            given = ",".join(f"{edge:g}" for edge in query.box)
            used.append(ContextUse("box", given, given, None, gave["box"]))
        if query.feature is not None:
            used.append(
                ContextUse("feature", query.feature, self._places.feature_code.of(row), None, gave["feature"])
            )
        return used + [self._qualifier_used(anchors, row) for anchors in scored.anchors]

    def _qualifier_used(self, anchors: Anchors, row: int) -> ContextUse:
        """What a qualifier cost the place in this row: by the place that it then means, the cheapest one."""
        rows, places = np.array([row]), self._places
        cost, meant = anchors.unheeded, -1
        for anchor, name, own in zip(anchors.rows, anchors.names, anchors.costs, strict=True):
            if own >= cost:
                break  # They stand by likelihood: none after this one is cheaper.
            alone = replace(anchors, rows=(anchor,), names=(name,), costs=(own,))
            found = float(anchor_costs(alone, rows, places, self._units, self._weights)[0])
            if found < cost:
                cost, meant = found, anchor
        if meant >= 0:
            away = distances_from_m(meant, rows, places, self._units)
            label = self._labels.label(meant, self._labels.display(meant, "en"))
            return ContextUse("qualifier", anchors.qualifier.text, label, float(away[0]), -cost)
        return ContextUse("qualifier", anchors.qualifier.text, "", None, -cost)


_FIELDS = ("country", "admin1", "admin2", "admin3")


def _distance(steps: tuple[Step, ...]) -> tuple[int, int]:
    """How far steps reach: errors first, then how many there are."""
    return sum(step.key.startswith(_ERRORS) for step in steps), len(steps)
