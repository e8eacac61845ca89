from __future__ import annotations

import pytest
from rapidfuzz.distance import OSA, LCSseq

from gazetteer.model import Name, Place
from gazetteer.name_index import NameIndex, is_unvowelled, skeleton_key
from gazetteer.name_search import find_candidates
from gazetteer.normalize import script_of
from gazetteer.place_index import PlaceIndex
from gazetteer.telling_words import telling_forms
from gazetteer.toponym import Form, analyse
from gazetteer.vocabulary import NameType
from gazetteer.weights import load_weights
from gazetteer.words import load_words
from tests.gazetteer.tiny import id_of, tiny_places

WEIGHTS = load_weights()

NEAR = 3.0
"""Log odds within which retrieval may lose nothing; farther off, letter pairs may not propose a name."""


def spelling(query: str, names: NameIndex, places: PlaceIndex) -> dict[str, float]:
    """Spelling score of each candidate by id."""
    found = find_candidates(analyse(query), names, WEIGHTS)
    return {
        places.ids[row]: float(score)
        for row, score in zip(found.places.tolist(), found.spelling.tolist(), strict=True)
    }


def slow_set_cost(ours: int, theirs: int, missing: float, conflict: float) -> float:
    if ours and theirs:
        return 0.0 if ours & theirs else conflict
    return missing if theirs or ours else 0.0


def slow_across_cost(ours: str, theirs: str, bare: bool) -> float:
    costs = WEIGHTS.spelling
    common, longer = LCSseq.similarity(ours, theirs), max(len(ours), len(theirs), 1)
    written, vowelled = (ours, theirs) if bare else (theirs, ours)
    unread, unwritten = (len(written) - common) / longer, (len(vowelled) - common) / longer
    ending = (ours[-1:] in {"a", "i", "u"}) != (theirs[-1:] in {"a", "i", "u"})
    return unread * costs.unread + unwritten * costs.unwritten + ending * costs.ending


def slow_form_score(ours: Form, bare: bool, theirs: Form, name: Name) -> float:
    unlike, costs = OSA.normalized_distance, WEIGHTS.spelling
    if is_unvowelled(name.script) != bare:
        cost = slow_across_cost(ours.sound.vowelled, theirs.sound.vowelled, bare)
    else:
        cost = unlike(ours.sound.vowelled, theirs.sound.vowelled) * (costs.bare if bare else costs.vowelled)
    cost += unlike(ours.sound.consonants, theirs.sound.consonants) * costs.consonants
    cost += unlike(skeleton_key(ours), skeleton_key(theirs)) * costs.skeleton
    cost += slow_set_cost(ours.generics, theirs.generics, costs.generic_missing, costs.generic_conflict)
    for axis in load_words().axes:
        cost += slow_set_cost(
            ours.contrasts & axis.mask,
            theirs.contrasts & axis.mask,
            costs.contrast_missing,
            costs.contrast_conflict,
        )
    if theirs.features and not theirs.features & ours.features:
        cost += costs.feature_missing
    return -cost


def slow_name_score(query: str, name: Name, place: Place, telling: tuple[Form, ...]) -> float:
    """What the name of a place scores when every reading is compared with every reading."""
    ours, theirs, costs = analyse(query), analyse(name.toponym), WEIGHTS.spelling
    bare = is_unvowelled(script_of(query))
    best = max(
        slow_form_score(one, bare, other, name) for one in ours.forms for other in (*theirs.forms, *telling)
    )
    if name.script is script_of(query):
        text = costs.bare_text if bare else costs.vowelled_text
        best -= OSA.normalized_distance(ours.core, theirs.core) * text
        article = costs.bare_article if bare else costs.vowelled_article
        best -= article * (ours.article != theirs.article)
    if is_unvowelled(name.script) != bare and any(is_unvowelled(own.script) == bare for own in place.names):
        best -= costs.bare_counterpart if bare else costs.vowelled_counterpart
    return best - costs.variant * (name.name_type not in (NameType.PREFERRED, NameType.SHORT))


@pytest.mark.parametrize(
    "query",
    [
        "Deir ez-Zor",
        "ديرالزور",
        "Дейр-эз-Зор",
        "Durubiyah al-Kabirah",
        "Small Drubiyeh",
        "Tall Hasan",
        "Khirbat Hasan village",
        "T4 airbase",
        "مطار التيفور",
        "Helebce",
        "Beroea",
        "Al Hawl camp",
    ],
)
def test_scores_are_those_of_the_slow_way(query: str, names: NameIndex, places: PlaceIndex) -> None:
    telling = iter(telling_forms([place.names for place in tiny_places()]))
    oracle = {
        place.place_id: max(slow_name_score(query, name, place, next(telling)) for name in place.names)
        for place in tiny_places()
    }
    found = spelling(query, names, places)
    best = max(oracle.values())
    near = {key: score for key, score in oracle.items() if score > best - NEAR}
    assert {key: score for key, score in found.items() if key in near} == pytest.approx(near, abs=1e-5)
    assert all(score <= oracle[key] + 1e-5 for key, score in found.items())


def test_each_place_comes_once(names: NameIndex, places: PlaceIndex) -> None:
    found = find_candidates(analyse("Aleppo"), names, WEIGHTS)
    rows = found.places.tolist()
    assert len(rows) == len(set(rows)) == len(found.names) == len(found.spelling)
    assert places.name_place[found.names].tolist() == rows


@pytest.mark.parametrize("query", ["東京", "…"])
def test_nothing_alike_is_no_candidate(query: str, names: NameIndex, places: PlaceIndex) -> None:
    assert spelling(query, names, places) == {}


def test_a_contrast_conflict_costs_its_weight(names: NameIndex, places: PlaceIndex) -> None:
    scores = spelling("Durubiyah al-Kabirah", names, places)
    small = scores[id_of("gn:170562")]
    assert small <= -WEIGHTS.spelling.contrast_conflict


def test_the_best_name_is_told(names: NameIndex, places: PlaceIndex) -> None:
    found = find_candidates(analyse("Халеб"), names, WEIGHTS)
    best = found.names[found.spelling.argmax()]
    assert places.toponym(int(best)) == "Халеб"
