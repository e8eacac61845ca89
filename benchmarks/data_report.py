"""Writes docs/data.md: the frame of docs/data.template.md with the figures of the committed tables.

python -m benchmarks.data_report
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from gazetteer.balance import NameLoss, read_balance, read_names_left_out
from gazetteer.ids import read_redirects
from gazetteer.report import Tables, figures, fill
from gazetteer.resources import data_dir
from gazetteer.review import REVIEW_COLUMNS
from gazetteer.tables import read_places, read_rows

DOCS = Path(__file__).resolve().parent.parent / "docs"
TEMPLATE, TARGET = DOCS / "data.template.md", DOCS / "data.md"


def read_tables(data: Path) -> Tables:
    """All that is counted, from the tables below a folder."""
    losses: Counter[NameLoss] = Counter()
    if (data / "names_left_out.tsv").exists():
        losses = read_names_left_out(data)
    reviews = (data / "review").glob("*.tsv")
    return Tables(
        places=read_places(data),
        balance=read_balance(data),
        names_left_out=losses,
        redirects=len(read_redirects(data)),
        reviews={path.stem: sum(1 for _ in read_rows(path, REVIEW_COLUMNS)) for path in reviews},
    )


def report() -> str:
    """The text of docs/data.md as the committed tables have it."""
    return fill(TEMPLATE.read_text(encoding="utf-8"), figures(read_tables(data_dir())))


if __name__ == "__main__":
    TARGET.write_text(report(), encoding="utf-8", newline="\n")
    print(TARGET)
