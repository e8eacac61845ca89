from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from gazetteer.answer import Answer
from gazetteer.errors import ArtefactError, InvalidQuery, PlaceNotFound
from gazetteer.geometry import Box
from gazetteer.query import MAX_LIMIT, Point, Query
from gazetteer.resolver import Resolver
from gazetteer.store import Artefact
from gazetteer.vocabulary import Decision, MatchType
from gazetteer.weights import load_weights
from tests.gazetteer.case_tables import read_cases
from tests.gazetteer.tiny import FORMER_ID, VERSION, id_of, tiny_places


def ask(resolver: Resolver, name: str, **context: Any) -> Answer:
    return resolver.resolve(Query(name, **context))


def links(answer: Answer) -> list[str]:
    return [result.links[0] for result in answer.results]


@pytest.mark.parametrize(
    ("name", "country", "admin1", "admin2", "place", "decision"),
    read_cases("resolve", "name", "country", "admin1", "admin2", "place", "decision"),
)
def test_what_names_mean(
    name: str, country: str, admin1: str, admin2: str, place: str, decision: str, resolver: Resolver
) -> None:
    query = Query(name, country or None, admin1 or None, admin2 or None)
    if decision == "error":
        with pytest.raises(InvalidQuery):
            resolver.resolve(query)
        return
    answer = resolver.resolve(query)
    assert answer.decision == decision, links(answer)
    assert not place or links(answer)[0] == place


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("Durubiyah al-Kabirah", "gn:170562"),
        ("دروبية كبيرة", "gn:170562"),
        ("Durubiyah as-Saghirah", "gn:170563"),
        ("Small Drubiyeh", "gn:170563"),
    ],
)
@pytest.mark.parametrize("context", [{}, {"focus": True}, {"box": True}])
def test_kabir_is_never_answered_by_saghir(
    name: str, wrong: str, context: dict[str, bool], resolver: Resolver
) -> None:
    position = resolver.place(wrong).position
    given: dict[str, Any] = {}
    if "focus" in context:
        given["focus"] = Point(position.lat, position.lon)
    if "box" in context:
        lat, lon = position.lat, position.lon
        given = {"box": Box(lon - 0.001, lat - 0.001, lon + 0.001, lat + 0.001), "strict": True}
    answer = ask(resolver, name, **given)
    assert not (answer.decision is Decision.MATCH and links(answer)[0] == wrong)


@pytest.mark.parametrize("spelling", ["SY-HL", "sy-hl", "SY02", "Aleppo", "حلب", "Aleppo Governorate"])
def test_context_in_any_spelling_is_the_same_context(spelling: str, resolver: Resolver) -> None:
    answer = ask(resolver, "Maskanah", admin1=spelling)
    assert [unit.code for unit in answer.units] == ["SY-HL"]
    assert answer.results == ask(resolver, "Maskanah", admin1="SY-HL").results


def test_a_place_over_the_line_is_found_with_the_neighbours_unit(resolver: Resolver) -> None:
    answer = ask(resolver, "Dibsi Afnan", admin1="SY-HL")
    assert answer.decision is Decision.MATCH
    assert answer.results[0].admin1 is not None
    assert answer.results[0].admin1.code == "SY-RA"


@pytest.mark.parametrize(
    "context",
    [
        {"admin1": "SY-HL"},
        {"country": "IQ"},
        {"admin2": "SY0901"},
        {"box": Box(36, 36, 37, 37)},
        {"feature": "airbase"},
    ],
)
def test_strict_makes_context_a_filter(context: dict[str, Any], resolver: Resolver) -> None:
    assert links(ask(resolver, "Dibsi Afnan"))[0] == "gn:172410"
    answer = ask(resolver, "Dibsi Afnan", strict=True, **context)
    assert "gn:172410" not in links(answer)
    assert answer.decision is Decision.NONE


def test_a_strict_subdistrict_leaves_one_namesake(resolver: Resolver) -> None:
    assert ask(resolver, "Durubiyah").decision is Decision.AMBIGUOUS
    assert links(ask(resolver, "Durubiyah", admin3="SY020502", strict=True)) == ["gn:170563"]


def test_strict_holds_for_every_result(resolver: Resolver) -> None:
    answer = ask(resolver, "Tall Hasan", country="SY", strict=True, limit=MAX_LIMIT)
    assert answer.results
    assert {result.country_code for result in answer.results} == {"SY"}


def test_a_focus_is_no_filter_even_when_strict(resolver: Resolver) -> None:
    answer = ask(resolver, "Mosul", focus=Point(33.5, 36.3), strict=True)
    assert links(answer)[0] == "gn:99072"


@pytest.mark.parametrize(
    ("context", "place"),
    [
        ({"focus": Point(36.6, 40.9)}, "gn:163563"),
        ({"focus": Point(36.4, 43.0)}, "gn:90500"),
        ({"box": Box(36, 34, 37.5, 35)}, "gn:163564"),
        ({"country": "IQ"}, "gn:90500"),
        ({"admin2": "SY0205"}, "gn:163562"),
    ],
)
def test_context_decides_between_namesakes(context: dict[str, Any], place: str, resolver: Resolver) -> None:
    assert links(ask(resolver, "Tall Hasan", **context))[0] == place


