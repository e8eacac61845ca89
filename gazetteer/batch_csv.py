"""The columns that a CSV batch appends to the input's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

CSV_COLUMNS = (
    "decision",
    "confidence",
    "lat",
    "lon",
    "place_id",
    "place_name",
    "place_pcode",
    "admin1_code",
    "admin1_pcode",
    "admin2_pcode",
    "admin3_pcode",
    "problem",
)

CLASH_PREFIX = "gazetteer_"


def csv_header(own: Sequence[str]) -> list[str]:
    """The input's columns and CSV_COLUMNS after them; one that the input has already gets a prefix."""
    return [*own, *(f"{CLASH_PREFIX}{name}" if name in own else name for name in CSV_COLUMNS)]


def csv_cells(row: Mapping[str, Any], fill_best: bool = False) -> list[str]:
    """The values of `csv_values` as text, "" for None."""
    return ["" if value is None else str(value) for value in csv_values(row, fill_best)]


def csv_values(row: Mapping[str, Any], fill_best: bool = False) -> list[Any]:
    """The values of a row object of `resolve_rows`, one for each of CSV_COLUMNS: text, number, or None.

    Coordinates are filled for a `match` only, with `fill_best` for every first result. `problem` holds the
    error or the warnings of the row. `place_pcode` is OCHA's own p-code of the place, "" where it has none.
    """
    if "error" in row:
        return [*[None] * (len(CSV_COLUMNS) - 1), str(row["error"]["detail"])]
    problem = "; ".join(row["warnings"])
    if not row["results"]:
        return [row["decision"], *[None] * (len(CSV_COLUMNS) - 2), problem]
    best = row["results"][0]
    placed = fill_best or row["decision"] == "match"
    units = [best[level] or {"code": "", "pcode": ""} for level in ("admin1", "admin2", "admin3")]
    return [
        row["decision"],
        best["confidence"],
        best["lat"] if placed else None,
        best["lon"] if placed else None,
        best["id"],
        best["name"],
        place_pcode(best["links"]),
        units[0]["code"],
        *(unit["pcode"] for unit in units),
        problem,
    ]


def place_pcode(links: list[str]) -> str:
    """OCHA's p-code among a place's links, "" where there is none."""
    return next((link.removeprefix("ocha:") for link in links if link.startswith("ocha:")), "")
