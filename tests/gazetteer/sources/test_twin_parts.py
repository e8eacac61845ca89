from __future__ import annotations

import pytest

from gazetteer.sources._twin_parts import without_neighbours_names
from gazetteer.sources.base import SourceRecord
from gazetteer.vocabulary import NameType
from tests.gazetteer.makers import make_name, make_record


def twin() -> SourceRecord:
    halves = (make_name(half, name_type=NameType.SHORT) for half in ("Mazraa", "Wa'er"))
    return make_record("ocha:1", "Mazraa - Wa'er", *halves)


@pytest.mark.parametrize(
    ("other", "north_m", "code", "kept"),
    [
        ("Al Wa'er", 2500, "P.PPLX", ["Mazraa - Wa'er", "Mazraa"]),
        ("Al Wa'er", 5500, "P.PPLX", ["Mazraa - Wa'er", "Mazraa", "Wa'er"]),
        ("Wa'er", 2500, "A.ADM3", ["Mazraa - Wa'er", "Mazraa", "Wa'er"]),
        ("Wa'er - Basa", 2500, "P.PPL", ["Mazraa - Wa'er", "Mazraa", "Wa'er"]),
    ],
)
def test_a_half_that_is_a_neighbours_own_name_is_no_name(
    other: str, north_m: float, code: str, kept: list[str]
) -> None:
    neighbour = make_record("ocha:2", other, north_m=north_m, feature_code=code)
    first, second = without_neighbours_names([twin(), neighbour])
    assert [name.toponym for name in first.names] == kept
    assert second == neighbour


def test_nothing_is_nothing() -> None:
    assert list(without_neighbours_names([])) == []
