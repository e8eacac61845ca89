"""How many names of tests/cases/variants.csv are answered right, by kind of difficulty.

    python -m benchmarks.variants            the shares, and what is wrong
    python -m benchmarks.variants --renew    also write them to tests/cases/variants.toml, for the tests

The table is written from public facts, before it was asked: names as officials, aid workers, mandate maps,
the press, Kurds, Turks, Russians and Assyrians write them. `place` is what is meant, by any of its links
or its id, several where the gazetteer has one town twice; "none" where nothing here is meant.
"""

from __future__ import annotations

import csv
import sys
import tomllib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from gazetteer import Answer, Decision, Query, Resolver

CASES = Path(__file__).resolve().parent.parent / "tests" / "cases" / "variants.csv"
FIGURES = CASES.with_suffix(".toml")
NONE = "none"
_HEADER = """\
# Share of tests/cases/variants.csv that is answered right, by kind: `python -m benchmarks.variants --renew`.
# Tests fail at one point below. Renew it where figures rise, or fall for a reason that the commit tells.
"""


@dataclass(frozen=True)
class Variant:
    """A name as somebody writes it, what is known of where it is ("" for nothing), and what it means."""

    query: str
    admin1: str
    country: str
    place: str
    kind: str


def read_variants(path: Path = CASES) -> list[Variant]:
    """The table."""
    with path.open(encoding="utf-8", newline="") as handle:
        return [Variant(**row) for row in csv.DictReader(handle, strict=True)]


def answered(variant: Variant, resolver: Resolver) -> Answer:
    """The answer to a variant."""
    return resolver.resolve(
        Query(variant.query, admin1=variant.admin1 or None, country=variant.country or None, limit=2)
    )


def is_right(variant: Variant, answer: Answer, resolver: Resolver) -> bool:
    """True where the first result is the place meant; where nothing is, unless something is a `match`."""
    if variant.place == NONE:
        return answer.decision is not Decision.MATCH
    meant = {resolver.place(key).place_id for key in variant.place.split()}
    return bool(answer.results) and answer.results[0].place_id in meant


def shares(variants: Sequence[Variant], resolver: Resolver) -> dict[str, float]:
    """The share that is right, by kind and of all."""
    right: Counter[str] = Counter()
    count: Counter[str] = Counter()
    for variant in variants:
        groups = [variant.kind, "all"]
        count.update(groups)
        right.update(groups * is_right(variant, answered(variant, resolver), resolver))
    return {group: right[group] / count[group] for group in count}


def read_figures(path: Path = FIGURES) -> dict[str, float]:
    """The committed shares."""
    return dict(tomllib.loads(path.read_text(encoding="utf-8"))["right"])


def write_figures(figures: dict[str, float], path: Path = FIGURES) -> None:
    """Commit these shares."""
    lines = [f'"{kind}" = {share:.3f}' for kind, share in figures.items()]
    path.write_text(_HEADER + "\n[right]\n" + "\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Print the shares and the misses."""
    resolver, variants = Resolver.open(), read_variants()
    figures = shares(variants, resolver)
    if "--renew" in sys.argv:
        write_figures(figures)
    count = Counter(variant.kind for variant in variants)
    print("| kind | right | of |\n|---|---|---|")
    for kind, share in figures.items():
        print(f"| {kind} | {share:.3f} | {count[kind] or len(variants)} |")
    print()
    for variant in variants:
        answer = answered(variant, resolver)
        if not is_right(variant, answer, resolver):
            shown = [f"{r.label} [{r.match.name.toponym}] {r.confidence:.2f}" for r in answer.results]
            print(
                variant.kind, variant.query, variant.admin1, variant.place, answer.decision, *shown, sep=" | "
            )


if __name__ == "__main__":
    main()
