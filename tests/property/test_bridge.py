from __future__ import annotations

from hypothesis import example, given

from gazetteer.bridge import bridge
from gazetteer.normalize import clean_toponym
from tests.property.texts import NAMES


@given(NAMES, NAMES)
@example("rDeyr", "Deir ez-Zor").via("a letter put in and the next one changed are no swap")
@example("Damas", "Adamr").via("a letter put in and one further on left out are no swap")
def test_any_two_texts_are_bridged_or_called_unlike(query: str, name: str) -> None:
    steps = bridge(query, name)
    if not steps:
        assert clean_toponym(query) == clean_toponym(name)
    elif steps[-1].key != "unlike":
        assert steps[-1].query == steps[-1].name


@given(NAMES)
def test_a_name_is_itself(name: str) -> None:
    assert bridge(name, name) == ()
