from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetteer import matching
from gazetteer.errors import InvalidQuery
from gazetteer.query import Query, check_name
from gazetteer.resolver import Resolver
from tests.property.texts import NAMES


def is_askable(name: str) -> bool:
    """True for a name that a query may have."""
    try:
        check_name(name)
    except InvalidQuery:
        return False
    return True


KNOWN = st.sampled_from(
    [
        "Tall Hasan",
        "Small Drubiyeh",
        "Al Hawl camp, Hasakah",
        "Maskanah (Aleppo)",
        "Kafr/Tall Hasan/Mosul",
        "near Raqqa",
        "تل حسن",
        "ديرالزور",
        "Дейр-эз-Зор",
        "n/a",
        "東京",
        "Qwrtz",
    ]
)
CONTEXTS = {"admin1": st.sampled_from([None, "Aleppo", "Nineveh", "Atlantis"]), "strict": st.booleans()}
QUERIES = st.lists(st.builds(Query, st.one_of(KNOWN, NAMES.filter(is_askable)), **CONTEXTS), max_size=9)


@pytest.mark.parametrize("together", [1, 3, 16])
@given(queries=QUERIES)
def test_names_asked_together_are_answered_as_alone(
    resolver: Resolver, together: int, queries: list[Query]
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(matching, "TOGETHER", together)
        found = resolver.resolve_all(queries, lenient=True)
    assert found == [resolver.resolve(query, lenient=True) for query in queries]
