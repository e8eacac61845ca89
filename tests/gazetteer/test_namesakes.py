from __future__ import annotations

from gazetteer.homes import Homes
from gazetteer.namesakes import Namesakes
from gazetteer.profiles import profile_of
from gazetteer.sources.base import SourceRecord
from tests.gazetteer.makers import make_record


def namesakes(*records: SourceRecord) -> Namesakes:
    return Namesakes(records, [profile_of(record.names) for record in records], Homes(records))


def test_a_name_that_each_list_has_once() -> None:
    pair = make_record("ocha:1", "Maskanah"), make_record("wof:1", "Maskanah")
    assert namesakes(*pair).unique(0, 1)
    third = make_record("wof:2", "Maskanah", north_m=90_000)
    assert not namesakes(*pair, third).unique(0, 1)
    assert namesakes(*pair, third).unique(0, 1, further=1)


def test_of_equally_long_names_the_first_is_asked_for_whatever_the_order() -> None:
    names = [f"{letter}arkalin" for letter in "BDFMNRSTWZ"]
    pair = make_record("ocha:1", *names), make_record("wof:1", *reversed(names))
    for asked, other in (("Barkalin", False), ("Markalin", True)):
        third = make_record("wof:2", asked, north_m=90_000)
        assert namesakes(*pair, third).unique(0, 1) is other
