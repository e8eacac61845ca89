"""How right the conflation is: pairs of rows of the sources, judged by hand against the raw facts.

python -m benchmarks.conflation_quality sample --sources DIR   writes benchmarks/verdicts/conflation.tsv
python -m benchmarks.conflation_quality score                  prints precision and recall

The table is to be judged by hand; a table with a verdict is never written over. Verdicts are about rows, so
they stay good when the conflation changes: what is one place is asked of the committed tables. The method and
the figures stand in docs/conflation.md.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from random import Random

import click
import numpy as np
from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein
from scipy.spatial import KDTree

from gazetteer.errors import DataError
from gazetteer.geometry import EARTH_RADIUS_M, FloatArray
from gazetteer.likeness import WEIGHTS, NameKey, Profile, Rule
from gazetteer.model import Place
from gazetteer.pairing import DISTANCE_DISCOUNT, Rows, Rulings
from gazetteer.resources import data_dir
from gazetteer.sources import SOURCES
from gazetteer.sources.base import SourceRecord
from gazetteer.tables import read_places, read_rows, write_rows
from gazetteer.vocabulary import Script

TARGET = Path(__file__).resolve().parent / "verdicts" / "conflation.tsv"

SEED = 20261123
"""Any fixed number: the same rows give the same sample."""

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

BOOTSTRAPS = 5_000

SHOWN = 10
"""Judged pairs that a pair of sources must have to get a line of its own."""

SAME, DIFFERENT, UNSURE = "same", "different", "unsure"

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
    Band(0.0, 0.30, 5, 75),
    Band(0.30, THRESHOLD - 0.10, 5, 60),
    Band(THRESHOLD - 0.10, 0.45, 8, 58),
    Band(0.45, THRESHOLD, 8, 50),
    Band(THRESHOLD, THRESHOLD + 0.10, 40, 8),
    Band(THRESHOLD + 0.10, 0.75, 15, 10),
    Band(0.75, 0.90, 18, 10),
    Band(0.90, 1.01, 45, 7),
)
"""Most within 0.1 of the threshold, where a rule decides and may be wrong, and in the two lowest bands apart,
where a pair stands for many."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two rows by their places in `records`, metres apart, a score of 0-1, and whether one place has both."""

    left: int
    right: int
    distance_m: float
    score: float
    merged: bool


@dataclass(frozen=True, slots=True)
class Judged:
    """A judged pair: its stratum, its weight, whether it is one place now, the verdict."""

    sources: tuple[str, str]
    stratum: tuple[int, bool]
    weight: float
    merged: bool
    verdict: str


@dataclass(frozen=True, slots=True)
class Share:
    """A share with its 95 % interval; nan where there is nothing to take a share of."""

    value: float
    low: float
    high: float


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
    wanted.update(pair for pair in _namesakes(rows) if rows.distance_m(*pair) <= FAR_M)
    wanted.update(scores, together)
    pairs = []
    for i, j in wanted:
        away_m = rows.distance_m(i, j)
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


def figures(judged: Sequence[Judged], unsure_as: str = "") -> tuple[Share, Share]:
    """Precision and recall of the pairs, weighted back to all of them.

    `unsure_as` counts unsure verdicts as same or different; empty leaves out. The intervals are the middle
    95 % of a bootstrap within strata: a stratum without an error adds nothing to their width.
    """
    used = [one for one in judged if unsure_as or one.verdict != UNSURE]
    merged = np.array([one.merged for one in used], dtype=bool)
    same = np.array(
        [(unsure_as if one.verdict == UNSURE else one.verdict) == SAME for one in used], dtype=bool
    )
    weight = np.array([one.weight for one in used])
    groups: dict[tuple[int, bool], list[int]] = defaultdict(list)
    for index, one in enumerate(used):
        groups[one.stratum].append(index)
    random = np.random.default_rng(SEED)
    picked = [
        np.asarray(g)[random.integers(0, len(g), (BOOTSTRAPS, len(g)))] for _, g in sorted(groups.items())
    ]
    draws = np.concatenate(picked, axis=1) if picked else np.zeros((1, 0), dtype=np.int64)
    right, shares = weight * (merged & same), []
    for base in (weight * merged, weight * same):
        value = _ratio(right.sum(), base.sum())
        spread = [
            _ratio(a, b) for a, b in zip(right[draws].sum(axis=1), base[draws].sum(axis=1), strict=True)
        ]
        low, high = np.nanquantile(spread, (0.025, 0.975)) if not math.isnan(value) else (np.nan, np.nan)
        shares.append(Share(value, float(low), float(high)))
    return shares[0], shares[1]


