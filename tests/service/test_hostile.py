"""Some of the requests of benchmarks/hostile.py: no answer is a fault of ours, and no worker is lost."""

from __future__ import annotations

from pathlib import Path

from benchmarks.hostile import SETTINGS, attack
from benchmarks.served import served

REQUESTS = 400
SEED = 7
LONGEST_S = 25.0


def test_hostile_requests(served_path: Path, tmp_path: Path) -> None:
    with served(tmp_path / "log", SETTINGS | {"GAZETTEER_ARTEFACT": str(served_path)}) as server:
        workers = server.workers()
        statuses, longest = attack(server, REQUESTS, SEED)
        assert server.workers() == workers
        assert server.get("/readyz")[0] == 200
        log = server.log.read_text(encoding="utf-8")
    assert {status for status in statuses if status >= 500} == set()
    assert -1 not in statuses
    assert longest < LONGEST_S
    assert "Traceback" not in log
    assert sum(statuses.values()) == REQUESTS
    assert statuses[200] > 0
