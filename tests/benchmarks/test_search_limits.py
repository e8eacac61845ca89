from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
import pytest

from benchmarks import search_limits
from benchmarks.search_limits import LIMITS, Bought, measured, report
from gazetteer import name_search
from gazetteer.answer import Answer
from gazetteer.resolver import Resolver
from gazetteer.store import Array, Artefact
from tests.benchmarks.test_ablation import SETS


@pytest.fixture
def resolver(artefact: Artefact) -> Resolver:
    opened = Resolver(artefact)
    if opened._names.compiled is None:
        pytest.skip("nothing is compiled: install anew where there is a C++ compiler")
    return opened


def test_names_are_asked_within_the_limits(resolver: Resolver, monkeypatch: pytest.MonkeyPatch) -> None:
    before, found = name_search._LIMITS, []

    def timed(ask: Callable[[str], Answer], names: Sequence[str]) -> Array:
        assert names[0] == "Maskanah, Homs"
        found.append(len(ask("Maskanah").results))
        return np.ones(len(names))

    monkeypatch.setattr(search_limits, "times_ms", timed)
    for limits in (LIMITS[0], replace(LIMITS[0], enough=1, sharing=1, sounds=1, forms=1)):
        assert measured(limits, resolver, SETS) == Bought(1.0, 1.0, 1.0, 1.0, 1.0, 1.0)
    assert found[0] > found[1]
    assert before == name_search._LIMITS


def test_the_report_has_a_line_for_each(resolver: Resolver) -> None:
    lines = report(resolver, SETS).splitlines()
    assert [line.split("|")[1].strip() for line in lines[-len(LIMITS) :]] == [each.title for each in LIMITS]
    assert lines[-len(LIMITS)].endswith("| 1 |")
