from __future__ import annotations

from dataclasses import replace

import pytest

from gazetteer.misread_rare import RARE, misread_as_rare
from gazetteer.model import Name
from gazetteer.vocabulary import NameType, Romanization
from gazetteer.word_counts import NO_WORDS, spoken, words
from tests.gazetteer.makers import make_name

BLBAS = ["*Qoche Blbas|wof|kmr", "قۆچە بڵباس|wof|ckb", "Qojabilbas"]
SANAM = ["*Khirbat Sanam", "*خربة سنم", "Khirbet Sanam"]


def name(told: str) -> Name:
    """A name from "toponym|source|language", preferred with a star; alone it is the unchecked source's."""
    toponym, source, lang = told.split("|") if "|" in told else (told, "wof", "")
    kind = NameType.PREFERRED if toponym.startswith("*") else NameType.VARIANT
    return make_name(toponym.lstrip("*"), source, kind, lang)


def gone(names: list[Name], places: dict[str, int] | None = None) -> set[str]:
    """What is left out where each word of the names is of this place alone, but for those of `places`."""
    own = {word for one in names for word in words(one.toponym)}
    counts = {sound: 1 for word in own for sound in spoken(word)}
    counts |= {sound: count for word, count in (places or {}).items() for sound in spoken(word)}
    return {one.toponym for one in misread_as_rare(names, "wof", counts)}


def lost(*told: str, places: dict[str, int] | None = None) -> set[str]:
    return gone([name(one) for one in told], places)


def test_more_names_with_a_kurdish_one_stand_against_a_word_of_no_other_place() -> None:
    assert lost("*Kawcha Biyas", "*كوچا بياس", *BLBAS) == {"Kawcha Biyas", "كوچا بياس"}
    assert not lost("*Kawcha Biyas", "*كوچا بياس", *BLBAS[:2])


def test_without_a_kurdish_name_what_the_source_puts_first_in_both_scripts_stays() -> None:
    assert lost("Khirbat Natam", *SANAM) == {"Khirbat Natam"}
    rest = ["Khirbat Sanam", "خربة سنم", "Khirbet Sanam"]
    assert not lost("*Khirbat Natam", "*خربة نتم", *rest)


@pytest.mark.parametrize(
    ("places", "misread"), [(0, False), (1, True), (RARE, True), (RARE + 1, False), (90, False)]
)
def test_a_word_that_some_places_have_is_one(places: int, misread: bool) -> None:
    assert bool(lost("Khirbat Sakam", *SANAM, places={"sakam": places})) == misread
    # Two consonants off, it must be of this place alone.
    assert bool(lost("Khirbat Notim", *SANAM, places={"notim": places})) == (places == 1)


def test_a_word_of_few_places_is_rare_to_twice_as_many_names_alone() -> None:
    assert lost("Khirbat Sakam", "خربة سكم", *SANAM) == {"Khirbat Sakam", "خربة سكم"}
    assert not lost("Khirbat Sakam", "خربة سكم", *SANAM, places={"sakam": 2, "سكم": 2})


@pytest.mark.parametrize(
    ("odd", "rest", "misread"),
    [
        # Three consonants of five, but a third of the letters: of two names in both scripts, or of three.
        ("Zalzum", ["Zayzun", "زيزون"], True),
        ("Zalzum", ["Zayzun", "Zeyzun"], False),
        ("Zalzum", ["Zayzun", "Zeyzun", "Zeizoun"], True),
        # Too many letters of the unlike word.
        ("Kolosh", ["Kirawz", "كروز"], False),
        # Vowels and where it is cut are spelling; a name cut short is no other.
        ("Zheriate", ["Zahriyat", "زهريات"], False),
        ("Qamar", ["Qamarzan", "Qamarzin", "قمرزان"], False),
        # As many names for either.
        ("Zalzum", ["Zayzun"], False),
    ],
)
def test_a_slip_is_told_by_its_letters(odd: str, rest: list[str], misread: bool) -> None:
    assert lost(odd, *rest) == ({odd} if misread else set())
    assert not lost(f"{odd}|wof|kmr", *rest)


def test_what_the_source_puts_first_in_both_scripts_is_no_slip() -> None:
    rest = ["Ashunah", "عشونة", "Ashuna", "Ashouna"]
    assert lost("Ashushah", "*عشوشة", *rest) == {"Ashushah", "عشوشة"}
    assert not lost("*Ashushah", "*عشوشة", *rest)


def test_a_known_word_stands_against_as_many_names() -> None:
    husayn = ["*Abd Husayn", "عبد الحسيد"]
    assert lost(*husayn, places={"husayn": 60}) == {"عبد الحسيد"}
    assert not lost(*husayn, places={"husayn": 3})
    assert not lost(*SANAM, "Khirbat Sakam", places={"sakam": 60})


def test_other_names_and_other_spellings_are_none_misread() -> None:
    # Too many consonants off, a longer name cut short, a word that another name bears out.
    assert not lost("Khirbat Dukhan", *SANAM)
    assert not lost("Banaman", "*Bana Man Mirawa", "*بانه مان ميراوا", "Bana Man Mirawah")
    assert not lost("Khirbat Natam", *SANAM, "Natam|wof|kmr")
    # Letters that are put for one another.
    assert not lost("Chifchafa", "*Jifjafah", "*جفجافة", "Jifjafa")


def test_of_other_lists_and_languages_and_of_two_maps_nothing_is_left_out() -> None:
    assert not lost("Khirbat Natam|ocha|eng", *SANAM)
    assert not lost("Khirbat Natam|wof|kmr", *SANAM)
    # Another list alone may be the one that misreads.
    assert not lost("Khirbat Natam", *(f"{one}|iom|eng" for one in SANAM))
    two = [name("Khirbat Natam"), replace(name("Khirbat Nattam"), romanization=Romanization.FRENCH)]
    assert not gone([*two, *map(name, SANAM)])


def test_without_counts_or_names_nothing_is() -> None:
    assert not misread_as_rare([name("Khirbat Natam"), *map(name, SANAM)], "wof", NO_WORDS)
    assert not lost()
