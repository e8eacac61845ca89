"""Bodies as they are received: whole, before the first answer leaves, in memory or on disk.

A client may send all of a table before it reads any answer; a server that answered meanwhile would wait for
the client to read, and the client for the server. So a body is taken in first, within limits of size and
time, and read from there.
"""

from __future__ import annotations

import io
import shutil
import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import BinaryIO, cast

from flask import Request
from werkzeug.datastructures import FileStorage
from werkzeug.exceptions import BadRequest, RequestTimeout, UnsupportedMediaType
from werkzeug.formparser import FormDataParser

from service.config import Settings
from service.negotiation import ALIASES, MEDIA_TYPES, format_of_type
from service.spool import open_spool
from service.unpacking import COPY_BYTES, UnpackedBody

MAX_PARTS = 50
"""Of a multipart body: the file, and fields for every parameter."""

MAX_FIELDS_BYTES = 65_536
"""Of a form's fields together, which are held in memory."""

_MULTIPART = "multipart/form-data"
_FORM = "application/x-www-form-urlencoded"
_UNTOLD = ("", "text/plain", "application/octet-stream")
_ENDINGS = {
    ".csv": "csv",
    ".tsv": "tsv",
    ".ndjson": "ndjson",
    ".jsonl": "ndjson",
    ".json": "json",
    ".xlsx": "xlsx",
}
_TAKEN = ("csv", "tsv", "ndjson", "json", "xlsx")


@dataclass(frozen=True, slots=True)
class Upload:
    """A received table: its file, its kind ("" where only its bytes can tell), and what came with it.

    `charset` is the declared one, None if none was. `fields` are a form's other fields.
    """

    file: BinaryIO
    kind: str
    charset: str | None
    fields: Mapping[str, str]


def receive_upload(request: Request, settings: Settings, on_large: Callable[[], None]) -> Upload:
    """The table of a request's body, at its start; the caller closes its file.

    `on_large` is called once when the body is larger than `settings.spool_bytes`. Raises an HTTPException:
    400 for a body cut short or damaged, 408 for one that takes too long, 413, 415.
    """
    kind = _kind_of_type(request.mimetype)
    request.max_content_length = settings.max_body_bytes
    with ExitStack() as opened:

        def open_file(*_: object, **__: object) -> BinaryIO:
            file = open_spool(settings)
            opened.callback(file.close)
            return file

        with _deadline(request, settings.upload_s):
            body = io.BufferedReader(UnpackedBody(request, settings, on_large), COPY_BYTES)
            if request.mimetype == _MULTIPART:
                upload = _of_form(request, body, open_file)
            else:
                file = open_file()
                shutil.copyfileobj(body, file, COPY_BYTES)
                file.seek(0)
                upload = Upload(file, kind, request.mimetype_params.get("charset"), {})
        # From here on it is the caller's to close.
        opened.pop_all()
    return upload


def _kind_of_type(mimetype: str) -> str:
    if mimetype in _UNTOLD or mimetype == _MULTIPART:
        return ""
    if mimetype == _FORM:
        raise UnsupportedMediaType(
            "This is what curl says where it is not told: add -H 'Content-Type: text/csv' to --data-binary, "
            "or send the file with -F file=@places.csv."
        )
    kind = format_of_type(mimetype)
    if kind not in _TAKEN:
        taken = [MEDIA_TYPES[form] for form in _TAKEN] + [*ALIASES, _MULTIPART, "text/plain"]
        raise UnsupportedMediaType(f"Content-Type is none of {', '.join(taken)}.")
    return kind


def _of_form(request: Request, body: BinaryIO, open_file: Callable[..., BinaryIO]) -> Upload:
    """The one file of a form, and its fields."""
    parser = FormDataParser(
        open_file, max_form_memory_size=MAX_FIELDS_BYTES, max_form_parts=MAX_PARTS, silent=False
    )
    try:
        _, form, files = parser.parse(body, _MULTIPART, None, request.mimetype_params)
    except ValueError as error:
        raise BadRequest("The body is not multipart/form-data with the boundary that it declares.") from error
    parts = [part for _, part in files.items(multi=True)]
    if len(parts) != 1 or not parts[0].filename:
        raise BadRequest("The form has to have one file: -F file=@places.csv.")
    if any(len(values) > 1 for _, values in form.lists()):
        raise BadRequest("The form has a field twice.")
    part = parts[0]
    file = cast(BinaryIO, part.stream)
    return Upload(file, _kind_of_part(part), part.mimetype_params.get("charset"), form.to_dict())


def _kind_of_part(part: FileStorage) -> str:
    ending = PurePosixPath(part.filename or "").suffix.lower()
    kind = _ENDINGS.get(ending) or format_of_type(part.mimetype)
    return kind if kind in _TAKEN else ""


@contextmanager
def _deadline(request: Request, seconds: int) -> Iterator[None]:
    """Read no more of the connection once the time is over; RequestTimeout is raised then."""
    connection: socket.socket | None = request.environ.get("gunicorn.socket")
    over = threading.Event()

    def end() -> None:
        over.set()
        if connection is not None:
            # Closed for reading only: the answer that says why still goes out.
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RD)

    timer = threading.Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield
    except Exception:
        if not over.is_set():
            raise
    finally:
        timer.cancel()
    if over.is_set():
        raise RequestTimeout(f"The body did not come within {seconds} seconds.")
