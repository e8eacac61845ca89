"""The log as JSON lines, one of them a request; without the names that people ask for, unless set."""

from __future__ import annotations

import logging
import os
import re
import time
from functools import lru_cache
from typing import Any

import orjson
from flask import Flask, Request, Response
from flask.globals import request_ctx

from service.headers import elapsed_ms
from service.keys import caller
from service.request_id import id_of

logger = logging.getLogger("service.access")

_STANDARD_ERROR = 2


class JsonFormatter(logging.Formatter):
    """A record as one line of JSON: UTC time, level, logger, message, `extra={"fields": {…}}`, traceback."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, without its end."""
        line: dict[str, Any] = {
            "time": f"{_second(int(record.created))}.{record.msecs:03.0f}Z",
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **getattr(record, "fields", {}),
        }
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return orjson.dumps(line, default=str).decode()


@lru_cache(maxsize=1)
def _second(since_1970: int) -> str:
    """A second in UTC: many lines fall in one."""
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(since_1970))


class LineHandler(logging.Handler):
    """Writes each line to standard error by one system call: no thread waits for another, as for a stream.

    The system keeps a line whole: in a file always, in a pipe up to PIPE_BUF (4,096 bytes on Linux), which
    only a long traceback exceeds; another line may stand within that.
    """

    def handle(self, record: logging.LogRecord) -> bool:
        """Write a record that passes the filters, without the lock that other handlers hold meanwhile."""
        passed: object = self.filter(record)
        if passed:
            # A filter may give another record in place of this one (Python 3.12).
            self.emit(passed if isinstance(passed, logging.LogRecord) else record)
        return bool(passed)

    def emit(self, record: logging.LogRecord) -> None:
        """Write a record's line."""
        try:
            line = f"{self.format(record)}\n".encode()
            while line:
                line = line[os.write(_STANDARD_ERROR, line) :]
        except Exception:  # as all handlers do: to log never breaks what is logged
            self.handleError(record)


class NamesFilter(logging.Filter):
    """Cuts what gunicorn quotes of a request that it refuses or fails at: the names asked for stand in it."""

    def filter(self, record: logging.LogRecord) -> bool:
        """True, always; the record's message is shortened."""
        message = record.getMessage()
        quoting = _QUOTING.match(message)
        if quoting:
            record.msg, record.args = quoting[0] + "…", ()
        return True


_QUOTING = re.compile(r"""Invalid request from ip=\S+ [^'"]*(?=['"])|Error handling request (?=\S)""")
"""The beginnings of gunicorn's messages that go on with words of the request."""


def logging_config(level: str, log_names: bool) -> dict[str, Any]:
    """For `logging.config.dictConfig`: all of it to standard error at this level.

    Gunicorn's access log stays silent: it would write whole request lines, and so the names asked for.
    """
    filters = [] if log_names else ["names"]
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": JsonFormatter}},
        "filters": {"names": {"()": NamesFilter}},
        "handlers": {"stderr": {"()": LineHandler, "formatter": "json"}},
        "root": {"level": "WARNING", "handlers": ["stderr"]},
        "loggers": {
            "service": {"level": level.upper()},
            "gunicorn.error": {"level": level.upper(), "propagate": True, "filters": filters},
            "gunicorn.access": {"level": "CRITICAL", "propagate": False},
        },
    }


def note_no_caller() -> None:
    """Spare each record what no line shows: the file, line, thread and process that it was made in.

    Logging's own documentation names these switches, under "Optimization".
    """
    logging._srcfile = None
    logging.logThreads = logging.logProcesses = logging.logMultiprocessing = False


def register_access_log(app: Flask, log_names: bool) -> None:
    """Log a line for each request: which route, how it ended, how long it took.

    The path and the parameters are written only where `log_names` is set.
    """

    @app.after_request
    def write(response: Response) -> Response:
        if logger.isEnabledFor(logging.INFO):
            logger.handle(_record(_fields(request_ctx.request, response, log_names)))
        return response


def _fields(asked: Request, response: Response, log_names: bool) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "request_id": id_of(asked.environ),
        "method": asked.method,
        "route": asked.url_rule.rule if asked.url_rule else None,
        "status": response.status_code,
        "ms": round(elapsed_ms(asked.environ), 2),
    }
    if (label := caller()) is not None:
        fields["caller"] = label
    if log_names:
        fields["path"] = asked.path
        fields["query"] = asked.query_string.decode("ascii", "backslashreplace")
    return fields


def _record(fields: dict[str, Any]) -> logging.LogRecord:
    """What `logger.info("request", extra=…)` makes of the fields, without who called (see `note_no_caller`).

    By hand: logging takes longer for a record than all else here for the line.
    """
    now = time.time()
    record = logging.LogRecord.__new__(logging.LogRecord)
    record.__dict__ |= _REQUEST
    record.created, record.msecs = now, int(now % 1 * 1000)
    record.relativeCreated = record.created * 1000 - _STARTED_MS
    record.fields = fields
    return record


_REQUEST = {
    **logging.LogRecord(logger.name, logging.INFO, "", 0, "request", (), None).__dict__,
    **dict.fromkeys(("thread", "threadName", "process", "processName", "taskName")),
}
"""What all records of requests have in common."""

_STARTED_MS = _REQUEST["created"] * 1000 - _REQUEST["relativeCreated"]
"""From when on logging counts."""
