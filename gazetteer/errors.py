"""Every error that the library raises, in one tree.

The messages are written for the person who sent the input: they name the field,
say what is wrong with it and what would be accepted.
"""

from __future__ import annotations


class GazetteerError(Exception):
    """The root: catch it to catch everything that this package raises on purpose."""


class InvalidQuery(GazetteerError):
    """An input that cannot be answered.

    `field` is the parameter or column at fault, `accepted` says what would be taken,
    `near` lists accepted values that look like the one given (empty when none does).
    """

    def __init__(self, field: str, problem: str, accepted: str = "", near: tuple[str, ...] = ()) -> None:
        self.field = field
        self.problem = problem
        self.accepted = accepted
        self.near = near
        super().__init__(self.sentence())

    def sentence(self) -> str:
        """The whole complaint as one line of text."""
        parts = [f"{self.field}: {self.problem}"]
        if self.accepted:
            parts.append(f"accepted: {self.accepted}")
        if self.near:
            parts.append(f"did you mean {', '.join(self.near)}?")
        return "; ".join(parts)


class InvalidTable(InvalidQuery):
    """A table that can be read as far as its kind goes, but not answered: no header, no column of names."""


class PlaceNotFound(GazetteerError):
    """No place has this id, and none was merged away from it."""

    def __init__(self, place_id: str) -> None:
        self.place_id = place_id
        super().__init__(f"no place has the id {place_id!r}")


class DataError(GazetteerError):
    """A data file that does not hold what its format promises; the message says file and line."""


class ArtefactError(DataError):
    """The compiled gazetteer is missing, stale or damaged; the message says how to rebuild it."""
