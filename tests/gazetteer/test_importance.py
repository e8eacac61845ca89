from __future__ import annotations

from dataclasses import replace

import pytest

from gazetteer.importance import importance
from gazetteer.model import Name, Place, Position, Units
from gazetteer.vocabulary import NameType, Romanization, Script


def name(toponym: str, lang: str = "und", *sources: str) -> Name:
    return Name(toponym, lang, Script.LATIN, Romanization.NONE, NameType.PREFERRED, sources or ("gn",))


PLAIN = Place("x", "P.PPL", Position(36.0, 38.0, "gn", 500), Units("SY"), (name("Hasan"),), ())


def test_a_plain_village_has_the_rank_of_its_code() -> None:
    assert importance(PLAIN) == pytest.approx(0.12)


@pytest.mark.parametrize(
    "greater",
    [
        replace(PLAIN, population=1000),
        replace(PLAIN, names=(name("Hasan", "und", "gn", "wof"),)),
        replace(PLAIN, names=(name("Hasan", "ara"), name("Hassan", "rus"))),
        replace(PLAIN, feature_code="P.PPLA"),
    ],
)
def test_what_makes_a_place_more_important(greater: Place) -> None:
    assert importance(greater) > importance(PLAIN)


@pytest.mark.parametrize("lang", ["und", "ara", "ckb", "kmr", "eng"])
def test_the_country_s_own_languages_tell_nothing(lang: str) -> None:
    assert importance(replace(PLAIN, names=(name("Hasan"), name("Hassan", lang)))) == importance(PLAIN)


@pytest.mark.parametrize(
    "place",
    [
        replace(PLAIN, feature_code="V.FRST", names=()),
        replace(PLAIN, feature_code="X.NEW"),
        replace(
            PLAIN,
            feature_code="A.PCLI",
            population=4_000_000_000,
            names=tuple(name("Syria", f"l{i:02}", *(f"s{j}" for j in range(9))) for i in range(400)),
        ),
    ],
)
def test_importance_is_always_from_0_to_1(place: Place) -> None:
    assert 0 <= importance(place) <= 1


def test_a_town_outranks_a_ruin_and_a_country_both() -> None:
    codes = ["P.PPLH", "P.PPL", "P.PPLA3", "P.PPLA2", "P.PPLA", "P.PPLC", "A.PCLI"]
    ranks = [importance(replace(PLAIN, feature_code=code)) for code in codes]
    assert ranks == sorted(ranks)
    assert len(set(ranks)) == len(ranks)
