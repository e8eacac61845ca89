from __future__ import annotations

from dataclasses import replace
from math import isnan
from pathlib import Path

import pytest

from benchmarks.conflation_pairs import (
    BANDS,
    COLUMNS,
    SEED,
    THRESHOLD,
    Pair,
    band_of,
    bare_score,
    draw,
    find_pairs,
)
from benchmarks.conflation_quality import (
    DIFFERENT,
    SAME,
    UNSURE,
    Judged,
    figures,
    read_judged,
    source_pair,
    table_of,
)
from gazetteer.errors import DataError
from gazetteer.tables import read_rows, write_rows
from tests.gazetteer.makers import make_record

HOME = {"ocha:1": "a", "wof:1": "a", "wof:2": "b", "wof:3": "c", "iom:4": "d"}


def test_pairs_are_alike_and_near_or_namesakes_or_merged() -> None:
    records = [
        make_record("ocha:1", "Maskanah"),
        make_record("wof:1", "Dayr Hafir", north_m=9000),
        make_record("wof:2", "Meskene", north_m=4000),
        make_record("wof:3", "Maskanah", north_m=20_000),
        make_record("iom:4", "Zakiyah", north_m=100),
    ]
    found = {(records[p.left].key, records[p.right].key): p for p in find_pairs(records, HOME)}
    assert set(found) == {("ocha:1", "wof:1"), ("ocha:1", "wof:2"), ("ocha:1", "wof:3")}
    assert [pair.merged for pair in found.values()] == [True, False, False]
    assert all(0 <= pair.score < THRESHOLD for pair in found.values())


def test_a_pair_with_evidence_has_its_score_and_one_without_less() -> None:
    records = [make_record("ocha:1", "مسكنة"), make_record("wof:2", "مسكنة", north_m=100)]
    (found,) = find_pairs(records, HOME)
    assert found.score > 0.9
    assert bare_score(1.0, 0) < THRESHOLD
    assert bare_score(1.0, 0) > bare_score(0.9, 0) > bare_score(0.9, 500)


def test_bands_leave_no_gap() -> None:
    assert [band.high for band in BANDS[:-1]] == [band.low for band in BANDS[1:]]
    assert (BANDS[0].low, BANDS[-1].high > 1) == (0.0, True)
    assert band_of(BANDS[3].low) == 3


def test_the_weights_of_a_sample_sum_to_all_pairs_and_its_order_tells_nothing() -> None:
    pairs = [Pair(i, i + 1, 0.0, (i % 100) / 100, i % 3 == 0) for i in range(3000)]
    drawn = draw(pairs)
    assert sum(weight for _, weight in drawn) == pytest.approx(len(pairs))
    assert drawn == draw(pairs[:])
    assert [pair.score for pair, _ in drawn] != sorted(pair.score for pair, _ in drawn)


def judged(merged: bool, verdict: str, weight: float, number: int = 1) -> list[Judged]:
    return [Judged(("ocha", "wof"), (7, merged), weight, merged, verdict)] * number


def test_precision_and_recall_are_weighted_back() -> None:
    table = [*judged(True, SAME, 10, 9), *judged(True, DIFFERENT, 10), *judged(False, SAME, 5, 2)]
    precision, recall = figures(table)
    assert precision.value == pytest.approx(0.9)
    assert recall.value == pytest.approx(0.9)
    assert precision.low < 0.9 < precision.high
    assert (recall.low, recall.high) == pytest.approx((80 / 90, 100 / 110), abs=0.03)
    assert figures(table) == (precision, recall)


def test_unsure_pairs_count_both_ways_or_not_at_all() -> None:
    table = [*judged(True, SAME, 1, 3), *judged(True, UNSURE, 1)]
    assert [figures(table, way)[0].value for way in ("", SAME, DIFFERENT)] == [1.0, 1.0, 0.75]


def test_nothing_to_take_a_share_of_is_no_figure() -> None:
    precision, recall = figures(judged(False, DIFFERENT, 1))
    assert isnan(precision.value)
    assert isnan(recall.high)


def row(**cells: str) -> list[str]:
    usual = {"key_a": "ocha:1", "key_b": "wof:1", "score": "0.95", "merged": "no", "weight": "2"}
    return [{**usual, "verdict": SAME, "evidence": "told", **cells}.get(column, "") for column in COLUMNS]


def test_what_is_merged_is_asked_of_the_tables_of_today(tmp_path: Path) -> None:
    path = tmp_path / "x.tsv"
    write_rows(path, COLUMNS, [row(), row(key_b="wof:2"), row(key_a="gone:1", key_b="gone:2")])
    found = read_judged(path, HOME)
    assert [one.merged for one in found] == [True, False, False]
    assert found[0].stratum == (band_of(0.95), False)


@pytest.mark.parametrize("cells", [{"verdict": ""}, {"verdict": "maybe"}, {"evidence": ""}])
def test_a_table_that_is_not_judged_to_the_end_is_refused(tmp_path: Path, cells: dict[str, str]) -> None:
    write_rows(tmp_path / "x.tsv", COLUMNS, [row(**cells)])
    with pytest.raises(DataError, match="not judged"):
        read_judged(tmp_path / "x.tsv", HOME)


def test_the_committed_table_is_judged_and_each_pair_once() -> None:
    table = table_of(20261125)
    pairs = [(cells[0], cells[1]) for _, cells in read_rows(table, COLUMNS)]
    assert len(pairs) == len(set(pairs)) == 300
    assert all(a < b for a, b in pairs)
    assert len(read_judged(table, {})) == 300


def test_the_last_sample_has_half_of_its_pairs_about_the_threshold() -> None:
    scores = [float(cells[7]) for _, cells in read_rows(table_of(SEED), COLUMNS)]
    # A stratum with fewer pairs than are to be drawn of it gives all that it has.
    assert 298 <= len(scores) <= 300
    assert 148 <= sum(abs(score - THRESHOLD) <= 0.1 for score in scores) <= 150


def test_sources_are_in_order() -> None:
    assert source_pair("wof:1", "ocha:2") == ("ocha", "wof")
    assert replace(judged(True, SAME, 1)[0], sources=source_pair("a:1", "b:1")).sources == ("a", "b")
