from __future__ import annotations

import io
from pathlib import Path

import pytest

from gazetteer.batch import Columns
from gazetteer.engines.checkpoint import Checkpoint, plan_key
from gazetteer.engines.job import Job
from gazetteer.engines.parts import Part
from gazetteer.engines.tables import open_table

PARTS = [Part(0, 0, 2, 5, 20), Part(1, 2, 1, 20, 30)]


@pytest.fixture
def checkpoint(tmp_path: Path) -> Checkpoint:
    begun = Checkpoint.of(str(tmp_path / "out"))
    begun.begin("a plan", PARTS)
    return begun


def write(checkpoint: Checkpoint, part: Part, content: bytes) -> None:
    checkpoint.write(part, lambda file: file.write(content))


def test_a_plan_is_recalled_by_its_key(checkpoint: Checkpoint) -> None:
    assert checkpoint.recall("a plan") == PARTS
    assert checkpoint.recall("another plan") is None


def test_nothing_is_recalled_where_nothing_began(tmp_path: Path) -> None:
    assert Checkpoint.of(str(tmp_path / "new")).recall("a plan") is None


def test_parts_are_missing_until_written_and_joined_in_order(checkpoint: Checkpoint) -> None:
    assert checkpoint.missing(PARTS) == PARTS
    write(checkpoint, PARTS[1], b"last")
    assert checkpoint.missing(PARTS) == PARTS[:1]
    write(checkpoint, PARTS[0], b"first ")
    write(checkpoint, PARTS[0], b"first ")
    assert checkpoint.missing(PARTS) == []
    out = io.BytesIO()
    checkpoint.join(PARTS, out)
    assert out.getvalue() == b"first last"


def test_a_part_that_was_broken_off_is_missing(checkpoint: Checkpoint) -> None:
    def broken(file: io.BytesIO) -> None:
        file.write(b"half")
        raise OSError

    with pytest.raises(OSError):
        checkpoint.write(PARTS[0], broken)
    assert checkpoint.missing(PARTS) == PARTS


def test_another_plan_begins_anew(checkpoint: Checkpoint) -> None:
    write(checkpoint, PARTS[0], b"first")
    checkpoint.begin("another plan", PARTS)
    assert checkpoint.missing(PARTS) == PARTS


def test_it_can_be_cleared(checkpoint: Checkpoint) -> None:
    checkpoint.clear()
    assert not Path(checkpoint.folder).exists()
    checkpoint.clear()


def test_the_key_is_of_all_that_shapes_the_parts(tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_text("name\nAleppo\n")
    job, table = Job(Columns("name")), open_table(str(path), "csv", ["name"])
    keys = {
        plan_key(table, job, "v1", 10),
        plan_key(table, job, "v2", 10),
        plan_key(table, job, "v1", 11),
        plan_key(table, Job(Columns("name"), limit=2), "v1", 10),
    }
    assert plan_key(table, job, "v1", 10) in keys
    path.write_text("name\nAleppo\nMosul\n")
    keys.add(plan_key(table, job, "v1", 10))
    assert len(keys) == 5
