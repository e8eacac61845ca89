from __future__ import annotations

from typing import Any

from benchmarks.goals import by_big_city, goals_tables, read_goals
from benchmarks.runs import PLACED_SETS, Run

RIGHT = {"lat": 36.0, "lon": 38.0, "admin1": {"code": "SY-HL"}, "confidence": 0.95}
WRONG = {**RIGHT, "lat": 30.0, "admin1": {"code": "SY-HI"}}


def run(name: str, *results: dict[str, Any], with_admin1: bool = False, **truth: str) -> Run:
    truths = [{"query": "A", **truth} for _ in results]
    return Run(name, with_admin1, truths, [{"results": [r], "decision": "match"} for r in results])


def cells(title: str, runs: list[Run]) -> list[str]:
    lines = goals_tables(runs, read_goals())
    (line,) = [line for line in lines if line.startswith(f"| {title} |")]
    return [cell.strip() for cell in line.split("|")[2:-1]]


def test_what_falls_short_is_bold_and_what_was_not_asked_is_a_dash() -> None:
    here = {"lat": "36.0", "lon": "38.0"}
    runs = [run("media_latin", RIGHT, WRONG, **here), run("media_arabic", RIGHT, RIGHT, **here)]
    assert cells("acc@1", runs) == ["**0.500 / 0.66**", "1.000 / 0.66", "–", "–"]
    assert cells("AUC", runs) == ["**0.500 / 0.80**", "–", "–", "–"]
    assert cells("acc@1 + admin1", runs) == ["–"] * len(PLACED_SETS)


def test_some_goals_are_met_from_above() -> None:
    assert cells("foreign: decided `match`", [run("foreign", RIGHT, WRONG)]) == ["**1.000 / 0.03**"]
    assert cells("ECE of the four sets together", [run("media_latin", RIGHT, lat="36.0", lon="38.0")]) == [
        "**0.050 / 0.03**"
    ]


def test_a_set_is_parted_by_its_big_cities() -> None:
    press = run("iraq_press", RIGHT, admin1="SY-HL", big_city="yes")
    press = Run(
        "iraq_press",
        False,
        [*press.truths, {"query": "B", "admin1": "SY-HL", "big_city": "no"}],
        [*press.answers, {"results": [WRONG]}],
    )
    assert [(part.title, part.figures().first) for part in by_big_city(press)] == [
        ("iraq_press: yes", 1.0),
        ("iraq_press: no", 0.0),
    ]
    assert by_big_city(run("foreign", RIGHT)) == []
