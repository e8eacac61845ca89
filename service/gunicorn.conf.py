"""How gunicorn runs the service; the numbers that a host may want otherwise come from the environment."""

import os
import shutil
import tempfile
from pathlib import Path

from gunicorn.arbiter import Arbiter
from gunicorn.workers.base import Worker

from service.config import Settings
from service.logging import logging_config, note_no_caller
from service.memory import use_one_arena
from service.worker import PatientWorker

_settings = Settings.from_environ(os.environ)
_address = f"[{_settings.host}]" if ":" in _settings.host else _settings.host

bind = f"{_address}:{_settings.port}"
workers = _settings.workers

# Before any thread: see there.
use_one_arena()

# The artefact is opened, and its indexes made, once before the workers are forked: they share its memory.
preload_app = True

# Answers are computed, which threads do not speed up; but connections that are kept open, slow or idle
# wait in the threads' queue without holding a worker up, as they would with the sync class. Sixteen answer a
# tenth fewer requests a second than eight, as each wakes with nothing of its own left in the processor's
# memory; fewer than eight answer no more, and a few bodies that come slowly would fill them.
worker_class = PatientWorker
PatientWorker.settings = _settings
threads = _settings.threads
keepalive = _settings.keepalive_s

# The longest that gunicorn takes: a name of 256 Arabic letters and three units fill most of it once escaped.
limit_request_line = 8190

# An answer takes milliseconds; a worker that is silent for half a minute hangs.
timeout = 30
graceful_timeout = 15

# In memory where there is such a folder: a disk can block, and a root file system may be read-only.
_memory = "/dev/shm" if Path("/dev/shm").is_dir() else None
if _memory is not None:
    worker_tmp_dir = _memory

# Where the workers keep the numbers of /metrics; set before anything imports prometheus_client.
_numbers = None
if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
    _numbers = os.environ["PROMETHEUS_MULTIPROC_DIR"] = tempfile.mkdtemp(prefix="gazetteer-", dir=_memory)

control_socket_disable = True
logconfig_dict = logging_config(_settings.log_level, _settings.log_names)
note_no_caller()


def post_worker_init(worker: Worker) -> None:
    """Spare each request the making of gunicorn's access line, which nobody writes."""
    worker.log.access = lambda *_: None


def on_exit(server: Arbiter) -> None:
    """Leave nothing behind."""
    del server
    if _numbers is not None:
        shutil.rmtree(_numbers, ignore_errors=True)
