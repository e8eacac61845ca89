from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from gazetteer.groups import Groups, bounds_of, of_owner, sorted_within
from gazetteer.store import pack_groups


@given(groups=st.lists(st.lists(st.integers(0, 99), max_size=5), min_size=1, max_size=8), data=st.data())
def test_of_many_is_the_slow_loop(groups: list[list[int]], data: st.DataObject) -> None:
    arrays = pack_groups("x", groups)
    packed = Groups(arrays["x.items"], arrays["x.starts"])
    numbers = data.draw(st.lists(st.integers(0, len(groups) - 1), max_size=10))
    items, owner = packed.of_many(np.array(numbers, dtype=np.int64))
    slow = [(item, i) for i, number in enumerate(numbers) for item in groups[number]]
    assert list(zip(items.tolist(), owner.tolist(), strict=True)) == slow
    assert [packed.of(number).tolist() for number in numbers] == [groups[number] for number in numbers]


@given(
    groups=st.lists(st.lists(st.integers(0, 5), max_size=6), min_size=1, max_size=6),
    kind=st.sampled_from(["float64", "int64", "uint32"]),
)
def test_bounds_part_the_owners_and_each_part_is_sorted_alone(groups: list[list[int]], kind: str) -> None:
    owner = np.array([i for i, group in enumerate(groups) for _ in group], dtype=np.int64)
    values = np.array([value for group in groups for value in group], dtype=kind)
    bounds = bounds_of(owner, len(groups))
    assert [values[a:b].tolist() for a, b in pairwise(bounds)] == groups
    firsts = np.array([-i for i in range(len(groups))])
    assert np.all(of_owner(firsts, owner) == -owner)
    order = sorted_within(values, bounds)
    assert values[order].tolist() == [value for group in groups for value in sorted(group)]
    assert all(a < b for a, b in pairwise(order.tolist()) if values[a] == values[b] and owner[a] == owner[b])