def test_namesakes_share_the_probability(resolver: Resolver) -> None:
    answer = ask(resolver, "Tall Hasan")
    assert answer.decision is Decision.AMBIGUOUS
    assert len({round(result.confidence, 6) for result in answer.results[:4]}) == 1
    assert {result.name for result in answer.results[:4]} == {"Tall Ḩasan"}
    assert len({result.label for result in answer.results[:4]}) == 4


def test_a_feature_asked_for_decides(resolver: Resolver) -> None:
    assert links(ask(resolver, "Tiyas", feature="airbase"))[0] == "icao:OS72"
    assert links(ask(resolver, "Tiyas", feature="P"))[0] == "gn:163100"
    assert links(ask(resolver, "Deir ez-Zor", feature="ADM1"))[0] == "gn:170792"


@pytest.mark.parametrize("name", ["Deir ez-Zor governorate", "محافظة دير الزور", "Deir ez-Zor province"])
def test_a_name_can_ask_for_the_unit(name: str, resolver: Resolver) -> None:
    assert links(ask(resolver, name))[0] == "gn:170792"


@pytest.mark.parametrize("name", ["Deir ez-Zor governorate", "محافظة دير الزور"])
def test_a_governorate_is_not_its_district(name: str, resolver: Resolver) -> None:
    assert ask(resolver, name).decision is Decision.MATCH


def test_a_district_is_not_its_governorate(resolver: Resolver) -> None:
    assert links(ask(resolver, "Deir ez-Zor district"))[0] == "ocha:SY0901"


@pytest.mark.parametrize(
    ("name", "place"),
    [("Furat river", "gn:90150"), ("مطار التيفور العسكري", "icao:OS72")],
)
def test_a_word_of_the_kind_may_stand_behind(name: str, place: str, resolver: Resolver) -> None:
    answer = ask(resolver, name)
    assert (answer.decision, links(answer)[0]) == (Decision.MATCH, place)


@pytest.mark.parametrize("name", ["al-Hawl camp", "مخيم الهول", "Hol camp"])
def test_a_camp_is_not_the_town_beside_it(name: str, resolver: Resolver) -> None:
    assert links(ask(resolver, name))[0] == "wd:Q61957"


def test_an_unknown_unit_is_an_error_naming_near_ones(resolver: Resolver) -> None:
    with pytest.raises(InvalidQuery) as caught:
        ask(resolver, "Maskanah", admin1="Aleppoton")
    assert caught.value.field == "admin1"
    assert "Aleppo" in caught.value.near


def test_an_unknown_unit_is_a_warning_where_that_is_wanted(resolver: Resolver) -> None:
    query = Query("Maskanah", admin1="Aleppoton", country="SY")
    answer = resolver.resolve(query, lenient=True)
    assert answer.results == ask(resolver, "Maskanah", country="SY").results
    assert len(answer.warnings) == 1
    assert "admin1" in answer.warnings[0]
    assert "Aleppo" in answer.warnings[0]


@pytest.mark.parametrize("limit", [1, 2, MAX_LIMIT])
def test_limit_cuts_the_list_and_nothing_else(limit: int, resolver: Resolver) -> None:
    whole = ask(resolver, "Tall Hasan", limit=MAX_LIMIT)
    answer = ask(resolver, "Tall Hasan", limit=limit)
    assert answer.results == whole.results[:limit]
    assert answer.decision is whole.decision


def test_results_are_distinct_and_best_first(resolver: Resolver) -> None:
    results = ask(resolver, "Deir ez-Zor", limit=MAX_LIMIT).results
    confidences = [result.confidence for result in results]
    assert confidences == sorted(confidences, reverse=True)
    assert len({result.place_id for result in results}) == len(results)
    assert sum(confidences) <= 1


def test_min_confidence_leaves_out_the_less_sure(resolver: Resolver) -> None:
    whole = ask(resolver, "Maskanah", limit=MAX_LIMIT)
    least = whole.results[1].confidence
    answer = ask(resolver, "Maskanah", limit=MAX_LIMIT, min_confidence=least)
    assert answer.results == whole.results[:2]
    assert answer.decision is whole.decision
    assert ask(resolver, "Xyzzyx", min_confidence=1.0).results == ()


@pytest.mark.parametrize(
    "noisy",
    [
        "\u200fدير الزور\u200e",
        "\u202bدير الزور\u202c",
        "ﺩﻳﺮ ﺍﻟﺰﻭﺭ",
        "ديـــر الـزور",
        "  دير   الزور ",
    ],
)
def test_what_makes_no_difference(noisy: str, resolver: Resolver) -> None:
    assert [(r.place_id, r.confidence) for r in ask(resolver, noisy).results] == [
        (r.place_id, r.confidence) for r in ask(resolver, "دير الزور").results
    ]


