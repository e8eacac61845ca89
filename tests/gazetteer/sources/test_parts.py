from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetteer.model import Name
from gazetteer.sources._facilities import read_facility, slug
from gazetteer.sources._feature_words import read_feature_words, settlement_code
from gazetteer.sources._iom_paths import DistrictIndex, dissect
from gazetteer.sources._qualifiers import UnitNames, is_contrast, split_brackets, split_twins, take_apart
from gazetteer.vocabulary import NameType, Romanization, Script


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("الكبير_علكانة", ["الكبير", "علكانة"]),
        ("البويضة الغربية-العقربية", ["البويضة الغربية", "العقربية"]),
        ("شاميه /اللاذقية/", ["شاميه", "اللاذقية"]),
        ("عدوان - نوى", ["عدوان", "نوى"]),
        ("تب عيسى_شرقية وغربية", ["تب عيسى شرقية وغربية"]),
        ("Kafr - Kafrehmul", ["Kafr", "Kafrehmul"]),
        ("Inad \\ Shadadah", ["Inad", "Shadadah"]),
        ("Jisr-Ash-Shugur", ["Jisr-Ash-Shugur"]),
        ("Al- Saraym", ["Al-Saraym"]),
        ("Al_Sad", ["Al-Sad"]),
        ("Abu Kbee - East", ["Abu Kbee East"]),
        ("", []),
    ],
)
def test_split_twins(text: str, parts: list[str]) -> None:
    assert split_twins(text) == parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Al-Amirya-Albu Jasim", ["Al-Amirya", "Albu Jasim"]),
        ("HAY AL-SALAM", ["HAY AL-SALAM"]),
        ("Kut al-hejaj-al-jadeed", ["Kut al-hejaj al-jadeed"]),
        ("Bazian-Sharwani", ["Bazian", "Sharwani"]),
    ],
)
def test_a_hyphen_behind_an_article_never_splits(text: str, parts: list[str]) -> None:
    assert split_twins(text, tight_hyphens=True) == parts


def test_brackets_may_miss_their_end() -> None:
    assert split_brackets("جنۆكە(خواروو") == ("جنۆكە", ("خواروو",))


def test_take_apart_takes_off_context_from_the_end_only() -> None:
    parts = take_apart("Aleppo - Kafr - Aleppo (Aleppo) (Kafrehmul)", lambda part: part == "Aleppo")
    assert (parts.names, parts.context, parts.brackets) == (("Aleppo", "Kafr"), ("Aleppo",), ("Kafrehmul",))


@given(st.text(alphabet="ab -_/()حل", max_size=30))
def test_take_apart_keeps_a_first_name_where_anything_is_left(text: str) -> None:
    parts = take_apart(text, lambda _: True)
    assert len(parts.names) == min(1, len(split_twins(split_brackets(text)[0])))


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("سفلى", True),
        ("As-Sufla", True),
        ("al-jadeed", True),
        ("Kabir", True),
        ("Kafr Kabir", False),
        ("", False),
    ],
)
def test_is_contrast(text: str, is_one: bool) -> None:
    assert is_contrast(text) == is_one


def test_units_are_known_with_and_without_their_centre_and_article() -> None:
    units = UnitNames("مركز جرابلس", "الدريكيش", "Jarablus")
    assert "جرابلس" in units
    assert "دريكيش" in units
    assert "Jrables" not in units
    assert units.sounds_like_one("Jrables")
    assert not units.sounds_like_one("Manbij")


@pytest.mark.parametrize(
    ("text", "name", "short", "code"),
    [
        ("حي الصالحية", "حي الصالحية", "الصالحية", "P.PPLX"),
        ("Al-Manjara Qtr", "Al-Manjara Qtr", "Al-Manjara", "P.PPLX"),
        ("قرية النداء", "النداء", "", "P.PPL"),
        ("قصبة زمار", "قصبة زمار", "زمار", "P.PPL"),
        ("القصبة القديمة", "القصبة القديمة", "", ""),
        ("Ewaynat vilage", "Ewaynat", "", "P.PPL"),
        ("Al Darawish Village", "Al Darawish", "", "P.PPL"),
        ("مخيم الرمدان", "مخيم الرمدان", "الرمدان", "S.CMPRF"),
        ("Debaga Camp", "Debaga Camp", "Debaga", "S.CMPRF"),
        ("مجمع حطين", "مجمع حطين", "حطين", "P.PPL"),
        ("القرية 10", "القرية 10", "", ""),
        ("Village", "Village", "", ""),
        ("Haydar", "Haydar", "", ""),
        ("Halab", "Halab", "", ""),
    ],
)
def test_feature_words(text: str, name: str, short: str, code: str) -> None:
    typed = read_feature_words(text)
    assert (typed.name, typed.short, typed.feature_code) == (name, short, code)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("قرية بلور", True),
        ("Baloor Vellage", True),
        ("حي المطار", False),
        ("Al Furat Complex", False),
        ("Baloor", False),
    ],
)
def test_a_text_says_village(text: str, says: bool) -> None:
    assert read_feature_words(text).says_village is says


def read_one(text: str, *others: str) -> tuple[str, str, tuple[str, ...], tuple[str, ...]]:
    texts = [dissect(one) for one in (text, *others)]
    reading = DistrictIndex(texts, UnitNames("Basrah", "Al-Zubair")).read(texts[0])
    return reading.name, reading.number, reading.variants, reading.context


