from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import accuracy
from benchmarks.baselines import rapidfuzz_baselines, trigram_baseline
from gazetteer.store import Artefact
from tests.gazetteer.tiny import tiny_places


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "media_latin.tsv").write_text(
        "query\tadmin1\tlat\tlon\nMaskanah\tSY-HI\t34.66412\t36.73511\nAleppo\tSY-HL\t36.2\t37.16\n"
    )
    (tmp_path / "iraq_press.tsv").write_text(
        "query\tadmin1\tbig_city\nMosul\tIQ-NI\tyes\nAleppo\tIQ-NI\tno\n"
    )
    (tmp_path / "headlines.tsv").write_text("text\tlat\tlon\nNews of Mosul\t36\t43\n")
    return tmp_path


def test_the_report_has_a_row_for_each_way_of_asking(
    artefact: Artefact, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(accuracy, "read_places", lambda _: list(tiny_places()))
    text = accuracy.report(artefact, folder, baselines=True)
    assert "| media_latin + admin1 | 2 | 1.000 |" in text
    assert "| iraq_press: yes | 1 | 1.000 |" in text
    assert "| iraq_press: no | 1 | 0.000 |" in text
    assert "| Latin | 2 | 0.500 |" in text
    assert "| media_latin | 2 | 0 |" in text
    assert text.count("rapidfuzz ratio") == 2
    assert "Maskanah" not in text


def test_a_folder_without_placed_sets_has_no_such_tables(artefact: Artefact, folder: Path) -> None:
    (folder / "media_latin.tsv").unlink()
    text = accuracy.report(artefact, folder, baselines=False)
    assert "| iraq_press | 2 | 0.500 |" in text
    assert "By kind of error" not in text


@pytest.mark.parametrize("title", ["rapidfuzz ratio", "rapidfuzz WRatio", "rapidfuzz token_set", "trigrams"])
def test_baselines_find_and_filter(title: str) -> None:
    places = tiny_places()
    search = trigram_baseline(places) if title == "trigrams" else rapidfuzz_baselines(places)[title]
    first = search("maskanah", "SY-HI")[0]
    assert first["admin1"]["code"] == "SY-HI"
    assert round(first["lat"], 2) == 34.66
    assert search("Mosul", "")[0]["admin1"]["code"] == "IQ-NI"
