from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from gazetteer.errors import ArtefactError
from gazetteer.store import (
    StringTable,
    open_artefact,
    pack_groups,
    pack_strings,
    read_version,
    write_artefact,
)

STRINGS = st.lists(st.text(max_size=8), max_size=12)
GROUPS = st.lists(st.lists(st.integers(0, 2**32 - 1), max_size=5), max_size=8)
ARRAYS = st.dictionaries(
    st.text(max_size=6),
    hnp.arrays(
        st.sampled_from([np.uint8, np.uint32, np.int64, np.float32, np.float64, np.bool_]),
        hnp.array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=4),
    ),
    max_size=4,
)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("store") / "x.artefact"


@given(strings=STRINGS)
def test_strings_come_back(strings: list[str]) -> None:
    arrays = pack_strings("x", strings)
    table = StringTable(arrays["x.data"], arrays["x.ends"])
    assert len(table) == len(strings)
    assert table.to_list() == strings
    assert [table[i] for i in range(len(table))] == strings
    assert [table[i] for i in range(-len(table), 0)] == strings


@given(strings=STRINGS, data=st.data())
def test_slices_are_those_of_a_list(strings: list[str], data: st.DataObject) -> None:
    arrays = pack_strings("x", strings)
    part = data.draw(st.slices(len(strings)))
    assert StringTable(arrays["x.data"], arrays["x.ends"])[part] == strings[part]


@given(groups=GROUPS)
def test_groups_come_back(groups: list[list[int]]) -> None:
    arrays = pack_groups("x", groups)
    starts = arrays["x.starts"].tolist()
    items = arrays["x.items"].tolist()
    assert [items[a:b] for a, b in pairwise(starts)] == groups


@given(
    version=st.text(max_size=8),
    meta=st.dictionaries(st.text(max_size=4), st.integers(-(2**53), 2**53), max_size=3),
    arrays=ARRAYS,
)
def test_what_is_written_is_read(
    path: Path, version: str, meta: dict[str, int], arrays: dict[str, np.ndarray]
) -> None:
    write_artefact(path, version, meta, arrays)
    artefact = open_artefact(path)
    assert (artefact.version, dict(artefact.meta)) == (version, meta)
    assert read_version(path) == version
    assert set(artefact.arrays) == set(arrays)
    for name, array in arrays.items():
        assert artefact.arrays[name].dtype == array.dtype
        np.testing.assert_array_equal(artefact.arrays[name], array)


@given(data=st.data())
def test_damage_anywhere_is_told(path: Path, tiny_path: Path, data: st.DataObject) -> None:
    whole = tiny_path.read_bytes()
    # Most of the file is payload: the header is aimed at half of the time.
    at = data.draw(st.one_of(st.integers(0, 400), st.integers(0, len(whole) - 1)))
    damage = data.draw(st.binary(min_size=1, max_size=9).filter(lambda new: whole[at : at + len(new)] != new))
    path.write_bytes(whole[:at] + damage + whole[at + len(damage) :])
    with pytest.raises(ArtefactError):
        open_artefact(path)


@given(data=st.data())
def test_a_file_cut_short_is_told(path: Path, tiny_path: Path, data: st.DataObject) -> None:
    whole = tiny_path.read_bytes()
    path.write_bytes(whole[: data.draw(st.integers(0, len(whole) - 1))])
    with pytest.raises(ArtefactError):
        open_artefact(path)


@given(content=st.binary(max_size=200))
def test_any_bytes_after_the_magic_are_told(path: Path, content: bytes) -> None:
    path.write_bytes(b"GAZTTEER" + content)
    with pytest.raises(ArtefactError):
        open_artefact(path)
    with pytest.raises(ArtefactError):
        read_version(path)
