"""docs/ranking.md: its example is what the resolver gives, and adds up from the tables."""

from __future__ import annotations

import math
import re

import pytest

from benchmarks.worked_example import HEADING, NAME, PAGE, page, question
from gazetteer.resolver import Resolver
from gazetteer.resources import load_table

TEXT = PAGE.read_text(encoding="utf-8").partition(HEADING)[2]
ROUNDED = 6e-5
"""Numbers are printed to four decimals."""


def rows(columns: int) -> list[list[str]]:
    """The rows of the example's tables with so many columns."""
    cells = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in TEXT.splitlines() if "|" in line
    ]
    return [row for row in cells if len(row) == columns and not set(row[0]) & {"-"}]


def numbers(pattern: str) -> list[float]:
    found = re.search(pattern, TEXT)
    assert found is not None, pattern
    return [float(number) for number in re.findall(r"-?\d+\.\d+|-?\d+", found.group())]


def common(one: str, other: str) -> int:
    """Length of the longest common subsequence, the plain way."""
    if not one or not other:
        return 0
    if one[0] == other[0]:
        return 1 + common(one[1:], other[1:])
    return max(common(one[1:], other), common(one, other[1:]))


@pytest.mark.slow
def test_the_page_is_what_the_resolver_gives(whole: Resolver) -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert text == page(text, whole), "run: python -m benchmarks.worked_example"


def test_shares_follow_from_the_sounds() -> None:
    sounds = [row for row in rows(4) if row[0] == NAME or not row[0].isascii()]
    (_, ours, consonants, skeleton), (_, theirs, their_consonants, their_skeleton) = sounds
    assert skeleton == their_skeleton
    longer = max(len(ours), len(theirs))
    parts = {row[0]: float(row[1]) for row in rows(4) if row[0].startswith("spelling.")}
    assert parts == pytest.approx(
        {
            "spelling.vowelled_counterpart": 1,
            "spelling.unread": (len(theirs) - common(ours, theirs)) / longer,
            "spelling.unwritten": (len(ours) - common(ours, theirs)) / longer,
            "spelling.consonants": sum(a != b for a, b in zip(consonants, their_consonants, strict=True))
            / len(consonants),
        },
        abs=ROUNDED,
    )


def test_weights_are_those_of_the_files() -> None:
    fitted, weights = load_table("fitted.toml"), load_table("weights.toml")
    said = {f"spelling.{part}": -cost for part, cost in fitted["spelling"].items()} | weights["place"]
    said |= {
        "score": fitted["none"]["score"],
        "letters": fitted["none"]["per_letter"],
        "calibration": weights["calibration"]["none"],
        "unit_share": weights["calibration"]["share"],
    }
    printed = {row[0]: float(row[2]) for row in rows(4) if row[0] in said}
    assert len(printed) >= 10
    assert printed == {part: said[part] for part in printed}


def test_parts_are_products_that_sum_to_the_scores() -> None:
    total, sums = 0.0, []
    for part, amount, weight, gives in (row for row in rows(4) if row[3].lstrip("-")[:1].isdigit()):
        if part == "sum":
            assert float(gives) == pytest.approx(total, abs=8 * ROUNDED)
            sums.append(float(gives))
            total = 0.0
            continue
        assert float(gives) == pytest.approx(
            float(amount) * float(weight), abs=ROUNDED * (1 + abs(float(weight)))
        )
        total += float(gives)
    assert len(sums) == 2


def test_importance_follows_from_its_formula() -> None:
    rank, one, again, population, _, people, _, per_source, sources, _, _, famed, _, _, languages, _, said = (
        numbers(r"    0\.\d+ \+ \(1 - .*= 0\.\d+")
    )
    assert (one, again) == (1, rank)
    known = population * math.log10(people) / 7 + per_source * (sources - 1) / 4
    assert rank + (1 - rank) * (known + famed * math.log2(1 + languages) / 4) == pytest.approx(
        said, abs=ROUNDED
    )


@pytest.mark.slow
def test_the_confidence_is_that_of_the_answer(whole: Resolver) -> None:
    k, score, _, again, _, none, _, others, said = numbers(r"    exp\(.*= 0\.\d+")
    assert k == load_table("weights.toml")["calibration"]["sharpness"]
    assert score == again
    weigh = [math.exp(k * value) for value in (score, none, others)]
    assert weigh[0] / sum(weigh) == pytest.approx(said, abs=3 * ROUNDED)
    assert whole.resolve(question()).results[0].confidence == pytest.approx(said, abs=ROUNDED)
