from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from gazetteer.model import Name, Units
from gazetteer.sifting import CONTRADICTORY, NameRule, Sifted, sift
from gazetteer.vocabulary import NameType
from gazetteer.word_counts import heard, spoken, word_counts
from tests.gazetteer.makers import make_name, make_place

P, V = NameType.PREFERRED, NameType.VARIANT


def wof(toponym: str, lang: str = "und", name_type: NameType = V) -> Name:
    return make_name(toponym, "wof", name_type, lang)


def sifted(*names: Name, namesake: bool = False, feature_code: str = "P.PPL", unit: str = "SY-HL") -> Sifted:
    place = replace(make_place("x", *names), units=Units(unit[:2], unit), feature_code=feature_code)
    return sift(place, namesake)


def told(result: Sifted) -> set[tuple[str, str]]:
    return {(name.toponym, name.lang) for name in result.place.names}


def lost(result: Sifted) -> set[tuple[str, NameRule]]:
    return {(name.toponym, rule) for name, rule in result.left_out}


def test_names_in_languages_that_nobody_asks_in_are_left_out() -> None:
    result = sifted(wof("Damascus", "eng"), wof("Damaskas", "lit"), wof("Şam", "tur"), wof("დამასკო", "und"))
    assert told(result) == {("Damascus", "eng"), ("Şam", "tur")}
    assert lost(result) == {("Damaskas", NameRule.LANGUAGE), ("დამასკო", NameRule.SCRIPT)}


def test_the_only_name_stays_whatever_its_language() -> None:
    assert told(sifted(wof("Damaskas", "lit"))) == {("Damaskas", "lit")}


def test_a_spelling_of_many_languages_has_a_row_for_each_that_is_shown() -> None:
    result = sifted(*(wof("Abu Kamal", lang) for lang in ("deu", "eng", "fra", "kmr", "spa")))
    assert told(result) == {("Abu Kamal", "eng"), ("Abu Kamal", "kmr")}
    assert {rule for _, rule in lost(result)} == {NameRule.REPEATED}


def test_a_spelling_of_unknown_language_takes_the_type_and_the_sources_along() -> None:
    names = make_name("Abu Kamal", "gn", P), make_name("Abu Kamal", "ocha", V, "eng")
    (name,) = sifted(*names, wof("Abu Kamal", "deu", P)).place.names
    assert (name.lang, name.name_type, name.sources) == ("eng", P, ("gn", "ocha", "wof"))


def test_a_name_preferred_in_german_is_not_preferred_in_none() -> None:
    (name,) = sifted(make_name("Halabdscha", "gn", V), wof("Halabdscha", "deu", P)).place.names
    assert (name.lang, name.name_type) == ("und", V)


def test_a_copy_without_marks_is_left_out_where_one_source_has_both() -> None:
    result = sifted(
        wof("Tall Abyaḑ", name_type=P), wof("Tall Abyad"), make_name("Tall Abyad", "ocha", P, "eng")
    )
    assert told(result) == {("Tall Abyaḑ", "und"), ("Tall Abyad", "eng")}
    result = sifted(wof("Dêrê", "kmr"), wof("Dere"), wof("Dērē"))
    assert told(result) == {("Dêrê", "kmr")}
    assert lost(result) == {("Dere", NameRule.COPY), ("Dērē", NameRule.COPY)}


def test_a_word_translated_for_a_namesake_is_left_out() -> None:
    names = wof("Sīn", name_type=P), wof("السين", "ara"), wof("خطيئة", "ara"), wof("Guneh", "kmr")
    assert lost(sifted(*names, namesake=True)) == {
        ("خطيئة", NameRule.NAMESAKE),
        ("Guneh", NameRule.NAMESAKE),
    }


def test_another_name_is_kept_for_review_where_there_is_no_namesake() -> None:
    names = wof("Ra’s al ‘Ayn", name_type=P), wof("رأس العين", "ara"), wof("Serêkaniyê", "kmr")
    result = sifted(*names)
    assert result.left_out == ()
    assert [name.toponym for name in result.doubtful] == ["Serêkaniyê"]


