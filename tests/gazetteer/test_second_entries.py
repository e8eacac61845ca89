from __future__ import annotations

import pytest

from gazetteer.conflate import conflate
from gazetteer.model import Name
from gazetteer.sources.base import SourceRecord
from gazetteer.vocabulary import NameType
from tests.gazetteer.makers import make_name, make_record


def variant(toponym: str) -> Name:
    return make_name(toponym, "wof", NameType.VARIANT)


def row(
    number: int, *names: str | Name, north_m: float = 0, gn: int = 0, code: str = "P.PPL"
) -> SourceRecord:
    links = (f"gn:{gn}",) if gn else ()
    return make_record(f"wof:{number}", *names, north_m=north_m, links=links, feature_code=code)


def are_one(*records: SourceRecord) -> bool:
    return len(conflate(records).clusters) == 1


FULL = ("Abbas al Hamadi", "عباس الحمادي")


@pytest.mark.parametrize(
    ("names", "gn", "north_m", "joined"),
    [
        pytest.param(FULL, 6_776_544, 750, True, id="two passes"),
        pytest.param(FULL, 100_300, 750, False, id="one pass saw two villages"),
        pytest.param(FULL, 6_776_544, 1900, True, id="farther, under a rare name"),
        pytest.param(FULL, 6_776_544, 2100, False, id="too far"),
        pytest.param(FULL, 100_300, 1900, False, id="one pass, farther"),
        pytest.param(("Hammadi", "قرية عباس الحمادي"), 6_776_544, 750, False, id="a Latin name of its own"),
        pytest.param(("Abbas Hammadi", "قرية عباس الحمادي"), 6_776_544, 750, True, id="the word village"),
        pytest.param(("Abbas al Hamadi", "عباس الحامدي"), 6_776_544, 750, False, id="another Arabic name"),
        pytest.param(
            ("Abbas al Hamadi al Kabir", "عباس الحمادي"), 6_776_544, 750, False, id="a contrast word"
        ),
    ],
)
def test_a_list_has_a_place_anew(names: tuple[str, ...], gn: int, north_m: float, joined: bool) -> None:
    assert are_one(row(1, *FULL, gn=100_220), row(2, *names, gn=gn, north_m=north_m)) is joined


def test_a_third_row_of_the_name_leaves_the_two_apart() -> None:
    rows = [row(1, *FULL, gn=100_220), row(2, *FULL, gn=6_776_544, north_m=750)]
    assert are_one(*rows)
    third = row(3, *FULL, gn=8_000_000, north_m=-2500)
    assert len(conflate([*rows, third]).clusters) == 3


def test_a_row_without_names_of_its_own_repeats_one_that_has_more() -> None:
    full = row(1, "Tall ash Shih", "تل الشيح", variant("جديدة الشرقية"), variant("Judaydat ash Sharqiyah"))
    assert are_one(full, row(2, "Judaydat ash Sharqiyah", "جديدة الشرقية", north_m=530, gn=5000))
    assert not are_one(full, row(2, "Judaydah", "جديدة", north_m=530, gn=5000))


@pytest.mark.parametrize(
    ("name", "north_m", "joined"),
    [
        ("Kut-e Abid", 270, True),
        ("Kut Abollah", 270, False),
        ("Kut-e Abid", 1800, False),
        ("Masmin", 270, False),
    ],
)
def test_a_row_without_an_arabic_name_needs_to_sound_alike(name: str, north_m: float, joined: bool) -> None:
    rows = row(1, "Kut Abayd", gn=94_056, north_m=30), row(2, name, gn=6_687_699, north_m=north_m)
    assert are_one(*rows) is joined


@pytest.mark.parametrize(("further", "joined"), [(0, True), (1, True), (2, False)])
def test_a_name_that_many_places_have_says_less(further: int, joined: bool) -> None:
    """A person's name that a list has time and again is borne by neighbours too."""
    rows = row(1, *FULL, gn=100_220), row(2, *FULL, gn=6_776_544, north_m=1900)
    far = [row(9 + k, *FULL, gn=500_000 * (k + 1), north_m=90_000 * (k + 1)) for k in range(further)]
    found = conflate([*rows, *far]).clusters
    assert any({row.key for row in cluster} == {"wof:1", "wof:2"} for cluster in found) is joined


