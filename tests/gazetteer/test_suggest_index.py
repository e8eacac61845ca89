"""Ranges in sorted tables, and the words within names."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gazetteer.groups import Groups
from gazetteer.store import StringTable
from gazetteer.suggest_index import build_suggest_index, groups_between, range_of_prefix

WORDS = st.text(alphabet="abحلب", min_size=1, max_size=4)
TEXTS = st.lists(st.lists(WORDS, min_size=1, max_size=3).map(" ".join), unique=True, max_size=12).map(sorted)


@given(TEXTS, WORDS)
def test_a_range_is_all_that_begin_so(texts: list[str], prefix: str) -> None:
    first, end = range_of_prefix(texts, prefix)
    assert texts[first:end] == [text for text in texts if text.startswith(prefix)]


@given(TEXTS, WORDS)
def test_tails_are_all_texts_with_a_later_word_that_begins_so(texts: list[str], prefix: str) -> None:
    arrays = build_suggest_index(texts)
    tails = StringTable(arrays["tail.data"], arrays["tail.ends"]).to_list()
    groups = Groups(arrays["tail_texts.items"], arrays["tail_texts.starts"])
    found = set(groups_between(groups, *range_of_prefix(tails, prefix)).tolist())
    expected = {i for i, text in enumerate(texts) if any(w.startswith(prefix) for w in text.split()[1:])}
    assert found == expected
