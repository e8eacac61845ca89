"""The pairs of rows that say how right the conflation is, and a sample of them to be judged by hand.

The unit is a pair of rows of the sources. `conflation_quality` writes the sample and scores its verdicts.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from random import Random

import numpy as np
from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein
from scipy.spatial import KDTree

from gazetteer.evidence import Rulings
from gazetteer.geometry import EARTH_RADIUS_M, FloatArray
from gazetteer.likeness import WEIGHTS, Rule
from gazetteer.model import Place
from gazetteer.pairing import DISTANCE_DISCOUNT, Rows
from gazetteer.profiles import NameKey, Profile
from gazetteer.sources import SOURCES
from gazetteer.sources.base import SourceRecord
from gazetteer.vocabulary import Script

SEED = 20261205
"""Any fixed number: the same rows give the same sample. It is the day of the drawing, and names the table."""

NEAR_M = 5_000.0
"""Rows this near are a pair if their names are alike: farther than the usual error of any source."""

FAR_M = 25_000.0
"""Rows of one folded name are a pair up to here: the largest known mistake of a source (OCHA's C1907)."""

ALIKE = 0.7
"""Least normalised Levenshtein similarity of the consonants of two names: one of three or four may differ."""

THRESHOLD = WEIGHTS[Rule.CONTAINED] * (1 - DISTANCE_DISCOUNT)
"""The lowest score that evidence can have. The conflation joins whatever has evidence, so this parts what it
may join from what it cannot."""

FADING_M = 10_000.0
"""Distance over which the score of a pair without evidence falls to a third: a tenth a kilometre."""

COLUMNS = (
    "key_a", "key_b", "names_a", "names_b", "codes", "units", "distance_m", "score", "merged", "weight",
    "verdict", "evidence",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Band:
    """Scores from `low` (included) to `high`, and the size of the sample.

    `joined` pairs of those that the import made one place, `apart` of the others; all where there are fewer.
    """

    low: float
    high: float
    joined: int
    apart: int


BANDS = (
    Band(0.0, 0.30, 2, 55),
    Band(0.30, THRESHOLD - 0.10, 2, 38),
    Band(THRESHOLD - 0.10, 0.45, 6, 54),
    Band(0.45, THRESHOLD, 4, 49),
    Band(THRESHOLD, THRESHOLD + 0.10, 30, 7),
    Band(THRESHOLD + 0.10, 0.75, 8, 6),
    Band(0.75, 0.90, 10, 6),
    Band(0.90, 1.01, 19, 4),
)
"""300 pairs: half within 0.1 of the threshold, where a rule decides and may be wrong, and a third in the two
lowest bands apart, where a pair stands for many."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two rows by their places in `records`, metres apart, a score of 0-1, and whether one place has both."""

    left: int
    right: int
    distance_m: float
    score: float
    merged: bool


def read_records(sources: Path, home: Mapping[str, str]) -> list[SourceRecord]:
    """The rows that the committed tables have, by rank of source, each key once."""
    records: dict[str, SourceRecord] = {}
    for source in SOURCES:
        for row in source.read(sources / source.folder):
            if isinstance(row, SourceRecord) and row.names and row.key in home:
                records.setdefault(row.key, row)
    return list(records.values())


def homes(places: Iterable[Place]) -> dict[str, str]:
    """The id of the place that each link leads to."""
    return {link: place.place_id for place in places for link in place.links}


def find_pairs(records: Sequence[SourceRecord], home: Mapping[str, str]) -> list[Pair]:
    """All pairs that are worth a judgement, in the order of their keys.

    They are alike and within NEAR_M, or written the same and within FAR_M, or one place by the tables.
    """
    rows = Rows(records, Rulings())
    scores: dict[tuple[int, int], float] = {}
    for found in rows.evidence():
        pair = _ordered(rows.index_of[found.left], rows.index_of[found.right])
        scores[pair] = max(found.score, scores.get(pair, 0.0))
    together = _together(records, home)
    consonants = [_consonants(profile) for profile in rows.profiles]
    wanted = {pair for pair in _near(records) if _alike(consonants[pair[0]], consonants[pair[1]])}
    wanted.update(pair for pair in _namesakes(rows) if rows.reach.distance_m(*pair) <= FAR_M)
    wanted.update(scores, together)
    pairs = []
    for i, j in wanted:
        away_m = rows.reach.distance_m(i, j)
        score = scores.get((i, j))
        if score is None:
            score = bare_score(likeness(rows.profiles[i], rows.profiles[j]), away_m)
        pairs.append(Pair(i, j, away_m, score, (i, j) in together))
    return sorted(pairs, key=lambda pair: (records[pair.left].key, records[pair.right].key))


def likeness(one: Profile, other: Profile) -> float:
    """How alike the closest names are, 0-1: the mean over the scripts (Arabic, Latin) that both rows have.

    By their folded texts; where no script is common, by the closest sounds.
    """
    ratios = [
        max((fuzz.ratio(a.text, b.text) for a in _of(one, script) for b in _of(other, script)), default=-1.0)
        for script in (Script.ARABIC, Script.LATIN)
    ]
    known = [ratio / 100 for ratio in ratios if ratio >= 0]
    if known:
        return sum(known) / len(known)
    sounds = [{r.sound.vowelled for key in profile.keys for r in key.readings} for profile in (one, other)]
    return max((Levenshtein.normalized_similarity(a, b) for a in sounds[0] for b in sounds[1]), default=0.0)


def bare_score(alike: float, away_m: float) -> float:
    """The score of a pair without evidence: under THRESHOLD, less for names less alike and for distance."""
    return THRESHOLD * 0.999 * alike * math.exp(-away_m / FADING_M)


def draw(pairs: Sequence[Pair], seed: int = SEED) -> list[tuple[Pair, float]]:
    """The sample, each pair with the number of pairs that it stands for, in an order that tells nothing."""
    strata: dict[tuple[int, bool], list[Pair]] = defaultdict(list)
    for pair in pairs:
        strata[band_of(pair.score), pair.merged].append(pair)
    random = Random(seed)
    drawn = []
    for (band, merged), members in sorted(strata.items()):
        size = min(len(members), BANDS[band].joined if merged else BANDS[band].apart)
        drawn += [(pair, len(members) / size) for pair in random.sample(members, size)]
    random.shuffle(drawn)
    return drawn


def band_of(score: float) -> int:
    """The index in BANDS of a score."""
    return next(index for index, band in enumerate(BANDS) if score < band.high)


def _ordered(i: int, j: int) -> tuple[int, int]:
    return (i, j) if i < j else (j, i)


def _together(records: Sequence[SourceRecord], home: Mapping[str, str]) -> set[tuple[int, int]]:
    members: dict[str, list[int]] = defaultdict(list)
    for index, record in enumerate(records):
        members[home[record.key]].append(index)
    return {pair for indices in members.values() for pair in combinations(indices, 2)}


def _near(records: Sequence[SourceRecord]) -> Iterator[tuple[int, int]]:
    lat = np.radians([record.position.lat for record in records])
    lon = np.radians([record.position.lon for record in records])
    points: FloatArray = np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])
    for i, j in KDTree(points).query_pairs(NEAR_M / EARTH_RADIUS_M, output_type="ndarray").tolist():
        yield _ordered(i, j)


