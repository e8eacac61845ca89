from __future__ import annotations

import pytest

from gazetteer.likeness import UNLIKE, Rule, compare
from gazetteer.model import Name
from gazetteer.profiles import profile_of
from gazetteer.vocabulary import NameType
from tests.gazetteer.makers import make_name


def short(toponym: str) -> Name:
    return make_name(toponym, name_type=NameType.SHORT)


def variant(toponym: str) -> Name:
    return make_name(toponym, name_type=NameType.VARIANT)


@pytest.mark.parametrize(
    ("left", "right", "rule"),
    [
        (["مسكنة"], ["المسكنه"], Rule.TEXT),
        (["Maskanah"], ["Maskana"], Rule.VOWELLED),
        (["مسكنة"], ["Maskanah"], Rule.CONSONANTS),
        (["كفر ناصح تل رفعت"], ["كفر ناصح"], Rule.CONTAINED),
        (["Hormzyar"], ["Warmuzyar"], Rule.ALIKE),
        (["Kafr Zayta"], ["Tall Hasan"], Rule.NONE),
    ],
)
def test_the_rule_by_which_names_are_close(left: list[str], right: list[str], rule: Rule) -> None:
    one, other = profile_of(map(make_name, left)), profile_of(map(make_name, right))
    assert compare(one, other).rule is rule
    assert compare(other, one).rule is rule


def test_the_two_closest_names_are_told() -> None:
    one = profile_of([make_name("Asrieh"), make_name("أسرية")])
    other = profile_of([make_name("Athriya"), variant("أسرية")])
    likeness = compare(one, other)
    assert (likeness.rule, likeness.left, likeness.right) == (Rule.TEXT, "أسرية", "أسرية")


def test_a_short_name_says_less_than_a_full_one_and_two_say_nothing() -> None:
    full = profile_of([make_name("الحاضرة")])
    twin = profile_of([make_name("بلدق - الحاضرة"), short("الحاضرة")])
    other_twin = profile_of([make_name("زهراء - الحاضرة"), short("الحاضرة")])
    assert compare(full, twin).rule is Rule.SKELETON
    assert compare(twin, other_twin) == UNLIKE


def test_arabic_names_that_differ_outweigh_latin_names_that_agree() -> None:
    one = profile_of([make_name("Sura"), make_name("ثورة")])
    other = profile_of([make_name("Soura"), make_name("زهراء")])
    assert compare(one, other) == UNLIKE
    assert compare(one, profile_of([make_name("Soura")])).rule is Rule.VOWELLED


@pytest.mark.parametrize(
    ("left", "right", "rule"),
    [
        (["Hadaj", "هدج"], ["Haddaj", "حداج"], Rule.VOWELLED),
        (["Shuwayhah", "سويحة"], ["Mazra'at ash Shuwayhah", "مزرعة الشويحة"], Rule.SKELETON),
    ],
)
def test_arabic_names_that_sound_alike_do_not_contradict(
    left: list[str], right: list[str], rule: Rule
) -> None:
    assert compare(profile_of(map(make_name, left)), profile_of(map(make_name, right))).rule is rule


def test_two_consonants_with_a_generic_word_too_many_must_be_alike_in_their_vowels() -> None:
    hilla, orchard = profile_of([make_name("الحلة")]), profile_of([make_name("بستان الحلو")])
    assert compare(hilla, orchard).rule is Rule.NONE
