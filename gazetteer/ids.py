"""Ids of places: opaque, stable, never reused.

An id is founded by a source key and kept for good: the committed tables say which keys a place holds, and
at the next import a cluster of records takes the id that its keys already hold. What an id led to is never
lost: a place merged into another, or withdrawn, leaves a redirect.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from gazetteer.errors import DataError
from gazetteer.model import Place
from gazetteer.tables import read_rows, write_rows

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's base32 in lower case: without i, l, o and u, which are taken for 1, 1, 0 and v."""

ID_LENGTH = 8
"""40 bits: among 100,000 places a collision is a 1 in 200 matter, and is then bumped."""

MERGED, WITHDRAWN = "merged", "withdrawn"
"""Why an id leads on: its place was found to be another one, or no source has it any more."""

REDIRECT_COLUMNS = ("from_id", "to_id", "reason", "founder")


@dataclass(frozen=True, slots=True)
class Redirect:
    """An id out of use: `to_id` is the place that stays ("" if none does), `founder` its founding key.

    The founder lets the id come back to life with its place, and only with it; "" if it is not known.
    """

    from_id: str
    to_id: str
    reason: str
    founder: str


@dataclass(frozen=True, slots=True)
class Ledger:
    """What is known of ids before an import: the keys that each id in use holds, and the redirects."""

    keys: Mapping[str, tuple[str, ...]]
    redirects: tuple[Redirect, ...] = ()


@dataclass(frozen=True, slots=True)
class Assignment:
    """An id for each cluster, in order, and all redirects, old and new, sorted by the id they lead from."""

    ids: tuple[str, ...]
    redirects: tuple[Redirect, ...]


def id_of_key(key: str, bump: int = 0) -> str:
    """The id that a key founds; `bump` counts the collisions to get out of."""
    digest = hashlib.sha256(f"{key}#{bump}".encode() if bump else key.encode()).digest()
    bits = int.from_bytes(digest[:5], "big")
    return "".join(ALPHABET[bits >> shift & 31] for shift in range(35, -1, -5))


def founder_of(place_id: str, keys: Iterable[str]) -> str:
    """The key of a place that founded its id; "" if none of these did."""
    return next((key for key in keys if place_id in (id_of_key(key, bump) for bump in range(4))), "")


def ledger_of(places: Iterable[Place], redirects: Iterable[Redirect] = ()) -> Ledger:
    """The ledger that the committed places and redirects amount to."""
    return Ledger({place.place_id: place.links for place in places}, tuple(redirects))


def assign_ids(clusters: Sequence[Sequence[str]], ledger: Ledger) -> Assignment:
    """An id for each cluster of source keys, which come in order of their sources' rank.

    A cluster keeps the id that its keys hold. Where a place was split, the id stays with the part that holds
    its founding key, else with the part that holds the most of its keys. Where places were merged, the id
    with the most keys in the cluster stays, then the one whose founding key comes first; the others lead on
    to it. A cluster with no id founds one from its first key. The order of the clusters changes nothing.
    Raises DataError if a cluster is empty or a key is in two clusters.
    """
    cluster_of = _cluster_of_key(clusters)
    founders = {place_id: founder_of(place_id, keys) for place_id, keys in ledger.keys.items()}
    claims: dict[int, list[str]] = {}
    for place_id, keys in ledger.keys.items():
        owner = _owner(founders[place_id], keys, cluster_of, clusters)
        if owner is not None:
            claims.setdefault(owner, []).append(place_id)
    ids: dict[int, str] = {}
    for index, held in claims.items():
        ids[index] = _staying(held, clusters[index], ledger, founders)
    retired = {redirect.from_id: redirect for redirect in ledger.redirects}
    taken = set(ledger.keys) | set(retired)
    for index in sorted(range(len(clusters)), key=lambda i: clusters[i][0]):
        if index not in ids:
            ids[index] = _founded(clusters[index][0], taken, retired)
            taken.add(ids[index])
    in_use = set(ids.values())
    moved = {held: ids[index] for index, helds in claims.items() for held in helds}
    for place_id in ledger.keys:
        if place_id not in in_use:
            to_id = moved.get(place_id, "")
            reason = MERGED if to_id else WITHDRAWN
            retired[place_id] = Redirect(place_id, to_id, reason, founders[place_id])
    kept = {from_id: redirect for from_id, redirect in retired.items() if from_id not in in_use}
    return Assignment(tuple(ids[index] for index in range(len(clusters))), _flattened(kept, in_use))


def read_redirects(data_dir: Path) -> list[Redirect]:
    """The redirects of `redirects.tsv`; none if there is no such file. Raises DataError if it is broken."""
    path = data_dir / "redirects.tsv"
    if not path.exists():
        return []
    return [Redirect(*cells) for _, cells in read_rows(path, REDIRECT_COLUMNS)]


def write_redirects(data_dir: Path, redirects: Iterable[Redirect]) -> None:
    """Write `redirects.tsv`, sorted by the id that each leads from."""
    rows = sorted((r.from_id, r.to_id, r.reason, r.founder) for r in redirects)
    write_rows(data_dir / "redirects.tsv", REDIRECT_COLUMNS, rows)


def _cluster_of_key(clusters: Sequence[Sequence[str]]) -> dict[str, int]:
    cluster_of: dict[str, int] = {}
    for index, keys in enumerate(clusters):
        if not keys:
            raise DataError("a cluster without a source key cannot have an id")
        for key in keys:
            if cluster_of.setdefault(key, index) != index:
                raise DataError(f"the source key {key} is in two clusters")
    return cluster_of


def _owner(
    founder: str, keys: Iterable[str], cluster_of: Mapping[str, int], clusters: Sequence[Sequence[str]]
) -> int | None:
    """The cluster that an id stays with; None if no cluster has a key of it."""
    if founder in cluster_of:
        return cluster_of[founder]
    shares: dict[int, int] = {}
    for key in keys:
        if key in cluster_of:
            shares[cluster_of[key]] = shares.get(cluster_of[key], 0) + 1
    return min(shares, key=lambda index: (-shares[index], clusters[index][0]), default=None)


def _staying(held: Sequence[str], keys: Sequence[str], ledger: Ledger, founders: Mapping[str, str]) -> str:
    order = {key: position for position, key in enumerate(keys)}

    def precedence(place_id: str) -> tuple[int, int, str]:
        share = sum(key in order for key in ledger.keys[place_id])
        return (-share, order.get(founders[place_id], len(order)), place_id)

    return min(held, key=precedence)


def _founded(key: str, taken: set[str], retired: Mapping[str, Redirect]) -> str:
    bump = 0
    while True:
        candidate = id_of_key(key, bump)
        if candidate not in taken or (candidate in retired and retired[candidate].founder == key):
            return candidate
        bump += 1


def _flattened(redirects: Mapping[str, Redirect], in_use: set[str]) -> tuple[Redirect, ...]:
    """Redirects that all end at a place in use, or nowhere, without a stop between."""
    flat = []
    for from_id in sorted(redirects):
        redirect = redirects[from_id]
        to_id, seen = redirect.to_id, {from_id}
        while to_id and to_id not in in_use:
            seen.add(to_id)
            onward = redirects[to_id].to_id if to_id in redirects else ""
            to_id = "" if onward in seen else onward
        reason = redirect.reason if to_id else WITHDRAWN
        flat.append(Redirect(from_id, to_id, reason, redirect.founder))
    return tuple(flat)
