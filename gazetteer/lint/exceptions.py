"""The faults that are none: a small table, each entry with its reason."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from gazetteer.errors import DataError
from gazetteer.lint.base import Fault
from gazetteer.model import Place

UNUSED = "exception_unused"
"""Rule of an exception that stands for no fault: it would hide one that comes."""


class LintException(NamedTuple):
    """A place, by a source key or its id, that may break a rule, and why."""

    rule: str
    place: str
    reason: str


def read_exceptions(data_dir: Path) -> tuple[LintException, ...]:
    """The entries of `lint_exceptions.toml`; none if there is no such file.

    Raises DataError for a file that is no TOML, and for an entry without rule, place or reason.
    """
    path = data_dir / "lint_exceptions.toml"
    if not path.exists():
        return ()
    try:
        rows = tomllib.loads(path.read_text(encoding="utf-8")).get("exception", [])
        found = tuple(LintException(**row) for row in rows)
    except (OSError, ValueError, TypeError) as error:
        raise DataError(f"{path}: {error}") from error
    for entry in found:
        if not all(entry):
            raise DataError(f"{path}: an exception needs a rule, a place and a reason: {entry}")
    return found


def without_exceptions(
    faults: Iterable[Fault], places: Iterable[Place], exceptions: Sequence[LintException]
) -> Iterator[Fault]:
    """The faults that no exception stands for, then the exceptions that stand for no fault.

    A rule on pairs tells the pair under one of its places: the exception names that one.
    """
    keys = {place.place_id: {place.place_id, *place.links} for place in places}
    used: set[LintException] = set()
    for fault in faults:
        own = keys.get(fault.place_id, {fault.place_id})
        excusing = [entry for entry in exceptions if entry.rule == fault.rule and entry.place in own]
        used.update(excusing)
        if not excusing:
            yield fault
    for entry in exceptions:
        if entry not in used:
            yield Fault(UNUSED, entry.place, f"nothing there breaks the rule {entry.rule}")
