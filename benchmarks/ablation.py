"""What each step of matching buys: the sets of a folder asked without it. `make ablation EVAL=DIR`; minutes.

The placed sets are taken together. Each step is switched off by itself and the costs are not fitted anew, so
what two steps share is in neither's figure. Names are not quoted.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import astuple, dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import click

from benchmarks.ablation_steps import STEPS, Step
from benchmarks.runs import PLACED_SETS, Truth, calibration, pooled, read_sets, run_sets
from gazetteer.compile import default_artefact_path, ensure_artefact
from gazetteer.resolver import Resolver
from gazetteer.store import Artefact, open_artefact
from gazetteer.weights import load_weights

COLUMNS = (
    "acc@1",
    "r@10",
    "ECE",
    "acc@1 + admin1",
    "r@10 + admin1",
    "ECE + admin1",
    "foreign matched",
    "iraq_press acc@1",
)

FOREIGN = "foreign"
"""The set of names that nothing is right for."""

PRESS = "iraq_press"
"""The set of qualified texts, of which only those are asked that no well-known city gives away."""


@dataclass(frozen=True, slots=True)
class Bought:
    """Figures of the placed sets together, alone and with admin1, and one of FOREIGN and PRESS each."""

    first: float
    shown: float
    error: float
    placed_first: float
    placed_shown: float
    placed_error: float
    matched: float
    press: float


def asked(sets: Mapping[str, Sequence[Truth]]) -> dict[str, list[Truth]]:
    """Of the sets of a folder what a step is measured on."""
    known = {name: list(truths) for name, truths in sets.items() if name in (*PLACED_SETS, FOREIGN)}
    press = [truth for truth in sets.get(PRESS, ()) if truth.get("big_city") == "no"]
    return known | ({PRESS: press} if press else {})


def measured(step: Step, artefact: Artefact, sets: Mapping[str, Sequence[Truth]]) -> Bought:
    """The figures without a step; nan for a set that is not there."""
    with step.switched_off():
        runs = run_sets(Resolver(artefact, step.weights(load_weights())), sets)
    alone, placed = pooled(runs, False), pooled(runs, True)
    single = {run.name: run.figures() for run in runs if run.name in (FOREIGN, PRESS)}
    return Bought(
        alone.figures().first,
        alone.figures().shown,
        calibration(alone),
        placed.figures().first,
        placed.figures().shown,
        calibration(placed),
        single[FOREIGN].matched if FOREIGN in single else float("nan"),
        single[PRESS].first if PRESS in single else float("nan"),
    )


def table(found: Sequence[Bought]) -> list[str]:
    """A Markdown table: as it is, then without each of STEPS, with what changed in points of a hundred."""
    whole = astuple(found[0])
    lines = ["| without | " + " | ".join(COLUMNS) + " |", "|---" * (len(COLUMNS) + 1) + "|"]
    lines.append(f"| {STEPS[0].title} | " + " | ".join(f"{value:.3f}" for value in whole) + " |")
    for step, bought in zip(STEPS[1:], found[1:], strict=True):
        changes = (100 * (value - before) for value, before in zip(astuple(bought), whole, strict=True))
        lines.append(
            f"| {step.title} | " + " | ".join(f"{round(change, 1) + 0.0:+.1f}" for change in changes) + " |"
        )
    return lines


def _measured_at(number: int, path: Path, folder: Path) -> Bought:
    """The figures without the step of this number; a process of its own opens what it needs."""
    return measured(STEPS[number], open_artefact(path), asked(read_sets(folder)))


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--workers", type=click.IntRange(1), default=os.cpu_count() or 1, show_default=True)
def main(folder: Path, workers: int) -> None:
    """Print what each step buys on the sets in FOLDER."""
    path = default_artefact_path()
    ensure_artefact(path)
    at = partial(_measured_at, path=path, folder=folder)
    # spawn: no process inherits what another has opened, or a function that it has replaced.
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        click.echo("\n".join(table(list(pool.map(at, range(len(STEPS)))))))


if __name__ == "__main__":
    main()
