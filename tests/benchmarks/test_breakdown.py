from __future__ import annotations

from benchmarks.breakdown import Ranked, kind_table, misses_table, script_table
from benchmarks.stored import Stored

MASKANAH = {"query": "Maskana", "admin1": "SY-HL", "lat": "35.96429", "lon": "38.04327"}
OTHER_MASKANAH = {"query": "مسكنة", "admin1": "SY-HI", "lat": "34.66412", "lon": "36.73511"}
NOWHERE = {"query": "Мосул", "admin1": "SY-HI", "lat": "34.66412", "lon": "36.73511"}


def test_figures_by_script() -> None:
    rows = [Ranked(MASKANAH, 1, 1), Ranked(OTHER_MASKANAH, 2, 1), Ranked(NOWHERE, 0, 0)]
    assert script_table(rows)[2:] == [
        "| Latin | 1 | 1.000 | 1.000 | 1.000 | 1.000 |",
        "| Arabic | 1 | 0.000 | 1.000 | 1.000 | 1.000 |",
        "| other | 1 | 0.000 | 0.000 | 0.000 | 0.000 |",
    ]
    assert "| other | 0 | – | – | – | – |" in script_table(rows[:2])


def test_figures_by_kind_of_error(stored: Stored) -> None:
    lines = kind_table([Ranked(MASKANAH, 1, 1), Ranked(NOWHERE, 0, 3)], stored)
    (article,) = [line for line in lines if line.startswith("| article or ending ")]
    assert article.startswith("| article or ending | 1 | 1.000 | 1.000 | 1.000 | 1.000 |")
    (absent,) = [line for line in lines if line.startswith("| nothing alike stored ")]
    assert absent.startswith("| nothing alike stored | 1 | 0.000 | 0.000 | 0.000 | 1.000 |")


def test_misses_are_counted_by_set_and_together(stored: Stored) -> None:
    lines = misses_table({"one": [MASKANAH, NOWHERE], "two": [OTHER_MASKANAH]}, stored)
    head = "| set | rows | misses | elsewhere | absent | not retrieved | weight | namesake | spelling |"
    assert lines[0] == head
    assert lines[2:] == [
        "| one | 2 | 1 | 0 | 1 | 0 | 0 | 0 | 0 |",
        "| two | 1 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |",
        "| together | 3 | 1 | 0 | 1 | 0 | 0 | 0 | 0 |",
        "| of these merely alike | | 0 | 0 | 0 | 0 | 0 | 0 | 0 |",
    ]


def test_misses_of_names_that_are_merely_alike_are_counted_again(stored: Stored) -> None:
    unfound = {"query": "Disb Anaf", "admin1": "", "lat": "35.9167", "lon": "38.2833"}
    lines = misses_table({"one": [unfound, NOWHERE]}, stored)
    assert lines[-2:] == [
        "| together | 2 | 2 | 0 | 1 | 1 | 0 | 0 | 0 |",
        "| of these merely alike | | 1 | 0 | 0 | 1 | 0 | 0 | 0 |",
    ]