def read_judged(path: Path, home: Mapping[str, str]) -> list[Judged]:
    """The judged pairs, merged or not by `home`; DataError for one that is not judged to the end.

    A row that has no place any more is merged with nothing.
    """
    judged = []
    for where, cells in read_rows(path, COLUMNS):
        row = dict(zip(COLUMNS, cells, strict=True))
        if row["verdict"] not in (SAME, DIFFERENT, UNSURE) or not row["evidence"]:
            raise DataError(f"{where}: {row['key_a']} {row['key_b']} is not judged")
        a, b = home.get(row["key_a"]), home.get(row["key_b"])
        judged.append(
            Judged(
                sources=source_pair(row["key_a"], row["key_b"]),
                stratum=(band_of(float(row["score"])), row["merged"] == "yes"),
                weight=float(row["weight"]),
                merged=a is not None and a == b,
                verdict=row["verdict"],
            )
        )
    return judged


def source_pair(one: str, other: str) -> tuple[str, str]:
    """The sources of two keys, in alphabetical order."""
    left, right = sorted(key.partition(":")[0] for key in (one, other))
    return left, right


def told(judged: Sequence[Judged]) -> str:
    """The figures as a Markdown table: all pairs, unsure ones both ways, then by source with SHOWN."""
    lines = ["| pairs | judged | unsure | precision | recall |", "| --- | --- | --- | --- | --- |"]
    lines.append(_line("all, without the unsure", judged, ""))
    lines.append(_line("all, unsure as the same", judged, SAME))
    lines.append(_line("all, unsure as different", judged, DIFFERENT))
    groups: dict[tuple[str, str], list[Judged]] = defaultdict(list)
    for one in judged:
        groups[one.sources].append(one)
    for sources, members in sorted(groups.items(), key=lambda item: (-len(item[1]), item[0])):
        if len(members) >= SHOWN:
            lines.append(_line(" – ".join(f"`{source}`" for source in sources), members, ""))
    return "\n".join(lines)


def _line(title: str, judged: Sequence[Judged], unsure_as: str) -> str:
    shown = []
    for share in figures(judged, unsure_as):
        told = f"{share.value:.3f} [{share.low:.3f}, {share.high:.3f}]"
        shown.append("–" if math.isnan(share.value) else told)
    unsure = sum(one.verdict == UNSURE for one in judged)
    return f"| {title} | {len(judged)} | {unsure} | {' | '.join(shown)} |"


def _ratio(part: float, whole: float) -> float:
    return float(part / whole) if whole else float("nan")


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


@click.group(help=__doc__)
def main() -> None:
    """The two steps."""


@main.command("sample")
@click.option("--sources", type=click.Path(path_type=Path, exists=True, file_okay=False), required=True)
def _sample(sources: Path) -> None:
    """Write the table to be judged."""
    if TARGET.exists() and any(any(cells[-2:]) for _, cells in read_rows(TARGET, COLUMNS)):
        raise click.ClickException(f"{TARGET} has verdicts: remove it to draw anew")
    committed = read_places(data_dir())
    places = {link: place for place in committed for link in place.links}
    records = read_records(sources, homes(committed))
    pairs = find_pairs(records, homes(committed))
    for index, band in enumerate(BANDS):
        inside = [pair.merged for pair in pairs if band_of(pair.score) == index]
        click.echo(f"{band.low:.2f}-{band.high:.2f}: {sum(inside)} joined, {len(inside) - sum(inside)} apart")
    write_rows(TARGET, COLUMNS, (to_row(pair, weight, records, places) for pair, weight in draw(pairs)))


@main.command("score")
def _score() -> None:
    """Print the figures."""
    click.echo(told(read_judged(TARGET, homes(read_places(data_dir())))))


if __name__ == "__main__":
    main()
