"""`/batch`: a table of names in, the same table with its places out, as it comes."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from itertools import chain, islice
from typing import Any, BinaryIO

from flask import Blueprint, Response, request
from werkzeug.exceptions import HTTPException, NotAcceptable, UnsupportedMediaType

from gazetteer import (
    FIELDS,
    FORMATS,
    AnsweredRow,
    BatchOptions,
    InvalidQuery,
    Table,
    answer_rows,
    answer_table,
    guess_table_kind,
    open_table,
    with_constants,
    workbooks_are_read,
    write_answer_workbook,
)
from service.metrics import count_row
from service.negotiation import chosen_format, content_type
from service.params import parse_params
from service.request_id import request_id
from service.route_params import BATCH
from service.spool import open_spool
from service.state import State, state
from service.unpacking import COPY_BYTES
from service.uploads import Upload, receive_upload

blueprint = Blueprint("batch", __name__)
logger = logging.getLogger("service.batch")

_CONSTANTS = ("country", "admin1", "admin2", "admin3")


@blueprint.post("/batch")
def batch() -> Response:
    """A row for each row of the table, in order, in the table's own kind or the one that is asked for."""
    held = state()
    # What the address says is wrong without reading the body.
    parse_params(request.query_string, BATCH)
    with ExitStack() as stack:
        upload = receive_upload(
            request, held.settings, lambda: stack.enter_context(held.large_batches.taken())
        )
        stack.callback(upload.file.close)
        values = parse_params(request.query_string, BATCH, upload.fields)
        table, options = _opened(upload, values, held)
        response = Response(_answer(table, options, held), content_type=content_type(options.format))
        response.call_on_close(stack.pop_all().close)
    response.headers["Cache-Control"] = "no-store"
    response.headers["Vary"] = "Accept"
    return response


def _opened(upload: Upload, values: Mapping[str, Any], held: State) -> tuple[Table, BatchOptions]:
    settings = held.settings
    kind = upload.kind or guess_table_kind(upload.file)
    form = chosen_format(values.get("format"), [kind, *(form for form in FORMATS if form != kind)])
    if not workbooks_are_read():
        _refuse_workbooks(kind, form)
    if "document_column" in values and "context" not in values:
        raise InvalidQuery("document_column", "says nothing by itself", "context=document beside it")
    table = open_table(
        upload.file,
        kind,
        {field: values[f"{field}_column"] for field in FIELDS if f"{field}_column" in values},
        values.get("charset", upload.charset),
        settings.max_row_bytes,
        settings.max_body_bytes,
    )
    return with_constants(table, {k: values[k] for k in _CONSTANTS if k in values}), _options(form, values)


def _options(form: str, values: Mapping[str, Any]) -> BatchOptions:
    same = ("limit", "min_confidence", "from_row", "bom", "defuse")
    return BatchOptions(
        form,
        fill_best=values.get("fill") == "best",
        by_document=values.get("context") == "document",
        decimal_comma={"point": False, "comma": True}.get(values.get("decimal", "auto")),
        **{name: values[name] for name in same if name in values},
    )


def _refuse_workbooks(kind: str, form: str) -> None:
    refusal: type[HTTPException] = UnsupportedMediaType if kind == "xlsx" else NotAcceptable
    if "xlsx" in (kind, form):
        raise refusal("This service runs without the extra for .xlsx; send and ask for CSV.")


def _answer(table: Table, options: BatchOptions, held: State) -> Iterator[bytes]:
    """The pieces of the answer; what fails before the first of them is an error in the usual shape."""
    answers = _counted(answer_rows(table, held.resolver, options))
    if options.format == "xlsx":
        return _workbook(table, answers, options, held)
    pieces = answer_table(table, answers, options)
    # What stands before the rows, and the first row.
    ready = list(islice(pieces, 2))
    return _logged(chain(ready, pieces), request_id())


def _counted(answers: Iterable[AnsweredRow]) -> Iterator[AnsweredRow]:
    for each in answers:
        count_row("/batch", each.answer)
        yield each


def _workbook(
    table: Table, answers: Iterable[AnsweredRow], options: BatchOptions, held: State
) -> Iterator[bytes]:
    file = open_spool(held.settings)
    try:
        write_answer_workbook(table, answers, options, file)
        file.seek(0)
    except BaseException:
        file.close()
        raise
    return _pieces_of(file)


def _pieces_of(file: BinaryIO) -> Iterator[bytes]:
    with file:
        yield from iter(lambda: file.read(COPY_BYTES), b"")


def _logged(pieces: Iterator[bytes], this_request: str) -> Iterator[bytes]:
    """The pieces; where one fails, the connection is cut: the caller sees that some are missing."""
    try:
        yield from pieces
    except Exception as error:
        logger.exception("batch broken off", exc_info=error, extra={"fields": {"request_id": this_request}})
        raise
