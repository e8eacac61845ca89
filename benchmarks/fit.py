"""Fit what unlike spelling costs, and what "not in the gazetteer" weighs, to held-out names.

`python -m benchmarks.fit` writes `gazetteer/data/fitted.toml`. The model is that of docs/ranking.md: a place
scores by its best name, and probability is shared in proportion to exp(score) among all places and none. Its
likelihood of the right answers (held_out.py) is raised with L-BFGS-B, costs kept at 0 or above; which name is
a place's best is told anew after each round. The same data, seed and
weights to begin with give the same numbers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from benchmarks.held_out import Question, questions
from gazetteer.compile import read_curated
from gazetteer.groups import first_of_each
from gazetteer.ranking import counted_letters
from gazetteer.resources import data_dir
from gazetteer.unlikeness import PARTS
from gazetteer.weights import Spelling, Weights, load_weights

SEED = 20261125
EACH = 2500
"""Questions of every split."""

ROUNDS = 5
"""Rounds of telling each place's best name and fitting; nothing moves after the fourth."""

RIDGE = 0.02
"""Pull towards 0 on each number, so that those that the data do not tell stay small."""

PLACES_KEPT = 150
"""Places of a question that are weighed: those lower down have no share to speak of."""

SET = {"variant": 0.9, "contrast_missing": 3.5, "vowelled_article": 0.8}
"""Costs that are set, as the names of lists cannot tell them.

variant: a list's own names are all preferred ones. A writer takes a place's first name about as often as all
others together, and a place with others has two or three: log(2.5). contrast_missing: a name without its
Kabir or Saghir is either of the two, not neither. vowelled_article: the lists share a habit; other writers
put one or leave it out, say three times in ten: log(7/3).
"""

FloatArray = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Sample:
    """The best name of each place of all questions, one after the other.

    `starts` is where each question begins, `owner` whose each row is, `right` marks the places asked for,
    `letters` and `none` (what the context says of it) have a number for each question.
    """

    parts: FloatArray
    offsets: FloatArray
    right: npt.NDArray[np.bool_]
    starts: npt.NDArray[np.integer]
    owner: npt.NDArray[np.integer]
    letters: FloatArray
    none: FloatArray


def best_names(asked: Sequence[Question], costs: FloatArray) -> Sample:
    """Of every place of every question the name that scores best with these costs."""
    chosen = [_best_of(question, costs) for question in asked]
    sizes = [len(rows) for rows in chosen]
    pairs = list(zip(asked, chosen, strict=True))
    return Sample(
        parts=np.concatenate([q.parts[rows] for q, rows in pairs]).astype(np.float64),
        offsets=np.concatenate([q.offsets[rows] for q, rows in pairs]),
        right=np.concatenate([q.places[rows] == q.right for q, rows in pairs]),
        starts=np.cumsum([0, *sizes[:-1]]),
        owner=np.repeat(np.arange(len(asked)), sizes),
        letters=np.array([counted_letters(q.letters) for q in asked], dtype=np.float64),
        none=np.array([q.none for q in asked]),
    )


def _best_of(question: Question, costs: FloatArray) -> npt.NDArray[np.integer]:
    scores = question.offsets - question.parts @ costs
    first = first_of_each(question.places, -scores)
    return first[np.argsort(-scores[first], kind="stable")[:PLACES_KEPT]]


def loss(numbers: FloatArray, sample: Sample) -> tuple[float, FloatArray]:
    """Minus the log likelihood of the right answers, with the ridge, and its gradient.

    `numbers` are the costs of PARTS, then the weight of none and what each letter adds to it.
    """
    costs, none = numbers[:-2], numbers[-2] + numbers[-1] * sample.letters + sample.none
    scores = sample.offsets - sample.parts @ costs
    highest = np.maximum(np.maximum.reduceat(scores, sample.starts), none)
    odds, none_odds = np.exp(scores - highest[sample.owner]), np.exp(none - highest)
    total = np.add.reduceat(odds, sample.starts) + none_odds
    right_odds = np.add.reduceat(odds * sample.right, sample.starts)
    known = np.add.reduceat(sample.right.astype(np.int64), sample.starts) > 0
    wanted = np.where(known, right_odds, none_odds)
    towards = odds / total[sample.owner]
    towards -= np.where(sample.right, odds / wanted[sample.owner], 0.0)
    none_towards = none_odds / total - ~known
    gradient = np.concatenate(
        [-(sample.parts.T @ towards), [none_towards.sum(), (none_towards * sample.letters).sum()]]
    )
    value = float((np.log(total) - np.log(wanted)).sum() + RIDGE * (numbers**2).sum())
    return value, gradient + 2 * RIDGE * numbers


def fit(asked: Sequence[Question], weights: Weights) -> FloatArray:
    """The numbers of `loss` that make the right answers likeliest, begun at these weights."""
    numbers = np.array(
        [*(getattr(weights.spelling, part) for part in PARTS), weights.none.score, weights.none.per_letter]
    )
    numbers[: len(PARTS)] = [SET.get(part, number) for part, number in zip(PARTS, numbers, strict=False)]
    bounds = [(SET.get(part, 0.0), SET.get(part)) for part in PARTS] + [(None, None)] * 2
    for _ in range(ROUNDS):
        sample = best_names(asked, numbers[:-2])
        found = minimize(loss, numbers, args=(sample,), jac=True, method="L-BFGS-B", bounds=bounds)
        numbers = found.x
        print(f"{found.fun / len(asked):.4f} nats a question")
    return np.asarray(numbers)


def first_right(asked: Sequence[Question], costs: FloatArray) -> dict[str, tuple[int, int]]:
    """By split: questions whose place is there, and those where it comes first."""
    there: Counter[str] = Counter()
    first: Counter[str] = Counter()
    for question in asked:
        if question.right >= 0:
            there[question.split] += 1
            first[question.split] += bool(question.places[_best_of(question, costs)[0]] == question.right)
    return {split: (first[split], there[split]) for split in there}


def to_toml(numbers: FloatArray, asked: Sequence[Question]) -> str:
    """The file of fitted numbers."""
    lines = [
        "# Written by `make fit` from the gazetteer's own names; docs/ranking.md says how. Not by hand.",
        f"# {len(asked)} questions. Of those whose place is there, it comes first:",
    ]
    for split, (first, there) in sorted(first_right(asked, numbers[:-2]).items()):
        lines.append(f"#   {split}: {first} of {there} ({first / there:.3f})")
    lines += [
        "",
        "[spelling]  # cost of each part in which a name is unlike; gazetteer/unlikeness.py says which",
    ]
    lines += [f"{field.name} = {numbers[PARTS.index(field.name)]:.2f}" for field in fields(Spelling)]
    lines += ["", '[none]  # what "not in the gazetteer" weighs, and what each letter of the name adds']
    lines += [f"score = {numbers[-2]:.2f}", f"per_letter = {numbers[-1]:.3f}", ""]
    return "\n".join(lines)


def main() -> None:
    data = data_dir()
    places, boundaries = read_curated(data)
    weights = load_weights()
    asked = list(questions(places, boundaries, weights, EACH, SEED))
    text = to_toml(fit(asked, weights), asked)
    Path(data / "fitted.toml").write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
