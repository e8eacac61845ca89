"""Documents over the tiny gazetteer, through the resolver."""

from __future__ import annotations

import pytest

from gazetteer.answer import Answer
from gazetteer.query import Query
from gazetteer.resolver import Resolver
from gazetteer.rows import answer_row, query_object
from gazetteer.vocabulary import Decision
from gazetteer.weights import load_weights
from tests.gazetteer.tiny import id_of

SURE = load_weights().document.sure


def gain(answer: Answer) -> float:
    """What the document gives the first result of an answer that explains itself."""
    explanation = answer.results[0].explanation
    assert explanation is not None
    return sum(part.gives for part in explanation.parts if part.part == "document")


def read(resolver: Resolver, *asked: str | Query) -> tuple[Answer, ...]:
    return resolver.resolve_document([Query(each) if isinstance(each, str) else each for each in asked])


def first(answer: Answer) -> str:
    return answer.results[0].place_id


@pytest.mark.parametrize(
    ("others", "meant"),
    [
        (["Mosul"], "gn:90500"),
        (["Al-Hawl camp", "Al-Hawl"], "gn:163563"),
        (["Durubiyah al-Kabirah", "Durubiyah as-Saghirah"], "gn:163562"),
        (["Nowhere at all, Nineveh"], "gn:90500"),
    ],
)
def test_namesakes_are_settled_by_the_others(resolver: Resolver, others: list[str], meant: str) -> None:
    alone = resolver.resolve(Query("Tall Hasan"))
    together = read(resolver, Query("Tall Hasan", explain=True), *others)[0]
    assert first(together) == id_of(meant)
    assert together.results[0].confidence > alone.results[0].confidence
    assert gain(together) > 0


def test_a_governorate_in_a_row_that_is_not_found_settles_too(resolver: Resolver) -> None:
    unknown = Query("Qwrtz", admin1="Nineveh")
    assert first(read(resolver, "Tall Hasan", unknown)[0]) == id_of("gn:90500")


def test_what_is_sure_alone_stays_as_it_is(resolver: Resolver) -> None:
    mosul = resolver.resolve(Query("Mosul"))
    assert mosul.results[0].confidence >= SURE
    together = read(resolver, "Aleppo", "Mosul", "Tall Hasan", "Maskanah")[1]
    assert (together.decision, together.results) == (mosul.decision, mosul.results)
    assert together.document is not None
    assert (together.document.names, together.document.heeded) == (3, False)


def test_a_name_by_itself_is_answered_as_alone(resolver: Resolver) -> None:
    (together,) = read(resolver, "Tall Hasan")
    alone = resolver.resolve(Query("Tall Hasan"))
    assert (together.decision, together.results) == (alone.decision, alone.results)
    assert query_object(together)["document"] == {"names": 0, "heeded": False}


def test_spellings_of_one_name_say_nothing_of_each_other(resolver: Resolver) -> None:
    for answer, name in zip(read(resolver, "Tall Hasan", "تل حسن"), ("Tall Hasan", "تل حسن"), strict=True):
        assert answer.results == resolver.resolve(Query(name)).results


def test_a_name_means_what_the_same_name_with_more_said_means(resolver: Resolver) -> None:
    placed = Query("Tall Hasan", admin1="Aleppo")
    bare, _, _ = read(resolver, "Tall Hasan", placed, "Raqqa")
    assert first(bare) == id_of("gn:163562")
    assert bare.results[0].confidence > 0.7
    assert bare.document is not None
    assert bare.document.places[0].distance_m == 0


def test_queries_that_are_alike_have_one_answer(resolver: Resolver) -> None:
    one, _, other = read(resolver, "Tall Hasan", "Mosul", "Tall Hasan")
    assert one == other
    assert one == read(resolver, "Tall Hasan", "Mosul")[0]


def test_no_queries_no_answers(resolver: Resolver) -> None:
    assert resolver.resolve_document([]) == ()


def test_strict_stays_a_filter(resolver: Resolver) -> None:
    strict = Query("Tall Hasan", admin1="Homs", strict=True)
    answer, _ = read(resolver, strict, "Mosul")
    assert first(answer) == id_of("gn:163564")
    assert {result.admin1.code for result in answer.results if result.admin1} == {"SY-HI"}


def test_a_vague_text_is_no_match_by_its_document_either(resolver: Resolver) -> None:
    answer, _ = read(resolver, "near Tall Hasan", "Mosul")
    assert answer.decision is not Decision.MATCH


def test_an_answer_says_what_it_rests_on(resolver: Resolver) -> None:
    answer = read(resolver, Query("Tall Hasan", explain=True), "Mosul")[0]
    told = answer_row(answer)["query"]["document"]
    assert told["heeded"]
    assert told["units"] == [{"code": "IQ-NI", "share": pytest.approx(1, abs=0.01)}]
    assert [place["id"] for place in told["places"]] == [id_of("gn:99072")]
    assert told["places"][0]["distance_m"] == pytest.approx(13_100, abs=200)
    assert sum(told["kept"].values()) == pytest.approx(1, abs=0.01)
    assert gain(answer) > 0


def test_confidences_still_sum_to_one_at_most(resolver: Resolver) -> None:
    for answer in read(resolver, "Tall Hasan", "Maskanah", "Mosul", "Durubiyah", "Nowhere"):
        assert sum(result.confidence for result in answer.results) <= 1 + 1e-9


def test_an_unknown_unit_is_told_as_alone(resolver: Resolver) -> None:
    query = Query("Maskanah", admin1="Aleppoton")
    (answer, _) = resolver.resolve_document([query, Query("Mosul")], lenient=True)
    assert answer.warnings == resolver.resolve(query, lenient=True).warnings
