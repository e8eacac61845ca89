from __future__ import annotations

import pytest

from gazetteer.agreement import MIN_AGREEMENT, agreement


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("مسكنة", "Maskanah"),
        ("عين العرب", "Ain al-Arab"),
        ("Kobanê", "كوباني"),
        ("Halabja", "Halabja Taza"),
        ("Qeładizê", "قەڵادزێ"),
        ("Дейр-эз-Зор", "دير الزور"),
    ],
)
def test_one_name_in_two_scripts_agrees(one: str, other: str) -> None:
    assert agreement(one, other) >= MIN_AGREEMENT
    assert agreement(other, one) == agreement(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("خطيئة", "Sīn"),
        ("ضفة", "Shore"),
        ("صفراء", "Bila"),
        ("Samarra", "Baghdad"),
        ("東京", "Maskanah"),
        ("", "Maskanah"),
    ],
)
def test_other_names_do_not(one: str, other: str) -> None:
    assert agreement(one, other) < MIN_AGREEMENT
