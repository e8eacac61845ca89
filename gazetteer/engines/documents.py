"""How documents travel to those who answer: keys with their document's number, no document in two chunks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from gazetteer.batch import Key


def numbered(key: Key, document: int) -> Key:
    """The key of a row as one of a document: a name in another document is another question."""
    return (*key, str(document))


def documents_of(keys: Sequence[Key]) -> Iterator[list[Key]]:
    """The keys of each document without its number; those of one stand together."""
    for _, document in groupby(keys, key=lambda key: key[-1]):
        yield [key[:-1] for key in document]


def whole_chunks(keys: Sequence[Key], least: int) -> Iterator[list[Key]]:
    """The numbered keys in chunks of whole documents, all but the last of at least so many keys."""
    chunk: list[Key] = []
    for key in keys:
        if len(chunk) >= least and key[-1] != chunk[-1][-1]:
            yield chunk
            chunk = []
        chunk.append(key)
    if chunk:
        yield chunk
