"""The folder beside an output in which its parts gather, so that a run that was broken off can go on.

A part's file is there whole or not at all. The folder holds for one plan only: the same input, job, dataset
and cut; another begins anew.
"""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import IO

import fsspec
import orjson

from gazetteer.engines.job import Job
from gazetteer.engines.parts import Part
from gazetteer.engines.tables import Table

_PLAN = "plan.json"
_COPIED_BYTES = 4 * 2**20


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The folder for an output at an address; every worker must reach it."""

    folder: str

    @classmethod
    def of(cls, target: str) -> Checkpoint:
        """The folder beside this output."""
        return cls(f"{target}.parts")

    def recall(self, plan_key: str) -> list[Part] | None:
        """The parts of the run that was broken off here; None where there is none of this plan."""
        files, folder = self._open()
        path = f"{folder}/{_PLAN}"
        if not files.exists(path):
            return None
        plan = orjson.loads(files.cat_file(path))
        return [Part(**part) for part in plan["parts"]] if plan["key"] == plan_key else None

    def begin(self, plan_key: str, parts: Sequence[Part]) -> None:
        """Start anew with these parts."""
        self.clear()
        files, folder = self._open()
        files.makedirs(folder, exist_ok=True)
        plan = orjson.dumps({"key": plan_key, "parts": [asdict(part) for part in parts]})
        self._write_whole(_PLAN, lambda file: file.write(plan))

    def missing(self, parts: Sequence[Part]) -> list[Part]:
        """The parts that are not there yet."""
        files, folder = self._open()
        files.invalidate_cache()
        there = {str(path).rpartition("/")[2] for path in files.ls(folder, detail=False)}
        return [part for part in parts if _name(part) not in there]

    def write(self, part: Part, write: Callable[[IO[bytes]], object]) -> None:
        """Write the file of a part, whole or not at all; twice does no harm."""
        self._write_whole(_name(part), write)

    def join(self, parts: Sequence[Part], out: IO[bytes]) -> None:
        """Append the files of all parts in order."""
        files, folder = self._open()
        for part in parts:
            with files.open(f"{folder}/{_name(part)}", "rb") as file:
                shutil.copyfileobj(file, out, _COPIED_BYTES)

    def clear(self) -> None:
        """Remove the folder."""
        files, folder = self._open()
        if files.exists(folder):
            files.rm(folder, recursive=True)

    def _open(self) -> tuple[fsspec.AbstractFileSystem, str]:
        files, folder = fsspec.core.url_to_fs(self.folder)
        return files, str(folder)

    def _write_whole(self, name: str, write: Callable[[IO[bytes]], object]) -> None:
        files, folder = self._open()
        # A name of its own: a worker that was taken for dead may still write the same part.
        temporary = f"{folder}/{name}.{uuid.uuid4().hex}.tmp"
        with files.open(temporary, "wb") as file:
            write(file)
        files.mv(temporary, f"{folder}/{name}")


def plan_key(table: Table, job: Job, version: str, part_bytes: int) -> str:
    """What a plan holds for: the input as it lies there now, the job, the dataset's version and the cut."""
    files, path = fsspec.core.url_to_fs(table.address)
    return repr((table, files.ukey(path), job, version, part_bytes))


def _name(part: Part) -> str:
    return f"part-{part.number:06d}"
