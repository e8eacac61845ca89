from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gazetteer.cards import Card, card_cell, display_name, read_card
from gazetteer.model import Position
from gazetteer.vocabulary import NameType, Script
from tests.gazetteer.makers import make_name, make_place
from tests.gazetteer.tiny import tiny_places


def test_the_card_of_a_place() -> None:
    (deir,) = (place for place in tiny_places() if "gn:170794" in place.links)
    assert read_card(card_cell(deir)) == Card(
        deir.place_id,
        deir.position.lat,
        deir.position.lon,
        deir.position.uncertainty_m,
        deir.feature_code,
        "Dayr az Zawr",
        "دير الزور",
        deir.links,
    )


@given(
    lat=st.floats(-90, 90),
    lon=st.floats(-180, 180),
    uncertainty_m=st.integers(0, 10**6),
    links=st.lists(st.from_regex(r"[a-z]{2,5}:\w{1,9}", fullmatch=True), max_size=4),
)
def test_a_cell_holds_a_card_to_the_last_bit(
    lat: float, lon: float, uncertainty_m: int, links: list[str]
) -> None:
    place = make_place(
        "a", make_name("حلب"), position=Position(lat, lon, "ocha", uncertainty_m), links=tuple(links)
    )
    assert read_card(card_cell(place)) == Card(
        "a", lat, lon, uncertainty_m, place.feature_code, "", "حلب", tuple(links)
    )


def test_a_historical_name_is_shown_last() -> None:
    old, new = make_name("Beroea", name_type=NameType.HISTORICAL), make_name("Halab")
    assert display_name([old, new], Script.LATIN) == "Halab"
    assert display_name([old], Script.LATIN) == "Beroea"
    assert display_name([old], Script.ARABIC) == ""


def test_the_official_arabic_name_is_shown_and_no_persian_or_kurdish_one() -> None:
    others = [make_name("ابو کمال", "wof", lang="fas"), make_name("ئەبو كەمال", "wof", lang="ckb")]
    arabic = [make_name("أبو كمال", "gn"), make_name("البوكمال", "ocha")]
    assert display_name([*others, *arabic], Script.ARABIC) == "البوكمال"
    assert display_name(others, Script.ARABIC) == ""
