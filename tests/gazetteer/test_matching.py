"""Texts that say more than a name: qualifiers, alternatives, placeholders."""

from __future__ import annotations

import pytest

from gazetteer.answer import Answer
from gazetteer.query import Point, Query
from gazetteer.resolver import Resolver
from gazetteer.results import VAGUE_M
from gazetteer.vocabulary import Decision, MatchType
from gazetteer.weights import load_weights


def ask(resolver: Resolver, name: str, **asked: object) -> Answer:
    return resolver.resolve(Query(name, **asked))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("Maskanah, Homs", "gn:167081"),
        ("Maskanah, Aleppo", "gn:167080"),
        ("مسكنة، حلب", "gn:167080"),
        ("Maskanah (Homs)", "gn:167081"),
        ("Maskanah near Homs", "gn:167081"),
        ("Maskanah in the countryside of Homs", "gn:167081"),
        ("مسكنة قرب حمص", "gn:167081"),
        ("Aleppo / حلب", "gn:170063"),
    ],
)
def test_a_qualifier_decides_between_namesakes(text: str, link: str, resolver: Resolver) -> None:
    answer = ask(resolver, text)
    assert link in answer.results[0].links
    assert answer.results[0].match.match_type is not MatchType.LOCALITY


def test_what_was_understood_is_said(resolver: Resolver) -> None:
    (qualifier,) = ask(resolver, "Jbela, 65 km south of Mosul").qualifiers
    assert (qualifier.text, qualifier.place, qualifier.distance_m) == ("Mosul", "Mosul", 65_000)


def test_a_qualifier_that_nothing_is_like_changes_nothing(resolver: Resolver) -> None:
    plain, qualified = ask(resolver, "Maskanah"), ask(resolver, "Maskanah, 東京")
    assert [r.place_id for r in qualified.results] == [r.place_id for r in plain.results]
    assert qualified.qualifiers[0].place == ""


def test_where_only_the_qualifier_is_found_it_is_no_match(resolver: Resolver) -> None:
    answer = ask(resolver, "Zzyzx Qwxyz, Mosul")
    first = answer.results[0]
    assert "gn:99072" in first.links
    assert (first.match.match_type, first.match.name.toponym) == (MatchType.LOCALITY, "Mosul")
    assert answer.decision is not Decision.MATCH
    assert first.confidence < 0.5


def test_near_a_place_is_not_the_place(resolver: Resolver) -> None:
    near, far = ask(resolver, "near Mosul"), ask(resolver, "30 km west of Mosul")
    for answer, off_m in ((near, VAGUE_M), (far, 30_000)):
        assert "gn:99072" in answer.results[0].links
        assert answer.results[0].match.match_type is MatchType.LOCALITY
        assert answer.results[0].uncertainty_m == off_m
        assert answer.decision is Decision.AMBIGUOUS


@pytest.mark.parametrize("text", ["N/A", "n/a", "unknown", "Various locations", "غير معروف"])
def test_what_stands_for_no_name_is_none(text: str, resolver: Resolver) -> None:
    answer = ask(resolver, text)
    assert (answer.decision, answer.results) == (Decision.NONE, ())


def test_a_focus_that_looks_swapped_is_a_warning(resolver: Resolver) -> None:
    assert "swapped" in ask(resolver, "Aleppo", focus=Point(37.2, 36.2)).warnings[0]
    assert ask(resolver, "Aleppo", focus=Point(36.2, 37.2)).warnings == ()


def test_between_two_the_first_is_likelier(resolver: Resolver) -> None:
    for text, link in (("between Mosul and Aleppo", "gn:99072"), ("between Aleppo and Mosul", "gn:170063")):
        answer = ask(resolver, text)
        assert link in answer.results[0].links
        assert answer.decision is not Decision.MATCH


@pytest.mark.parametrize(
    ("text", "costs"),
    [("western Homs", ("part",)), ("central Tiyas", ("part",)), ("mid southern Tiyas", ("part", "sideless"))],
)
def test_a_side_is_rather_of_a_unit_or_its_seat(
    text: str, costs: tuple[str, ...], resolver: Resolver
) -> None:
    explanation = ask(resolver, text, explain=True).results[0].explanation
    assert explanation is not None
    (reading,) = (part for part in explanation.parts if part.part == "reading")
    weights = load_weights().qualifier
    assert reading.gives == pytest.approx(-sum(getattr(weights, cost) for cost in costs))