@pytest.mark.parametrize(
    ("left", "right", "joined"), [("P.PPLQ", "P.PPL", True), ("P.STLMT", "P.PPLQ", False)]
)
def test_a_settlement_of_settlers_is_not_the_village_before_it(left: str, right: str, joined: bool) -> None:
    rows = row(1, *FULL, gn=443_097, code=left), row(2, *FULL, gn=172_102, north_m=700, code=right)
    assert are_one(*rows) is joined


@pytest.mark.parametrize(
    ("names", "north_m", "gn", "joined"),
    [
        pytest.param(("Tavir", "توير"), 240, 90_313, True, id="the same consonants"),
        pytest.param(("Tavir", "توير"), 340, 90_313, True, id="as far as that goes"),
        pytest.param(("Tavir", "توير"), 360, 90_313, False, id="a neighbour of a like name"),
        pytest.param(("Tavir", "توير"), 240, 6_709_200, True, id="one pass entered it twice"),
        pytest.param(("Tavir",), 240, 6_709_200, False, id="one pass, without an Arabic name"),
        pytest.param(("Tavil", "تويل"), 240, 90_313, False, id="another consonant"),
        pytest.param(("Tavir Kabir", "توير كبير"), 240, 90_313, False, id="a contrast word"),
    ],
)
def test_a_list_has_a_place_twice_with_other_vowels(
    names: tuple[str, ...], north_m: float, gn: int, joined: bool
) -> None:
    assert are_one(row(1, "Tawir", "تاوير", gn=6_709_201), row(2, *names, north_m=north_m, gn=gn)) is joined


COARSE = ("Senajiyan",)
"""The only name of a row of an old list; the point of `row` at no distance is on whole degrees."""


@pytest.mark.parametrize(
    ("names", "north_m", "joined"),
    [
        pytest.param(("Qaryat Senajiyan", "قرية سيناجيان"), 3900, True, id="a rare name"),
        pytest.param(("Qaryat Senajiyan", "قرية سيناجيان"), 5100, False, id="too far"),
        pytest.param(("Sarin", "صرين", variant("Senajiyan")), 3900, False, id="the name is a variant only"),
        pytest.param(("Senajiyan al Kabir", "سيناجيان الكبير"), 3900, False, id="a contrast word"),
        pytest.param(("Senajiyan",), 3706.5, False, id="both are coarse"),
    ],
)
def test_a_bare_row_on_a_coarse_point_may_lie_far_off(
    names: tuple[str | Name, ...], north_m: float, joined: bool
) -> None:
    assert are_one(row(1, *COARSE, gn=96_922), row(2, *names, gn=99_761, north_m=north_m)) is joined


@pytest.mark.parametrize("north_m", [-9000, 200_000])
def test_a_coarse_point_may_be_that_of_any_namesake(north_m: float) -> None:
    rows = row(1, *COARSE, gn=96_922), row(2, "Senajiyan", "سيناجيان", gn=99_761, north_m=3900)
    third = row(3, "Senajiyan", "سيناجيان", gn=5_000_000, north_m=north_m)
    assert are_one(*rows)
    assert len(conflate([*rows, third]).clusters) == 3


@pytest.mark.parametrize(
    ("north_m", "gn", "joined"),
    [
        pytest.param(900, 5000, True, id="near"),
        pytest.param(1350, 5000, False, id="far"),
        pytest.param(900, 9, False, id="one pass"),
    ],
)
def test_a_row_of_another_list_bears_out_a_second_entry(north_m: float, gn: int, joined: bool) -> None:
    first = row(1, "Furaytan", "فريتان", gn=7)
    second = row(2, "Tall ash Shih", "تل الشيح", variant("فريتان"), north_m=north_m, gn=gn)
    witness = make_record("ocha:3", "Fritan", "فريتان")
    assert are_one(witness, first, second) is joined


def test_no_list_of_codes_has_a_place_twice() -> None:
    witness = make_record("wof:1", "Al Amlas", "جب الأملس", "حكر جب الأملس")
    rows = make_record("ocha:2", "جب الأملس"), make_record("ocha:3", "حكر جب الأملس", north_m=300)
    assert len(conflate([*rows, witness]).clusters) == 2
