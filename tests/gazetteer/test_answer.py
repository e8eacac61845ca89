from __future__ import annotations

import pytest

from gazetteer.answer import Answer
from gazetteer.query import Query
from gazetteer.vocabulary import Decision


def test_an_answer_cannot_be_changed() -> None:
    answer = Answer(Query("Aleppo"), Decision.NONE, (), ())
    assert answer.warnings == ()
    with pytest.raises(AttributeError):
        answer.decision = Decision.MATCH  # type: ignore[misc]
