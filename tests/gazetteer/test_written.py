from __future__ import annotations

import numpy as np
import orjson
import pytest

from gazetteer.answer import WrittenResult
from gazetteer.query import Query
from gazetteer.resolver import Resolver
from gazetteer.result_objects import result_object
from gazetteer.vocabulary import MatchType
from gazetteer.written import Chosen


def write(
    resolver: Resolver, row: int, number: int, confidence: float, match_type: MatchType
) -> list[WrittenResult | None]:
    rows, numbers = np.array([row], dtype=np.int64), np.array([number], dtype=np.uint32)
    chosen = Chosen(rows, numbers, np.array([confidence]), [0], [match_type])
    return resolver._maker._writer.write(chosen)


def test_a_result_is_written_as_its_typed_one_is(resolver: Resolver) -> None:
    (result,) = resolver.resolve(Query("Maskanah", admin1="Aleppo", limit=1)).results
    row = resolver._places.find(result.place_id)
    number = resolver._places.name_numbers(row)[0]
    (written,) = write(resolver, row, number, 0.123456, MatchType.FUZZY)
    assert written is not None
    assert written.confidence == 0.1234
    typed = orjson.loads(written.json)
    expected = result_object(result)
    assert typed.pop("match")["type"] == "fuzzy"
    assert typed.pop("confidence") == 0.1234
    del expected["match"], expected["confidence"]
    assert typed == expected


@pytest.mark.parametrize(
    ("asked", "plain"), [("Maskanah", True), ("Deir ez-Zor", True), ("Aleppo", False), ("Syria", False)]
)
def test_a_place_named_as_a_unit_above_it_has_the_name_once(
    asked: str, plain: bool, resolver: Resolver
) -> None:
    (result,) = resolver.resolve(Query(asked, limit=1)).results
    row = resolver._places.find(result.place_id)
    number = resolver._places.name_numbers(row)[0]
    (written,) = write(resolver, row, number, 1.0, MatchType.EXACT)
    assert (written is not None) is plain
    assert orjson.loads(resolver.write(Query(asked, limit=1)).results[0].json)["label"] == result.label
