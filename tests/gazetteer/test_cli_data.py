from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from gazetteer import cli
from gazetteer.balance import Balance
from gazetteer.cli import FAULTS_SHOWN, main
from gazetteer.lint import Fault
from gazetteer.resources import data_dir


@pytest.mark.parametrize(
    ("options", "done"), [([], ["sources"]), (["--boundaries"], ["boundaries", "sources"])]
)
def test_boundaries_are_made_first_and_only_when_asked_for(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, options: list[str], done: list[str]
) -> None:
    called: list[tuple[str, Path, Path]] = []

    def boundaries(sources: Path, data: Path) -> None:
        called.append(("boundaries", sources, data))

    def sources(folder: Path, data: Path) -> Balance:
        called.append(("sources", folder, data))
        return Balance(())

    monkeypatch.setattr(cli, "import_boundaries", boundaries)
    monkeypatch.setattr(cli, "import_sources", sources)
    result = CliRunner().invoke(main, ["import", "--sources", str(tmp_path), *options])
    assert result.exit_code == 0, result.output
    assert called == [(name, tmp_path, data_dir()) for name in done]
    assert result.output == "all: 0 rows = 0 + 0 + 0\n"


@pytest.mark.parametrize(("options", "lines"), [([], FAULTS_SHOWN + 3), (["--all"], FAULTS_SHOWN + 4)])
def test_lint_shows_some_of_a_rule_s_faults_or_all(
    monkeypatch: pytest.MonkeyPatch, options: list[str], lines: int
) -> None:
    faults = [Fault("twins", f"{n:08}", "x") for n in range(FAULTS_SHOWN + 2)]
    monkeypatch.setattr(cli, "lint_data", lambda _: faults)
    result = CliRunner().invoke(main, ["lint", *options])
    assert result.exit_code == 1
    assert len(result.output.splitlines()) == lines


def test_lint_without_tables_says_what_is_missing(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["lint", "--data", str(tmp_path)])
    assert result.exit_code == 1
    assert "SY.geojson" in result.output
