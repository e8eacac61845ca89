from __future__ import annotations

import pytest

from gazetteer.kinds import choose_code, common_limits, family_of, kind_of
from gazetteer.resources import load_table


@pytest.mark.parametrize(
    ("feature_code", "kind"),
    [("P.PPL", "settlement"), ("P.PPLQ", "settlement"), ("P.PPLX", "quarter"), ("A.ADM2", "district")],
)
def test_the_kind_of_a_code(feature_code: str, kind: str) -> None:
    assert kind_of(feature_code).name == kind


def test_a_code_that_is_not_listed_is_a_kind_of_its_own() -> None:
    mill, farm = kind_of("S.MFG"), kind_of("S.FRM")
    assert common_limits(mill, farm) is None
    assert common_limits(mill, kind_of("S.MFG")) == mill.limits


def test_kin_are_one_family_and_have_limits_of_their_own() -> None:
    settlement, quarter = kind_of("P.PPL"), kind_of("P.PPLX")
    limits = common_limits(settlement, quarter)
    assert limits is not None
    assert limits.same_m < settlement.limits.same_m
    assert family_of(settlement) == family_of(quarter)
    assert family_of(kind_of("S.AIRB")) != family_of(settlement)


def test_an_ancient_settlement_may_be_a_town_and_may_be_a_site_but_a_town_is_no_site() -> None:
    town, ancient, site = kind_of("P.PPL"), kind_of("P.PPLH"), kind_of("S.ANS")
    as_town, as_site = common_limits(town, ancient), common_limits(ancient, site)
    assert as_town is not None
    assert as_town.fills_city
    assert as_site is not None
    assert not as_site.fills_city
    assert common_limits(town, site) is None
    assert family_of(town) == family_of(ancient) == family_of(site)


def test_a_church_may_be_a_temple_to_a_list_of_ancient_places() -> None:
    church, temple = kind_of("S.MSTY"), kind_of("S.TMPL")
    assert common_limits(church, temple) is not None
    assert family_of(church) == family_of(temple)
    assert common_limits(temple, kind_of("P.PPL")) is None


@pytest.mark.parametrize(
    ("codes", "chosen"),
    [
        (["P.PPL", "P.PPLA3"], "P.PPLA3"),
        (["P.PPLA3", "P.PPLA"], "P.PPLA"),
        (["P.PPLQ", "P.PPL"], "P.PPL"),
        (["P.PPLQ"], "P.PPLQ"),
        (["P.PPL", "P.PPLX"], "P.PPLX"),
        (["P.PPLL", "P.PPL"], "P.PPLL"),
        (["S.AIRP", "S.AIRB"], "S.AIRB"),
        (["S.MFG", "S.MFG"], "S.MFG"),
        (["P.PPLH", "S.ANS"], "S.ANS"),
        (["P.PPLH", "P.PPLA"], "P.PPLA"),
    ],
)
def test_the_code_of_a_place_of_several_rows(codes: list[str], chosen: str) -> None:
    assert choose_code(codes) == chosen


def test_every_code_is_of_one_kind_and_every_figure_has_its_reason() -> None:
    table = load_table("kinds.toml")
    codes = [code for row in table["kind"] for code in row["codes"]]
    assert len(codes) == len(set(codes))
    assert all(row["why"] for row in [*table["kind"], *table["kin"], table["default"]])
