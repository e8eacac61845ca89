"""The compiled gazetteer as one file: named arrays and string tables, memory-mapped on reading.

Layout: 8 bytes of magic, a digest of all that follows (16 bytes), the header's length (little-endian
uint64), the header as JSON (version, free metadata, and for each array its dtype, shape and offset),
then the arrays, each aligned to 64 bytes. A string table is two arrays: UTF-8 bytes, and where each
string ends.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, overload

import numpy as np
import numpy.typing as npt
import orjson

from gazetteer.errors import ArtefactError
from gazetteer.files import whole_file

Array = npt.NDArray[Any]

_MAGIC = b"GAZTTEER"
_DIGEST_SIZE = 16
_DIGESTED_FROM = len(_MAGIC) + _DIGEST_SIZE
_HEADER_FROM = _DIGESTED_FROM + 8
_ALIGNMENT = 64


class StringTable(Sequence[str]):
    """Strings by number, decoded when asked for. Sorted tables work with `bisect`."""

    def __init__(self, data: Array, ends: Array) -> None:
        # Views over the same memory: an item of one is a plain number, and takes a third of the time.
        self._data = np.ascontiguousarray(data).data
        self._ends = np.ascontiguousarray(ends).data
        self._count = len(ends)

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> list[str]: ...
    def __getitem__(self, index: int | slice) -> str | list[str]:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self)))]
        if not 0 <= index < self._count:
            if not -self._count <= index < 0:
                raise IndexError(index)
            index += self._count
        start = self._ends[index - 1] if index else 0
        return str(self._data[start : self._ends[index]], "utf-8")

    def __iter__(self) -> Iterator[str]:
        return iter(self.to_list())

    def to_list(self) -> list[str]:
        """All strings at once; far faster than one at a time."""
        data, ends = self._data.tobytes(), self._ends.tolist()
        return [data[a:b].decode() for a, b in zip([0, *ends], ends, strict=False)]


@dataclass(frozen=True, slots=True)
class Artefact:
    """An opened artefact: its dataset version, its metadata, its arrays by name."""

    version: str
    meta: Mapping[str, Any]
    arrays: Mapping[str, Array]

    def strings(self, name: str) -> StringTable:
        """The string table of this name. Raises KeyError if there is none."""
        return StringTable(self.arrays[f"{name}.data"], self.arrays[f"{name}.ends"])


def pack_strings(name: str, strings: Sequence[str]) -> dict[str, Array]:
    """The two arrays of a string table, keyed as `Artefact.strings` wants them."""
    encoded = [string.encode() for string in strings]
    ends = np.cumsum([len(item) for item in encoded], dtype=np.uint32)
    return {f"{name}.data": np.frombuffer(b"".join(encoded), dtype=np.uint8), f"{name}.ends": ends}


def pack_groups(name: str, groups: Sequence[Sequence[int]]) -> dict[str, Array]:
    """Lists of numbers as two arrays: all numbers in a row, and where each starts (one more than lists)."""
    starts = np.zeros(len(groups) + 1, dtype=np.uint32)
    np.cumsum([len(group) for group in groups], out=starts[1:])
    flat = np.fromiter((item for group in groups for item in group), dtype=np.uint32, count=int(starts[-1]))
    return {f"{name}.items": flat, f"{name}.starts": starts}


def text_hash(text: str) -> int:
    """A number below 2^32 for a text, the same in every process; two texts may share one."""
    return zlib.crc32(text.encode("utf-8", "surrogatepass"))


def write_artefact(path: Path, version: str, meta: Mapping[str, Any], arrays: Mapping[str, Array]) -> None:
    """Write the file whole or not at all: a reader sees the old one or the new one."""
    entries: dict[str, Any] = {}
    chunks: list[bytes] = []
    offset = 0
    for name, array in arrays.items():
        data = np.ascontiguousarray(array).tobytes()
        entries[name] = {"dtype": array.dtype.str, "shape": list(array.shape), "offset": offset}
        padding = -len(data) % _ALIGNMENT
        chunks.append(data + bytes(padding))
        offset += len(data) + padding
    payload = b"".join(chunks)
    header = orjson.dumps({"version": version, "meta": dict(meta), "arrays": entries})
    header += b" " * (-(_HEADER_FROM + len(header)) % _ALIGNMENT)
    digested = len(header).to_bytes(8, "little") + header + payload
    path.parent.mkdir(parents=True, exist_ok=True)
    with whole_file(path) as file:
        file.write(_MAGIC + _digest(digested) + digested)


def read_version(path: Path) -> str:
    """The dataset version that the file claims. Raises ArtefactError where there is no readable header."""
    return str(_read_header(path)[0]["version"])


def open_artefact(path: Path) -> Artefact:
    """Map the file into memory and check that it is whole.

    Raises ArtefactError where it is missing, cut short or damaged.
    """
    header, start = _read_header(path)
    try:
        raw = np.memmap(path, dtype=np.uint8, mode="r", offset=0)
        if _digest(raw[_DIGESTED_FROM:].data) != raw[len(_MAGIC) : _DIGESTED_FROM].tobytes():
            raise ArtefactError(f"{path} is damaged")
        arrays = {name: _view(raw[start:], entry) for name, entry in header["arrays"].items()}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ArtefactError(f"{path} cannot be read: {error}") from error
    return Artefact(str(header["version"]), header["meta"], arrays)


def _view(raw: Array, entry: Mapping[str, Any]) -> Array:
    dtype = np.dtype(entry["dtype"])
    count = int(np.prod(entry["shape"], dtype=np.int64))
    start = int(entry["offset"])
    return np.asarray(raw[start : start + count * dtype.itemsize].view(dtype).reshape(entry["shape"]))


def _digest(content: bytes | memoryview) -> bytes:
    return hashlib.blake2b(content, digest_size=_DIGEST_SIZE).digest()


def _read_header(path: Path) -> tuple[dict[str, Any], int]:
    """The header, and where the payload starts."""
    try:
        with path.open("rb") as file:
            if file.read(len(_MAGIC)) != _MAGIC:
                raise ArtefactError(f"{path} is not a compiled gazetteer")
            file.seek(_DIGESTED_FROM)
            length = int.from_bytes(file.read(8), "little")
            if length > path.stat().st_size:
                raise ArtefactError(f"{path} is damaged")
            header = orjson.loads(file.read(length))
    except (OSError, orjson.JSONDecodeError) as error:
        raise ArtefactError(f"{path} cannot be read: {error}") from error
    if not isinstance(header, dict) or "version" not in header:
        raise ArtefactError(f"{path} is damaged")
    return header, _HEADER_FROM + length
