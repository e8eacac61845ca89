from __future__ import annotations

import pytest

from gazetteer.model import Name
from gazetteer.profiles import Contrast, contrast_of, profile_of
from gazetteer.vocabulary import NameType
from tests.gazetteer.makers import make_name


def variant(toponym: str) -> Name:
    return make_name(toponym, name_type=NameType.VARIANT)


def test_codes_are_no_names() -> None:
    assert profile_of([make_name("OSAP", name_type=NameType.CODE)]).keys == ()


@pytest.mark.parametrize(
    ("left", "right", "contrast"),
    [
        (["جراح كبير"], ["Jarrah Kabir"], Contrast.AGREE),
        (["جراح كبير"], ["جراح صغير"], Contrast.CONFLICT),
        (["جراح كبير"], ["جراح"], Contrast.MISSING),
        (["جراح"], ["حسن"], Contrast.AGREE),
        (["عرب 1"], ["عرب 2"], Contrast.CONFLICT),
    ],
)
def test_contrast_words_of_two_rows(left: list[str], right: list[str], contrast: Contrast) -> None:
    one, other = profile_of(map(make_name, left)), profile_of(map(make_name, right))
    assert contrast_of(one, other) is contrast
    assert contrast_of(other, one) is contrast


def test_a_variant_can_bear_witness_to_a_contrast_word_and_needs_no_witness() -> None:
    one = profile_of([make_name("مشيرفة شمالية")])
    other = profile_of([make_name("مشرفة"), variant("مشيرفة شمالية")])
    assert contrast_of(one, other) is Contrast.AGREE
    plain = profile_of([make_name("مشرفة")])
    assert contrast_of(plain, other) is Contrast.AGREE


@pytest.mark.parametrize(
    ("left", "right", "contrast"),
    [
        ("نديم 2", "قرية نديم الثانية", Contrast.AGREE),
        ("Nadim 2", "Nadim ath Thaniyah", Contrast.AGREE),
        ("نديم 1", "قرية نديم الثانية", Contrast.CONFLICT),
        ("نديم 9", "نديم الثانية", Contrast.MISSING),
    ],
)
def test_a_number_is_its_ordinal(left: str, right: str, contrast: Contrast) -> None:
    assert contrast_of(profile_of([make_name(left)]), profile_of([make_name(right)])) is contrast
