"""The committed tables agree with each other, whatever they hold."""

from __future__ import annotations

import re
from collections import Counter
from itertools import combinations

import pytest

from gazetteer.balance import read_balance, read_names_left_out
from gazetteer.boundaries import read_boundaries
from gazetteer.curate_files import read_overlay
from gazetteer.ids import ALPHABET, founder_of, read_redirects
from gazetteer.model import Place
from gazetteer.profiles import profile_of
from gazetteer.resources import data_dir, load_table
from gazetteer.sifting import NameRule
from gazetteer.sources.whosonfirst import NAMESAKE_LANGUAGE
from gazetteer.tables import DECIMALS, read_places
from gazetteer.vocabulary import NameType
from gazetteer.words import contrasts_conflict

MOUND = re.compile(r"T[ae]ll?\b")
"""A site that is a mound by its name, which no village beside it is."""


@pytest.fixture(scope="module")
def places() -> list[Place]:
    return read_places(data_dir())


def test_there_are_as_many_places_as_the_balance_says(places: list[Place]) -> None:
    assert len(places) == read_balance(data_dir()).count("place")


def test_names_left_out_are_counted_by_rules_that_there_are() -> None:
    rules = {loss.rule for loss in read_names_left_out(data_dir())}
    of_reader = {NAMESAKE_LANGUAGE, "empty", "garble", "sentence", "two scripts", "url"}
    assert set(NameRule) <= rules <= {*NameRule, *of_reader}


def test_every_name_is_in_a_language_that_is_kept_unless_it_is_the_only_one(places: list[Place]) -> None:
    table = load_table("languages.toml")
    kept = {*table["shown"], *table["kept"], *table["ancient"]}
    for place in places:
        langs = {name.lang for name in place.names}
        assert langs <= kept or langs.isdisjoint(kept), place.place_id


def test_a_spelling_without_a_language_to_show_stands_once(places: list[Place]) -> None:
    shown = set(load_table("languages.toml")["shown"])
    for place in places:
        spellings = Counter((name.toponym, name.script) for name in place.names)
        others = Counter((name.toponym, name.script) for name in place.names if name.lang not in shown)
        assert all(spellings[key] == 1 for key in others), place.place_id


def test_every_id_is_well_made_and_most_are_founded_by_a_link(places: list[Place]) -> None:
    assert all(len(place.place_id) == 8 and set(place.place_id) <= set(ALPHABET) for place in places)
    founded = sum(bool(founder_of(place.place_id, place.links)) for place in places)
    assert founded > 0.99 * len(places)


def test_every_redirect_ends_at_a_place_or_nowhere(places: list[Place]) -> None:
    in_use = {place.place_id for place in places}
    for redirect in read_redirects(data_dir()):
        assert redirect.from_id not in in_use
        assert redirect.to_id == "" or redirect.to_id in in_use


def test_every_unit_of_a_place_is_in_the_boundaries_and_agrees_with_its_parents(places: list[Place]) -> None:
    boundaries = read_boundaries(data_dir() / "boundaries")
    levels = (boundaries.countries, boundaries.admin1, boundaries.admin2, boundaries.admin3)
    known = {shape.units for level in levels for shape in level}
    assert {place.units for place in places} <= known


def test_every_curated_key_is_a_link_of_a_place(places: list[Place]) -> None:
    overlay = read_overlay(data_dir() / "curated")
    links = {link for place in places for link in place.links} | {place.place_id for place in places}
    assert {entry.record.key for entry in overlay.places} <= links
    assert {entry.place for entry in (*overlay.names, *overlay.positions, *overlay.units)} <= links
    assert {key for entry in overlay.merges for key in entry.keys} <= links


def test_every_curated_merge_and_separation_holds(places: list[Place]) -> None:
    overlay = read_overlay(data_dir() / "curated")
    home = {link: place.place_id for place in reversed(places) for link in place.links}
    for merge in overlay.merges:
        assert len({home[key] for key in merge.keys}) == 1, merge.where
    for separation in overlay.separations:
        assert len({home[key] for key in separation.keys}) == len(separation.keys), separation.where


def test_coordinates_are_rounded_and_in_the_region(places: list[Place]) -> None:
    for place in places:
        position = place.position
        assert (round(position.lat, DECIMALS), round(position.lon, DECIMALS)) == (position.lat, position.lon)
        assert 29 < position.lat < 37.6
        assert 35 < position.lon < 49


def test_no_place_is_two_communities_of_ocha_unless_a_curated_entry_says_so(places: list[Place]) -> None:
    curated = [set(entry.keys) for entry in read_overlay(data_dir() / "curated").merges]
    for place in places:
        communities = {link for link in place.links if link.startswith("ocha:C")}
        assert len(communities) < 2 or any(communities <= keys for keys in curated), place.place_id


def test_no_settlement_has_first_names_of_two_sources_that_contradict_each_other(places: list[Place]) -> None:
    """Big and Little, eastern and western, upper and lower, old and new, 1 and 2 are two places."""
    for place in (place for place in places if place.feature_class == "P"):
        first = [name for name in place.names if name.name_type is NameType.PREFERRED]
        sources = sorted({source for name in first for source in name.sources})
        told = [profile_of(name for name in first if source in name.sources).contrasts for source in sources]
        assert not any(contrasts_conflict(one, other) for one, other in combinations(told, 2)), place.place_id


def test_no_place_is_a_settlement_and_a_thing_named_after_it(places: list[Place]) -> None:
    """A village and its hill, a town and its airbase, unit, plant or camp: no link of one is on the other."""
    spots = ("icao:", "ucdp:", "warmap:", "gppd:")
    units = re.compile(r"ocha:(SY|IQ)\w*")
    for place in places:
        of_settlement = [link for link in place.links if link.startswith(("ocha:C", "ocha:N", "iom:"))]
        others = [link for link in place.links if link.startswith(spots) or units.fullmatch(link)]
        assert not (of_settlement and others), place.place_id
        mounds = [name for name in place.names if name.sources == ("nerd",) and MOUND.match(name.toponym)]
        assert not (of_settlement and mounds), place.place_id


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        # `Atirah stands on the point of Big Jarrah (C1862); the village Atireh (C1879) is 2 km west.
        ("ocha:C1862", "wof:1259377635", False),
        ("ocha:C1879", "wof:1259377635", True),
        # Mazyunet Eljaberi and Mazyunet Elhomor, whose points are mixed up between the sources.
        ("ocha:C1906", "ocha:C1907", False),
        ("ocha:C1906", "wof:1259367235", False),
        ("ocha:C1907", "wof:1259367235", True),
    ],
)
def test_known_traps_of_the_sources(places: list[Place], one: str, other: str, together: bool) -> None:
    home = {link: place.place_id for place in places for link in place.links}
    assert (home[one] == home[other]) is together
