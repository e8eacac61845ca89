"""Lines of the log."""

from __future__ import annotations

import json
import logging
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from gazetteer import Resolver
from service.app import create_app
from service.config import Settings
from service.logging import JsonFormatter, LineHandler, NamesFilter, logging_config


def fields_of_request(
    resolver: Resolver, settings: Settings, caplog: pytest.LogCaptureFixture
) -> dict[str, object]:
    client = create_app(settings, resolver).test_client()
    with caplog.at_level(logging.INFO, logger="service.access"):
        client.get("/resolve?name=%D8%AD%D9%84%D8%A8", headers={"X-Request-Id": "here-1"})
    (record,) = (record for record in caplog.records if record.name == "service.access")
    line: dict[str, object] = json.loads(JsonFormatter().format(record))
    return line


def test_a_line_for_each_request_without_names(resolver: Resolver, caplog: pytest.LogCaptureFixture) -> None:
    line = fields_of_request(resolver, Settings(), caplog)
    assert line.keys() == {
        "time", "level", "logger", "message", "request_id", "method", "route", "status", "ms"
    }  # fmt: skip
    assert (line["request_id"], line["method"], line["route"], line["status"]) == (
        "here-1",
        "GET",
        "/resolve",
        200,
    )


def test_names_where_they_are_asked_for(resolver: Resolver, caplog: pytest.LogCaptureFixture) -> None:
    line = fields_of_request(resolver, Settings(log_names=True), caplog)
    assert (line["path"], line["query"]) == ("/resolve", "name=%D8%AD%D9%84%D8%A8")


def test_lines_of_many_threads_stay_whole(capfd: pytest.CaptureFixture[str]) -> None:
    handler = LineHandler()
    handler.setFormatter(JsonFormatter())
    record = logging.LogRecord("x", logging.INFO, "f", 1, "حلب " * 50, (), None)
    with ThreadPoolExecutor(8) as threads:
        for _ in range(200):
            threads.submit(handler.handle, record)
    lines = capfd.readouterr().err.splitlines()
    assert len(lines) == 200
    assert {json.loads(line)["message"] for line in lines} == {"حلب " * 50}


def test_what_cannot_be_written_breaks_nothing(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("service.logging._STANDARD_ERROR", -1)
    LineHandler().handle(logging.LogRecord("x", logging.INFO, "f", 1, "now", (), None))
    assert "Bad file descriptor" in capsys.readouterr().err


def test_a_traceback_is_one_line() -> None:
    try:
        raise ValueError("two\nlines")
    except ValueError:
        record = logging.LogRecord("x", logging.ERROR, "f", 1, "what %s", ("now",), sys.exc_info())
    text = JsonFormatter().format(record)
    assert "\n" not in text
    line = json.loads(text)
    assert line["message"] == "what now"
    assert line["level"] == "error"
    assert line["traceback"].endswith("ValueError: two\nlines")
    assert line["time"].endswith("Z")


@pytest.mark.parametrize(
    ("message", "args", "kept"),
    [
        (
            "Invalid request from ip=10.0.0.7: Invalid HTTP request line: 'GET /resolve?name=Halab HTTP/1.1'",
            (),
            "Invalid request from ip=10.0.0.7: Invalid HTTP request line: …",
        ),
        ("Error handling request %s %s", ("GET", "/resolve?name=Halab"), "Error handling request …"),
        (
            "Invalid request from ip=10.0.0.7: Request Line is too large (9000 > 8190)",
            (),
            "Invalid request from ip=10.0.0.7: Request Line is too large (9000 > 8190)",
        ),
        ("Booting worker with pid: %s", (7,), "Booting worker with pid: 7"),
    ],
)
def test_names_in_gunicorn_s_own_messages_are_cut(message: str, args: tuple[object, ...], kept: str) -> None:
    record = logging.LogRecord("gunicorn.error", logging.WARNING, "f", 1, message, args, None)
    assert NamesFilter().filter(record)
    assert record.getMessage() == kept


@pytest.mark.parametrize("log_names", [False, True])
def test_gunicorn_s_messages_are_cut_unless_names_are_wanted(log_names: bool) -> None:
    error_log = logging_config("info", log_names)["loggers"]["gunicorn.error"]
    assert error_log["filters"] == ([] if log_names else ["names"])
