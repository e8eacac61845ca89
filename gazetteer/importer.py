"""From raw sources to the committed tables: read, find units, conflate, apply what was decided, give ids.

The result depends on the raw files, the curated decisions, the boundaries and the ids already given, and
on nothing else: importing twice changes nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from gazetteer.balance import (
    LEFT_OUT,
    MERGED,
    PLACE,
    Balance,
    Fate,
    NameLoss,
    balance_of,
    write_balance,
    write_names_left_out,
)
from gazetteer.boundaries import read_boundaries
from gazetteer.city_quarters import with_quarters
from gazetteer.conflate import Conflation, Doubt, conflate
from gazetteer.curate import Overlay, apply_to_places, check_keys, pairs, resolved
from gazetteer.curate_files import read_overlay
from gazetteer.errors import DataError
from gazetteer.evidence import Rulings
from gazetteer.ids import Redirect, assign_ids, founder_of, ledger_of, read_redirects, write_redirects
from gazetteer.kurdish_cities import kurdish_cities
from gazetteer.merging import merge_cluster
from gazetteer.model import Place
from gazetteer.neighbour_names import neighbours_of
from gazetteer.populations import without_city_populations
from gazetteer.review import OUTSIDE, name_doubts, outside_doubt, write_review
from gazetteer.seat_names import with_names_of_units
from gazetteer.sifting import Sifted, sift
from gazetteer.sources import SOURCES
from gazetteer.sources.base import LeftOut, Outcome, Source, SourceRecord
from gazetteer.sources.whosonfirst import NAMESAKE_LANGUAGE
from gazetteer.tables import read_places, write_places
from gazetteer.units import Found, How, UnitFinder
from gazetteer.word_counts import spoken, word_counts

UNIT_KEY_PREFIX = "ocha:"
"""Keys of units are this and their p-code."""

REJECTED = "rejected"
"""Reason for a row that a curated decision takes out."""

REPEATED = "repeated_key"
"""Reason for a row whose key an earlier row of the same source has."""

NO_NAME = "no_name"
"""Reason for a row of whose names its reader could keep none."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import makes of its input: all that is written, in values."""

    places: tuple[Place, ...]
    redirects: tuple[Redirect, ...]
    balance: Balance
    doubts: tuple[Doubt, ...]
    names_left_out: Counter[NameLoss]


def import_sources(sources_dir: Path, data_dir: Path, sources: Sequence[Source] | None = None) -> Balance:
    """Read all sources below `sources_dir` and write the tables below `data_dir` anew; the balance of rows.

    Reads `boundaries/`, `curated/` and the tables of the last import (for their ids) below `data_dir`, and
    writes `places/`, `names/`, `redirects.tsv`, `review/`, `balance.tsv` and `names_left_out.tsv`. Raises
    DataError, before anything is written, for a source or decision that cannot be read or applied.
    """
    outcomes = [
        outcome
        for source in sorted(SOURCES if sources is None else sources, key=lambda s: (s.rank, s.key))
        for outcome in source.read(sources_dir / source.folder)
    ]
    imported = make_places(
        outcomes,
        UnitFinder(read_boundaries(data_dir / "boundaries")),
        read_overlay(data_dir / "curated"),
        read_places(data_dir),
        read_redirects(data_dir),
    )
    write_places(data_dir, imported.places)
    write_redirects(data_dir, imported.redirects)
    write_balance(data_dir, imported.balance)
    write_names_left_out(data_dir, imported.names_left_out)
    write_review(data_dir, imported.doubts)
    return imported.balance


def make_places(
    outcomes: Iterable[Outcome],
    finder: UnitFinder,
    overlay: Overlay,
    known_places: Iterable[Place] = (),
    known_redirects: Sequence[Redirect] = (),
) -> Imported:
    """The places that rows of all sources amount to, which come in order of the sources' rank.

    `known_places` and `known_redirects` are those of the last import. Raises DataError for a curated entry
    that applies to nothing.
    """
    ledger = ledger_of(known_places, known_redirects)
    overlay = resolved(overlay, _key_of_id(ledger.keys, known_redirects))
    rows = _usable([*(entry.record for entry in overlay.places), *outcomes])
    check_keys(overlay, {row.key for row in rows if isinstance(row, SourceRecord)})
    rejected = {entry.place for entry in overlay.rejected_rows}
    records = [row for row in rows if isinstance(row, SourceRecord) and row.key not in rejected]
    found = dict(zip((record.key for record in records), _found_units(records, finder, overlay), strict=True))
    outside = [record for record in records if found[record.key].how is How.OUTSIDE]
    lying = [record for record in records if found[record.key].how is not How.OUTSIDE]
    result = conflate(lying, Rulings(pairs(overlay.merges), pairs(overlay.separations)))
    clusters = _without_rejected(result, overlay)
    followed = _followers(rows)
    drafts = [
        merge_cluster(
            cluster,
            [found[record.key] for record in cluster],
            [old for record in cluster for old in followed.get(record.key, ())],
        )
        for cluster in clusters
    ]
    home = {record.key: index for index, cluster in enumerate(clusters) for record in cluster}
    held = Counter(link for draft in drafts for link in draft.links)
    drafts = [_with_own_links(draft, index, home, held) for index, draft in enumerate(drafts)]
    cities, neighbours = kurdish_cities(drafts), neighbours_of(drafts)
    counts, spoken_counts = word_counts(drafts), word_counts(drafts, spoken)
    sifted = [
        sift(draft, _is_namesake(cluster), cities, counts, neighbours, spoken_counts)
        for draft, cluster in zip(drafts, clusters, strict=True)
    ]
    drafts = without_city_populations([one.place for one in sifted])
    villages = {record.key for record in records if record.says_village}
    drafts = with_names_of_units(with_quarters(drafts, villages))
    drafts = apply_to_places(overlay, drafts, home)
    assignment = assign_ids([[record.key for record in cluster] for cluster in clusters], ledger)
    places = [
        replace(draft, place_id=place_id) for draft, place_id in zip(drafts, assignment.ids, strict=True)
    ]
    return Imported(
        places=tuple(sorted(places, key=lambda place: place.place_id)),
        redirects=assignment.redirects,
        balance=balance_of(_fates(rows, clusters, rejected, {record.key for record in outside})),
        doubts=(
            *result.doubts,
            *(outside_doubt(record, found[record.key]) for record in outside),
            *(doubt for one in sifted for doubt in name_doubts(one)),
        ),
        names_left_out=_name_losses(records, sifted),
    )


