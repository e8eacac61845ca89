"""A batch on the cores of this machine: rows in, lines out in order, in memory that does not grow.

Rows are taken a window at a time. The keys of a window that are neither kept nor asked already go to the
answerer, in chunks; while those are answered the next windows are read. Lines are given out by windows.
By documents, windows and chunks hold whole ones.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from gazetteer.answer_cache import AnswerCache
from gazetteer.batch import Key, bad_row, key_of
from gazetteer.engines.answerers import Answerer, Pending
from gazetteer.engines.documents import numbered, whole_chunks
from gazetteer.engines.job import Job
from gazetteer.engines.lines import Lines, lines_of
from gazetteer.kept import BATCH_ANSWERS_BYTES
from gazetteer.stretches import stretches
from gazetteer.tabular import BadRow, Row

WINDOW_ROWS = 2048
"""Rows of a window: enough keys for every core, and some 6 MB of whole answers."""

WINDOW_BYTES = 4 * 2**20
"""A window of long rows ends here; what is asked of a row is no longer than the row."""

WINDOWS_AHEAD = 2
"""Windows that are read while an earlier one is answered."""

CHUNK_KEYS = 64
"""Keys that a worker is asked at a time: so few that none waits long for another."""


@dataclass(slots=True)
class _Window:
    """Rows that are written together.

    `heads` and `keys` go with the rows (no key: the head is the whole line), `tails` are by key, b"" until
    known, `asked` is what was asked for them.
    """

    heads: list[bytes] = field(default_factory=list)
    keys: list[Key | None] = field(default_factory=list)
    tails: dict[Key, bytes] = field(default_factory=dict)
    asked: list[tuple[list[Key], Pending]] = field(default_factory=list)


def answer_lines(
    rows: Iterable[Row],
    job: Job,
    answerer: Answerer,
    cache: AnswerCache | None = None,
    first: int = 0,
) -> Iterator[bytes]:
    """The lines of these rows in order, as many at a time as a window has.

    `first` is the number of the first row, `cache` the answers of this job that are known already.
    Raises what the answerer does.
    """
    if cache is None:
        # A name of another document has another answer: nothing to keep.
        cache = AnswerCache(0 if job.by_document else BATCH_ANSWERS_BYTES)
    waiting: deque[_Window] = deque()
    asked: set[Key] = set()
    windows = _document_windows if job.by_document else _windows
    for window in windows(rows, job, first):
        _ask(window, cache, asked, answerer, job)
        waiting.append(window)
        if len(waiting) > WINDOWS_AHEAD:
            yield _finish(waiting, cache, asked)
    while waiting:
        yield _finish(waiting, cache, asked)


def _windows(rows: Iterable[Row], job: Job, first: int) -> Iterator[_Window]:
    lines, asked = lines_of(job), job.columns.asked
    numbered = enumerate(rows, first)
    while True:
        window = _Window()
        heads, keys, tails, size = window.heads, window.keys, window.tails, 0
        for number, row in islice(numbered, WINDOW_ROWS):
            head, key = _read(number, row, lines, asked)
            if key is not None:
                tails[key] = b""
            heads.append(head)
            keys.append(key)
            size += len(head)
            if size > WINDOW_BYTES:
                break
        if not heads:
            return
        yield window


def _document_windows(rows: Iterable[Row], job: Job, first: int) -> Iterator[_Window]:
    lines, asked = lines_of(job), job.columns.asked
    window, number, size = _Window(), first, 0
    for count, document in enumerate(stretches(rows, job.columns.document)):
        for row in document:
            head, key = _read(number, row, lines, asked)
            if key is not None:
                key = numbered(key, count)
                window.tails[key] = b""
            window.heads.append(head)
            window.keys.append(key)
            number, size = number + 1, size + len(head)
        if len(window.heads) >= WINDOW_ROWS or size > WINDOW_BYTES:
            yield window
            window, size = _Window(), 0
    if window.heads:
        yield window


def _read(number: int, row: Row, lines: Lines, asked: tuple[str, ...]) -> tuple[bytes, Key | None]:
    """The head of a row and its key; the whole line and no key where it cannot be asked."""
    head = lines.head(number, row)
    if isinstance(row, BadRow):
        return head + lines.tail(bad_row(row)), None
    return head, key_of(row, asked)


def _ask(window: _Window, cache: AnswerCache, asked: set[Key], answerer: Answerer, job: Job) -> None:
    """Take the tails that are kept, and ask for those that no window before it has asked for."""
    missing: list[Key] = []
    for key in window.tails:
        window.tails[key] = cache.get(key) or b""
        if not window.tails[key] and key not in asked:
            missing.append(key)
    asked.update(missing)
    for chunk in whole_chunks(missing, CHUNK_KEYS) if job.by_document else _chunks(missing):
        window.asked.append((chunk, answerer.ask(chunk)))


def _chunks(keys: list[Key]) -> Iterator[list[Key]]:
    for start in range(0, len(keys), CHUNK_KEYS):
        yield keys[start : start + CHUNK_KEYS]


def _finish(waiting: deque[_Window], cache: AnswerCache, asked: set[Key]) -> bytes:
    """The lines of the first window, once its keys are answered; later ones that hold a key get it too."""
    window = waiting[0]
    for keys, pending in window.asked:
        for key, tail in zip(keys, pending.tails(), strict=True):
            cache.put(key, tail)
            for other in waiting:
                if key in other.tails:
                    other.tails[key] = tail
        asked.difference_update(keys)
    waiting.popleft()
    pieces: list[bytes] = []
    for head, own in zip(window.heads, window.keys, strict=True):
        pieces.append(head)
        if own is not None:
            pieces.append(window.tails[own])
    return b"".join(pieces)
