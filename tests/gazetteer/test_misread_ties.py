from __future__ import annotations

from dataclasses import replace

import pytest

from gazetteer.misread_ties import contradictory, outvoted, tied
from gazetteer.model import Name
from gazetteer.vocabulary import NameType, Romanization
from gazetteer.word_counts import NO_WORDS, heard
from tests.gazetteer.makers import make_name

BUDAYR = ["*Qaryat Budayr", "*قرية بدير"]
KENDAL = ["*Kendal|wof|kmr", "كەندال|wof|ckb"]


def name(told: str) -> Name:
    """A name from "toponym|source|language", preferred with a star; alone it is the unchecked source's."""
    toponym, source, lang = told.split("|") if "|" in told else (told, "wof", "")
    kind = NameType.PREFERRED if toponym.startswith("*") else NameType.VARIANT
    return make_name(toponym.lstrip("*"), source, kind, lang)


def lost(*told: str, known: tuple[str, ...] = ()) -> set[str]:
    counts = {sound: 50 for word in known for sound in heard(word)} or NO_WORDS
    return {one.toponym for one in outvoted([name(one) for one in told], "wof", counts)}


def odd(*told: str, known: tuple[str, ...] = ()) -> set[str]:
    counts = {sound: 50 for word in known for sound in heard(word)} or NO_WORDS
    return {one.toponym for one in tied([name(one) for one in told], "wof", counts)}


@pytest.mark.parametrize(
    ("misread", "rest"),
    [
        # A map's reading against two Kurdish names, though it is first in both scripts.
        (("*Kanmal", "*كنمل"), ("*Kendal|wof|kmr", "كەندال|wof|ckb")),
        # Two consonants changed round.
        (("*Kilakat", "*كيلكت"), ("*Keklet|wof|kmr", "كەكلەت|wof|ckb")),
        # Another list, with a variant that bears it out.
        (("*Tall Khibar", "*تل خبار"), ("*Tal Khabbaz|ocha|eng", "*تل خباز|ocha|ara", "Tell Khabbaz")),
        # A letter of a digraph.
        (("Sarkban",), ("*Sarkhan", "*Serxan|wof|kmr", "سەرخان|wof|ckb")),
        # A short name against many.
        (("Malawah",), ("*Halawa|iom|eng", "*حلاوة|iom|ara", "*Halawah", "Halaweh")),
        # A Kurdish name in both scripts against many.
        (("Kurki|wof|kmr", "كوركى|wof|ckb"), ("*Kulki|wof|kmr", "كولكى|wof|ckb", "*كولكي", "*Kūlkī")),
    ],
)
def test_better_witnesses_tell_which_of_two_readings_is_wrong(
    misread: tuple[str, ...], rest: tuple[str, ...]
) -> None:
    gone = {one.split("|")[0].lstrip("*") for one in misread}
    assert lost(*misread, *rest) == gone


def test_two_lists_may_disagree() -> None:
    assert not lost("*Badrani", "*بدراني", "*Berani|ocha|eng", "*بعراني|ocha|ara")


def test_names_of_another_source_or_of_a_world_language_are_never_lost() -> None:
    assert not lost("*Kanmal|iom|eng", *KENDAL)
    assert not lost("*Kanmal|wof|deu", *KENDAL)
    assert not lost()


def test_one_kurdish_spelling_may_be_how_kurds_say_it() -> None:
    assert not lost("Xurki|wof|kmr", "*Kulki|wof|kmr", "كولكى|wof|ckb", "*كولكي", "*Kūlkī")


def test_an_arabic_name_is_lost_to_spellings_of_two_maps_that_differ_by_its_dots() -> None:
    maps = [make_name("Ad Dulab", "wof"), make_name("Doulab", "wof", NameType.VARIANT)]
    maps[1] = replace(maps[1], romanization=Romanization.FRENCH)
    arabic = name("*الرولاب")
    assert outvoted([*maps, arabic], "wof", NO_WORDS) == {arabic}
    assert not outvoted([maps[0], arabic], "wof", NO_WORDS)
    assert not outvoted([*maps, name("*القولاب")], "wof", NO_WORDS)


def test_a_word_of_no_other_place_yields_to_one_of_many() -> None:
    assert lost("*Kut al Faraj", "*كوت الفرج", "Kut al Faral", known=("Faraj",)) == {"Kut al Faral"}
    assert not lost("*Kut al Faraj", "*كوت الفرج", "Kut al Faral", known=("Faraj", "Faral"))
    assert not lost("*Kut al Faraj", "*كوت الفرج", "Kut al Faral")


def test_no_place_loses_its_only_arabic_name_to_a_word() -> None:
    assert not lost("*Kut al Faraj", "*كوت الفرل", known=("Faraj",))


def test_what_stands_alone_against_both_scripts_is_tied() -> None:
    assert odd(*BUDAYR, "Qaryat Budayl") == {"Qaryat Budayl"}
    assert odd("*Sadr al Budayr", "Sadr al Budayl") == {"Sadr al Budayl"}


def test_a_known_word_is_not_tied_to_one_of_no_other_place() -> None:
    assert odd("*Yatgijah", "*يتگجة", "Yankijah") == {"Yankijah"}
    assert not odd("*Yatgijah", "*يتگجة", "Yankijah", known=("Yankijah",))


@pytest.mark.parametrize(
    "told",
    [
        ("*Abd al Aziz", "Abdul Aziz"),
        ("*قرية بدير", "*Qaryat Budayl"),
        (*BUDAYR, "Qaryat Budayl|iom|eng"),
        (*BUDAYR, "Qaryat Budayra"),
        (*BUDAYR, "قرية بديل"),
        ("*Budayr",),
        (),
    ],
)
def test_spellings_and_names_of_other_lists_are_not(told: tuple[str, ...]) -> None:
    assert not odd(*told)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (("*Gatun", "*گطوف"), True),
        (("*Hawd Ali", "*هور علي"), True),
        # One sound, an article that only one script shows, ts and dh as two letters.
        (("*Hawr Ali", "*هور علي"), False),
        (("*Alaghwat", "*الاغوات"), False),
        (("*Bayt Katsir", "*بيت كتسير"), False),
        (("*Idham Jasir", "*ادهام جاسر"), False),
        # A third reading may be the right one; another list has its own name.
        (("*Gatun", "*گطوف", "Sarin"), False),
        (("*Gatun|iom|eng", "*گطوف|iom|ara"), False),
        ((), False),
    ],
)
def test_two_scripts_may_contradict_each_other(told: tuple[str, ...], expected: bool) -> None:
    assert contradictory([name(one) for one in told], "wof") is expected


def test_another_list_counts_with_all_its_spellings() -> None:
    futayh = ["*Fteih|ocha|eng", "*الفتيح|ocha|ara", "Ftaïh"]
    assert lost("*Furayḩ", "فريح", *futayh) == {"Furayḩ", "فريح"}
    # A consonant more may be an ending: Turks say Shadyanli where the list has Shadyan.
    assert not lost("*Shadyanli", "شديانلي", "*Shadia|ocha|eng", "*شاديا|ocha|ara", "Shadyan")
