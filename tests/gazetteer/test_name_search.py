from __future__ import annotations

import numpy as np
import pytest

from gazetteer import name_search
from gazetteer.name_index import NameIndex
from gazetteer.name_search import Meant, find_all, find_candidates
from gazetteer.normalize import script_of
from gazetteer.place_index import PlaceIndex
from gazetteer.toponym import analyse
from gazetteer.weights import load_weights

WEIGHTS = load_weights()


@pytest.fixture(params=["compiled", "numpy"])
def index(request: pytest.FixtureRequest, names: NameIndex, monkeypatch: pytest.MonkeyPatch) -> NameIndex:
    if request.param == "numpy":
        monkeypatch.setattr(name_search, "compiled_of", lambda _: None)
    elif names.compiled is None:
        pytest.skip("nothing is compiled: install anew where there is a C++ compiler")
    return names


def meant(*texts: str, costs: tuple[float, ...]) -> Meant:
    asked = tuple(analyse(text) for text in texts)
    return Meant(asked, costs, (None,) * len(texts), script_of(texts[0]))


def test_what_it_costs_to_have_meant_a_name_counts(index: NameIndex) -> None:
    free, dear = find_all([meant("Maskanah", costs=(0.0,)), meant("Maskanah", costs=(2.5,))], index, WEIGHTS)
    assert dear.places.tolist() == free.places.tolist()
    assert dear.spelling == pytest.approx(free.spelling - 2.5)


def test_a_place_stands_by_the_likest_of_the_names_that_may_be_meant(
    index: NameIndex, places: PlaceIndex
) -> None:
    (found,) = find_all([meant("Qwrtz", "Halab", costs=(0.0, 0.5))], index, WEIGHTS)
    best = int(found.spelling.argmax())
    alone = find_candidates(analyse("Halab"), index, WEIGHTS)
    assert places.toponym(int(found.names[best])) == places.toponym(int(alone.names[alone.spelling.argmax()]))
    assert found.spelling[best] == pytest.approx(alone.spelling.max() - 0.5)


def test_of_equal_names_that_in_the_script_of_the_query_stands_for_the_place(
    index: NameIndex, places: PlaceIndex
) -> None:
    for text in ("Halab", "حلب"):
        found = find_candidates(analyse(text), index, WEIGHTS)
        assert script_of(places.toponym(int(found.names[found.spelling.argmax()]))) is script_of(text)


def test_nothing_is_found_for_no_query_and_no_name(index: NameIndex) -> None:
    assert find_all([], index, WEIGHTS) == []
    (found,) = find_all([Meant((), (), (), script_of("a"))], index, WEIGHTS)
    assert len(found.places) == len(found.names) == len(found.spelling) == 0


def test_what_it_costs_to_have_meant_a_place_counts_for_its_name_alone(index: NameIndex) -> None:
    query = meant("Maskanah", "Halab", costs=(0.0, 0.0))
    (free,) = find_all([query], index, WEIGHTS)
    best = int(free.spelling.argmax())
    dear = np.zeros(int(free.places.max()) + 1)
    dear[free.places[best]] = 2.5
    (by_the_first,) = find_all([query._replace(of_places=(dear, None))], index, WEIGHTS)
    (by_both,) = find_all([query._replace(of_places=(dear, dear))], index, WEIGHTS)
    (by_none,) = find_all([query._replace(of_places=(None, None))], index, WEIGHTS)
    assert by_none.spelling.tolist() == free.spelling.tolist()
    assert by_both.places.tolist() == free.places.tolist()
    assert by_both.spelling == pytest.approx(free.spelling - dear[free.places])
    assert by_both.spelling[best] <= by_the_first.spelling[best] <= free.spelling[best]
