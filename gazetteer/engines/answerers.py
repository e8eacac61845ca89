"""Who answers the keys of a batch: this process, or processes forked from it, one a core."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol

from gazetteer.batch import Key, answer_keys
from gazetteer.batch_document import answer_document
from gazetteer.engines.documents import documents_of
from gazetteer.engines.job import Job
from gazetteer.engines.lines import lines_of
from gazetteer.errors import GazetteerError
from gazetteer.resolver import Resolver

MOST_DEATHS = 3
"""Workers that may die before a batch gives up: one may be killed for want of memory, not each in turn."""

FEW_KEYS = 32
"""Fewer keys than this are answered sooner than a worker begins."""


class WorkerDied(GazetteerError):
    """The workers of a batch were killed again and again."""


class Pending(Protocol):
    """Tails that have been asked for."""

    def tails(self) -> Sequence[bytes]:
        """The tails, in the order of the keys; waits for them."""


class Answerer(Protocol):
    """Answers keys by their tails."""

    def ask(self, keys: Sequence[Key]) -> Pending:
        """Begin to answer these keys."""


def tails_of(keys: Sequence[Key], job: Job, resolver: Resolver) -> list[bytes]:
    """The tail of each key; `documents.numbered` keys where the job is by document, whole documents then."""
    lines = lines_of(job)
    if job.by_document:
        answers = (
            answer
            for document in documents_of(keys)
            for answer in answer_document(document, resolver, job.limit, job.min_confidence)
        )
        return [lines.tail(answer) for answer in answers]
    written = job.form == "ndjson"
    return [
        lines.tail(answer) for answer in answer_keys(keys, resolver, job.limit, job.min_confidence, written)
    ]


@dataclass(frozen=True, slots=True)
class _Told:
    """Tails that are there."""

    given: Sequence[bytes]

    def tails(self) -> Sequence[bytes]:
        return self.given


class AnswererHere:
    """Answers in this process, at once."""

    def __init__(self, job: Job, resolver: Resolver) -> None:
        self._job, self._resolver = job, resolver

    def ask(self, keys: Sequence[Key]) -> Pending:
        """Answer these keys."""
        return _Told(tails_of(keys, self._job, self._resolver))


@contextmanager
def open_answerer(job: Job, resolver: Resolver, workers: int) -> Iterator[Answerer]:
    """Who answers a job with so many workers; those that are forked share the memory of the resolver.

    One worker, or a system that cannot fork, means this process. A worker that dies is replaced, and what it
    had not answered is asked again; raises WorkerDied where that happens more than MOST_DEATHS times.
    """
    if workers == 1 or "fork" not in multiprocessing.get_all_start_methods():
        yield AnswererHere(job, resolver)
        return
    forked = _ForkedAnswerer(job, resolver, workers)
    try:
        yield forked
    finally:
        forked.close()


class _ForkedAnswerer:
    def __init__(self, job: Job, resolver: Resolver, workers: int) -> None:
        self._job, self._resolver, self._workers = job, resolver, workers
        self._deaths = 0
        self._pool: ProcessPoolExecutor | None = None

    def ask(self, keys: Sequence[Key]) -> Pending:
        if self._pool is None:
            if len(keys) < FEW_KEYS:
                return _Told(tails_of(keys, self._job, self._resolver))
            # What is alive now stays where it is: a collection would write to the pages that are shared.
            gc.collect()
            gc.freeze()
            self._pool = self._start()
        return _Forked(self, keys, *self.submit(keys))

    def submit(self, keys: Sequence[Key]) -> tuple[ProcessPoolExecutor, Future[list[bytes]]]:
        """The answer to come, and the pool that gives it."""
        while True:
            pool = self._pool or self._start()
            try:
                return pool, pool.submit(_answer, keys)
            except BrokenProcessPool as error:
                self.replace(pool, error)

    def replace(self, broken: ProcessPoolExecutor, error: BrokenProcessPool) -> None:
        """A new pool in place of one in which a worker died, unless that was done already."""
        if broken is not self._pool:
            return
        self._deaths += 1
        if self._deaths > MOST_DEATHS:
            raise WorkerDied(
                f"{self._deaths} workers died (killed by the system for want of memory?); try fewer --workers"
            ) from error
        broken.shutdown(wait=False, cancel_futures=True)
        self._pool = self._start()

    def close(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            gc.unfreeze()

    def _start(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            self._workers,
            multiprocessing.get_context("fork"),
            initializer=_begin,
            initargs=(self._job, self._resolver),
        )


class _Forked:
    """Tails that workers were asked for; asked again where the workers died."""

    def __init__(
        self,
        answerer: _ForkedAnswerer,
        keys: Sequence[Key],
        pool: ProcessPoolExecutor,
        future: Future[list[bytes]],
    ) -> None:
        self._answerer, self._keys, self._pool, self._future = answerer, keys, pool, future

    def tails(self) -> Sequence[bytes]:
        while True:
            try:
                return self._future.result()
            except BrokenProcessPool as error:
                self._answerer.replace(self._pool, error)
                self._pool, self._future = self._answerer.submit(self._keys)


_own: list[tuple[Job, Resolver]] = []
"""What a worker answers with; one entry, set when it begins."""


def _begin(job: Job, resolver: Resolver) -> None:
    """Take over what was forked. An interrupt is for the parent to handle, and the worker ends with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _own[:] = [(job, resolver)]
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _answer(keys: Sequence[Key]) -> list[bytes]:
    job, resolver = _own[0]
    return tails_of(keys, job, resolver)
