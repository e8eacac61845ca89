from __future__ import annotations

from gazetteer.homes import Homes
from tests.gazetteer.clustering import clusters
from tests.gazetteer.makers import make_record

ROWS = [make_record(key, "Sarin") for key in ("ocha:1", "wof:2", "ocha:3", "wof:4", "wof:5")]


def test_without_clusters_every_third_row_is_a_rival() -> None:
    homes = Homes(ROWS)
    assert homes.is_rival(2, 0, 1)
    assert not homes.is_rival(0, 0, 1)
    assert not any(homes.has_company(index) for index in range(len(ROWS)))


def test_a_place_that_both_lists_have_is_no_rival() -> None:
    homes = Homes(ROWS, [[0], [1], [2, 3], [4]])
    assert not homes.is_rival(3, 0, 1)
    assert homes.is_rival(4, 0, 1)
    assert homes.is_rival(3, 1, 4)  # of one list: it is a further place of that list's


def test_a_row_of_one_of_the_two_places_is_no_rival() -> None:
    homes = Homes(ROWS, [[0], [1, 4], [2], [3]])
    assert not homes.is_rival(4, 0, 1)
    assert homes.has_company(4)
    assert not homes.has_company(0)


def test_a_namesake_that_has_found_its_partner_leaves_the_others_to_each_other() -> None:
    pair = make_record("ocha:1", "Kharbanlu"), make_record("wof:2", "Kharnanlu", north_m=600)
    third = make_record("wof:3", "Kharbanlu", north_m=2500)
    partner = make_record("ocha:4", "Kharbanlu", north_m=2600)
    assert frozenset({"ocha:1", "wof:2"}) not in clusters([*pair, third])
    assert clusters([*pair, third, partner]) == {
        frozenset({"ocha:1", "wof:2"}),
        frozenset({"wof:3", "ocha:4"}),
    }


def test_a_bare_row_repeats_a_place_of_which_its_list_has_two_rows() -> None:
    full = make_record("wof:1", "Kurki Khanah", "كوركي خانة", "Kurki Khana", "Gurgal")
    bare = make_record("wof:2", "Kurki Khana", north_m=600)
    again = make_record("wof:3", "Kurki Khanah", north_m=-60)
    assert clusters([full, bare, again]) == {frozenset({"wof:1", "wof:2", "wof:3"})}
