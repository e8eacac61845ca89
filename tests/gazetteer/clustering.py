"""What rows amount to, as tests ask it."""

from __future__ import annotations

from collections.abc import Sequence

from gazetteer.conflate import conflate
from gazetteer.evidence import Rulings
from gazetteer.sources.base import SourceRecord


def clusters(records: Sequence[SourceRecord], rulings: Rulings | None = None) -> set[frozenset[str]]:
    """The keys of the rows of each place."""
    found = conflate(records, rulings).clusters
    return {frozenset(record.key for record in cluster) for cluster in found}


def are_one(*records: SourceRecord) -> bool:
    """True where the first two records are one place."""
    both = {record.key for record in records[:2]}
    return any(both <= cluster for cluster in clusters(records))
