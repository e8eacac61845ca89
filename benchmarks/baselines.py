"""The geocoders that a user would write in an afternoon, over the same names."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
from rapidfuzz import fuzz
from rapidfuzz.process import cdist, extract

from gazetteer.model import Place
from gazetteer.normalize import fold

POOL = 50
"""Names that a baseline ranks; ten places are shown of them."""

FTS_POOL = 1000
"""Names that the trigram index gives for reranking."""

Search = Callable[[str, str], list[dict[str, Any]]]
"""From a name and a governorate ("" for none) to results, best first."""


class _Table:
    """All names, folded, with their places; with a governorate only its places count, as a user would do."""

    def __init__(self, places: Sequence[Place]) -> None:
        pairs = sorted({(fold(name.toponym), i) for i, place in enumerate(places) for name in place.names})
        self.texts = [text for text, _ in pairs]
        self.rows = [row for _, row in pairs]
        self.places = places
        admin1 = [places[row].units.admin1 for row in self.rows]
        self.by_admin1 = {
            code: [i for i, own in enumerate(admin1) if own == code] for code in {*admin1} - {""}
        }

    def results(self, ranked: Iterable[tuple[int, float]]) -> list[dict[str, Any]]:
        """The distinct places of ranked names, their score as confidence."""
        best: dict[int, float] = {}
        for number, score in ranked:
            best.setdefault(self.rows[number], score / 100)
        return [
            {
                "lat": self.places[row].position.lat,
                "lon": self.places[row].position.lon,
                "admin1": {"code": self.places[row].units.admin1},
                "confidence": score,
            }
            for row, score in best.items()
        ]


def rapidfuzz_baselines(places: Sequence[Place]) -> dict[str, Search]:
    """Every name compared with the query by one of rapidfuzz's scorers."""
    table = _Table(places)

    def search(scorer: Callable[..., float]) -> Search:
        def find(name: str, admin1: str) -> list[dict[str, Any]]:
            chosen = table.by_admin1.get(admin1, range(len(table.texts)))
            texts = [table.texts[i] for i in chosen]
            scores = cdist([fold(name)], texts, scorer=scorer, dtype=np.float32, workers=1)[0]
            top = np.argsort(-scores, kind="stable")[:POOL]
            return table.results((chosen[i], float(scores[i])) for i in top.tolist())

        return find

    return {
        "rapidfuzz ratio": search(fuzz.ratio),
        "rapidfuzz WRatio": search(fuzz.WRatio),
        "rapidfuzz token_set": search(fuzz.token_set_ratio),
    }


def trigram_baseline(places: Sequence[Place]) -> Search:
    """SQLite's FTS5 trigrams for a pool, reranked by rapidfuzz's ratio."""
    table = _Table(places)
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE names USING fts5(text, admin1 UNINDEXED, tokenize='trigram')")
    database.executemany(
        "INSERT INTO names(rowid, text, admin1) VALUES (?, ?, ?)",
        ((i, text, places[table.rows[i]].units.admin1) for i, text in enumerate(table.texts)),
    )

    def find(name: str, admin1: str) -> list[dict[str, Any]]:
        text = fold(name)
        grams = {text[i : i + 3] for i in range(len(text) - 2)}
        if not grams:
            return []
        match = " OR ".join(f'"{gram}"' for gram in sorted(grams))
        rows = database.execute(
            "SELECT rowid, text FROM names WHERE names MATCH ? AND (? = '' OR admin1 = ?)"
            " ORDER BY rank LIMIT ?",
            (match, admin1, admin1, FTS_POOL),
        ).fetchall()
        ranked = extract(text, [own for _, own in rows], scorer=fuzz.ratio, limit=POOL)
        return table.results((rows[i][0], score) for _, score, i in ranked)

    return find