@pytest.mark.parametrize(
    ("texts", "reading"),
    [
        (("البصرة-ابو الخصيب-يوسفان",), ("يوسفان", "", (), ("البصرة", "ابو الخصيب"))),
        (("Al Jadidah - 713",), ("Al Jadidah", "713", (), ())),
        (("508-14 تموز",), ("14 تموز", "508", (), ())),
        (("Rabat-Qaladiza", "Khanaqa-Qaladiza"), ("Rabat", "", (), ("Qaladiza",))),
        (("Al Dair-Hay Al-Amil",), ("Hay Al-Amil", "", (), ("Al Dair",))),
        (("Hay Al-Amil-Al Dair",), ("Hay Al-Amil", "", (), ("Al Dair",))),
        (("حي الشهداء م(25-عرموشية)محلة 324",), ("حي الشهداء", "محلة 324", (), ("عرموشية",))),
        (("مقاطعة 16-قرية الكوم",), ("قرية الكوم", "", (), ("مقاطعة 16",))),
        (("HAY-SUMMER",), ("HAY SUMMER", "", (), ())),
        (("Obara-2 Qtr",), ("Obara 2 Qtr", "", (), ())),
        (("Tal-Alshaeer Village",), ("Tal Alshaeer Village", "", (), ())),
        (("Hai al-mu_alemin",), ("Hai al-mu'alemin", "", (), ())),
        (("محلة 122",), ("محلة 122", "", (), ())),
        (("Khalifan(center)",), ("Khalifan", "", (), ())),
        (("Shorash (Al Jamyah)",), ("Shorash", "", ("Al Jamyah",), ())),
        (("Soran(26 Gulan)", "Soran(Matar)"), ("26 Gulan", "", ("Soran (26 Gulan)",), ("Soran",))),
        (("Hay Nasir (Hawija)", "Hay Nedaa (Hawija)"), ("Hay Nasir", "", (), ("Hawija",))),
        (("Tal Dhahab (Sufla)",), ("Tal Dhahab Sufla", "", (), ())),
        (("(1H)",), ("", "", (), ("H",))),
        (("",), ("", "", (), ())),
    ],
)
def test_iom_paths(
    texts: tuple[str, ...], reading: tuple[str, str, tuple[str, ...], tuple[str, ...]]
) -> None:
    assert read_one(*texts) == reading


@given(st.text(alphabet="aHبلح1 -_()/م,", max_size=40))
def test_any_typing_is_read(text: str) -> None:
    name, number, _, context = read_one(text)
    has_letter = any(char.isalpha() for char in text)
    assert bool(name or number or context) >= has_letter
    assert all(context)


@pytest.mark.parametrize(
    ("text", "code", "names"),
    [
        ("Sayqal/Sein Military Airbase", "S.AIRB", ["Sayqal Military Airbase", "Sein Military Airbase"]),
        ("Tiyas Military Airbase (T4)", "S.AIRB", ["Tiyas Military Airbase", "T4 Military Airbase", "T4"]),
        ("Army Storage Base (Mahin)", "L.MILB", ["Mahin Army Storage Base"]),
        ("Layla mountain (424m)", "T.MT", ["Layla mountain"]),
        ("Habbari/Ithriyah oil field", "L.OILF", ["Habbari oil field", "Ithriyah oil field"]),
        ("Jubah (Cobê) mountain (555m)", "T.MT", ["Jubah mountain", "Cobê mountain"]),
        ("Nowhere", "", ["Nowhere"]),
    ],
)
def test_facilities(text: str, code: str, names: list[str]) -> None:
    facility = read_facility(text)
    assert facility.feature_code == code
    assert [name for name, _ in facility.names] == names


def test_slug() -> None:
    assert slug("Abu Kamal–Al-Qa'im (Tilifê)") == "abu-kamal-al-qa-im-tilife"


@pytest.mark.parametrize(
    ("feature_code", "toponym", "name_type", "code"),
    [
        ("P.PPL", "Ḩayy al Jazā’ir", NameType.PREFERRED, "P.PPLX"),
        ("P.PPL", "حي الجزائر", NameType.PREFERRED, "P.PPLX"),
        ("P.PPL", "حي الجزائر", NameType.VARIANT, "P.PPL"),
        ("P.PPL", "Ḩayyān", NameType.PREFERRED, "P.PPL"),
        ("P.PPLA2", "Ḩayy al Jazā’ir", NameType.PREFERRED, "P.PPLA2"),
        ("P.PPL", "Nāḩiyat Yathrib", NameType.PREFERRED, "P.PPLA3"),
        ("P.PPL", "ناحية يثرب", NameType.PREFERRED, "P.PPLA3"),
        ("P.PPL", "ناحية يثرب", NameType.VARIANT, "P.PPL"),
        ("P.PPLQ", "ناحية يثرب", NameType.PREFERRED, "P.PPLQ"),
    ],
)
def test_a_settlement_that_says_it_is_a_quarter_or_a_seat(
    feature_code: str, toponym: str, name_type: NameType, code: str
) -> None:
    name = Name(toponym, "und", Script.LATIN, Romanization.NONE, name_type, ("wof",))
    assert settlement_code(feature_code, [name]) == code


@pytest.mark.parametrize(
    ("text", "number"),
    [("Al Taleaa Qtr ( sector 1 )", "sector 1"), ("حي الطليعة ( قطاع 1 )", "قطاع 1"), ("Al-Sadiq(2)", "2")],
)
def test_a_number_in_brackets_is_the_sector(text: str, number: str) -> None:
    told = dissect(text)
    assert (told.number, told.brackets) == (number, ())
