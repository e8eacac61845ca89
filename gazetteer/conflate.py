"""Which rows of the sources are one place.

Pairs of rows are compared where an id, a name or nearness gives a reason to; the evidence of each pair is
kept with a score. Clusters grow from the best pair down, and two clusters join only if every row of one can
be the same place as every row of the other, so that a chain of near things never becomes one place. They
grow twice: what is known to be one place by then leaves fewer rows that another may be meant for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from gazetteer.evidence import Evidence, Rulings
from gazetteer.likeness import Rule
from gazetteer.pairing import SAME_SPOT_M, Rows
from gazetteer.profiles import NameKeyFunction, name_key
from gazetteer.sources.base import SourceRecord


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something for a person to look at: its kind, the keys that it is about, and what is known."""

    kind: str
    keys: tuple[str, ...]
    evidence: str


@dataclass(frozen=True, slots=True)
class Conflation:
    """Clusters of rows, each in the order of `records`; the evidence that joined them; what is doubtful."""

    clusters: tuple[tuple[SourceRecord, ...], ...]
    evidence: tuple[Evidence, ...]
    doubts: tuple[Doubt, ...]


def conflate(
    records: Sequence[SourceRecord], rulings: Rulings | None = None, key: NameKeyFunction = name_key
) -> Conflation:
    """The places that the records amount to, every record in exactly one cluster.

    `records` come in order of rank, the most trusted first, each key once; their order within a rank
    changes nothing but the order of the answer.
    """
    rows = Rows(records, rulings or Rulings(), key)
    clusters = _Clusters(rows)
    joining, _ = clusters.join_all(rows.evidence())
    # Once more, as a namesake that has found its own partner is no rival any more.
    rows.homes.settle(clusters.members())
    later, refused = clusters.join_all(pair for pair in rows.evidence() if not clusters.has(pair))
    joining += later
    members = sorted(clusters.members(), key=lambda indices: indices[0])
    return Conflation(
        clusters=tuple(tuple(records[index] for index in indices) for indices in members),
        evidence=tuple(joining),
        doubts=tuple(sorted(_doubts(joining, refused, clusters), key=lambda doubt: (doubt.kind, doubt.keys))),
    )


@dataclass(slots=True)
class _Clusters:
    """The growing clusters: of each row, the list of rows that it is in, shared by all of them."""

    rows: Rows
    home: list[list[int]] = field(init=False)

    def __post_init__(self) -> None:
        self.home = [[index] for index in range(len(self.rows.records))]

    def join_all(self, evidence: Iterable[Evidence]) -> tuple[list[Evidence], list[Evidence]]:
        """Join what can be joined, the best pair first; the pairs that are one place then, and the others."""
        joining: list[Evidence] = []
        refused: list[Evidence] = []
        for pair in sorted(evidence, key=lambda e: (e.rule is not Rule.DECIDED, -e.score, e.left, e.right)):
            (joining if self.join(pair) else refused).append(pair)
        return joining, refused

    def has(self, pair: Evidence) -> bool:
        """True where the rows of a pair are one place by now."""
        index_of = self.rows.index_of
        return self.home[index_of[pair.left]] is self.home[index_of[pair.right]]

    def join(self, pair: Evidence) -> bool:
        """Join the clusters of a pair's rows if all of their rows agree; true where they are one then."""
        one = self.home[self.rows.index_of[pair.left]]
        other = self.home[self.rows.index_of[pair.right]]
        if one is other:
            return True
        if not self._agree(one, other, pair):
            return False
        one.extend(other)
        for index in other:
            self.home[index] = one
        return True

    def _agree(self, one: Sequence[int], other: Sequence[int], pair: Evidence) -> bool:
        """True where every row of one cluster can be one place with every row of the other.

        A row that repeats one row of its source need not repeat the others that are that place; nor need a
        row that stands alone and that a row of another source bears out. Of two rows with one id the nearer
        one says how far apart the clusters are, if the pair's names are written alike.
        """
        repeating = {k for i in one for j in other if self.rows.repeats(i, j) for k in (i, j)}
        repeating |= self._borne_out(one, other, pair)
        moored = self._moored(one, pair) | self._moored(other, pair)
        return all(
            self.rows.compatible(
                i, j, pair.rule, repeated=i in repeating or j in repeating, moored=i in moored or j in moored
            )
            for i in one
            for j in other
        )

    def _moored(self, cluster: Sequence[int], pair: Evidence) -> set[int]:
        """The rows of a cluster that have an id of the row of it that the pair is about.

        And those on the spot of one that has. Empty unless the pair's names are written alike.
        """
        if pair.rule is not Rule.TEXT:
            return set()
        end = next(k for k in cluster if self.rows.records[k].key in (pair.left, pair.right))
        records = self.rows.records
        linked = {k for k in cluster if k != end and _share_an_id(records[k], records[end])}
        beside = (k for k in cluster if k != end)
        return {k for k in beside if any(self.rows.reach.distance_m(k, m) <= SAME_SPOT_M for m in linked)}

    def _borne_out(self, one: Sequence[int], other: Sequence[int], pair: Evidence) -> set[int]:
        """The row of a pair that stands alone and may be a second entry; empty for none."""
        left, right = self.rows.index_of[pair.left], self.rows.index_of[pair.right]
        entries = self.rows.second_entries
        return {
            row
            for cluster, rest in ((one, other), (other, one))
            for row, witness in ((left, right), (right, left))
            if list(cluster) == [row]
            and entries.borne_out(row, witness, pair.rule, pair.distance_m)
            and all(
                entries.of_two_passes(row, k)
                for k in rest
                if self.rows.records[k].source == self.rows.records[row].source
            )
        }

    def sources(self, index: int) -> set[str]:
        """The sources of the cluster that a row is in."""
        return {self.rows.records[other].source for other in self.home[index]}

    def members(self) -> Iterable[list[int]]:
        return ({id(indices): sorted(indices) for indices in self.home}).values()


def _share_an_id(one: SourceRecord, other: SourceRecord) -> bool:
    return one.source != other.source and not set(one.links).isdisjoint(other.links)


def _doubts(joining: Iterable[Evidence], refused: Iterable[Evidence], clusters: _Clusters) -> Iterator[Doubt]:
    rows = clusters.rows
    for i, j, away_m in rows.on_one_spot():
        if clusters.sources(i).isdisjoint(clusters.sources(j)):
            one, other = rows.records[i], rows.records[j]
            told = f"{one.names[0].toponym}, {other.names[0].toponym}: {away_m:.0f} m"
            yield Doubt("same_spot", (one.key, other.key), told)
    for pair in joining:
        i, j = rows.index_of[pair.left], rows.index_of[pair.right]
        limits = rows.reach.limits(i, j)
        if limits is not None and pair.distance_m > limits.same_m:
            told = f"one place by {pair.rule}, {pair.distance_m / 1000:.1f} km apart"
            yield Doubt("position_conflict", (pair.left, pair.right), told)
    for pair in refused:
        told = f"{pair.rule}: {pair.left_name} = {pair.right_name}, {pair.distance_m:.0f} m, {pair.score:.2f}"
        yield Doubt("not_merged", (pair.left, pair.right), told)