def _namesakes(rows: Rows) -> Iterator[tuple[int, int]]:
    holders: dict[tuple[str, str], set[int]] = defaultdict(set)
    for index, profile in enumerate(rows.profiles):
        for key in profile.keys:
            if key.text and not key.short:
                holders[key.script, key.text].add(index)
    for indices in holders.values():
        yield from combinations(sorted(indices), 2)


def _consonants(profile: Profile) -> frozenset[str]:
    """The consonants of a row's names, in full and with generic words set aside."""
    return frozenset(r.sound.consonants for key in profile.keys for r in key.readings if r.sound.consonants)


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return not one.isdisjoint(other) or any(
        Levenshtein.normalized_similarity(a, b, score_cutoff=ALIKE) >= ALIKE for a in one for b in other
    )


def _of(profile: Profile, script: Script) -> Iterator[NameKey]:
    return (key for key in profile.keys if key.script is script and key.text)


def _shown(record: SourceRecord) -> str:
    names: dict[Script, str] = {}
    for name in record.names:
        if name.script in (Script.LATIN, Script.ARABIC):
            names.setdefault(name.script, name.toponym)
    return " | ".join(names.values()) or record.names[0].toponym


def to_row(
    pair: Pair, weight: float, records: Sequence[SourceRecord], places: Mapping[str, Place]
) -> list[str]:
    """The line of a pair that nobody has judged yet; `places` by the keys of rows."""
    a, b = sorted((records[pair.left], records[pair.right]), key=lambda record: record.key)
    units = [places[record.key].units for record in (a, b)]
    return [
        a.key,
        b.key,
        _shown(a),
        _shown(b),
        f"{a.feature_code} {b.feature_code}",
        " ".join(u.admin3 or u.admin2 or u.admin1 or u.country_code for u in units),
        f"{pair.distance_m:.0f}",
        f"{pair.score:.4f}",
        "yes" if pair.merged else "no",
        f"{weight:.4f}",
        "",
        "",
    ]
