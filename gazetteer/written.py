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
from gazetteer.result_objects import name_facts, shown_confidence, unit_object
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
        compiled = self._compiled()
        self._put_together = self.put_together if compiled is None else compiled.write

    def write(self, row: int, number: int, match_type: MatchType, confidence: float) -> WrittenResult | None:
        """The result of the place of a row by the name of this number, in LANGUAGE, without an explanation.

        None where the pieces do not make it: no name of the place is fit to show, or its name is that of a
        unit in its label.
        """
        shown = shown_confidence(confidence)
        written = self._put_together(row, number, match_type, repr(shown))
        return None if written is None else WrittenResult(written, shown)

    def put_together(self, row: int, number: int, match_type: str, confidence: str) -> bytes | None:
        """The JSON of `write` without what is compiled; the confidence as JSON."""
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

    def _compiled(self) -> CompiledWriter | None:
        compiled = compiled_answers()
        if compiled is None:
            return None
        return compiled.Writer(
            self._places.shown_arrays,
            self._places.facts_of_name,
            self._facts,
            self._labels.surroundings_numbers,
            self._around,
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
