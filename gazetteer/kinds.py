"""Kinds of place, which say what can be one place with what, and within which distances."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from gazetteer.resources import load_table

ABANDONED = frozenset({"P.PPLH", "P.PPLQ", "P.PPLW"})
"""Feature codes of settlements where nobody lives: historical, abandoned and destroyed ones."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How far apart, in metres, two rows of one place may lie, by what they share.

    The same written name, the same sound, a merely similar name, an id. `fills_city`: two points of a city
    may lie farther apart still, by its size.
    """

    same_m: float
    sound_m: float
    near_m: float
    link_m: float
    fills_city: bool = True


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of place, by its name in `data/kinds.toml`."""

    name: str
    limits: Limits


@cache
def kind_of(feature_code: str) -> Kind:
    """The kind of a feature code, by `data/kinds.toml`; a code that is not listed is a kind of its own."""
    best, length = "", 0
    for row in load_table("kinds.toml")["kind"]:
        for code in row["codes"]:
            fits = feature_code == code or feature_code[:1] == code
            if fits and len(code) > length:
                best, length = row["name"], len(code)
    return _kinds()[best] if best else Kind(feature_code, _limits(load_table("kinds.toml")["default"]))


@cache
def common_limits(one: Kind, other: Kind) -> Limits | None:
    """The limits for a row of each kind; None where they can never be one place."""
    if one.name == other.name:
        return one.limits
    for row in load_table("kinds.toml")["kin"]:
        if {one.name, other.name} == set(row["kinds"]):
            return Limits(
                same_m=float(row["same_m"]),
                sound_m=float(row.get("sound_m", 0)),
                near_m=float(row.get("near_m", 0)),
                link_m=min(one.limits.link_m, other.limits.link_m),
                fills_city=bool(row.get("fills_city", False)),
            )
    return None


@cache
def family_of(kind: Kind) -> str:
    """One name for all kinds that a kind is compared with, directly or not."""
    for row in load_table("kinds.toml")["kin"]:
        first, *others = row["kinds"]
        if kind.name in others:
            return family_of(_kinds()[first])
    return kind.name


def choose_code(codes: Sequence[str]) -> str:
    """The feature code of a place whose rows have these, the most trusted row's first (at least one)."""
    order = _orders().get(family_of(kind_of(codes[0])), ())
    rest = order.index("*") if "*" in order else len(order)
    return min(codes, key=lambda code: order.index(code) if code in order else rest)


@cache
def _orders() -> dict[str, tuple[str, ...]]:
    return {row["name"]: tuple(row.get("order", ())) for row in load_table("kinds.toml")["kind"]}


@cache
def _kinds() -> dict[str, Kind]:
    return {row["name"]: Kind(row["name"], _limits(row)) for row in load_table("kinds.toml")["kind"]}


def _limits(row: dict[str, Any]) -> Limits:
    same_m, sound_m, near_m, link_m = (float(row[key]) for key in ("same_m", "sound_m", "near_m", "link_m"))
    return Limits(same_m, sound_m, near_m, link_m)
