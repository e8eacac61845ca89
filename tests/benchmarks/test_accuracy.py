from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import accuracy
from benchmarks.baselines import rapidfuzz_baselines, trigram_baseline
from gazetteer.resolver import Resolver
from gazetteer.store import open_artefact
from tests.gazetteer.tiny import tiny_places, write_tiny


@pytest.fixture(scope="module")
def resolver(tmp_path_factory: pytest.TempPathFactory) -> Resolver:
    path = tmp_path_factory.mktemp("accuracy") / "tiny.artefact"
    write_tiny(path)
    return Resolver(open_artefact(path))


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


def test_sets_are_asked_with_and_without_their_governorate(resolver: Resolver, folder: Path) -> None:
    runs = accuracy.run_sets(resolver, folder)
    assert [run.title for run in runs] == ["iraq_press", "media_latin", "media_latin + admin1"]
    assert [run.figures().first for run in runs] == [0.5, 0.5, 1.0]


def test_the_report_has_a_row_for_each_way_of_asking(
    resolver: Resolver, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(accuracy, "read_places", lambda _: list(tiny_places()))
    text = accuracy.report(resolver, folder, baselines=True)
    assert "| media_latin + admin1 | 2 | 1.000 |" in text
    assert "| yes | 1 | 1.000 |" in text
    assert "| no | 1 | 0.000 |" in text
    assert text.count("rapidfuzz ratio") == 2
    assert "Maskanah" not in text


@pytest.mark.parametrize("title", ["rapidfuzz ratio", "rapidfuzz WRatio", "rapidfuzz token_set", "trigrams"])
def test_baselines_find_and_filter(title: str) -> None:
    places = tiny_places()
    search = trigram_baseline(places) if title == "trigrams" else rapidfuzz_baselines(places)[title]
    first = search("maskanah", "SY-HI")[0]
    assert first["admin1"]["code"] == "SY-HI"
    assert round(first["lat"], 2) == 34.66
    assert search("Mosul", "")[0]["admin1"]["code"] == "IQ-NI"
