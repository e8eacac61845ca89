from __future__ import annotations

import math
from pathlib import Path

from benchmarks.runs import Run, calibration, pooled, read_sets, run_sets, sample_of
from gazetteer.resolver import Resolver
from gazetteer.store import Artefact

SETS = {
    "iraq_press": [{"query": "Mosul", "admin1": "IQ-NI"}, {"query": "Aleppo", "admin1": "IQ-NI"}],
    "media_latin": [
        {"query": "Maskanah", "admin1": "SY-HI", "lat": "34.66412", "lon": "36.73511"},
        {"query": "Aleppo", "admin1": "SY-HL", "lat": "36.2", "lon": "37.16"},
    ],
}


def test_sets_are_asked_with_and_without_their_governorate(artefact: Artefact) -> None:
    runs = run_sets(Resolver(artefact), SETS)
    assert [run.title for run in runs] == ["iraq_press", "media_latin", "media_latin + admin1"]
    assert [run.figures().first for run in runs] == [0.5, 0.5, 1.0]
    assert pooled(runs, True).truths == SETS["media_latin"]
    assert 0 < calibration(pooled(runs, False)) < 1


def test_files_without_names_to_ask_are_left_out(tmp_path: Path) -> None:
    (tmp_path / "headlines.tsv").write_text("text\tlat\tlon\nNews of Mosul\t36\t43\n")
    (tmp_path / "empty.tsv").write_text("query\tadmin1\n")
    (tmp_path / "foreign.tsv").write_text('query\tscript\nThe "other" Paris\tLatn\n')
    assert read_sets(tmp_path) == {"foreign": [{"query": 'The "other" Paris', "script": "Latn"}]}


def test_a_sample_is_the_same_each_time_and_of_rows_with_their_answers() -> None:
    rows = [{"query": str(i)} for i in range(400)]
    run = Run("media_latin", False, rows, [{"row": i} for i in range(400)])
    sample = sample_of(run)
    assert len(sample.truths) == 150
    assert sample == sample_of(run)
    assert [int(truth["query"]) for truth in sample.truths] == [answer["row"] for answer in sample.answers]


def test_nothing_pooled_has_no_calibration() -> None:
    assert math.isnan(calibration(pooled([], False)))
