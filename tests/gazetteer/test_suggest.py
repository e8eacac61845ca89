"""Suggestions while typing."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gazetteer.errors import InvalidQuery
from gazetteer.query import Point
from gazetteer.resolver import Resolver
from gazetteer.suggest import best_of_rows
from tests.gazetteer.tiny import id_of

TYPED = [
    ("Deir ez-Zor", "gn:170794", 2),
    ("deir az zaur", "gn:170794", 4),
    ("دير الزور", "gn:170794", 4),
    ("Дейр-эз-Зор", "gn:170794", 4),
    ("Al-Bukamal", "gn:174448", 5),
    ("kamal", "gn:174448", 3),
    ("الرقة", "gn:172957", 4),
    ("raqqa", "gn:172957", 2),
    ("مسكنة", "gn:167080", 3),
    ("maskanah", "gn:167080", 3),
    ("mûsil", "gn:99072", 3),
    ("xezêne", "gn:447355", 3),
]
"""What somebody types, whom they mean, and from how many letters on it is offered."""


@pytest.mark.parametrize(("text", "link", "letters"), TYPED)
def test_offered_at_every_letter_from_some_on(resolver: Resolver, text: str, link: str, letters: int) -> None:
    for length in range(letters, len(text) + 1):
        offered = resolver.atlas.suggest(text[:length])
        assert id_of(link) in [s.place.place_id for s in offered], text[:length]


SLIPS = ["maskamah", "msakanah", "maskkanahh", "maksanah", "masknah", "makanah"]


@pytest.mark.parametrize("text", SLIPS)
def test_a_slip_is_forgiven(resolver: Resolver, text: str) -> None:
    assert id_of("gn:167080") in [s.place.place_id for s in resolver.atlas.suggest(text)]


def test_no_slip_is_forgiven_before_three_letters(resolver: Resolver) -> None:
    assert id_of("gn:167080") not in [s.place.place_id for s in resolver.atlas.suggest("mq")]
    assert id_of("gn:167080") in [s.place.place_id for s in resolver.atlas.suggest("mqs")]


def test_the_important_come_first(resolver: Resolver) -> None:
    importances = [s.place.importance for s in resolver.atlas.suggest("d")]
    assert all(a >= b for a, b in pairwise(importances))


def test_places_come_once(resolver: Resolver) -> None:
    ids = [s.place.place_id for s in resolver.atlas.suggest("a", limit=20)]
    assert len(ids) == len(set(ids)) > 3


@pytest.mark.parametrize("limit", [1, 2, 4])
def test_limits(resolver: Resolver, limit: int) -> None:
    assert len(resolver.atlas.suggest("tall", limit=limit)) == limit


def test_the_near_come_first(resolver: Resolver) -> None:
    for link, lat, lon in (("gn:163562", 36.06, 37.85), ("gn:163563", 36.6, 40.9), ("gn:90500", 36.4, 43.0)):
        assert resolver.atlas.suggest("tall h", focus=Point(lat, lon))[0].place.place_id == id_of(link)


@pytest.mark.parametrize("prefix", ["", " ", "-", "\n", "x" * 257])
def test_what_cannot_be_typed(resolver: Resolver, prefix: str) -> None:
    with pytest.raises(InvalidQuery, match="prefix"):
        resolver.atlas.suggest(prefix)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=40))
def test_any_text_is_answered_or_refused(resolver: Resolver, text: str) -> None:
    try:
        offered = resolver.atlas.suggest(text)
    except InvalidQuery:
        return
    assert len(offered) <= 8


SCORES = st.integers(0, 5).map(lambda steps: steps / 4)
MET = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 400), SCORES), max_size=300)


@given(MET, st.integers(1, 5))
def test_the_best_rows_are_those_of_sorting_all(met: list[tuple[int, int, float]], limit: int) -> None:
    rows, names, scores = (np.array([each[i] for each in met]) for i in range(3))
    expected: dict[int, int] = {}
    for row, name, _ in sorted(met, key=lambda each: (-each[2], each[1])):
        expected.setdefault(row, name)
    if met:
        found = best_of_rows(rows, names, scores, limit)
        assert [row for row, _ in found] == list(expected)[:limit] or tied(met)
        assert dict(found).items() <= expected.items() or tied(met)


def tied(met: list[tuple[int, int, float]]) -> bool:
    """True where two rows have one name with one score, which no two places have."""
    return len({(name, score) for _, name, score in met}) < len(set(met))
