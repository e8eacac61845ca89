"""What is reached beside what is aimed at (`goals.toml`), as Markdown tables."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.runs import PLACED_SETS, Run, calibration, pooled

GOALS = Path(__file__).with_suffix(".toml")

Row = Mapping[str, Any]


def read_goals(path: Path = GOALS) -> dict[str, list[dict[str, Any]]]:
    """The goals: `placed`, a row for each figure of the placed sets, and `single`, one figure each."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def by_big_city(run: Run) -> list[Run]:
    """A set parted by whether a well-known city in the text gives the governorate away; else none."""
    if not run.truths or "big_city" not in run.truths[0]:
        return []
    return [
        Run(f"{run.name}: {value}", run.with_admin1, truths, answers)
        for value in ("yes", "no")
        for truths, answers in [_chosen(run, value)]
        if truths
    ]


def _chosen(run: Run, big_city: str) -> tuple[list[Any], list[Any]]:
    pairs = [
        (truth, answer)
        for truth, answer in zip(run.truths, run.answers, strict=True)
        if truth["big_city"] == big_city
    ]
    return [truth for truth, _ in pairs], [answer for _, answer in pairs]


def goals_tables(runs: Sequence[Run], goals: Mapping[str, Sequence[Row]]) -> list[str]:
    """Both tables, of the sets that were run: "reached / goal", in bold where it falls short."""
    parts = [part for run in runs for part in by_big_city(run)]
    every = [*runs, *parts, pooled(runs, False), pooled(runs, True)]
    by_title = {run.title: run for run in every if run.truths}
    lines = ["| | " + " | ".join(PLACED_SETS) + " |", "|---" * (len(PLACED_SETS) + 1) + "|"]
    for row in goals["placed"]:
        tail = " + admin1" if row.get("with_admin1") else ""
        cells = [_cell(by_title.get(f"{name}{tail}"), row, row[name]) for name in PLACED_SETS]
        lines.append(f"| {row['title']} | " + " | ".join(cells) + " |")
    lines += ["", "| | reached / goal |", "|---|---|"]
    for row in goals["single"]:
        most = row.get("most")
        cell = _cell(by_title.get(row["set"]), row, row["least"] if most is None else most)
        lines.append(f"| {row['title']} | {cell} |")
    return lines


def _cell(run: Run | None, row: Row, goal: float) -> str:
    """What is reached and what is aimed at, as shown; goals are compared as rounded to three places."""
    if run is None:
        return "–"
    reached = calibration(run) if row["figure"] == "ece" else getattr(run.figures(), row["figure"])
    if np.isnan(reached):
        return "–"
    reached = round(float(reached), 3)
    met = reached <= goal if "most" in row else reached >= goal
    shown = f"{reached:.3f} / {goal:.2f}"
    return shown if met else f"**{shown}**"
