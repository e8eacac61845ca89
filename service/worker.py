"""Gunicorn's threaded worker, with an end to its patience: a slow client must not hold a thread for good."""

from __future__ import annotations

import contextlib
import socket
import struct
import time
from typing import Any

from gunicorn.util import close_graceful
from gunicorn.workers.gthread import ThreadWorker

from service.config import Settings

LINGER_S = 1.0
"""How long a client may take to close after its answer; it holds a thread so long."""


def _linger(sock: socket.socket) -> None:
    """Wait here for the client to read the end of its answer and close, not in the worker's one main loop.

    There gunicorn would wait itself, two seconds for each client that is slow to close, and meanwhile every
    connection that is kept open would seem idle.
    """
    with contextlib.suppress(OSError):
        close_graceful(sock.dup(), LINGER_S)
        sock.shutdown(socket.SHUT_RDWR)


class PatientWorker(ThreadWorker):  # type: ignore[misc]
    """Cuts connections whose headers do not come, or whose answer is not read, in the settings' time.

    How long a body may take is the application's matter, which can still say why it refuses.
    """

    settings = Settings()

    def init_process(self) -> None:
        """Begin with no connection under way."""
        self._headers_until: dict[Any, float] = {}
        super().init_process()

    def enqueue_req(self, conn: Any) -> None:  # noqa: ANN401
        """Give each connection the time that one write may take."""
        limit = struct.pack("ll", self.settings.send_s, 0)
        with contextlib.suppress(OSError):
            conn.sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, limit)
        super().enqueue_req(conn)

    def handle(self, conn: Any) -> Any:  # noqa: ANN401
        """Wait for a request's headers, but not for ever."""
        self._headers_until[conn] = time.monotonic() + self.settings.header_s
        try:
            kept = super().handle(conn)
        finally:
            self._headers_until.pop(conn, None)
        if kept is False:
            _linger(conn.sock)
        return kept

    def handle_request(self, req: Any, conn: Any) -> Any:  # noqa: ANN401
        """The headers are there: what follows has limits of its own."""
        self._headers_until.pop(conn, None)
        try:
            return super().handle_request(req, conn)
        except BlockingIOError:
            self.log.info("a client did not read its answer in time")
            return False

    def murder_pending(self) -> None:
        """Called about once a second: end the connections whose headers are overdue."""
        super().murder_pending()
        now = time.monotonic()
        for conn, until in list(self._headers_until.items()):
            if until < now:
                with contextlib.suppress(OSError):
                    conn.sock.shutdown(socket.SHUT_RDWR)
