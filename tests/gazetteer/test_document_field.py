from __future__ import annotations

import numpy as np
import pytest

from gazetteer.document_field import DocumentField
from gazetteer.geometry import distance_m
from gazetteer.place_index import PlaceIndex
from tests.gazetteer.tiny import id_of

SCALE_M = 20_000.0


@pytest.fixture(scope="module")
def field(places: PlaceIndex) -> DocumentField:
    return DocumentField(places, SCALE_M)


def nearness(places: PlaceIndex, one: int, other: int) -> float:
    """By great circle, place by place: what the field approximates by cells on a plane."""
    lat, lon = places.lat, places.lon
    return float((1 + (distance_m(lat[one], lon[one], lat[other], lon[other]) / SCALE_M) ** 2) ** -2)


def test_a_lift_is_nearness_over_its_mean(places: PlaceIndex, field: DocumentField) -> None:
    source, near = places.find(id_of("gn:99072")), places.find(id_of("gn:90500"))
    mean = np.mean([nearness(places, source, row) for row in range(len(places))])
    (lift,) = field.lift(field.cell[[near]], field.cell[[source]], np.ones(1))
    assert lift == pytest.approx(nearness(places, source, near) / mean, rel=0.25)


def test_a_mass_spreads_over_all_places(field: DocumentField) -> None:
    """Among all places the mean lift of a mass is the mass: it moves probability, and makes none."""
    masses = np.array([0.5, 1.0, 0.25])
    lifts = field.lift(field.cell, field.cell[[0, 7, 20]], masses)
    assert lifts.mean() == pytest.approx(masses.sum())


def test_masses_add_up_also_at_one_spot(field: DocumentField) -> None:
    sources, masses = field.cell[[3, 3, 9]], np.array([0.2, 0.3, 0.5])
    for cell in field.cell[:5]:
        (together,) = field.lift(np.array([cell]), sources, masses)
        assert field.lifts_by(int(cell), sources, masses).sum() == pytest.approx(together)


def test_nothing_lifts_nothing(field: DocumentField) -> None:
    none = np.zeros(0, dtype=np.int64)
    assert field.lift(field.cell[:3], none, np.zeros(0)).tolist() == [0, 0, 0]
    assert field.lift(none, field.cell[:3], np.ones(3)).tolist() == []
    assert field.lifts_by(0, none, np.zeros(0)).tolist() == []


def test_chunks_change_nothing(field: DocumentField, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = field.lift(field.cell, field.cell[:9], np.ones(9))
    monkeypatch.setattr("gazetteer.document_field._CHUNK", 1)
    assert field.lift(field.cell, field.cell[:9], np.ones(9)).tolist() == pytest.approx(whole.tolist())
