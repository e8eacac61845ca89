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
        pytest.param(FULL, 6_776_544, 1400, False, id="too far"),
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
    rows = row(1, "Kut Abayd", gn=94_056), row(2, name, gn=6_687_699, north_m=north_m)
    assert are_one(*rows) is joined


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
