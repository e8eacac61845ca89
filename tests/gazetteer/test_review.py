from __future__ import annotations

from gazetteer.neighbour_names import neighbours_of
from gazetteer.review import NAMES_DISAGREE, name_doubts
from gazetteer.sifting import sift
from gazetteer.vocabulary import NameType
from tests.gazetteer.makers import make_name, make_place


def test_a_name_that_is_left_out_as_tied_is_listed_with_those_that_stay() -> None:
    names = (make_name(text, "wof") for text in ("Qaryat Budayr", "قرية بدير"))
    tied = make_name("Qaryat Budayl", "wof", NameType.VARIANT)
    sifted = sift(make_place("x", *names, tied, links=("wof:1", "gn:2")), False)
    (doubt,) = name_doubts(sifted)
    assert (doubt.kind, doubt.keys) == (NAMES_DISAGREE, ("wof:1",))
    assert doubt.evidence == "Qaryat Budayl (und, wof), left out: Qaryat Budayr, قرية بدير"


def test_a_name_that_is_left_out_as_a_neighbour_s_is_listed() -> None:
    odd = make_name("Thāmir", "wof", NameType.VARIANT)
    place = make_place("x", make_name("Ḩātim", "wof"), odd, links=("wof:1",))
    neighbours = neighbours_of([make_place("y", make_name("Thāmir", "wof"))])
    (doubt,) = name_doubts(sift(place, False, neighbours=neighbours))
    assert doubt.evidence == "Thāmir (und, wof), left out: Ḩātim"


def test_names_that_agree_are_not_listed() -> None:
    sifted = sift(make_place("x", make_name("Maskanah", "wof"), make_name("مسكنة", "wof")), False)
    assert not list(name_doubts(sifted))
