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


class ResultWriter:
    """Writes results of one artefact."""

    def __init__(self, places: PlaceIndex, labels: Labels) -> None:
        self._places, self._labels = places, labels
        self._around = [_written_around(each) for each in labels.all_surroundings]
        self._facts = [json_members(name_facts(Name("", *facts))) for facts in places.name_facts]
        self._compiled = self._open_compiled()

    def write(
        self,
        rows: Array,
        numbers: Array,
        probabilities: Array,
        chosen: list[int],
        match_types: list[MatchType],
    ) -> list[WrittenResult | None]:
        """The results of those candidates that are chosen, in LANGUAGE, without an explanation.

        The arrays have each candidate's row, the number of the name that it was met by, and the probability;
        `match_types` say how each chosen one was met. None where the pieces do not make one: no name of the
        place is fit to show, or its name is that of a unit in its label.
        """
        if self._compiled is None:
            return self.write_one_by_one(rows, numbers, probabilities, chosen, match_types)
        written = self._compiled.write(rows, numbers, probabilities, chosen, match_types)
        return [each and WrittenResult(*each) for each in written]

    def write_one_by_one(
        self,
        rows: Array,
        numbers: Array,
        probabilities: Array,
        chosen: list[int],
        match_types: list[MatchType],
    ) -> list[WrittenResult | None]:
        """The same without what is compiled."""
        shown = [shown_confidence(probabilities.item(i)) for i in chosen]
        texts = [
            self._put_together(rows.item(i), numbers.item(i), match_type, repr(confidence))
            for i, match_type, confidence in zip(chosen, match_types, shown, strict=True)
        ]
        return [
            None if text is None else WrittenResult(text, each)
            for text, each in zip(texts, shown, strict=True)
        ]

    def _put_together(self, row: int, number: int, match_type: str, confidence: str) -> bytes | None:
        """The JSON of one; the confidence as JSON."""
        card = self._places.card_text(row)
        around = self._around[self._labels.surroundings_number(row)]
        if not card.name or card.name in around.names:
            return None
        name = json_text(self._places.toponym(number))
        facts = self._facts[self._places.facts_of_name.item(number)]
        return (
            f"{card.place_id}{card.name}{card.names}{card.name[:-1]}{around.label_end}{card.position}"
            f',"confidence":{confidence},"match":{{"type":"{match_type}","name":{name},{facts}}}'
            f"{card.feature},{around.members}{card.links}"
        ).encode()

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
