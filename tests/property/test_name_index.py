from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from gazetteer.model import Name
from gazetteer.name_index import LEAST_ALIKE, Groups, NameIndex, build_name_index, letter_pairs
from gazetteer.store import Artefact, open_artefact, pack_groups
from gazetteer.vocabulary import NameType, Romanization, Script


@given(groups=st.lists(st.lists(st.integers(0, 99), max_size=5), min_size=1, max_size=8), data=st.data())
def test_of_many_is_the_slow_loop(groups: list[list[int]], data: st.DataObject) -> None:
    arrays = pack_groups("x", groups)
    packed = Groups(arrays["x.items"], arrays["x.starts"])
    numbers = data.draw(st.lists(st.integers(0, len(groups) - 1), max_size=10))
    items, owner = packed.of_many(np.array(numbers, dtype=np.int64))
    slow = [(item, i) for i, number in enumerate(numbers) for item in groups[number]]
    assert list(zip(items.tolist(), owner.tolist(), strict=True)) == slow
    assert [packed.of(number).tolist() for number in numbers] == [groups[number] for number in numbers]


def slow_likeness(query: str, skeletons: list[str]) -> list[float]:
    """The weighted Jaccard share of letter pairs of the query with each skeleton."""
    pairs = [set(letter_pairs(skeleton)) for skeleton in skeletons]

    def weight(pair: str) -> float:
        having = sum(pair in others for others in pairs)
        return math.log1p(len(skeletons) / max(having, 1))

    ours = set(letter_pairs(query))
    return [sum(map(weight, ours & theirs)) / sum(map(weight, ours | theirs)) for theirs in pairs]


def index_of(names: list[str]) -> NameIndex:
    values = [
        Name(name, "und", Script.LATIN, Romanization.NONE, NameType.PREFERRED, ("gn",)) for name in names
    ]
    return NameIndex(Artefact("x", {}, build_name_index(values)))


SKELETONS = st.text("bdfhklmnrst", min_size=1, max_size=6)


@given(names=st.lists(SKELETONS, min_size=1, max_size=15), query=SKELETONS, limit=st.integers(1, 20))
def test_find_skeletons_is_the_slow_oracle(names: list[str], query: str, limit: int) -> None:
    index = index_of(names)
    found = index.find_skeletons(query, limit).tolist()
    likeness = slow_likeness(query, index.skeletons)
    assume(all(abs(share - LEAST_ALIKE) > 1e-9 for share in likeness))
    alike = sum(share > LEAST_ALIKE for share in likeness)
    assert len(set(found)) == len(found) == min(limit, alike)
    best = sorted(likeness, reverse=True)[: len(found)]
    assert sorted((likeness[i] for i in found), reverse=True) == pytest.approx(best)


@given(names=st.lists(SKELETONS, max_size=10), query=SKELETONS)
def test_any_gazetteer_can_be_asked_anything(names: list[str], query: str) -> None:
    index = index_of(names)
    forms, owner, _ = index.forms_of_skeletons(index.find_skeletons(query, 5))
    assert len(forms) == len(owner)


@given(query=st.text("^bdhAaiu4", max_size=8), limit=st.integers(1, 50))
def test_the_tiny_gazetteer_agrees_with_the_oracle(tiny_path: Path, query: str, limit: int) -> None:
    index = NameIndex(open_artefact(tiny_path))
    likeness = slow_likeness(query, index.skeletons)
    found = index.find_skeletons(query, limit).tolist()
    best = sorted(likeness, reverse=True)[: len(found)]
    assert sorted((likeness[i] for i in found), reverse=True) == pytest.approx(best)
