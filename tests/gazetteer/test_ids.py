from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetteer.errors import DataError
from gazetteer.ids import (
    ALPHABET,
    Assignment,
    Ledger,
    Redirect,
    assign_ids,
    founder_of,
    id_of_key,
    read_redirects,
    write_redirects,
)

KEYS = [f"ocha:C{number}" for number in range(12)]

partitions = st.lists(st.integers(0, 5), min_size=len(KEYS), max_size=len(KEYS)).map(
    lambda homes: [[k for k, home in zip(KEYS, homes, strict=True) if home == h] for h in sorted(set(homes))]
)
partial_partitions = st.lists(st.integers(-1, 4), min_size=len(KEYS), max_size=len(KEYS)).map(
    lambda homes: [
        [k for k, home in zip(KEYS, homes, strict=True) if home == h] for h in sorted(set(homes) - {-1})
    ]
)


def next_ledger(clusters: list[list[str]], assignment: Assignment) -> Ledger:
    keys = {place_id: tuple(keys) for place_id, keys in zip(assignment.ids, clusters, strict=True)}
    return Ledger(keys, assignment.redirects)


@given(st.text())
def test_an_id_is_eight_characters_that_nobody_mistakes(key: str) -> None:
    assert len(id_of_key(key)) == 8
    assert set(id_of_key(key)) <= set(ALPHABET)
    assert not set(ALPHABET) & set("ilou")


def test_an_id_is_pinned() -> None:
    assert id_of_key("ocha:C1933") == "3nxh323q"


@given(partitions)
def test_the_second_import_changes_nothing(clusters: list[list[str]]) -> None:
    first = assign_ids(clusters, Ledger({}))
    assert first.redirects == ()
    assert assign_ids(clusters, next_ledger(clusters, first)) == first


@given(partitions, partitions, st.randoms(use_true_random=False))
def test_the_order_of_the_clusters_changes_nothing(
    before: list[list[str]], after: list[list[str]], random: object
) -> None:
    ledger = next_ledger(before, assign_ids(before, Ledger({})))
    shuffled = list(after)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    one, other = assign_ids(after, ledger), assign_ids(shuffled, ledger)
    assert one.redirects == other.redirects
    assert {tuple(c): i for c, i in zip(after, one.ids, strict=True)} == {
        tuple(c): i for c, i in zip(shuffled, other.ids, strict=True)
    }


@given(st.lists(partial_partitions, min_size=2, max_size=5))
def test_ids_are_never_reused_nor_lost(history: list[list[list[str]]]) -> None:
    ledger, founders = Ledger({}), {}
    ever: set[str] = set()
    for clusters in history:
        assignment = assign_ids(clusters, ledger)
        assert len(set(assignment.ids)) == len(clusters)
        for place_id in assignment.ids:
            # An id that is new, or comes back, stands for the key that founded it, always the same one.
            if place_id not in ledger.keys:
                key = founder_of(place_id, KEYS)
                assert founders.setdefault(place_id, key) == key
        ever |= set(assignment.ids)
        leading = {redirect.from_id: redirect.to_id for redirect in assignment.redirects}
        assert set(leading) == ever - set(assignment.ids)
        assert set(leading.values()) <= {"", *assignment.ids}
        ledger = next_ledger(clusters, assignment)


def test_a_split_leaves_the_id_with_the_founding_key() -> None:
    ledger = Ledger({id_of_key("ocha:C1"): ("ocha:C1", "wof:2", "iom:3")})
    assignment = assign_ids([["wof:2", "iom:3"], ["ocha:C1"]], ledger)
    assert assignment.ids == (id_of_key("wof:2"), id_of_key("ocha:C1"))
    assert assignment.redirects == ()


def test_a_merge_leads_on_to_the_place_with_more_keys() -> None:
    small, large = id_of_key("ocha:C1"), id_of_key("wof:2")
    ledger = Ledger({small: ("ocha:C1",), large: ("wof:2", "iom:3")})
    assignment = assign_ids([["ocha:C1", "wof:2", "iom:3"]], ledger)
    assert assignment.ids == (large,)
    assert assignment.redirects == (Redirect(small, large, "merged", "ocha:C1"),)


def test_a_merge_undone_brings_the_id_back() -> None:
    one, other = id_of_key("ocha:C1"), id_of_key("wof:2")
    merged = assign_ids([["ocha:C1", "wof:2"]], Ledger({one: ("ocha:C1",), other: ("wof:2",)}))
    again = assign_ids([["ocha:C1"], ["wof:2"]], next_ledger([["ocha:C1", "wof:2"]], merged))
    assert (again.ids, again.redirects) == ((one, other), ())


def test_a_place_that_no_source_has_any_more_is_withdrawn_and_can_return() -> None:
    gone = id_of_key("ocha:C1")
    assignment = assign_ids([["wof:2"]], Ledger({gone: ("ocha:C1",)}))
    assert assignment.redirects == (Redirect(gone, "", "withdrawn", "ocha:C1"),)
    back = assign_ids([["wof:2"], ["ocha:C1"]], next_ledger([["wof:2"]], assignment))
    assert back.ids[1] == gone


def test_a_collision_is_bumped() -> None:
    taken = Ledger({id_of_key("ocha:C1"): ("wof:9",)})
    assignment = assign_ids([["wof:9"], ["ocha:C1"]], taken)
    assert assignment.ids == (id_of_key("ocha:C1"), id_of_key("ocha:C1", bump=1))


@pytest.mark.parametrize("clusters", [[[]], [["ocha:C1"], ["wof:2", "ocha:C1"]]])
def test_empty_and_overlapping_clusters_are_refused(clusters: list[list[str]]) -> None:
    with pytest.raises(DataError):
        assign_ids(clusters, Ledger({}))


def test_redirects_are_read_back(tmp_path: Path) -> None:
    redirects = [
        Redirect("aaaaaaaa", "", "withdrawn", ""),
        Redirect("bbbbbbbb", "cccccccc", "merged", "wof:2"),
    ]
    assert read_redirects(tmp_path) == []
    write_redirects(tmp_path, reversed(redirects))
    assert read_redirects(tmp_path) == redirects
