from __future__ import annotations

import numpy as np
import pytest

from gazetteer.context import Context
from gazetteer.geometry import Box, distance_m
from gazetteer.place_index import PlaceIndex
from gazetteer.query import Point
from gazetteer.scoring import PlaceScorer, context_scores
from gazetteer.unit_index import UnitIndex
from gazetteer.weights import load_weights
from gazetteer.words import load_words

WEIGHTS = load_weights()
CITY, GOVERNORATE, MOSUL, DIBSI = "gn:170063", "gn:170062", "gn:99072", "gn:172410"


def rows_of(places: PlaceIndex, *links: str) -> np.ndarray:
    return np.array([places.find(link) for link in links])


def score_context(
    context: Context, places: PlaceIndex, units: UnitIndex, *links: str
) -> tuple[dict[str, list[float]], list[bool]]:
    costs, beyond = context_scores(rows_of(places, *links), context, places, units, WEIGHTS)
    return {key: values.tolist() for key, values in costs.items()}, beyond.tolist()


def test_importance_and_kind(places: PlaceIndex) -> None:
    rows = rows_of(places, CITY, GOVERNORATE)
    scores = PlaceScorer(places, WEIGHTS).scores(rows, 0)
    assert scores["importance"] == pytest.approx(places.importance[rows] * WEIGHTS.place.importance)
    assert scores["unit"].tolist() == [0.0, WEIGHTS.place.unit]
    assert scores["historical"].tolist() == [0.0, 0.0]
    assert scores["feature_word"].tolist() == [0.0, 0.0]


def test_the_total_is_the_sum_of_the_parts(places: PlaceIndex) -> None:
    scorer, rows = PlaceScorer(places, WEIGHTS), np.arange(len(places))
    for features in (0, load_words().feature_phrases[("governorate",)]):
        parts = scorer.scores(rows, features)
        assert scorer.total(rows, features) == pytest.approx(np.sum(list(parts.values()), axis=0))


def test_a_feature_word_agrees_or_not(places: PlaceIndex) -> None:
    governorate = load_words().feature_phrases[("governorate",)]
    scores = PlaceScorer(places, WEIGHTS).scores(rows_of(places, CITY, GOVERNORATE), governorate)
    city, unit = scores["feature_word"].tolist()
    meant = int((places.feature_code.codes == places.feature_code.code_of("A.ADM1")).sum())
    assert city == -WEIGHTS.words.feature_conflict
    assert unit == pytest.approx(WEIGHTS.words.feature_agrees * np.log(len(places) / meant))
    assert scores["unit"].tolist() == [0.0, 0.0]


def test_a_village_in_thin_country_stands_before_its_namesake(places: PlaceIndex) -> None:
    scorer = PlaceScorer(places, WEIGHTS)
    rows = np.arange(len(places))
    crowding = scorer.scores(rows, 0)["crowding"]
    villages = places.feature_code.codes == places.feature_code.code_of("P.PPL")
    assert not crowding[~villages].any()
    expected = WEIGHTS.place.crowding * (
        np.log1p(WEIGHTS.place.usual_neighbours) - np.log1p(places.neighbours[villages].astype(float))
    )
    assert crowding[villages] == pytest.approx(expected)


def test_no_context_costs_nothing(places: PlaceIndex, units: UnitIndex) -> None:
    assert score_context(Context(), places, units, CITY, MOSUL) == ({}, [False, False])


def test_another_unit_costs_by_distance(places: PlaceIndex, units: UnitIndex) -> None:
    aleppo = units.find(1, "SY-HL")
    assert aleppo is not None
    costs, beyond = score_context(Context(units=((aleppo,),)), places, units, CITY, DIBSI, MOSUL)
    assert beyond == [False, True, True]
    inside, near, far = costs["admin1"]
    assert inside == 0
    assert 0 > near > -WEIGHTS.context.outside_unit > far


def test_another_country_costs_no_more_than_its_weight(places: PlaceIndex, units: UnitIndex) -> None:
    syria = units.find(0, "SY")
    assert syria is not None
    costs, beyond = score_context(Context(units=((syria,),)), places, units, CITY, MOSUL, "gn:96205")
    assert costs == {"country_code": [0.0, -WEIGHTS.context.other_country, -WEIGHTS.context.other_country]}
    assert beyond == [False, True, True]


def test_units_that_both_fit_are_one_context(places: PlaceIndex, units: UnitIndex) -> None:
    aleppo, nineveh = units.find(1, "SY-HL"), units.find(1, "IQ-NI")
    assert aleppo is not None
    assert nineveh is not None
    assert score_context(Context(units=((aleppo, nineveh),)), places, units, CITY, MOSUL) == (
        {"admin1": [0.0, 0.0]},
        [False, False],
    )


def test_a_focus_draws_near_places_up_and_is_no_filter(places: PlaceIndex, units: UnitIndex) -> None:
    context = Context(focus=Point(36.2, 37.1))
    costs, beyond = score_context(context, places, units, CITY, MOSUL)
    city = places.place(places.find(CITY)).position
    away_m = distance_m(36.2, 37.1, city.lat, city.lon)
    scale_m = WEIGHTS.context.focus_scale_m
    assert costs["focus"][0] == pytest.approx(-WEIGHTS.context.focus * np.log(1 + away_m / scale_m))
    assert costs["focus"][1] < costs["focus"][0]
    assert beyond == [False, False]


def test_a_box_and_a_feature(places: PlaceIndex, units: UnitIndex) -> None:
    context = Context(box=Box(36, 35, 38, 37), features=("P",))
    costs, beyond = score_context(context, places, units, CITY, GOVERNORATE, MOSUL)
    assert costs["box"] == [0.0, 0.0, -WEIGHTS.context.outside_box]
    assert costs["feature"] == [0.0, -WEIGHTS.context.other_class, 0.0]
    assert beyond == [False, True, True]


@pytest.mark.parametrize(
    ("features", "fits"),
    [(("A",), True), (("A.ADM1",), True), ((".ADM1",), True), ((".ADM",), False), (("P", "A"), True)],
)
def test_codes_of_a_feature(
    features: tuple[str, ...], fits: bool, places: PlaceIndex, units: UnitIndex
) -> None:
    assert score_context(Context(features=features), places, units, GOVERNORATE)[1] == [not fits]


def test_no_places_have_no_scores(places: PlaceIndex, units: UnitIndex) -> None:
    aleppo = units.find(1, "SY-HL")
    assert aleppo is not None
    context = Context(((aleppo,),), Point(36, 38), Box(36, 35, 38, 37), ("P",), True)
    costs, beyond = context_scores(np.zeros(0, dtype=np.int64), context, places, units, WEIGHTS)
    assert {len(values) for values in costs.values()} == {0}
    assert len(beyond) == 0
