"""What an import leaves for people to look at: doubts of every kind, and the tables that list them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from gazetteer.conflate import Doubt
from gazetteer.sifting import NameRule, Sifted
from gazetteer.sources.base import SourceRecord
from gazetteer.tables import write_rows
from gazetteer.units import Found

REVIEW_COLUMNS = ("kind", "keys", "evidence")

OUTSIDE = "outside"
"""Reason for a row that lies more than 5 km outside its country, or outside both if it states none."""

NAMES_DISAGREE = "names_disagree"
"""Kind of doubt about a name that agrees with no other name of its place."""

OTHERS_SHOWN = 6
"""So many other names stand beside one in review that agrees with none of them."""


def outside_doubt(record: SourceRecord, found: Found) -> Doubt:
    """The doubt about a row that lies too far outside: its name, and how far."""
    name = record.names[0].toponym
    told = f"{name}, {record.country_code or 'no country'}: {found.distance_m / 1000:.1f} km outside"
    return Doubt(OUTSIDE, (record.key,), told)


LOOKED_AT = frozenset({NameRule.TIED, NameRule.RARE, NameRule.NEIGHBOUR})
"""Rules that leave out names that are for people to look at."""


def name_doubts(sifted: Sifted) -> Iterator[Doubt]:
    """A doubt for each kept name that stands out, and each left out by a rule of LOOKED_AT, with others."""
    names = dict.fromkeys(name.toponym for name in sifted.place.names)
    out = [name for name, rule in sifted.left_out if rule in LOOKED_AT]
    for name in (*sifted.doubtful, *out):
        others = [toponym for toponym in names if toponym != name.toponym][:OTHERS_SHOWN]
        fate = ", left out" if name in out else ""
        told = f"{name.toponym} ({name.lang}, {' '.join(name.sources)}){fate}: {', '.join(others)}"
        yield Doubt(NAMES_DISAGREE, sifted.place.links[:1], told)


def write_review(data_dir: Path, doubts: Iterable[Doubt]) -> None:
    """Write `review/<kind>.tsv` for each kind of doubt, and remove the tables of kinds without any."""
    tables: dict[str, list[tuple[str, str, str]]] = {}
    for doubt in doubts:
        row = (doubt.kind, " ".join(doubt.keys), doubt.evidence)
        tables.setdefault(doubt.kind, []).append(row)
    folder = data_dir / "review"
    folder.mkdir(parents=True, exist_ok=True)
    for stale in folder.glob("*.tsv"):
        if stale.stem not in tables:
            stale.unlink()
    for kind, rows in tables.items():
        write_rows(folder / f"{kind}.tsv", REVIEW_COLUMNS, sorted(rows))
