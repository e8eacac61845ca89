from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from gazetteer.groups import Groups
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
