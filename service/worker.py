"""Gunicorn's threaded worker, with an end to its patience: a slow client must not hold a thread for good."""

from __future__ import annotations

import contextlib
import socket
import struct
import time
from typing import Any

from gunicorn.workers.gthread import ThreadWorker

from service.config import Settings
from service.unpacking import COPY_BYTES

LINGER_S = 1.0
"""How long a client may take to close after its answer; it holds a thread so long."""

DRAIN_S = 5.0
"""How long a client may go on sending what was refused."""

DRAIN_BODIES = 2
"""What is read of it and dropped at most, in bodies as large as a batch may have."""

_RESET_ON_CLOSE = struct.pack("ii", 1, 0)
"""SO_LINGER: no time to send the rest."""


def _linger(sock: socket.socket, drain_bytes: int) -> None:
    """Wait here for the client to read the end of its answer and close, not in the worker's one main loop.

    There gunicorn would wait itself, two seconds for each client that is slow to close, and meanwhile every
    connection that is kept open would seem idle. Many clients send a whole body before they read that it was
    refused, and would see a broken pipe: so it is read to its end, or to the limits. Who sends more is told
    so by a reset; else he would wait for a socket that nobody reads until the kernel forgets it.
    """
    with contextlib.suppress(OSError):
        sock.shutdown(socket.SHUT_WR)
        until = time.monotonic() + DRAIN_S
        drained = 0
        while drained < drain_bytes and (left := until - time.monotonic()) > 0:
            sock.settimeout(min(LINGER_S, left))
            read = len(sock.recv(COPY_BYTES))
            if not read:
                break
            drained += read
        else:
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET_ON_CLOSE)
    with contextlib.suppress(OSError):
        sock.shutdown(socket.SHUT_RDWR)


def _closing(start_response: Any) -> Any:  # noqa: ANN401
    """The same, but that `Connection: close` among the headers closes."""

    def start(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:  # noqa: ANN401
        if ("Connection", "close") in headers:
            # Gunicorn's is a method of its response.
            start_response.__self__.force_close()
        return start_response(status, headers, exc_info)

    return start


class PatientWorker(ThreadWorker):  # type: ignore[misc]
    """Cuts connections whose headers do not come, or whose answer is not read, in the settings' time.

    How long a body may take is the application's matter, which can still say why it refuses.
    """

    settings = Settings()
    wsgi: Any

    def init_process(self) -> None:
        """Begin with no connection under way."""
        self._headers_until: dict[Any, float] = {}
        super().init_process()

    def load_wsgi(self) -> None:
        """Let the application end a connection, which gunicorn does not read from its headers."""
        super().load_wsgi()
        answer = self.wsgi
        self.wsgi = lambda environ, start_response: answer(environ, _closing(start_response))

    def enqueue_req(self, conn: Any) -> None:  # noqa: ANN401
        """Give each new connection the time that one write may take."""
        if not conn.initialized:
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
            _linger(conn.sock, DRAIN_BODIES * self.settings.max_body_bytes)
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
