from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from gazetteer.balance import (
    LEFT_OUT,
    MERGED,
    PLACE,
    Balance,
    Fate,
    NameLoss,
    balance_of,
    balance_text,
    read_balance,
    read_names_left_out,
    write_balance,
    write_names_left_out,
)
from gazetteer.errors import DataError

FATES = [
    Fate("wof", "place"),
    Fate("wof", "left_out", "deprecated"),
    Fate("ocha", "place"),
    Fate("wof", "place"),
]


def test_a_balance_counts_every_row() -> None:
    balance = balance_of(FATES)
    assert balance.rows == 4
    assert (balance.count("place"), balance.count("place", "wof"), balance.count("merged")) == (3, 2, 0)


def test_a_balance_is_read_back(tmp_path: Path) -> None:
    write_balance(tmp_path, balance_of(FATES))
    assert read_balance(tmp_path) == balance_of(reversed(FATES))
    write_balance(tmp_path, Balance(()))
    assert read_balance(tmp_path) == Balance(())


def test_a_broken_balance_is_named(tmp_path: Path) -> None:
    (tmp_path / "balance.tsv").write_text(
        "source\toutcome\treason\trows\nwof\tplace\t\tmany\n", encoding="utf-8"
    )
    with pytest.raises(DataError, match=r"balance\.tsv: line 2"):
        read_balance(tmp_path)


def test_the_text_adds_up_and_names_the_reasons() -> None:
    fates = [
        Fate("a", PLACE),
        Fate("a", MERGED),
        Fate("b", LEFT_OUT, "segment"),
        Fate("b", LEFT_OUT, "segment"),
    ]
    assert balance_text(balance_of(fates)).splitlines() == [
        "a: 2 rows = 1 places + 1 merged + 0 left out",
        "b: 2 rows = 0 places + 0 merged + 2 left out (2 segment)",
        "all: 4 rows = 1 + 1 + 2",
    ]


def test_the_count_of_names_left_out_is_read_back(tmp_path: Path) -> None:
    losses = Counter([NameLoss("wof", "copy"), NameLoss("gn", "copy"), NameLoss("wof", "copy")])
    write_names_left_out(tmp_path, losses)
    assert read_names_left_out(tmp_path) == losses
    (tmp_path / "names_left_out.tsv").write_text("source\trule\tnames\nwof\tcopy\tmany\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"names_left_out\.tsv: line 2"):
        read_names_left_out(tmp_path)
