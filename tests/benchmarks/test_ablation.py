from __future__ import annotations

import math
from dataclasses import astuple

import pytest

from benchmarks.ablation import Bought, asked, measured, table
from benchmarks.ablation_steps import STEPS, Step
from gazetteer import matching, name_search, reading
from gazetteer.store import Artefact
from gazetteer.weights import load_weights

SETS = {
    "media_latin": [
        {"query": "Maskanah, Homs", "admin1": "SY-HI", "lat": "34.66412", "lon": "36.73511"},
        {"query": "Khazina", "admin1": "", "lat": "36.40820", "lon": "44.79835"},
        {"query": "Tiyas airbase", "admin1": "SY-HI", "lat": "34.5226", "lon": "37.6301"},
    ],
    "foreign": [{"query": "Zzyzx"}],
}


def step(title: str) -> Step:
    (found,) = [step for step in STEPS if step.title == title]
    return found


@pytest.mark.parametrize("each", STEPS[1:], ids=lambda each: each.title)
def test_a_step_switches_something_off_and_on_again(each: Step) -> None:
    before = (name_search.find_names, matching.read, matching.split_stored, reading.split_joined)
    with each.switched_off():
        within = (name_search.find_names, matching.read, matching.split_stored, reading.split_joined)
    assert before == (name_search.find_names, matching.read, matching.split_stored, reading.split_joined)
    assert (within != before) == bool(each.functions)
    assert (each.weights(load_weights()) != load_weights()) == bool(each.numbers)
    assert each.functions or each.numbers


@pytest.mark.parametrize("title", ["qualifiers and aliases", "the governorate, unheeded"])
def test_without_what_places_a_name_its_namesake_comes_first(artefact: Artefact, title: str) -> None:
    whole, without = (astuple(measured(each, artefact, SETS)) for each in (STEPS[0], step(title)))
    assert without != whole
    assert without[0] <= whole[0]
    assert whole[-2:-1] == (0.0,)


def test_without_names_in_other_scripts_nothing_crosses(artefact: Artefact) -> None:
    sets = {"media_arabic": [{"query": "تلحسن", "admin1": "", "lat": "36.05951", "lon": "37.85089"}]}
    arabic = measured(step("names in other scripts"), artefact, sets)
    assert arabic.shown == 1.0
    cyrillic = {"media_arabic": [{**sets["media_arabic"][0], "query": "Телль Хасан"}]}
    assert measured(STEPS[0], artefact, cyrillic).shown == 1.0
    assert measured(step("names in other scripts"), artefact, cyrillic).shown == 0.0
    assert math.isnan(arabic.matched)


def test_of_the_press_only_texts_are_asked_that_no_city_gives_away() -> None:
    press = [{"query": "A", "big_city": "yes"}, {"query": "B", "big_city": "no"}]
    assert asked({"iraq_press": press, "seed_places": press}) == {"iraq_press": press[1:]}
    assert asked({"foreign": press, "iraq_press": press[:1]}) == {"foreign": press}


def test_the_table_shows_what_changes_in_points() -> None:
    found = [Bought(0.5, 0.75, 0.02, 0.75, 0.9, 0.03, 0.02, 0.8)] * len(STEPS)
    found[1] = Bought(0.25, 0.75, 0.05, 0.75, 0.9, 0.03, 0.0, 0.75)
    lines = table(found)
    assert lines[2] == "| nothing: as it is | 0.500 | 0.750 | 0.020 | 0.750 | 0.900 | 0.030 | 0.020 | 0.800 |"
    assert lines[3] == "| names in other scripts | -25.0 | +0.0 | +3.0 | +0.0 | +0.0 | +0.0 | -2.0 | -5.0 |"
    assert len(lines) == len(STEPS) + 2
