from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from gazetteer.skeleton_index import SHARING, SkeletonIndex, build_skeleton_index, letter_groups
from gazetteer.store import Artefact

SKELETONS = st.text("bdfhklmnrstAaiu4^", min_size=1, max_size=6)


def index_of(skeletons: list[str]) -> SkeletonIndex:
    names = [len(skeleton) for skeleton in skeletons]
    return SkeletonIndex(Artefact("x", {}, build_skeleton_index(skeletons, names)))


@given(skeletons=st.lists(SKELETONS, max_size=30, unique=True), query=SKELETONS)
def test_what_is_one_letter_away_is_found(skeletons: list[str], query: str) -> None:
    found = index_of(skeletons).find([query])[0].tolist()
    assert found == sorted(set(found))
    # Of one letter each, two skeletons have nothing in common.
    near = {
        i
        for i, skeleton in enumerate(skeletons)
        if Levenshtein.distance(query, skeleton) <= 1 and max(len(query), len(skeleton)) > 1
    }
    assert near <= set(found)


@given(skeletons=st.lists(SKELETONS, max_size=30, unique=True), query=SKELETONS)
def test_what_shares_a_group_is_found_among_few(skeletons: list[str], query: str) -> None:
    found = index_of(skeletons).find([query])[0].tolist()
    ours = set(letter_groups(query))
    assert len(skeletons) * len(ours) < SHARING
    assert {i for i, skeleton in enumerate(skeletons) if ours & set(letter_groups(skeleton))} <= set(found)


@given(skeletons=st.lists(SKELETONS, max_size=30, unique=True), queries=st.lists(SKELETONS, max_size=5))
def test_several_find_together_what_each_finds_alone(skeletons: list[str], queries: list[str]) -> None:
    index = index_of(skeletons)
    found, owner = index.find(queries)
    alone = [(i, number) for i, query in enumerate(queries) for number in index.find([query])[0].tolist()]
    assert list(zip(owner.tolist(), found.tolist(), strict=True)) == alone


@given(query=st.text(max_size=300))
def test_any_text_can_be_asked(query: str) -> None:
    assert index_of(["hlb"]).find([query])[0].tolist() in ([], [0])
