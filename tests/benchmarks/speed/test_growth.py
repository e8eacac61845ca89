from __future__ import annotations

from collections import Counter

import pytest

from benchmarks.speed import growth
from benchmarks.speed.growth import copies, measure
from tests.gazetteer.tiny import tiny_boundaries, tiny_places


def test_copies_are_new_names_shared_as_the_real_ones_are() -> None:
    places = tiny_places()
    grown = list(copies(places, 3))
    assert grown[: len(places)] == list(places)
    assert len({place.place_id for place in grown}) == len(grown) == 3 * len(places)
    copy = grown[len(places) : 2 * len(places)]
    real, made = (Counter(name.toponym for place in own for name in place.names) for own in (places, copy))
    assert sorted(made.values()) == sorted(real.values())
    assert len(set(made) & set(real)) < len(real) / 3
    assert [place.position for place in copy] == [place.position for place in places]
    assert list(copies(places, 3)) == grown


def test_a_size_is_built_and_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(growth, "read_boundaries", lambda _: tiny_boundaries())
    size = measure(2, tiny_places(), ["Aleppo", "Tall Hasan"])
    assert size.places == 2 * len(tiny_places())
    assert size.mean_ms > 0
    assert len(size.percentiles_ms) == len(growth.PERCENTILES)