@pytest.mark.parametrize("written", ["دَيْر الزَّوْر", "دير الزور،", "دير ال زور", "دير زور"])
def test_what_makes_hardly_a_difference(written: str, resolver: Resolver) -> None:
    plain, other = ask(resolver, "دير الزور"), ask(resolver, written)
    assert links(other)[0] == links(plain)[0]
    assert other.decision is plain.decision
    assert other.results[0].confidence == pytest.approx(plain.results[0].confidence, abs=0.05)


@pytest.mark.parametrize(("one", "other"), [("T4", "T٤"), ("T4", "t4"), ("Al-Hawl", "al hawl")])
def test_digits_case_and_hyphens_make_no_difference(one: str, other: str, resolver: Resolver) -> None:
    assert links(ask(resolver, one)) == links(ask(resolver, other))


@pytest.mark.parametrize(
    ("query", "name", "match_type"),
    [
        ("ALEPPO", "Aleppo", MatchType.EXACT),
        ("Halab", "Ḩalab", MatchType.EXACT),
        ("Халеб", "Халеб", MatchType.EXACT),
        ("Tel Hassan", "Tall Ḩasan", MatchType.VARIANT),
        ("قرية تل حسن", "تل حسن", MatchType.VARIANT),
        ("Khazena", "خەزێنە", MatchType.ROMANIZED),
        ("Maskane", "Maskanah", MatchType.VARIANT),
        ("Maskanak", "Maskanah", MatchType.FUZZY),
    ],
)
def test_how_the_query_met_the_name(query: str, name: str, match_type: MatchType, resolver: Resolver) -> None:
    match = ask(resolver, query).results[0].match
    assert (match.name.toponym, match.match_type) == (name, match_type)


@pytest.mark.parametrize("name", ["Дейр-эз-Зор", "Абу-Камаль", "Мосул"])
def test_of_equal_names_the_one_in_the_script_of_the_query_is_shown(name: str, resolver: Resolver) -> None:
    match = ask(resolver, name).results[0].match
    assert (match.name.toponym, match.match_type) == (name, MatchType.EXACT)


@pytest.mark.parametrize(
    ("link", "lang", "shown"),
    [
        ("gn:99072", "en", "Mosul"),
        ("gn:99072", "ar", "الموصل"),
        ("gn:99072", "ru", "Мосул"),
        ("gn:99072", "ku", "Mûsil"),
        ("gn:447355", "ku", "Xezêne"),
        ("gn:92877", "syr", "ܢܝܢܘܐ"),
        ("gn:170063", "tr", "Halep"),
        ("gn:163562", "ru", "Tall Ḩasan"),
        ("gn:447355", "ar", "Xezêne"),
    ],
)
def test_the_name_is_in_the_language_asked(link: str, lang: str, shown: str, resolver: Resolver) -> None:
    name = next(place.names[0].toponym for place in tiny_places() if place.links[0] == link)
    results = ask(resolver, name, lang=lang, limit=MAX_LIMIT).results
    assert next(result.name for result in results if result.links[0] == link) == shown


def test_a_result_is_whole(resolver: Resolver) -> None:
    result = ask(resolver, "Maskanah", admin1="SY-HL").results[0]
    place = resolver.place("gn:167080")
    assert result.place_id == place.place_id
    assert (result.lat, result.lon, result.uncertainty_m) == (35.96429, 38.04327, 500)
    assert (result.english, result.arabic) == ("Maskanah", "مسكنة")
    assert result.label == "Maskanah, SY0205, Aleppo, Syria"
    assert result.admin1 is not None
    assert (result.admin1.code, result.admin1.pcode, result.admin1.name) == ("SY-HL", "SY02", "Aleppo")
    assert result.admin3 is not None
    assert result.admin3.code == "SY020503"


def test_a_country_has_no_units(resolver: Resolver) -> None:
    result = ask(resolver, "Syria").results[0]
    assert (result.admin1, result.admin2, result.admin3) == (None, None, None)
    assert result.label == "Syria"


@pytest.mark.parametrize("key", [id_of("gn:170063"), "gn:170063", FORMER_ID])
def test_a_place_by_id_link_and_former_id(key: str, resolver: Resolver) -> None:
    assert resolver.place(key).place_id == id_of("gn:170063")


@pytest.mark.parametrize("key", ["", "nothing", "gn:1", "0ld0ld01", "Aleppo"])
def test_no_place_has_another_id(key: str, resolver: Resolver) -> None:
    with pytest.raises(PlaceNotFound):
        resolver.place(key)


def test_the_resolver_knows_its_data(resolver: Resolver) -> None:
    assert resolver.version == VERSION
    assert resolver.place_count == len(tiny_places())
    assert resolver.name_count == sum(len(place.names) for place in tiny_places())


def test_weights_can_be_others(artefact: Artefact) -> None:
    weights = load_weights()
    sure = replace(weights, none=replace(weights.none, score=1000.0))
    assert Resolver(artefact, sure).resolve(Query("Aleppo")).decision is Decision.NONE


def test_an_artefact_that_cannot_be_built_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ArtefactError, match="gazetteer build --artefact"):
        Resolver.open(tmp_path / "file" / "gazetteer.artefact")
