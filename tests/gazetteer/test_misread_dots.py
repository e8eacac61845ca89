from __future__ import annotations

from dataclasses import replace

import pytest

from gazetteer.misread_dots import misread_by_dots
from gazetteer.model import Name
from gazetteer.vocabulary import NameType, Romanization
from gazetteer.word_counts import NO_WORDS, heard
from tests.gazetteer.makers import make_name

KHAZIF = ["*Khazif|iom|eng", "*خزيف|iom|ara", "*Khuzayf", "خزيف"]
KHARIF = ["*Xerîf|wof|kmr", "خەريف|wof|ckb", "Kharif"]


def name(told: str) -> Name:
    """A name from "toponym|source|language", preferred with a star; alone it is the unchecked source's."""
    toponym, source, lang = told.split("|") if "|" in told else (told, "wof", "")
    kind = NameType.PREFERRED if toponym.startswith("*") else NameType.VARIANT
    return make_name(toponym.lstrip("*"), source, kind, lang)


def lost(*told: str, places: dict[str, int] | None = None) -> set[str]:
    counts = {sound: count for word, count in (places or {}).items() for sound in heard(word)} or NO_WORDS
    return {one.toponym for one in misread_by_dots([name(one) for one in told], "wof", counts)}


def bare(told: list[str]) -> set[str]:
    return {one.split("|")[0].lstrip("*") for one in told}


def test_what_two_lists_read_stands_against_other_dots_however_many() -> None:
    assert lost(*KHAZIF, *KHARIF) == bare(KHARIF)
    assert lost(*KHAZIF, *KHARIF, "Kharifa", "Kharīf") == {*bare(KHARIF), "Kharifa", "Kharīf"}


def test_a_list_alone_may_be_the_one_that_misreads() -> None:
    assert not lost(*KHAZIF[:2], *KHARIF)


def test_what_two_maps_read_stays() -> None:
    kharif = [name(one) for one in ("*Kharif", "*خريف", "Kharife")]
    khazif = [name(one) for one in KHAZIF]
    french = [*kharif[:2], replace(kharif[2], romanization=Romanization.FRENCH)]
    assert misread_by_dots([*khazif, *kharif], "wof", NO_WORDS) == set(kharif)
    assert not misread_by_dots([*khazif, *french], "wof", NO_WORDS)


def test_names_of_another_source_or_of_a_world_language_stay() -> None:
    assert not lost(*KHAZIF, "*Kharif|ocha|eng")
    assert not lost(*KHAZIF, "*Kharif|wof|deu")
    assert not lost()


def test_other_consonants_than_dots_part_are_another_name() -> None:
    assert not lost(*KHAZIF, "*Khamif", "خميف")
    # Most of the consonants parted: another name, whatever the dots.
    assert not lost("*Bajr|iom|eng", "*بجر|iom|ara", "*Bajr", "*Tahz", "*تحز")


def test_ways_of_spelling_a_reading_outvote_another_together() -> None:
    chewtan = ["*Jawtan", "*Chewtan|wof|kmr", "چەوتان|wof|ckb", "Chawtan"]
    assert lost("Jawnan", "*جونان", *chewtan) == {"Jawnan", "جونان"}
    assert not lost("Jawnan", "*جونان", *chewtan[:3])
    # What the source puts first in both scripts is what it calls the place.
    assert not lost("*Jawnan", "*جونان", *chewtan)


def test_copies_of_one_map_outvote_nothing_and_spellings_of_two_do() -> None:
    maps = [make_name(text, "wof") for text in ("Qanabah", "قنابه", "Qanaba", "Kanaba")]
    french = [*maps[:3], replace(maps[3], romanization=Romanization.FRENCH)]
    odd = name("قنانه")
    assert not misread_by_dots([*maps, odd], "wof", NO_WORDS)
    assert misread_by_dots([*french, odd], "wof", NO_WORDS) == {odd}


@pytest.mark.parametrize(
    ("rare", "common", "gone"),
    [(1, 60, True), (10, 60, True), (20, 60, False), (1, 5, False)],
)
def test_a_word_that_many_places_have_stands_against_one_of_few(rare: int, common: int, gone: bool) -> None:
    places = {"جسن": rare, "حسن": common}
    assert lost("تل جسن", "*Tall Hasan", places=places) == ({"تل جسن"} if gone else set())


def test_kurds_may_have_a_word_of_their_own() -> None:
    assert not lost("جەسن|wof|ckb", "*Hasan", "*حسن", places={"جسن": 1, "حسن": 60})


def test_a_letter_that_stands_for_another_is_not_misread() -> None:
    assert not lost("جم جيلك", "*Chem Chelek|wof|kmr", "چەم چێلەك|wof|ckb")


def test_neither_of_two_that_contradict_each_other_is_lost() -> None:
    two_lists = ["*Kharif|iom|eng", "Kharif", "*Khazif|ocha|eng", "Khazif"]
    assert not lost(*two_lists)
