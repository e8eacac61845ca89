"""How often twins are told apart, by id: Kabir against Saghir, a village against the airbase of its name.

    python -m benchmarks.twins           the figures by kind and spelling
    python -m benchmarks.twins --draw    draw the questions of tests/cases/twins.csv anew, first

Of two twins the right one must stand before the other, with nothing said of where it lies. Where a twin
does not exist, no place may be a `match`.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from benchmarks.twin_questions import Question, questions
from gazetteer import MAX_LIMIT, Decision, Query, Resolver
from gazetteer.resources import data_dir
from gazetteer.tables import read_places

CASES = Path(__file__).resolve().parent.parent / "tests" / "cases" / "twins.csv"
COLUMNS = ("kind", "spelling", "query", "place", "twin")


def read_questions(path: Path = CASES) -> list[Question]:
    """The questions of the table."""
    with path.open(encoding="utf-8", newline="") as handle:
        return [Question(*(row[column] for column in COLUMNS)) for row in csv.DictReader(handle, strict=True)]


def write_questions(asked: Iterable[Question], path: Path = CASES) -> None:
    """Write the table."""
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows([getattr(question, column) for column in COLUMNS] for question in asked)


def is_right(question: Question, resolver: Resolver) -> bool:
    """True where the one meant stands before its twin, or where one that does not exist is no `match`."""
    answer = resolver.resolve(Query(question.query, limit=MAX_LIMIT if question.twin else 1))
    if not question.twin:
        return answer.decision is not Decision.MATCH
    order = [result.place_id for result in answer.results]
    # The ids are those of the day of the draw: a place that was merged since is followed.
    place, twin = (resolver.place(key).place_id for key in (question.place, question.twin))
    return place in order and (twin not in order or order.index(place) < order.index(twin))


def shares(asked: Sequence[Question], resolver: Resolver) -> dict[str, tuple[int, int]]:
    """Right answers and questions by kind, "kind/spelling" and, for those with two twins, "all"."""
    right: Counter[str] = Counter()
    count: Counter[str] = Counter()
    for question in asked:
        groups = [question.kind, f"{question.kind}/{question.spelling}"] + ["all"] * bool(question.twin)
        count.update(groups)
        right.update(groups * is_right(question, resolver))
    return {group: (right[group], count[group]) for group in sorted(count)}


def main() -> None:
    """Print the figures, and what is wrong."""
    if "--draw" in sys.argv:
        write_questions(questions(read_places(data_dir())))
    resolver, asked = Resolver.open(), read_questions()
    print("| questions | right | of | share |\n|---|---|---|---|")
    for group, (right, count) in shares(asked, resolver).items():
        print(f"| {group} | {right} | {count} | {right / count:.3f} |")
    print()
    for question in asked:
        if not is_right(question, resolver):
            best = resolver.resolve(Query(question.query, limit=1))
            shown = [f"{r.label} [{r.match.name.toponym}] {r.confidence:.2f}" for r in best.results]
            print(
                question.kind,
                question.spelling,
                question.query,
                question.place,
                best.decision,
                *shown,
                sep=" | ",
            )


if __name__ == "__main__":
    main()
