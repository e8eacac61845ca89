from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetteer import stretches
from gazetteer.answer_cache import AnswerCache
from gazetteer.batch import Columns, Key, resolve_rows
from gazetteer.batch_document import resolve_documents
from gazetteer.engines import local
from gazetteer.engines.answerers import AnswererHere, Pending
from gazetteer.engines.job import Job
from gazetteer.engines.local import answer_lines
from gazetteer.resolver import Resolver
from gazetteer.tabular import BadRow, GoodRow, Row

COLUMNS = Columns("name", admin1="admin1", id="id")
JOB = Job(COLUMNS)
NAMES = ("Aleppo", "Tall Hasan", "", "--", "موصل", "Nowhere at all")


class Recorder:
    """Answers by the key itself, and keeps what it was asked."""

    def __init__(self) -> None:
        self.asked: list[Key] = []

    def ask(self, keys: Sequence[Key]) -> Pending:
        self.asked += keys
        return Echoed([f'"k":"{key[0]}"}}\n'.encode() for key in keys])


class Echoed:
    def __init__(self, given: Sequence[bytes]) -> None:
        self._given = given

    def tails(self) -> Sequence[bytes]:
        return self._given


def rows_of(names: Sequence[str]) -> list[Row]:
    return [GoodRow((), {"name": name, "id": str(i)}) for i, name in enumerate(names)]


@given(names=st.lists(st.sampled_from(NAMES), max_size=20), window=st.integers(1, 7), chunk=st.integers(1, 3))
def test_the_lines_are_the_row_objects_whatever_the_windows(
    resolver: Resolver, names: list[str], window: int, chunk: int
) -> None:
    rows = [
        BadRow("is odd", "an even one") if name == "--" else row
        for name, row in zip(names, rows_of(names), strict=True)
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(local, "WINDOW_ROWS", window)
        patch.setattr(local, "CHUNK_KEYS", chunk)
        written = b"".join(answer_lines(rows, JOB, AnswererHere(JOB, resolver)))
    expected = [orjson.dumps(row) + b"\n" for row in resolve_rows(rows, COLUMNS, resolver)]
    assert written == b"".join(expected)


BY_DOCUMENT = Job(Columns("name", admin1="admin1", id="id", document="doc"), by_document=True)


@given(
    table=st.lists(st.tuples(st.sampled_from("aab "), st.sampled_from(NAMES)), max_size=20),
    window=st.integers(1, 7),
    chunk=st.integers(1, 3),
    longest=st.integers(1, 4),
    column=st.sampled_from(["doc", ""]),
)
def test_lines_by_document_are_the_row_objects_whatever_the_windows(
    resolver: Resolver, table: list[tuple[str, str]], window: int, chunk: int, longest: int, column: str
) -> None:
    rows = [
        BadRow("is odd", "an even one") if name == "--" else GoodRow((), {"name": name, "doc": doc})
        for doc, name in table
    ]
    job = replace(BY_DOCUMENT, columns=replace(BY_DOCUMENT.columns, document=column))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(local, "WINDOW_ROWS", window)
        patch.setattr(local, "CHUNK_KEYS", chunk)
        patch.setattr(stretches, "DOCUMENT_ROWS", longest)
        written = b"".join(answer_lines(rows, job, AnswererHere(job, resolver), first=7))
        expected = list(resolve_documents(rows, job.columns, resolver))
    shifted = [answer | {"row": answer["row"] + 7} for _, answer in expected]
    assert written == b"".join(orjson.dumps(answer) + b"\n" for answer in shifted)


def test_a_long_document_window_ends(resolver: Resolver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local, "WINDOW_BYTES", 100)
    rows = [GoodRow((), {"name": "Aleppo", "doc": str(i // 2), "id": "x" * 80}) for i in range(6)]
    pieces = list(answer_lines(rows, BY_DOCUMENT, AnswererHere(BY_DOCUMENT, resolver)))
    assert [piece.count(b"\n") for piece in pieces] == [2, 2, 2]


def test_a_key_is_asked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local, "WINDOW_ROWS", 3)
    answers = Recorder()
    written = b"".join(answer_lines(rows_of("abcabdaab" * 20), JOB, answers)).splitlines()
    assert sorted(key[0] for key in answers.asked) == ["a", "b", "c", "d"]
    assert [orjson.loads(line)["k"] for line in written] == list("abcabdaab" * 20)


def test_a_key_that_is_no_longer_kept_is_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local, "WINDOW_ROWS", 2)
    answers = Recorder()
    written = b"".join(answer_lines(rows_of("abcabcabcabc"), JOB, answers, AnswerCache(0))).splitlines()
    assert [orjson.loads(line)["k"] for line in written] == list("abcabcabcabc")
    assert len(answers.asked) > 3


def test_an_endless_table_is_answered_as_it_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local, "WINDOW_ROWS", 5)
    taken: list[int] = []

    def endless() -> Iterator[Row]:
        for i in count():
            taken.append(i)
            yield GoodRow((), {"name": f"n{i}", "id": ""})

    first = next(answer_lines(endless(), JOB, Recorder()))
    assert first.count(b"\n") == 5
    assert len(taken) <= 5 * (local.WINDOWS_AHEAD + 1)


def test_long_rows_make_short_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local, "WINDOW_BYTES", 100)
    rows = [GoodRow((), {"name": "a", "id": "x" * 60}) for _ in range(6)]
    assert [part.count(b"\n") for part in answer_lines(rows, JOB, Recorder())] == [2, 2, 2]


def test_rows_are_numbered_from_the_first() -> None:
    written = b"".join(answer_lines(rows_of("ab"), JOB, Recorder(), first=7))
    assert [orjson.loads(line)["row"] for line in written.splitlines()] == [7, 8]
