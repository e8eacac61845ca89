"""How many large batches a worker takes at once: each holds a thread, and room on disk, for minutes."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from werkzeug.exceptions import ServiceUnavailable

RETRY_AFTER_S = 30


class Slots:
    """A number of places; who finds none free is sent away to come again."""

    def __init__(self, count: int) -> None:
        self._free = threading.BoundedSemaphore(count)

    @contextmanager
    def taken(self) -> Iterator[None]:
        """One of them, until the block ends. Raises ServiceUnavailable where none is free."""
        if not self._free.acquire(blocking=False):
            raise ServiceUnavailable("As many large batches as fit are under way.", retry_after=RETRY_AFTER_S)
        try:
            yield
        finally:
            self._free.release()
