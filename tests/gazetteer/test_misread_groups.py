from __future__ import annotations

import pytest

from gazetteer.misread_groups import contested, misread_together
from gazetteer.model import Name
from gazetteer.vocabulary import NameType
from tests.gazetteer.makers import make_name

BUTMA = ["*Qaryat Butma", "*قرية بطمة"]
NAZMA = ["*Nazma|wof|kmr", "Nazme|wof|kmr", "نازمە|wof|ckb"]
SHINA = ["Gird Shinah", "Girda Shina", "كرده شينة", "Girdah Shinah", "*Girde Shîne|wof|kmr", "Kird Shinah"]


def name(told: str) -> Name:
    """A name from "toponym|source|language", preferred with a star; alone it is the unchecked source's."""
    toponym, source, lang = told.split("|") if "|" in told else (told, "wof", "")
    kind = NameType.PREFERRED if toponym.startswith("*") else NameType.VARIANT
    return make_name(toponym.lstrip("*"), source, kind, lang)


def odd(*told: str) -> set[str]:
    return {one.toponym for one in misread_together([name(one) for one in told], "wof")}


def test_kurdish_spellings_of_misread_dots_go_together() -> None:
    assert odd(*BUTMA, *NAZMA) == {"Nazma", "Nazme", "نازمە"}
    assert not odd(*BUTMA, "*Butma|wof|kmr")


def test_a_name_of_another_source_or_language_stays() -> None:
    assert not odd(*BUTMA, "*Nazma|iom|eng", *NAZMA)
    assert not odd(*BUTMA, "*Nazma|wof|deu", "Nazma|wof|kmr")


def test_an_arabic_name_that_is_not_first_in_both_scripts_does_not_stand_against_kurdish_ones() -> None:
    assert not odd("قرية بطمة", "Qaryat Butma", *NAZMA)


def test_many_names_outvote_a_misread_one_and_its_romanization() -> None:
    khazar = [
        "Khazar Mam Sian",
        "*Xazer Mamsiyan|wof|kmr",
        "*خازەر مامسيان|wof|ckb",
        "Xezer Mam Siyan|wof|kmr",
    ]
    assert odd(*khazar, "*مذرمام سيان", "Midhramam Siyan") == {"مذرمام سيان", "Midhramam Siyan"}
    assert not odd(*khazar[:3], "*مذرمام سيان", "Midhramam Siyan")


def test_what_is_first_in_both_scripts_takes_four_times_as_many() -> None:
    misread = ["*Kird Dashiyah", "*كرد دشية"]
    assert odd(*misread, *SHINA, "Kirdah Shinah", "گردە شينە|wof|ckb") == {"Kird Dashiyah", "كرد دشية"}
    assert not odd(*misread, *SHINA)


def test_names_of_copied_languages_alone_bear_nothing_out() -> None:
    assert not odd("Khazar Mam Sian", "Khazar Mamsian", "Khazar Mam Siyan", "خازر مام سيان", "مذرمام سيان")


@pytest.mark.parametrize("spelt", ["Djandaress", "Jandares"])
def test_a_way_of_spelling_is_no_misreading(spelt: str) -> None:
    assert not odd(spelt, "Jandares|ocha|eng", "جندارس|ocha|ara", "Jindayris", "Jindires|wof|kmr")


def test_dots_that_nothing_decides_are_contested() -> None:
    names = [name(one) for one in ("*Maratah", "*مراتة", "مرانە|wof|ckb", "Mrane|wof|kmr")]
    assert not misread_together(names, "wof")
    assert contested(names, "wof") == set(names)
    assert contested([*names[:2], name("Mrane|ocha|eng")], "wof") == set(names[:2])


def test_no_names_are_not_misread() -> None:
    assert misread_together([], "wof") == contested([], "wof") == set()
