"""Query strings to values."""

from __future__ import annotations

from urllib.parse import quote, quote_plus, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetteer import Box, InvalidQuery, Point, Query
from service.params import NONE, decode_pairs, parse_params
from service.route_params import RESOLVE, query_of


def test_every_parameter_at_once() -> None:
    text = (
        b"name=Tall+Hasan&country=SY&admin1=SY-HL&admin2=SY0205&admin3=SY020502&lat=36.06&lon=37.85"
        b"&bbox=37,35.5,38.5,36.5&feature=P&limit=3&min_confidence=.25&lang=ar&strict=1&explain=true"
    )
    assert query_of(parse_params(text, RESOLVE)) == Query(
        "Tall Hasan",
        country="SY",
        admin1="SY-HL",
        admin2="SY0205",
        admin3="SY020502",
        focus=Point(36.06, 37.85),
        box=Box(37, 35.5, 38.5, 36.5),
        feature="P",
        limit=3,
        min_confidence=0.25,
        lang="ar",
        strict=True,
        explain=True,
    )


def test_what_is_not_given_is_the_query_s_own_default() -> None:
    assert query_of(parse_params(b"name=Halab", RESOLVE)) == Query("Halab")


@pytest.mark.parametrize(
    ("text", "value"),
    [("0", False), ("1", True), ("false", False), ("true", True), ("True", True), ("FALSE", False)],
)
def test_booleans(text: str, value: bool) -> None:
    assert parse_params(f"name=x&strict={text}".encode(), RESOLVE)["strict"] is value


@pytest.mark.parametrize(
    ("text", "value"),
    [("36", 36.0), ("-0.5", -0.5), ("+36.2", 36.2), ("%2B36.2", 36.2), ("3.62e1", 36.2), ("36.", 36.0)],
)
def test_numbers(text: str, value: float) -> None:
    assert parse_params(f"name=x&lat={text}".encode(), RESOLVE)["lat"] == value


def test_zero_is_a_coordinate() -> None:
    with pytest.raises(InvalidQuery, match="far from Syria"):
        query_of({"name": "x", "lat": 0.0, "lon": 0.0})


def test_empty_pieces_are_no_parameters() -> None:
    assert decode_pairs(b"&a=1&&b=2&") == {"a": "1", "b": "2"}


def test_text_is_kept_as_it_was_sent() -> None:
    assert decode_pairs("a=حلب".encode()) == {"a": "حلب"}
    assert decode_pairs(b"a=b=c%26d") == {"a": "b=c&d"}


def test_a_route_without_parameters_says_so() -> None:
    assert parse_params(b"", NONE) == {}
    with pytest.raises(InvalidQuery) as caught:
        parse_params(b"verbose=1", NONE)
    assert (caught.value.field, caught.value.accepted) == ("verbose", "no parameters")


def test_a_long_refused_text_is_cut() -> None:
    with pytest.raises(InvalidQuery) as caught:
        parse_params(b"name=x&limit=" + b"z" * 5000, RESOLVE)
    assert len(str(caught.value)) < 200


TEXTS = st.text(st.characters(codec="utf-8"))


@given(st.dictionaries(TEXTS, TEXTS), st.sampled_from([quote, quote_plus]))
def test_what_is_encoded_is_decoded(pairs: dict[str, str], quoting: object) -> None:
    encoded = urlencode(pairs, quote_via=quoting)  # type: ignore[call-overload]
    assert decode_pairs(encoded.encode()) == pairs


@given(st.binary())
def test_any_bytes_are_decoded_or_refused(text: bytes) -> None:
    try:
        pairs = decode_pairs(text)
    except InvalidQuery:
        return
    assert len(pairs) <= text.count(b"&") + 1


@given(st.binary())
def test_any_bytes_are_a_query_or_refused(text: bytes) -> None:
    try:
        query = query_of(parse_params(b"name=" + text, RESOLVE))
    except InvalidQuery:
        return
    assert query.name
