from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetteer.compound import Parts, split_joined, split_quarter, split_stored


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


NAMES = {"sarmin", "idlib", "kafr nabl", "nabl", "nubul", "zahraa", "نبل", "زهرا", "aleppo", "tall", "kabir"}
UNITS = {"idlib", "aleppo"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sarmin Idlib", Parts("Sarmin", "Idlib", either=False)),
        ("Idlib Sarmin", Parts("Sarmin", "Idlib", either=False)),
        ("Kafr Nabl Idlib", Parts("Kafr Nabl", "Idlib", either=False)),
        ("نبل والزهراء", Parts("نبل", "الزهراء", either=True)),
        ("Sarmin Zahraa", None),
        ("Sarmin Hama", None),
        ("Tall Aleppo", None),
        ("Idlib", None),
        ("", None),
    ],
)
def test_two_stored_names_may_stand_beside_each_other(text: str, expected: Parts | None) -> None:
    assert split_stored(text, NAMES.__contains__, UNITS.__contains__) == expected


def test_a_contrast_word_is_no_name_of_its_own() -> None:
    assert split_stored("Idlib Kabir", NAMES.__contains__, UNITS.__contains__) is None


@given(st.text(max_size=120))
def test_what_is_split_is_never_empty(text: str) -> None:
    for split in (split_joined(text), split_quarter(text)):
        assert split is None or all(part.strip() for part in split)
