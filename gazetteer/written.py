"""Results as JSON in the row shape, put together of pieces that are there before anything is asked.

The same, to the byte, as `result_objects.result_object` of the typed result gives, in a fifth of the time,
and in half of that where it is compiled: `tests/property/test_written.py` holds them against one another.
"""

from __future__ import annotations

from typing import NamedTuple

from gazetteer.answer import WrittenResult
from gazetteer.cards import json_members, json_text
from gazetteer.compiled import CompiledWriter, compiled_answers
from gazetteer.labels import Labels, Surroundings
from gazetteer.model import Name
from gazetteer.place_index import PlaceIndex
from gazetteer.result_objects import (
    CONFIDENCE_STEPS,
    OF_A_STEP,
    name_facts,
    shown_confidence,
    unit_object,
)
from gazetteer.store import Array
from gazetteer.vocabulary import MatchType

LANGUAGE = "en"
"""The language that the pieces are written in: of answers that are asked for in no other."""


class _Around(NamedTuple):
    """What a place lies in: its members of a result, what comes after the name in its label, both as JSON.

    `names` are those of the label, which a place of such a name has once in it.
    """

    members: str
    label_end: str
    names: tuple[str, ...]


class Chosen(NamedTuple):
    """The candidates that become results, best first, among all of an answer.

    The arrays have each candidate's row, the number of the name that it was met by, and the probability;
    `at` are the indices of those that are chosen, and `match_types` say how each of them was met.
    """

    rows: Array
    numbers: Array
    probabilities: Array
    at: list[int]
    match_types: list[MatchType]


class ResultWriter:
    """Writes results of one artefact."""

    def __init__(self, places: PlaceIndex, labels: Labels) -> None:
        self._places, self._labels = places, labels
        self._around = [_written_around(each) for each in labels.all_surroundings]
        self._facts = [json_members(name_facts(Name("", *facts))) for facts in places.name_facts]
        self._compiled = self._open_compiled()

    def write(self, chosen: Chosen) -> list[WrittenResult | None]:
        """The results of these candidates, in LANGUAGE, without an explanation.

        None where the pieces do not make one: no name of the place is fit to show, or its name is that of a
        unit in its label.
        """
        if self._compiled is None:
            return self.write_one_by_one(chosen)
        return [each and WrittenResult(*each) for each in self._compiled.write(*chosen)]

    def write_one_by_one(self, chosen: Chosen) -> list[WrittenResult | None]:
        """The same without what is compiled."""
        row, number, probability = chosen.rows.item, chosen.numbers.item, chosen.probabilities.item
        return [
            self._write(row(i), number(i), match_type, shown_confidence(probability(i)))
            for i, match_type in zip(chosen.at, chosen.match_types, strict=True)
        ]

    def _write(self, row: int, number: int, match_type: str, confidence: float) -> WrittenResult | None:
        """The one of the place of a row; the confidence as it is shown."""
        card = self._places.card_text(row)
        around = self._around[self._labels.surroundings_number(row)]
        if not card.name or card.name in around.names:
            return None
        name = json_text(self._places.toponym(number))
        facts = self._facts[self._places.facts_of_name.item(number)]
        text = (
            f"{card.place_id}{card.name}{card.names}{card.name[:-1]}{around.label_end}{card.position}"
            f',"confidence":{confidence!r},"match":{{"type":"{match_type}","name":{name},{facts}}}'
            f"{card.feature},{around.members}{card.links}"
        )
        return WrittenResult(text.encode(), confidence)

    def _open_compiled(self) -> CompiledWriter | None:
        compiled = compiled_answers()
        if compiled is None:
            return None
        return compiled.Writer(
            self._places.shown_arrays,
            self._places.facts_of_name,
            self._facts,
            self._labels.surroundings_numbers,
            self._around,
            CONFIDENCE_STEPS,
            OF_A_STEP,
        )


def _written_around(around: Surroundings) -> _Around:
    members = {
        "country_code": around.country_code,
        "admin1": unit_object(around.admin1),
        "admin2": unit_object(around.admin2),
        "admin3": unit_object(around.admin3),
    }
    # The label of the empty name is what comes after a name.
    return _Around(
        json_members(members), json_text(around.label(""))[1:], tuple(map(json_text, around.above))
    )
