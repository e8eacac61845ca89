from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetteer.sources._names import (
    is_consonant_string,
    language_of,
    make_name,
    name_fault,
    tidy_toponym,
    unique_names,
)
from gazetteer.sources._romanization import romanization_of
from gazetteer.vocabulary import NameType, Romanization, Script


@pytest.mark.parametrize(
    ("text", "tidy"),
    [
        ("عرفة، العراق", "عرفة"),
        ("يوســـف بـــيك", "يوسف بيك"),
        ("‘Abbās, Ḩayy Al", "Ḩayy Al ‘Abbās"),
        ("A_Gojilan", "A Gojilan"),
        (" - Halab / ", "Halab"),
        ("Qatra, Idlib", "Qatra"),
    ],
)
def test_tidy_toponym(text: str, tidy: str) -> None:
    assert tidy_toponym(text) == tidy


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("http://en.wikipedia.org/wiki/Qatra,_Idlib", "url"),
        ("", "empty"),
        (" - ", "empty"),
        ("!fājjī !fasan", "garble"),
        ("Days Az Zawr", "garble"),
        ("zawytە", "two scripts"),
        ("Siria - سورية", "two scripts"),
        ("འདི་ན་ཡང་དྲག་ཏུ་མཆོང་ལྡིང་བྱེད་བཞིན་པའི་སྙིང་གསོན་པོ་ཞིག་འདུག", "sentence"),
        ("Khabat 306+304", ""),
        ("حلب", ""),
    ],
)
def test_name_fault(text: str, fault: str) -> None:
    assert name_fault(text) == fault


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("alkramt", True),
        ("nahyt mrkz alhskt", True),
        ("al Hasakah", False),
        ("الحسكة", False),
        ("H-3", False),
    ],
)
def test_is_consonant_string(text: str, is_one: bool) -> None:
    assert is_consonant_string(text) == is_one


@pytest.mark.parametrize(
    ("stated", "toponym", "lang"),
    [
        ("ara", "Kūr Binār", "und"),
        ("ara", "كور بنار", "ara"),
        ("und", "تل كوشك", "ara"),
        ("und", "زاخۆ", "ckb"),
        ("kur", "Kur Bînar", "kmr"),
        ("kur", "كوربينار", "ckb"),
        ("eng", "البخشان", "ara"),
        ("fas", "حلب", "fas"),
        ("rus", "Халеб", "rus"),
    ],
)
def test_language_is_read_from_the_letters(stated: str, toponym: str, lang: str) -> None:
    assert language_of(stated, toponym) == lang


@pytest.mark.parametrize(
    ("toponym", "scheme"),
    [
        ("Dayr az Zawr", Romanization.NONE),
        ("Ḩalab", Romanization.BGN),
        ("Khirbat Ḩammá", Romanization.BGN),
        ("El Neb‘a", Romanization.BGN),
        ("Tall Kūchik aş Şaghīr", Romanization.BGN),
        ("Djoubb ej Jarrâh", Romanization.FRENCH),
        ("Aarchâni Faouqâni", Romanization.FRENCH),
        ("Kheurbet Hamma", Romanization.FRENCH),
        ("Şêx Hesen", Romanization.NONE),
        ("Münbiç", Romanization.NONE),
    ],
)
def test_romanization_is_told_by_marks_and_digraphs(toponym: str, scheme: Romanization) -> None:
    assert romanization_of(toponym) == scheme


def test_a_name_in_a_world_language_is_no_romanization() -> None:
    name = make_name("Alep-ou", "wof", "fra")
    assert name is not None
    assert name.romanization is Romanization.NONE


def test_a_toponym_without_language_goes_where_another_language_has_it() -> None:
    names = unique_names([make_name("Zakho", "x"), make_name("Zakho", "x", "eng", NameType.PREFERRED)])
    assert [(name.toponym, name.lang) for name in names] == [("Zakho", "eng")]


def test_of_equal_names_the_stronger_type_stays_and_one_is_preferred() -> None:
    names = unique_names(
        [
            make_name("Hay Salam", "x", "eng", NameType.SHORT),
            make_name("Hay Salam", "x", "eng", NameType.PREFERRED),
            make_name("Hayy as-Salam", "x", "eng", NameType.PREFERRED),
        ]
    )
    assert [(name.toponym, name.name_type) for name in names] == [
        ("Hay Salam", NameType.PREFERRED),
        ("Hayy as-Salam", NameType.VARIANT),
    ]


@given(st.text(), st.sampled_from(["ara", "kur", "und", "eng", "rus"]))
def test_what_has_no_fault_becomes_a_clean_name_and_nothing_else_does(text: str, lang: str) -> None:
    name = make_name(text, "x", lang)
    if name_fault(text):
        assert name is None
    else:
        assert name is not None
        assert name.toponym == tidy_toponym(name.toponym)
        assert (name.lang in {"ara", "ckb"}) <= (name.script is Script.ARABIC)
