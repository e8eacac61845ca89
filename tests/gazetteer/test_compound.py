from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetteer.compound import split_joined, split_quarter


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Falluja Hay Al-Shuhada", ("Falluja", "Hay Al-Shuhada")),
        ("Umm Qasr-Hay Al Jumhuri", ("Umm Qasr", "Hay Al Jumhuri")),
        ("الفلوجة حي النزال", ("الفلوجة", "حي النزال")),
        ("Hay Al-Shuhada", None),
        ("Al Hay", None),
        ("Tall Hay Sharqi", None),
        ("Qaryat Hay Sharqi", None),
        ("", None),
    ],
)
def test_a_town_stands_before_the_word_for_its_quarter(text: str, expected: tuple[str, str] | None) -> None:
    assert split_quarter(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Falluja-Al Nazal", ("Falluja", "Al Nazal")),
        ("Abu al-Khasib-Hamdan", ("Abu al-Khasib", "Hamdan")),
        ("Al-Hasakah", None),
        ("Tell-Tamer", None),
        ("abu-kamal", None),
        ("Baghdad-", None),
        ("", None),
    ],
)
def test_a_hyphen_joins_two_names_that_are_long_enough(text: str, expected: tuple[str, str] | None) -> None:
    assert split_joined(text) == expected


@given(st.text(max_size=120))
def test_what_is_split_is_never_empty(text: str) -> None:
    for split in (split_joined(text), split_quarter(text)):
        assert split is None or all(part.strip() for part in split)
