from __future__ import annotations

import pytest

from gazetteer.misreadings import is_explained, misread, skeletons
from gazetteer.model import Name
from gazetteer.vocabulary import NameType
from tests.gazetteer.makers import make_name


def name(told: str) -> Name:
    """A variant from "toponym|source|language"; a toponym alone is the unchecked source's."""
    toponym, source, lang = told.split("|") if "|" in told else (told, "wof", "")
    return make_name(toponym, source, NameType.VARIANT, lang)


@pytest.mark.parametrize(
    ("names", "odd"),
    [
        # A letter lost, in a name that nothing else bears out.
        (["Kabta|ocha|eng", "كبتا", "Kebta", "Kita"], {"Kita"}),
        # Dots misread, in an Arabic name and its romanization; two consonants do where only dots differ.
        (["Biniye|wof|kmr", "بنية", "Bnia", "بتية", "Batiyah"], {"بتية", "Batiyah"}),
        # A source of its own may be wrong, but it is what that source says.
        (["Kabta|ocha|eng", "كبتا|ocha|ara", "Kita|iom|eng"], set()),
        # A copy of what another source or language has is borne out.
        (["Kabta|ocha|eng", "كبتا", "Kebta", "Kita", "كيتا|iom|ara"], set()),
        # Of two names alone, or of an Arabic name and its romanization, either may be the garble.
        (["Ishan al Mashwah", "Ishan al Mashwan"], set()),
        (["الباعوم", "Al Ba'um", "Al Bul'um"], set()),
        # Two copies, which are unlike by more than dots, stand against a language of the place.
        (["Mir Yasi|wof|kmr", "مير ياسى|wof|ckb", "مير ياسر", "Mir Yasir"], set()),
        # Another name altogether is no garble.
        (["Kabta|ocha|eng", "كبتا", "Kebta", "Dandaniyah"], set()),
    ],
)
def test_names_that_are_misread(names: list[str], odd: set[str]) -> None:
    assert {one.toponym for one in misread([name(told) for told in names], "wof")} == odd


@pytest.mark.parametrize(
    ("spelt", "rest"),
    [
        ("Dawhat Kabirah", ["Dawhah Kabirah|ocha|eng", "دوحة كبيرة"]),
        ("Alabja", ["Halabja|gn|eng", "حلبجة"]),
        ("Abu Sumaich", ["Abu Sumaik|iom|eng", "ابو سميك"]),
        ("Djandaress", ["Jandares|ocha|eng", "جندارس"]),
        ("Zanbaqi", ["Zambaqi|ocha|eng", "زمبقي"]),
        ("Hanjira", ["Hanjirok|wof|kmr", "هنجيروك"]),
        ("Rashid Abdur Rahman", ["Rashid Abd ar Rahman|ocha|eng", "رشيد عبد الرحمن"]),
        ("Deir Osman", ["Deir Othman|ocha|eng", "دير عثمان"]),
        ("Zaytunah", ["Umm Zaytunah|ocha|eng", "ام زيتونة"]),
        ("Shamarun", ["Bishmarun|ocha|eng", "بشمارون"]),
    ],
)
def test_a_way_of_spelling_is_no_misreading(spelt: str, rest: list[str]) -> None:
    assert misread([name(told) for told in (spelt, *rest)], "wof") == set()


def test_historical_names_are_neither_misread_nor_witnesses() -> None:
    old = make_name("Kita", "wof", NameType.HISTORICAL)
    assert misread([old, *map(name, ["Kabta|ocha|eng", "كبتا", "Kebta"])], "wof") == set()
    witnesses = [make_name(text, "wof", NameType.HISTORICAL) for text in ("Kabta", "Kebta", "Kubta")]
    assert misread([name("Kita"), *witnesses], "wof") == set()


def test_what_the_source_puts_first_in_both_scripts_is_its_name() -> None:
    own = [make_name("Ad Dahlab", "wof"), make_name("الدحلب", "wof")]
    rest = [name(told) for told in ("Dahleh|ocha|eng", "الدحلة|ocha|ara", "Dahla")]
    assert misread([*own, *rest], "wof") == set()
    assert misread([own[0], name("الدحلب"), *rest], "wof") == {own[0], name("الدحلب")}


def test_letters_with_two_readings_are_read_both_ways() -> None:
    assert skeletons("Mrharet") & skeletons("Mghart")
    assert skeletons("Is.haq") & skeletons("Ishaq") & skeletons("اسحاق")
    assert skeletons("!") == frozenset()


def test_an_ending_explains_what_is_lost_at_the_end_of_its_word_only() -> None:
    lost = [make_name(text, "wof") for text in ("Qaryat Mustantiq", "قرية مستنطق", "Mustaniq")]
    heard = {name: skeletons(name.toponym) for name in lost}
    assert not is_explained(lost[2], heard)
    ending = [make_name(text, "wof") for text in ("Mazraat Hasan", "Mazraa Hasan")]
    assert is_explained(ending[1], {name: skeletons(name.toponym) for name in ending})


def test_the_h_of_a_short_e_may_be_anywhere_in_a_name_that_ends_in_one() -> None:
    names = [make_name("Kahrizah", "wof"), make_name("Kareze", "wof", lang="kmr")]
    assert is_explained(names[1], {name: skeletons(name.toponym) for name in names})
