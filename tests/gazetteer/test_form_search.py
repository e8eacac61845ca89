from __future__ import annotations

import numpy as np
import pytest

from gazetteer.form_search import best_forms, score_forms
from gazetteer.groups import bounds_of
from gazetteer.name_index import NameIndex, is_unvowelled
from gazetteer.normalize import script_of
from gazetteer.toponym import analyse
from gazetteer.unlikeness import FORM_PARTS, AskedForm, form_unlikeness
from gazetteer.weights import load_weights

WEIGHTS = load_weights()
COSTS = np.array([getattr(WEIGHTS.spelling, part) for part in FORM_PARTS])
QUERIES = ["Tall Hasan village", "ديرالزور", "Small Drubiyeh", "Дейр-эз-Зор", "Ayu", "مطار التيفور"]


def forms_of(query: str) -> list[AskedForm]:
    return [AskedForm(form, is_unvowelled(script_of(query))) for form in analyse(query).forms]


@pytest.mark.parametrize("query", QUERIES)
def test_a_form_scores_what_its_parts_cost(query: str, names: NameIndex) -> None:
    for asked in forms_of(query):
        found = score_forms([asked], names, WEIGHTS)
        parts = form_unlikeness(asked, found.forms, names)
        assert found.scores == pytest.approx(-(parts @ COSTS), abs=1e-6)
        assert found.same_skeleton.tolist() == (parts[:, FORM_PARTS.index("skeleton")] == 0).tolist()


def test_forms_asked_together_find_what_they_find_alone(names: NameIndex) -> None:
    asked = [form for query in QUERIES for form in forms_of(query)]
    together = score_forms(asked, names, WEIGHTS)
    bounds = bounds_of(together.asked, len(asked))
    for i, form in enumerate(asked):
        alone = score_forms([form], names, WEIGHTS)
        assert together.forms[bounds[i] : bounds[i + 1]].tolist() == alone.forms.tolist()
        assert together.scores[bounds[i] : bounds[i + 1]].tolist() == alone.scores.tolist()


def test_what_several_readings_of_a_name_find_stands_once_with_the_best_score(names: NameIndex) -> None:
    readings = [len(forms_of(query)) for query in QUERIES]
    assert max(readings) > 1
    found = score_forms([form for query in QUERIES for form in forms_of(query)], names, WEIGHTS)
    name_of = np.arange(len(QUERIES)).repeat(readings)
    best: dict[tuple[int, int], float] = {}
    for form, asked, score in zip(found.forms.tolist(), found.asked.tolist(), found.scores, strict=True):
        key = (int(name_of[asked]), form)
        best[key] = max(best.get(key, -np.inf), score)
    kept = best_forms(found, readings)
    keys = list(zip(name_of[kept.asked].tolist(), kept.forms.tolist(), strict=True))
    assert len(keys) == len(set(keys))
    assert kept.scores.tolist() == [best[key] for key in keys]
    assert {name for name, _ in keys} == {name for name, _ in best}


def test_nothing_is_found_for_nothing(names: NameIndex) -> None:
    assert len(score_forms([], names, WEIGHTS).forms) == 0
