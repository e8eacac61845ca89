from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from benchmarks.speed import names
from benchmarks.speed.names import SAMPLE_ROWS, SETS, distinct_names, mistyped, read_sets
from tests.gazetteer.tiny import tiny_places


def test_the_committed_sample() -> None:
    sets = read_sets(None)
    assert {title: len(rows) for title, rows in sets.items()} == dict.fromkeys(SETS.values(), SAMPLE_ROWS)


def test_sets_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "press.tsv").write_text('query\tlat\nMosul\t36\n"Hit\t33\n')
    (tmp_path / "texts.tsv").write_text("text\nNews of Mosul\n")
    assert read_sets(tmp_path) == {"press": ["Mosul", '"Hit']}


@given(name=st.text("abc حلب", min_size=1, max_size=12), seed=st.integers(0, 1000))
def test_a_mistyped_name_is_one_error_away(name: str, seed: int) -> None:
    assert OSA.distance(name, mistyped(name, Random(seed))) <= 1


def test_distinct_names_are_always_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(names, "read_places", lambda _: list(tiny_places()))
    drawn = distinct_names(200)
    assert len(set(drawn)) == 200
    assert drawn == distinct_names(200)
    assert drawn[:50] == distinct_names(50)
