"""Names as people write them are answered as right as the committed figures say, by kind of difficulty."""

from __future__ import annotations

from collections import Counter

import pytest

from benchmarks.variants import NONE, read_figures, read_variants, shares
from gazetteer.normalize import script_of
from gazetteer.resolver import Resolver
from gazetteer.vocabulary import Script

POINT = 0.01
VARIANTS = read_variants()


@pytest.mark.slow
def test_no_kind_falls_by_more_than_a_point(whole: Resolver) -> None:
    figures, now = read_figures(), shares(VARIANTS, whole)
    assert set(now) == set(figures), "run: python -m benchmarks.variants --renew"
    fallen = {kind: (share, figures[kind]) for kind, share in now.items() if share < figures[kind] - POINT}
    assert fallen == {}, "share now, as committed"


@pytest.mark.slow
def test_every_place_is_there(whole: Resolver) -> None:
    for variant in VARIANTS:
        if variant.place != NONE:
            assert [whole.place(key) for key in variant.place.split()]


def test_the_table_is_of_every_script_and_has_negatives() -> None:
    assert len(VARIANTS) >= 300
    assert len({(v.query, v.admin1, v.country) for v in VARIANTS}) == len(VARIANTS)
    scripts = Counter(script_of(v.query) for v in VARIANTS)
    assert scripts.keys() >= {Script.LATIN, Script.ARABIC, Script.CYRILLIC, Script.SYRIAC}
    assert sum(v.place == NONE for v in VARIANTS) >= 40
