from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest

from gazetteer import compiled
from gazetteer.compiled import compiled_answers, open_search
from gazetteer.name_index import NameIndex
from gazetteer.store import Artefact, pack_strings

FACTS = np.zeros(10_000, dtype=np.int64)
BITS, SHIFT = (6, 26), 3


@pytest.fixture
def arrays(names: NameIndex, artefact: Artefact) -> Mapping[str, Any]:
    if names.compiled is None:
        pytest.skip("nothing is compiled: install anew where there is a C++ compiler")
    return artefact.arrays


def test_it_opens_the_arrays_of_an_index(arrays: Mapping[str, Any]) -> None:
    assert open_search(arrays, FACTS, BITS, SHIFT) is not None


@pytest.mark.parametrize("table", ["skeleton", "consonants", "sound_vowelled", "core"])
def test_strings_that_are_too_long_are_left_to_numpy(arrays: Mapping[str, Any], table: str) -> None:
    fits, long = pack_strings(table, ["a" * 64]), pack_strings(table, ["a" * 65])
    assert open_search({**arrays, **fits}, FACTS, BITS, SHIFT) is not None
    assert open_search({**arrays, **long}, FACTS, BITS, SHIFT) is None


def test_sounds_beyond_ascii_are_left_to_numpy(arrays: Mapping[str, Any]) -> None:
    assert open_search({**arrays, **pack_strings("core", ["حلب"])}, FACTS, BITS, SHIFT) is not None
    assert open_search({**arrays, **pack_strings("skeleton", ["ḥlb"])}, FACTS, BITS, SHIFT) is None


def test_what_was_compiled_from_other_sources_is_left_alone(
    arrays: Mapping[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compiled, "digest", lambda _: "0123456789abcdef")
    with pytest.warns(UserWarning, match="install anew"):
        assert open_search(arrays, FACTS, BITS, SHIFT) is None


def test_so_are_compiled_answers(arrays: Mapping[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    assert compiled_answers.__wrapped__() is not None
    monkeypatch.setattr(compiled, "digest", lambda _: "0123456789abcdef")
    with pytest.warns(UserWarning, match="install anew"):
        assert compiled_answers.__wrapped__() is None
