"""Units of the committed tables are found by what people call them: tests/cases/unit_names.csv."""

from __future__ import annotations

import pytest

from gazetteer.boundaries import read_boundaries
from gazetteer.compile import compile_places
from gazetteer.name_index import NameIndex
from gazetteer.place_index import PlaceIndex
from gazetteer.resources import data_dir
from gazetteer.store import Artefact, open_artefact, write_artefact
from gazetteer.tables import read_places
from gazetteer.unit_index import LEVELS, UnitIndex
from gazetteer.unit_names import find_units
from gazetteer.weights import load_weights
from tests.gazetteer.case_tables import read_cases


@pytest.fixture(scope="module")
def units_alone(tmp_path_factory: pytest.TempPathFactory) -> Artefact:
    """The units without the other places: `find_units` does not look at them, and they take long."""
    places = [place for place in read_places(data_dir()) if place.feature_class == "A"]
    path = tmp_path_factory.mktemp("units") / "units.artefact"
    write_artefact(path, "units", *compile_places(places, (), read_boundaries(data_dir() / "boundaries")))
    return open_artefact(path)


@pytest.fixture(scope="module")
def indexes(units_alone: Artefact) -> tuple[NameIndex, PlaceIndex, UnitIndex]:
    return NameIndex(units_alone), PlaceIndex(units_alone), UnitIndex(units_alone)


@pytest.mark.parametrize(
    ("level", "asked", "country", "code"), read_cases("unit_names", "level", "asked", "country", "code")
)
def test_a_unit_is_found_by_every_name(
    level: str, asked: str, country: str, code: str, indexes: tuple[NameIndex, PlaceIndex, UnitIndex]
) -> None:
    """A name of units of both countries is asked with the country."""
    found = find_units(int(level), LEVELS[int(level)], asked, *indexes, load_weights())
    assert [unit.code for unit in found if unit.code.startswith(country)] == [code]
