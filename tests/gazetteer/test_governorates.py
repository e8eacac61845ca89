from __future__ import annotations

from collections import Counter

import pytest

from gazetteer.errors import DataError
from gazetteer.governorates import admin1_of_pcode, load_governorates


def test_there_are_14_in_syria_and_19_in_iraq() -> None:
    assert Counter(unit.country_code for unit in load_governorates()) == {"SY": 14, "IQ": 19}


def test_codes_and_names_are_each_used_once() -> None:
    units = load_governorates()
    for column in ("code", "pcode", "name_en", "name_ar"):
        assert len({getattr(unit, column) for unit in units}) == len(units)


@pytest.mark.parametrize(
    ("pcode", "code"),
    [
        ("SY02", "SY-HL"),
        ("SY020502", "SY-HL"),
        ("IQG06", "IQ-SU"),
        ("IQG06Q01N01", "IQ-SU"),
        ("IQG06Q05", "IQ-HA"),
        ("IQG06Q05N04", "IQ-HA"),
        ("IQG18Q04N02", "IQ-WA"),
    ],
)
def test_a_pcode_lies_in_the_governorate_with_the_longest_beginning(pcode: str, code: str) -> None:
    assert admin1_of_pcode(pcode) == code


def test_a_pcode_of_another_country_is_an_error() -> None:
    with pytest.raises(DataError, match="TR34"):
        admin1_of_pcode("TR34")
