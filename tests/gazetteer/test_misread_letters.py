from __future__ import annotations

from dataclasses import replace

import pytest

from gazetteer.misread_letters import misread_by_a_letter
from gazetteer.model import Name
from gazetteer.vocabulary import Romanization
from tests.gazetteer.makers import make_name

BAKUZ = [make_name("Bakuz", "wof"), make_name("بكوز", "wof"), make_name("Bikuzê", "wof", lang="kmr")]
FOUR = [*BAKUZ, make_name("Bkuze", "wof")]


def gone(*names: Name) -> set[str]:
    return {name.toponym for name in misread_by_a_letter(names, "wof")}


@pytest.mark.parametrize(
    ("odd", "misread"),
    [
        ("Bākos", True),
        ("Bākūsh", False),  # two letters, z is not sh
        ("Bākor", False),  # r is not told apart here
        ("Bākozān", False),  # a letter more
        ("Bākūz", False),
    ],
)
def test_a_letter_that_four_names_have_otherwise_is_misread(odd: str, misread: bool) -> None:
    assert gone(*FOUR, make_name(odd, "wof")) == ({odd} if misread else set())


def test_fewer_names_or_another_with_the_letter_leave_it() -> None:
    bakos = make_name("Bākos", "wof")
    assert not gone(*BAKUZ, bakos)
    assert not gone(*FOUR, bakos, make_name("باكوس", "iom"))
    assert not gone(*FOUR, bakos, make_name("Sūr", "iom"))
    assert not gone()


def test_other_sources_languages_and_names_by_ear_stay() -> None:
    assert not gone(*FOUR, make_name("Bākos", "ocha"))
    assert not gone(*FOUR, make_name("Bākos", "wof", lang="kmr"))
    assert not gone(*FOUR, replace(make_name("Bâkos", "wof"), romanization=Romanization.FRENCH))
