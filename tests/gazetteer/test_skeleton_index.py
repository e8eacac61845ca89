from __future__ import annotations

import pytest

from gazetteer.name_index import NameIndex
from gazetteer.skeleton_index import (
    SHARING,
    SkeletonIndex,
    build_skeleton_index,
    letter_groups,
    remainders,
)
from gazetteer.store import Artefact


@pytest.mark.parametrize(
    ("skeleton", "groups"),
    [("hlb", ["^hl", "hlb", "lb^"]), ("", ["^^"]), ("a", ["^a^"]), ("aaaa", ["^aa", "aaa", "aa^"])],
)
def test_letter_groups(skeleton: str, groups: list[str]) -> None:
    assert letter_groups(skeleton) == groups


@pytest.mark.parametrize(
    ("skeleton", "left"),
    [("hlb", ["hlb", "lb", "hb", "hl"]), ("", []), ("a", ["a"]), ("aab", ["aab", "ab", "aa"])],
)
def test_what_is_left_without_a_letter(skeleton: str, left: list[str]) -> None:
    assert remainders(skeleton) == left


def test_a_skeleton_and_those_near_it_are_found(names: NameIndex) -> None:
    found = {names.skeletons[i] for i in names.skeleton_index.find(["hlbj"])[0].tolist()}
    assert {"hlbj", "hlb"} <= found


@pytest.mark.parametrize("skeleton", ["0000", "", "q" * 256])
def test_nothing_alike_is_nothing(skeleton: str, names: NameIndex) -> None:
    assert len(names.skeleton_index.find([skeleton])[0]) == 0


def test_of_too_many_those_with_most_names_are_found() -> None:
    skeletons = [f"hlb{i:04d}" for i in range(2 * SHARING)]
    names = [i % 7 for i in range(len(skeletons))]
    index = SkeletonIndex(Artefact("x", {}, build_skeleton_index(skeletons, names)))
    found = index.find(["hlbxy"])[0].tolist()
    assert len(found) == SHARING
    assert min(names[i] for i in found) >= max(set(names) - {names[i] for i in found})
