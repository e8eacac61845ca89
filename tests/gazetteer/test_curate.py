from __future__ import annotations

from dataclasses import replace

import pytest

from gazetteer.curate import (
    AddedName,
    AssignedKind,
    AssignedUnits,
    Overlay,
    PreferredPosition,
    Rejection,
    Ruling,
    apply_to_places,
    check_keys,
    pairs,
    resolved,
)
from gazetteer.errors import DataError
from gazetteer.model import Place, Position
from tests.gazetteer.makers import make_name, make_place

TOLD = ("villages.toml: name 1", "as written", "a report")
OCHA = Position(36.3, 37.9, "ocha", 300)
GEONAMES = Position(36.07, 37.94, "wof", 500)


def make_places() -> list[Place]:
    humr = make_place(
        "aaaaaaaa", make_name("Mazyunet Elhomor"), make_name("مزيونة الحمر"), links=("ocha:1", "wof:2")
    )
    return [
        replace(humr, position=OCHA, other_positions=(GEONAMES,)),
        make_place("bbbbbbbb", links=("ocha:3",)),
    ]


def apply(overlay: Overlay) -> list[Place]:
    return apply_to_places(overlay, make_places(), {"ocha:1": 0, "wof:2": 0, "ocha:3": 1})


def test_an_empty_overlay_changes_nothing() -> None:
    assert apply(Overlay()) == make_places()


def test_a_name_is_added_to_the_place_that_has_the_key() -> None:
    name = make_name("Mazyounat al-Humur", "curated")
    places = apply(Overlay(names=(AddedName(*TOLD, place="wof:2", name=name),)))
    assert places[0].names == (*make_places()[0].names, name)
    assert places[1] == make_places()[1]


def test_a_name_that_a_source_has_already_gets_its_source_added() -> None:
    name = make_name("مزيونة الحمر", "curated")
    places = apply(Overlay(names=(AddedName(*TOLD, place="ocha:1", name=name),)))
    assert [n.sources for n in places[0].names] == [("ocha",), ("curated", "ocha")]


def test_another_position_is_preferred_and_the_first_stays_beside_it() -> None:
    entry = PreferredPosition(*TOLD, place="ocha:1", prefer="wof", position=None)
    place = apply(Overlay(positions=(entry,)))[0]
    assert (place.position, place.other_positions) == (GEONAMES, (OCHA,))


def test_a_new_position_is_put_before_all() -> None:
    new = Position(36.0, 38.0, "curated", 50)
    entry = PreferredPosition(*TOLD, place="ocha:1", prefer="", position=new)
    place = apply(Overlay(positions=(entry,)))[0]
    assert (place.position, place.other_positions) == (new, (OCHA, GEONAMES))


def test_a_name_is_rejected_in_every_language() -> None:
    entry = Rejection(*TOLD, place="ocha:1", toponym="Mazyunet Elhomor")
    assert [n.toponym for n in apply(Overlay(rejected_names=(entry,)))[0].names] == ["مزيونة الحمر"]


@pytest.mark.parametrize(
    "overlay",
    [
        Overlay(names=(AddedName(*TOLD, place="ocha:9", name=make_name("x")),)),
        Overlay(positions=(PreferredPosition(*TOLD, place="ocha:1", prefer="ucdp", position=None),)),
        Overlay(rejected_names=(Rejection(*TOLD, place="ocha:1", toponym="x"),)),
        Overlay(rejected_names=(Rejection(*TOLD, place="ocha:3", toponym="Maskanah"),)),
    ],
    ids=["unknown key", "unknown position", "unknown name", "only name"],
)
def test_what_no_longer_applies_is_named_by_file_and_entry(overlay: Overlay) -> None:
    with pytest.raises(DataError, match=r"villages\.toml: name 1"):
        apply(overlay)


@pytest.mark.parametrize(
    "overlay",
    [
        Overlay(names=(AddedName(*TOLD, place="ocha:9", name=make_name("x")),)),
        Overlay(positions=(PreferredPosition(*TOLD, place="ocha:9", prefer="wof", position=None),)),
        Overlay(units=(AssignedUnits(*TOLD, place="ocha:9", code="IQ-HA"),)),
        Overlay(kinds=(AssignedKind(*TOLD, place="ocha:9", feature_code="P.PPLA"),)),
        Overlay(merges=(Ruling(*TOLD, keys=("ocha:1", "ocha:9")),)),
        Overlay(separations=(Ruling(*TOLD, keys=("ocha:1", "ocha:9")),)),
        Overlay(rejected_places=(Rejection(*TOLD, place="ocha:9"),)),
        Overlay(rejected_rows=(Rejection(*TOLD, place="ocha:9"),)),
        Overlay(rejected_names=(Rejection(*TOLD, place="ocha:9", toponym="x"),)),
    ],
)
def test_an_unknown_key_is_found_in_every_kind_of_entry(overlay: Overlay) -> None:
    with pytest.raises(DataError, match=r"villages\.toml: name 1.*ocha:9"):
        check_keys(overlay, {"ocha:1"})
    check_keys(overlay, {"ocha:1", "ocha:9"})


def test_place_ids_become_keys_and_keys_stay() -> None:
    overlay = Overlay(
        names=(AddedName(*TOLD, place="aaaaaaaa", name=make_name("x")),),
        merges=(Ruling(*TOLD, keys=("aaaaaaaa", "wof:5")),),
        rejected_places=(Rejection(*TOLD, place="bbbbbbbb"),),
    )
    changed = resolved(overlay, {"aaaaaaaa": "ocha:1", "bbbbbbbb": "ocha:3"})
    assert changed.names[0].place == "ocha:1"
    assert changed.merges[0].keys == ("ocha:1", "wof:5")
    assert changed.rejected_places[0].place == "ocha:3"
    with pytest.raises(DataError, match=r"villages\.toml: name 1.*aaaaaaaa"):
        resolved(overlay, {})


def test_a_ruling_on_three_keys_is_three_pairs() -> None:
    assert pairs([Ruling(*TOLD, keys=("wof:2", "ocha:1", "iom:3"))]) == {
        ("ocha:1", "wof:2"),
        ("iom:3", "wof:2"),
        ("iom:3", "ocha:1"),
    }


def test_a_seat_is_made_of_a_settlement() -> None:
    overlay = Overlay(kinds=(AssignedKind(*TOLD, place="ocha:1", feature_code="P.PPLA2"),))
    place = make_place("x", links=("ocha:1",))
    assert [p.feature_code for p in apply_to_places(overlay, [place], {"ocha:1": 0})] == ["P.PPLA2"]
