"""Of which sources the modules here were compiled. Only the standard library: the build reads it too."""

from __future__ import annotations

import hashlib
from pathlib import Path

_SUFFIXES = (".pxd", ".pyx")


def digest(folder: Path) -> str:
    """A number, in hex, that changes with every source in the folder; "" where there is none."""
    sources = sorted(path for path in folder.iterdir() if path.suffix in _SUFFIXES)
    if not sources:
        return ""
    content = b"\0".join(path.read_bytes() for path in sources)
    return hashlib.blake2b(content, digest_size=8).hexdigest()
