from __future__ import annotations

from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest

from gazetteer.engines.tables import open_address, open_table
from gazetteer.errors import InvalidQuery
from gazetteer.tabular import BOM

CSV = b'name,id\nAleppo,1\n"a\nb",2\n\nMosul,3\n'
TSV = b"name\tid\nAleppo\t1\nMosul\t3\n"
NDJSON = b'{"name": "Aleppo", "id": 1}\n\n{"name": "Mosul", "id": 3}\n'


@pytest.mark.parametrize("part_bytes", [1, 15, 10_000])
@pytest.mark.parametrize("mark", [b"", BOM])
@pytest.mark.parametrize(
    ("content", "names"),
    [(CSV, ["Aleppo", "a\nb", "Mosul"]), (TSV, ["Aleppo", "Mosul"]), (NDJSON, ["Aleppo", "Mosul"])],
)
def test_text_at_a_path_and_at_a_url(
    content: bytes, names: list[str], mark: bytes, part_bytes: int, tmp_path: Path
) -> None:
    path = tmp_path / "in"
    path.write_bytes(mark + content)
    for address in (str(path), path.as_uri()):
        table = open_table(address, "", ["name"])
        rows = [row for part in table.cut(part_bytes) for row in table.rows(part)]
        assert [row.columns["name"] for row in rows] == names


def test_parquet_by_row_groups(tmp_path: Path) -> None:
    path = tmp_path / "in.parquet"
    columns = {"name": ["Aleppo", "موصل", None], "id": [1, None, 3], "share": [0.5, 1.0, None]}
    pyarrow.parquet.write_table(pyarrow.table(columns), path, row_group_size=2)
    table = open_table(str(path), "parquet", ["name"])
    first, second = table.cut(1)
    assert (first.rows, second.first_row, second.rows) == (2, 2, 1)
    assert [row.cells for row in table.rows(first)] == [("Aleppo", "1", "0.5"), ("موصل", "", "1.0")]
    assert [row.columns for row in table.rows(second)] == [{"name": "", "id": "3", "share": ""}]


def test_what_cannot_be_opened_is_told(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("name\n")
    for address, kind in [
        (str(tmp_path / "missing"), ""),
        ("nosuch://x", ""),
        (str(tmp_path / "text"), "parquet"),
    ]:
        with pytest.raises(InvalidQuery) as caught:
            open_table(address, kind, [])
        assert caught.value.field == "address"
        assert caught.value.accepted


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_a_missing_column_is_told(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "in"
    if kind == "csv":
        path.write_bytes(CSV)
    else:
        pyarrow.parquet.write_table(pyarrow.table({"name": ["Aleppo"], "id": [1]}), path)
    with pytest.raises(InvalidQuery, match=r"'place'.*'name', 'id'"):
        open_table(str(path), kind, ["place"])


def test_an_address_can_be_written(tmp_path: Path) -> None:
    with open_address((tmp_path / "out").as_uri(), "wb") as file:
        file.write(b"x")
    assert (tmp_path / "out").read_bytes() == b"x"