def _is_namesake(cluster: Iterable[SourceRecord]) -> bool:
    return any(NAMESAKE_LANGUAGE in record.names_left_out for record in cluster)


def _usable(rows: Iterable[Outcome]) -> list[Outcome]:
    """The rows, those left out that have no name or repeat a key of their source.

    Raises DataError for a key that two sources give: links could not tell their rows apart.
    """
    kept: list[Outcome] = []
    source_of: dict[str, str] = {}
    for row in rows:
        if not isinstance(row, SourceRecord):
            kept.append(row)
        elif row.key in source_of:
            if source_of[row.key] != row.source:
                raise DataError(f"the key {row.key} is given by {source_of[row.key]} and by {row.source}")
            kept.append(LeftOut(row.key, row.source, REPEATED, leads_to=row.key))
        elif not row.names:
            kept.append(LeftOut(row.key, row.source, NO_NAME))
        else:
            source_of[row.key] = row.source
            kept.append(row)
    return kept


def _found_units(records: Sequence[SourceRecord], finder: UnitFinder, overlay: Overlay) -> list[Found]:
    assigned = {entry.place: entry for entry in overlay.units}
    for entry in overlay.units:
        if finder.units_of_code(entry.code) is None:
            raise DataError(f"{entry.where}: no unit has the code {entry.code!r}")
    return finder.find_all(
        [record.country_code for record in records],
        np.array([record.position.lat for record in records]),
        np.array([record.position.lon for record in records]),
        [
            (assigned[record.key].code,) if record.key in assigned else _own_codes(record, finder)
            for record in records
        ],
    )


def _own_codes(record: SourceRecord, finder: UnitFinder) -> tuple[str, ...]:
    """The code that says a row's units in full: a unit's own p-code, or that of a third-level unit."""
    own = record.key.removeprefix(UNIT_KEY_PREFIX)
    if own != record.key and record.feature_code.startswith("A.") and finder.units_of_code(own):
        return (own,)
    for code in reversed(record.stated_units):
        units = finder.units_of_code(code)
        if units is not None and units.admin3:
            return (code,)
    return ()


def _without_rejected(result: Conflation, overlay: Overlay) -> list[tuple[SourceRecord, ...]]:
    rejected = {entry.place for entry in overlay.rejected_places}
    return [cluster for cluster in result.clusters if rejected.isdisjoint(record.key for record in cluster)]


def _with_own_links(place: Place, index: int, home: Mapping[str, int], held: Mapping[str, int]) -> Place:
    """The place with the links that lead to it alone.

    A link that is the key of a row means that row's place; any other that several places hold (a Q-id on a
    town and its district) means none of them.
    """
    own = (link for link in place.links if (home[link] == index if link in home else held[link] == 1))
    return replace(place, links=tuple(own))


def _followers(rows: Iterable[Outcome]) -> dict[str, list[str]]:
    """For the key of each row that is used, the keys of rows that lead on to it, at any number of steps."""
    leads_to = {row.key: row.leads_to for row in rows if isinstance(row, LeftOut) and row.leads_to != row.key}
    followers: dict[str, list[str]] = {}
    for old, successor in leads_to.items():
        end, steps = successor, 0
        while end in leads_to and steps < len(leads_to):
            end, steps = leads_to[end], steps + 1
        if end:
            followers.setdefault(end, []).append(old)
    return followers


def _fates(
    rows: Iterable[Outcome],
    clusters: Sequence[Sequence[SourceRecord]],
    rejected_rows: set[str],
    outside: set[str],
) -> list[Fate]:
    founding = {cluster[0].key for cluster in clusters}
    joining = {record.key for cluster in clusters for record in cluster[1:]}
    fates = []
    for row in rows:
        if isinstance(row, LeftOut):
            fates.append(Fate(row.source, LEFT_OUT, row.reason))
        elif row.key in founding:
            fates.append(Fate(row.source, PLACE))
        elif row.key in joining:
            fates.append(Fate(row.source, MERGED))
        else:
            reason = OUTSIDE if row.key in outside and row.key not in rejected_rows else REJECTED
            fates.append(Fate(row.source, LEFT_OUT, reason))
    return fates


def _key_of_id(keys: Mapping[str, tuple[str, ...]], redirects: Iterable[Redirect]) -> dict[str, str]:
    table = {place_id: founder_of(place_id, links) or links[0] for place_id, links in keys.items()}
    table.update({redirect.from_id: redirect.founder for redirect in redirects if redirect.founder})
    return table


def _name_losses(records: Iterable[SourceRecord], sifted: Iterable[Sifted]) -> Counter[NameLoss]:
    losses = Counter(NameLoss(record.source, rule) for record in records for rule in record.names_left_out)
    for one in sifted:
        losses.update(NameLoss(source, rule) for name, rule in one.left_out for source in name.sources)
    return losses
