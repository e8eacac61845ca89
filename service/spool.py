"""Files that begin in memory and go to disk when they grow."""

from __future__ import annotations

import tempfile
from typing import BinaryIO, cast

from service.config import Settings


def open_spool(settings: Settings) -> BinaryIO:
    """An empty one, gone when it is closed."""
    folder = str(settings.spool_dir) if settings.spool_dir is not None else None
    return cast(BinaryIO, tempfile.SpooledTemporaryFile(max_size=settings.spool_bytes, dir=folder))
