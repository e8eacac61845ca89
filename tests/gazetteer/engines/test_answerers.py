from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Sequence
from pathlib import Path

import pytest

from gazetteer.batch import Columns, Key
from gazetteer.engines import answerers
from gazetteer.engines.answerers import MOST_DEATHS, WorkerDied, open_answerer, tails_of
from gazetteer.engines.job import Job
from gazetteer.resolver import Resolver

JOB = Job(Columns("name"))
CHUNKS = [[(name, "", "", "", "")] for name in ("Aleppo", "Mosul", "Tall Hasan", "", "Maskanah", "موصل")]

pytestmark = pytest.mark.skipif(
    "fork" not in multiprocessing.get_all_start_methods(), reason="this system does not fork"
)


@pytest.fixture(autouse=True)
def always_fork(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answerers, "FEW_KEYS", 1)


def answered(resolver: Resolver, workers: int) -> list[list[bytes]]:
    with open_answerer(JOB, resolver, workers) as answerer:
        pending = [answerer.ask(keys) for keys in CHUNKS]
        return [list(tails.tails()) for tails in pending]


def test_forked_workers_say_what_this_process_says(resolver: Resolver) -> None:
    expected = [tails_of(keys, JOB, resolver) for keys in CHUNKS]
    assert answered(resolver, 1) == expected
    assert answered(resolver, 2) == expected


def die_in_a_worker(monkeypatch: pytest.MonkeyPatch, folder: Path, deaths: int) -> None:
    """The first workers that are asked for Tall Hasan are killed, as many as `deaths`."""
    parent = os.getpid()

    def deadly(keys: Sequence[Key], job: Job, resolver: Resolver) -> list[bytes]:
        so_far = len(list(folder.iterdir()))
        if os.getpid() != parent and keys[0][0] == "Tall Hasan" and so_far < deaths:
            (folder / str(so_far)).touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return tails_of(keys, job, resolver)

    monkeypatch.setattr(answerers, "tails_of", deadly)


@pytest.mark.parametrize("deaths", [1, MOST_DEATHS])
def test_a_worker_that_dies_loses_no_answer(
    deaths: int, resolver: Resolver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    die_in_a_worker(monkeypatch, tmp_path, deaths)
    assert answered(resolver, 2) == [tails_of(keys, JOB, resolver) for keys in CHUNKS]
    assert len(list(tmp_path.iterdir())) == deaths


def test_workers_that_die_again_and_again_are_told(
    resolver: Resolver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    die_in_a_worker(monkeypatch, tmp_path, MOST_DEATHS + 1)
    with pytest.raises(WorkerDied, match="try fewer --workers"):
        answered(resolver, 2)


def test_no_worker_is_left_behind(resolver: Resolver) -> None:
    answered(resolver, 2)
    assert multiprocessing.active_children() == []


def test_few_keys_are_answered_without_a_worker(resolver: Resolver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answerers, "FEW_KEYS", 2)
    with open_answerer(JOB, resolver, 2) as answerer:
        assert list(answerer.ask(CHUNKS[0]).tails()) == tails_of(CHUNKS[0], JOB, resolver)
        assert multiprocessing.active_children() == []
