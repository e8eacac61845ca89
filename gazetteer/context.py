"""The context of a question, understood: units found, boxes and points checked."""

from __future__ import annotations

from typing import NamedTuple

from gazetteer.geometry import Box
from gazetteer.query import Point
from gazetteer.unit_index import Unit


class Context(NamedTuple):
    """Where and what the place asked for should be.

    `units` holds for each level asked the units that fit, at least one, all of that level. `features`
    are GeoNames classes or codes, none where not asked. `strict` makes all but the focus a filter.
    """

    units: tuple[tuple[Unit, ...], ...] = ()
    focus: Point | None = None
    box: Box | None = None
    features: tuple[str, ...] = ()
    strict: bool = False
