"""What is counted for Prometheus; right with several workers, whose counts are summed where it is asked.

With gunicorn each worker keeps its numbers in a file of PROMETHEUS_MULTIPROC_DIR, which
`gunicorn.conf.py` sets before this module is imported. No number has a name that was asked for.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cache
from typing import Any

from flask import Flask, Response
from flask.globals import request_ctx
from prometheus_client import (
    CONTENT_TYPE_PLAIN_0_0_4,
    REGISTRY,
    CollectorRegistry,
    Counter,
    Histogram,
    generate_latest,
)
from prometheus_client.multiprocess import MultiProcessCollector

from service.headers import elapsed_ms

CONTENT_TYPE = CONTENT_TYPE_PLAIN_0_0_4
MULTIPROC_DIR = "PROMETHEUS_MULTIPROC_DIR"

_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE", "PATCH"})
_LATENCY_S = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60)
_CONFIDENCES = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 1.0)

REQUESTS = Counter(
    "gazetteer_requests", "Requests by route, method and status.", ("route", "method", "status")
)
LATENCY = Histogram(
    "gazetteer_request_seconds", "Time until an answer begins to leave.", ("route",), buckets=_LATENCY_S
)
DECISIONS = Counter("gazetteer_decisions", "Answered names by decision.", ("route", "decision"))
CONFIDENCE = Histogram(
    "gazetteer_confidence", "Confidence of the first result.", ("route",), buckets=_CONFIDENCES
)
MISSES = Counter("gazetteer_misses", "Names for which there was no result at all, or none.", ("route",))
ROW_ERRORS = Counter("gazetteer_row_errors", "Rows of batches that could not be answered.")


_requests = cache(REQUESTS.labels)
_latency = cache(LATENCY.labels)
_decisions = cache(DECISIONS.labels)
_confidence = cache(CONFIDENCE.labels)
"""The number of some labels: of routes, methods and the like there are few, and to look for it takes long."""


def register_metrics(app: Flask) -> None:
    """Count the requests of this application."""

    @app.after_request
    def count(response: Response) -> Response:
        asked = request_ctx.request
        rule, method = asked.url_rule, asked.method
        route = rule.rule if rule is not None else "none"
        _requests(route, method if method in _METHODS else "other", response.status_code).inc()
        _latency(route).observe(elapsed_ms(asked.environ) / 1000)
        return response


def count_row(route: str, row: Mapping[str, Any]) -> None:
    """Count an answer in the row shape."""
    if "error" in row:
        ROW_ERRORS.inc()
        return
    results = row["results"]
    count_answer(route, row["decision"], results[0]["confidence"] if results else None)


def count_answer(route: str, decision: str, confidence: float | None) -> None:
    """Count an answer by its decision and the confidence of its first result, None where it has none."""
    _decisions(route, decision).inc()
    if decision == "none":
        MISSES.labels(route).inc()
    if confidence is not None:
        _confidence(route).observe(confidence)


def exposition() -> bytes:
    """All numbers of all workers as text."""
    if MULTIPROC_DIR not in os.environ:
        return generate_latest(REGISTRY)
    registry = CollectorRegistry()
    # prometheus_client has types, but not here.
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return generate_latest(registry)
