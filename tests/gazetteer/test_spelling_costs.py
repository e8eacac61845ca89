from __future__ import annotations

import numpy as np
import pytest

from gazetteer.name_index import NameIndex
from gazetteer.place_index import PlaceIndex
from gazetteer.spelling_costs import name_costs
from gazetteer.toponym import analyse
from gazetteer.unlikeness import NAME_PARTS, name_unlikeness
from gazetteer.weights import load_weights

SPELLING = load_weights().spelling
COSTS = np.array([getattr(SPELLING, part) for part in NAME_PARTS])
QUERIES = ["Al-Hasan", "Hasan", "الحسن", "حسن", "Хасан"]
ASKED = [analyse(query) for query in QUERIES]


def test_names_cost_what_their_parts_do(names: NameIndex, places: PlaceIndex) -> None:
    numbers = np.arange(len(places.name_place))
    by = np.arange(len(ASKED)).repeat(len(numbers))
    facts = names.facts_of(np.tile(numbers, len(ASKED)))
    together = name_costs(ASKED, by, facts, names, SPELLING).reshape(len(ASKED), -1)
    for asked, costs in zip(ASKED, together, strict=True):
        assert costs == pytest.approx(name_unlikeness(asked, numbers, names) @ COSTS, abs=1e-6)


def test_facts_are_those_of_the_places(names: NameIndex, places: PlaceIndex) -> None:
    numbers = np.arange(len(places.name_place))
    facts = names.facts_of(numbers)
    assert facts.places.tolist() == places.name_place.tolist()
    assert facts.scripts.tolist() == names.name_script.tolist()
    assert names.cores[facts.cores].tolist() == [analyse(places.toponym(i)).core for i in numbers]
