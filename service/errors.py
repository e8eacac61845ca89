"""Every refusal in one shape: RFC 9457 problem details, from one table of errors to status codes."""

from __future__ import annotations

import logging
from http import HTTPStatus

import orjson
from flask import Flask, Response
from werkzeug.exceptions import HTTPException

from gazetteer import ArtefactError, DataError, GazetteerError, InvalidQuery, InvalidTable, PlaceNotFound
from service.request_id import request_id

PROBLEM_TYPE = "application/problem+json"

_KIND = "urn:problem-type:gazetteer:"

STATUS: tuple[tuple[type[GazetteerError], HTTPStatus, str, str], ...] = (
    (InvalidTable, HTTPStatus.UNPROCESSABLE_ENTITY, f"{_KIND}invalid-table", "The table cannot be answered"),
    (InvalidQuery, HTTPStatus.BAD_REQUEST, f"{_KIND}invalid-query", "The question cannot be answered"),
    (PlaceNotFound, HTTPStatus.NOT_FOUND, f"{_KIND}place-not-found", "There is no such place"),
    (ArtefactError, HTTPStatus.SERVICE_UNAVAILABLE, f"{_KIND}no-data", "The gazetteer is not compiled"),
    (DataError, HTTPStatus.INTERNAL_SERVER_ERROR, "about:blank", "Internal Server Error"),
    (GazetteerError, HTTPStatus.INTERNAL_SERVER_ERROR, "about:blank", "Internal Server Error"),
)
"""Error class, status, problem type and title; the first class that fits counts."""

_INSIDE = "Something went wrong here, not with the request. Quote the request id when you report it."
_DETAILS = {
    404: "There is nothing at this path; GET / lists what there is.",
    405: "This path does not take this method; the Allow header says which it takes.",
}
_HEADERS = ("Allow", "Retry-After", "WWW-Authenticate")
"""Of an HTTP error: those that say what to do next."""

logger = logging.getLogger("service.errors")


def register_errors(app: Flask) -> None:
    """Make every error of this application a problem object."""
    app.register_error_handler(GazetteerError, _of_library)
    app.register_error_handler(HTTPException, _of_http)
    app.register_error_handler(Exception, _of_bug)


def problem(status: int, kind: str, title: str, detail: str, **members: object) -> Response:
    """A problem response; `members` are further ones, such as the parameter at fault."""
    body: dict[str, object] = {
        "type": kind,
        "title": title,
        "status": int(status),
        "detail": detail,
        **members,
        "request_id": request_id(),
    }
    response = Response(orjson.dumps(body), status, mimetype=PROBLEM_TYPE)
    response.headers["Cache-Control"] = "no-store"
    return response


def _of_library(error: GazetteerError) -> Response:
    _, status, kind, title = next(row for row in STATUS if isinstance(error, row[0]))
    if isinstance(error, InvalidQuery):
        return problem(
            status,
            kind,
            title,
            error.sentence(),
            parameter=error.field,
            accepted=error.accepted,
            near=list(error.near),
        )
    if isinstance(error, PlaceNotFound):
        return problem(status, kind, title, str(error), parameter="id")
    _log(error)
    return problem(status, kind, title, _INSIDE)


def _of_http(error: HTTPException) -> Response:
    status = HTTPStatus(error.code or HTTPStatus.INTERNAL_SERVER_ERROR)
    if status == HTTPStatus.INTERNAL_SERVER_ERROR:
        _log(error)
        return problem(status, "about:blank", status.phrase, _INSIDE)
    # Flask's own descriptions are for a browser's reader; what is said here is said on purpose.
    said = error.description if error.description != type(error).description else None
    detail = said or _DETAILS.get(status) or status.description or status.phrase
    response = problem(status, "about:blank", status.phrase, detail)
    for name, value in error.get_headers():
        if name in _HEADERS:
            response.headers[name] = value
    return response


def _of_bug(error: Exception) -> Response:
    _log(error)
    return problem(500, "about:blank", HTTPStatus.INTERNAL_SERVER_ERROR.phrase, _INSIDE)


def _log(error: Exception) -> None:
    logger.error("unhandled", exc_info=error, extra={"fields": {"request_id": request_id()}})
