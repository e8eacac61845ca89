"""Names to show, labels and summaries."""

from __future__ import annotations

import pytest

from gazetteer.labels import Labels
from gazetteer.place_index import PlaceIndex
from gazetteer.unit_index import UnitIndex
from tests.gazetteer.tiny import id_of


@pytest.fixture(scope="module")
def labels(places: PlaceIndex, units: UnitIndex) -> Labels:
    return Labels(places, units)


@pytest.mark.parametrize(
    ("link", "lang", "name"),
    [
        ("gn:170063", "en", "Aleppo"),
        ("gn:170063", "ar", "حلب"),
        ("gn:170063", "ku", "Heleb"),
        ("gn:170063", "tr", "Halep"),
        ("gn:170063", "ru", "Алеппо"),
        ("gn:92877", "syr", "ܢܝܢܘܐ"),
        ("gn:167080", "ru", "Maskanah"),
        ("gn:447355", "ar", "Xezêne"),
    ],
)
def test_the_name_in_a_language_or_the_latin_one(
    labels: Labels, places: PlaceIndex, link: str, lang: str, name: str
) -> None:
    assert labels.display(places.find(link), lang) == name


def test_a_label_tells_namesakes_apart(labels: Labels, places: PlaceIndex) -> None:
    rows = [places.find(link) for link in ("gn:163562", "gn:163563", "gn:163564", "gn:90500")]
    shown = {labels.label(row, labels.display(row, "en")) for row in rows}
    assert len(shown) == 4
    assert all(label.startswith("Tall Ḩasan, ") for label in shown)
    assert {label.rpartition(", ")[2] for label in shown} == {"Syria", "Iraq"}


def test_a_unit_by_its_code(labels: Labels) -> None:
    unit = labels.unit(1, "SY-HL")
    assert unit is not None
    assert (unit.code, unit.pcode, unit.name) == ("SY-HL", "SY02", "Aleppo")
    assert labels.unit(3, "") is None


def test_a_summary(labels: Labels, places: PlaceIndex) -> None:
    summary = labels.summary(places.find("gn:99072"), "ar")
    assert summary.place_id == id_of("gn:99072")
    assert (summary.name, summary.english, summary.arabic) == ("الموصل", "Mosul", "الموصل")
    assert (summary.feature_code, summary.country_code) == ("P.PPLA", "IQ")
    assert 0 < summary.importance <= 1