def test_a_name_that_another_source_or_language_says_too_is_never_a_translation() -> None:
    names = wof("‘Ayn al ‘Arab"), wof("عين العرب", "ara"), wof("Kobanê", "kmr"), wof("كوباني", "ara")
    result = sifted(*names, namesake=True)
    assert result.left_out == ()
    assert result.doubtful == ()
    united = replace(wof("خطيئة", "ara"), sources=("ocha", "wof"))
    assert sifted(wof("Sīn"), wof("السين", "ara"), united, namesake=True).left_out == ()


def test_the_only_arabic_name_is_never_a_translation() -> None:
    assert sifted(wof("Saadoon Park"), wof("حديقة", "ara"), namesake=True).left_out == ()


def test_a_unit_does_not_bear_its_neighbour_s_name() -> None:
    names = make_name("Thawra", "ocha", P, "eng"), wof("الثورة", "ara"), wof("Adhamiya", "eng")
    assert lost(sifted(*names, feature_code="A.ADM2")) == {("Adhamiya", NameRule.UNIT)}
    assert sifted(*names).left_out == ()


def test_one_name_a_source_and_language_is_preferred() -> None:
    names = sifted(wof("الف", "ara", P), wof("الفا", "ara", P), wof("Alif", "und", P)).place.names
    assert sorted(name.name_type for name in names) == [P, P, V]


def test_kurdish_in_arabic_letters_is_told_apart_by_where_it_is_spoken() -> None:
    name = wof("دهۆک", "ckb")
    assert told(sifted(name, unit="IQ-DA")) == {("دهۆک", "kmr")}
    assert told(sifted(name, unit="SY-HA")) == {("دهۆک", "kmr")}
    assert told(sifted(name, unit="IQ-SU")) == {("دهۆک", "ckb")}


TOPONYMS = st.sampled_from(["Abu Kamal", "Abū Kamāl", "Kamal", "البوكمال", "ابو كمال", "خطيئة", "გალი", "T4"])
NAMES = st.builds(
    wof,
    TOPONYMS,
    st.sampled_from(["und", "ara", "eng", "kmr", "ckb", "deu", "lit"]),
    st.sampled_from(NameType),
)


@given(
    st.lists(NAMES, min_size=1, max_size=12, unique_by=lambda name: (name.toponym, name.lang)), st.booleans()
)
def test_every_name_is_kept_or_left_out_by_a_rule_and_one_stays(names: list[Name], namesake: bool) -> None:
    result = sifted(*names, namesake=namesake)
    assert result.place.names
    assert len(result.place.names) + len(result.left_out) == len(names)
    again = sift(result.place, namesake)
    assert told(again) <= told(result)
    assert len({(name.toponym, name.lang) for name in result.place.names}) == len(result.place.names)


def test_a_name_alone_against_a_reading_in_both_scripts_is_left_out_to_be_looked_at() -> None:
    result = sifted(wof("Qaryat Budayr", name_type=P), wof("قرية بدير", "ara", P), wof("Qaryat Budayl"))
    assert lost(result) == {("Qaryat Budayl", NameRule.TIED)}
    assert not result.place.note


def test_a_name_with_a_word_of_no_other_place_is_left_out_to_be_looked_at() -> None:
    blbas = [wof("Qoche Blbas", "kmr", P), wof("قۆچە بڵباس", "ckb"), wof("Qojabilbas")]
    place = make_place("x", *blbas, wof("Kawcha Biyas", name_type=P), wof("كوچا بياس", "ara", P))
    result = sift(place, False, spoken_counts=word_counts([place], spoken))
    assert lost(result) == {("Kawcha Biyas", NameRule.RARE), ("كوچا بياس", NameRule.RARE)}
    assert not sift(place, False).left_out


def test_a_place_says_that_its_two_readings_contradict_each_other() -> None:
    place = make_place("x", wof("Gaţūn", name_type=P), wof("گطوف", "ara", P))
    assert sift(place, False).place.note == CONTRADICTORY
    noted = sift(replace(place, note="On the old road."), False).place.note
    assert noted == f"On the old road.; {CONTRADICTORY}"
    assert not sift(replace(place, feature_code="A.ADM3"), False).place.note


def test_a_word_of_no_other_place_is_left_out_for_a_known_one() -> None:
    names = wof("Kut al Faraj", name_type=P), wof("كوت الفرج", "ara", P), wof("Kut al Faral")
    counts = dict.fromkeys(heard("faraj"), 20)
    result = sift(make_place("x", *names), False, counts=counts)
    assert lost(result) == {("Kut al Faral", NameRule.MISREAD)}
