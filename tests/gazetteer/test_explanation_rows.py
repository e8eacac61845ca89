from __future__ import annotations

import orjson
import pytest

from gazetteer.explanation import Explanation
from gazetteer.explanation_rows import explanation_lines, explanation_object
from gazetteer.query import Query
from gazetteer.resolver import Resolver


def why(resolver: Resolver, name: str, **context: str) -> Explanation:
    explanation = resolver.resolve(Query(name, explain=True, **context)).results[0].explanation
    assert explanation is not None
    return explanation


@pytest.mark.parametrize("name", ["Meskene, Aleppo", "T4 airbase", "تل حسن", "Nowhere Atall, Homs"])
def test_it_is_json_whose_parts_add_up(name: str, resolver: Resolver) -> None:
    shown = explanation_object(why(resolver, name))
    assert orjson.loads(orjson.dumps(shown)) == shown
    for score in (shown["score"], shown["confidence"]["none"]):
        assert sum(part["gives"] for part in score["parts"]) == pytest.approx(score["total"], abs=1e-3)
        for part in score["parts"]:
            assert part["amount"] * part["weight"] == pytest.approx(part["gives"], abs=2e-3)


def test_the_steps_are_told_in_order(resolver: Resolver) -> None:
    steps = explanation_object(why(resolver, "Meskene"))["steps"]
    assert [step["step"] for step in steps] == ["transliteration", "ta_marbuta", "vowels"]
    assert steps[-1]["query"] == steps[-1]["name"] == "mskn"


def test_lines_say_steps_parts_context_and_rival(resolver: Resolver) -> None:
    lines = list(explanation_lines(why(resolver, "Meskene", admin1="Aleppo")))
    assert lines[0] == "looked up: Meskene"
    assert lines[1].startswith("  ")
    assert any(line.startswith("score ") and "importance 0." in line for line in lines)
    assert "admin1 Aleppo: Aleppo (SY-HL), 0 km away: +0.00" in lines
    assert any(line.startswith("not in the gazetteer -") for line in lines)
    assert lines[-1].startswith("before Maskanah, SY0401, Homs, Syria")
