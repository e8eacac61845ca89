from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from gazetteer.explanation import Explanation
from gazetteer.geometry import Box
from gazetteer.query import MAX_LIMIT, Point, Query
from gazetteer.resolver import Resolver
from gazetteer.score_parts import others_score
from gazetteer.weights import load_weights
from tests.gazetteer.tiny import id_of

WEIGHTS = load_weights()

QUESTIONS: list[tuple[str, dict[str, Any]]] = [
    ("T4 airbase", {}),
    ("Mosul", {"country": "SY", "admin1": "SY-HL"}),
    ("Tall Hasan", {"focus": Point(36.0, 38.0), "box": Box(36, 35, 38, 37), "feature": "P"}),
    ("Deir ez-Zor governorate", {"admin2": "SY0901"}),
    ("Maskanah, Aleppo", {}),
    ("Maskanah (Homs)", {}),
    ("central Aleppo", {}),
    ("Nowhere Atall, Homs", {}),
]


def explained(resolver: Resolver, name: str, **context: Any) -> list[Explanation]:
    answer = resolver.resolve(Query(name, explain=True, limit=MAX_LIMIT, **context))
    return [result.explanation for result in answer.results if result.explanation is not None]


@pytest.mark.parametrize(("name", "context"), QUESTIONS)
def test_confidence_comes_from_the_parts(name: str, context: dict[str, Any], resolver: Resolver) -> None:
    results = resolver.resolve(Query(name, explain=True, limit=MAX_LIMIT, **context)).results
    assert results
    for result in results:
        why = result.explanation
        assert why is not None
        against = [why.none_score] + ([] if why.others is None else [why.others])
        odds = sum(math.exp(why.sharpness * (other - why.score)) for other in against)
        assert result.confidence == pytest.approx(1 / (1 + odds), rel=1e-4, abs=1e-12)


@pytest.mark.parametrize(("name", "context"), QUESTIONS)
def test_what_parts_it_from_its_rival_is_the_difference_of_the_scores(
    name: str, context: dict[str, Any], resolver: Resolver
) -> None:
    first, *rest = explained(resolver, name, **context)
    for why in (first, *rest):
        assert why.rival is not None
        assert sum(d.by for d in why.rival.differences) == pytest.approx(
            why.score - why.rival.score, abs=1e-5
        )
        sizes = [abs(d.by) for d in why.rival.differences]
        assert sizes == sorted(sizes, reverse=True)
    assert [why.rival.score for why in rest if why.rival] == pytest.approx([first.score] * len(rest))


def test_the_rival_of_the_first_is_the_second_though_it_is_not_shown(resolver: Resolver) -> None:
    (result,) = resolver.resolve(Query("Durubiyah", explain=True, limit=1)).results
    assert result.explanation is not None
    assert result.explanation.rival is not None
    assert {result.place_id, result.explanation.rival.place_id} == {id_of("gn:170562"), id_of("gn:170563")}


def test_the_only_candidate_has_no_rival(resolver: Resolver) -> None:
    query = Query("Durubiyah", admin3="SY020502", strict=True, explain=True)
    (result,) = resolver.resolve(query).results
    assert result.explanation is not None
    assert result.explanation.rival is None
    assert result.explanation.others is None


def test_a_name_that_is_met_as_it_stands_has_no_steps(resolver: Resolver) -> None:
    first = explained(resolver, "Maskanah")[0]
    assert first.steps == ()
    assert [part.part for part in first.parts if part.part.startswith("spelling")] == []


def test_the_part_of_the_text_that_met_the_name_is_told(resolver: Resolver) -> None:
    assert explained(resolver, "Meskene, Aleppo")[0].looked_up == "Meskene"
    assert explained(resolver, "central Aleppo")[0].looked_up == "Aleppo"


def test_weights_are_those_of_the_tables(resolver: Resolver) -> None:
    weights = {
        part.part: part.weight
        for name, context in QUESTIONS
        for why in explained(resolver, name, **context)
        for part in why.parts
    }
    assert weights["spelling.skeleton"] == -WEIGHTS.spelling.skeleton
    assert weights["importance"] == WEIGHTS.place.importance
    assert weights["listed"] == WEIGHTS.place.listed
    assert weights["unit"] == WEIGHTS.place.unit
    assert weights["focus"] == -WEIGHTS.context.focus
    assert weights["box"] == -WEIGHTS.context.outside_box
    assert weights["country_code"] == -WEIGHTS.context.other_country
    assert weights["admin1"] == -WEIGHTS.context.outside_unit
    assert weights["reading"] in {
        -WEIGHTS.qualifier.alias,
        -WEIGHTS.qualifier.alias_after_name,
        -WEIGHTS.qualifier.part,
    }


def test_context_says_what_was_understood_and_what_it_cost(resolver: Resolver) -> None:
    here, there = explained(resolver, "Maskanah", admin1="حلب", focus=Point(36.0, 38.0))[:2]
    unit, focus = here.context
    assert (unit.kind, unit.given, unit.understood, unit.distance_m) == ("admin1", "حلب", "Aleppo (SY-HL)", 0)
    assert unit.gives == 0
    assert (focus.kind, focus.given) == ("focus", "36,38")
    assert focus.distance_m == pytest.approx(5_400, rel=0.1)
    outside = there.context[0]
    assert outside.gives < -5
    assert outside.distance_m is not None
    assert outside.gives == pytest.approx(
        -WEIGHTS.context.outside_unit * math.log1p(outside.distance_m / WEIGHTS.context.unit_scale_m)
    )


def test_a_qualifier_is_told_with_the_place_that_it_meant(resolver: Resolver) -> None:
    (use,) = explained(resolver, "Maskanah, Aleppo")[0].context
    assert (use.kind, use.given) == ("qualifier", "Aleppo")
    assert use.understood.startswith("Aleppo")
    (unheeded,) = explained(resolver, "Maskanah, Qwrtpsdfg")[0].context
    assert (unheeded.understood, unheeded.distance_m) == ("", None)


def test_others_weigh_together_as_one(resolver: Resolver) -> None:
    class Stub:
        scores = np.array([1.0, 2.0, 2.0, -np.inf])

    twice = others_score(Stub(), 0, 1.3)  # type: ignore[arg-type]
    assert twice == pytest.approx(2.0 + math.log(2) / 1.3)


def test_who_does_not_ask_gets_none(resolver: Resolver) -> None:
    assert all(result.explanation is None for result in resolver.resolve(Query("Aleppo")).results)
