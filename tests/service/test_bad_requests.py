"""What `/resolve` refuses, by the table tests/cases/bad_requests.csv.

`{text*n}` in a query stands for the text n times over.
"""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

TABLE = Path(__file__).resolve().parent.parent / "cases" / "bad_requests.csv"


def cases() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def expanded(query: str) -> str:
    return re.sub(r"\{(.+?)\*(\d+)\}", lambda found: found[1] * int(found[2]), query)


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["query"][:50])
def test_bad_request(client: FlaskClient, case: dict[str, str]) -> None:
    response = client.get("/resolve", query_string=expanded(case["query"]))
    problem = response.get_json(force=True)
    assert response.status_code == problem["status"] == int(case["status"])
    assert response.mimetype == "application/problem+json"
    assert problem["parameter"] == case["parameter"]
    assert problem["accepted"]
    assert case["fragment"] in problem["detail"]
