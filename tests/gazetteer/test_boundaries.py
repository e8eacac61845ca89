from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import shapely

from gazetteer.boundaries import (
    DECIMALS,
    TOLERANCE_DEGREES,
    Boundaries,
    UnitShape,
    read_boundaries,
    simplify_coverage,
    to_geojson,
)
from gazetteer.errors import DataError
from gazetteer.governorates import load_governorates
from gazetteer.model import Units
from gazetteer.resources import data_dir


@pytest.fixture(scope="module")
def committed() -> Boundaries:
    return read_boundaries(data_dir() / "boundaries")


def wavy_grid(columns: int, rows: int) -> list[shapely.Polygon]:
    """Cells of a tenth of a degree whose shared edges wave by less than the tolerance."""

    def edge(x0: float, y0: float, x1: float, y1: float) -> list[tuple[float, float]]:
        steps = np.linspace(0, 1, 41)
        wave = 0.0004 * np.sin(steps * 6 * np.pi)
        return [
            (x0 + (x1 - x0) * t + (y1 - y0) * w * 10, y0 + (y1 - y0) * t + (x1 - x0) * w * 10)
            for t, w in zip(steps, wave, strict=True)
        ]

    def cell(i: int, j: int) -> shapely.Polygon:
        west, east, south, north = 40 + i / 10, 40.1 + i / 10, 35 + j / 10, 35.1 + j / 10
        ring = edge(west, south, east, south) + edge(east, south, east, north)[1:]
        ring += edge(west, north, east, north)[::-1][1:] + edge(west, south, west, north)[::-1][1:-1]
        return shapely.Polygon(ring)

    return [cell(i, j) for i in range(columns) for j in range(rows)]


def test_a_simplified_grid_is_still_a_coverage_of_the_same_ground() -> None:
    grid = wavy_grid(3, 2)
    simple = simplify_coverage(grid)
    assert shapely.coverage_is_valid(simple)
    assert shapely.get_num_coordinates(simple).sum() < shapely.get_num_coordinates(grid).sum() / 4
    for before, after in zip(grid, simple, strict=True):
        assert before.symmetric_difference(after).area < 0.05 * before.area


def test_overlapping_polygons_cannot_be_simplified() -> None:
    with pytest.raises(DataError, match="overlap"):
        simplify_coverage([shapely.box(0, 0, 1, 1), shapely.box(0.5, 0, 2, 1)])


@pytest.mark.parametrize("level", ["countries", "admin1", "admin2", "admin3"])
@pytest.mark.parametrize("country_code", ["SY", "IQ"])
def test_committed_units_of_a_level_are_a_coverage(
    committed: Boundaries, level: str, country_code: str
) -> None:
    shapes = [s.polygon for s in getattr(committed, level) if s.units.country_code == country_code]
    assert shapely.is_valid(shapes).all()
    assert shapely.coverage_is_valid(shapes)


def test_committed_units_are_all_there(committed: Boundaries) -> None:
    assert [len(committed.countries), len(committed.admin1)] == [2, 33]
    assert [len(committed.admin2), len(committed.admin3)] == [62 + 101, 272 + 294]
    assert {shape.code for shape in committed.admin1} == {unit.code for unit in load_governorates()}


def test_halabja_is_a_governorate_of_its_own(committed: Boundaries) -> None:
    parts = [shape.code for shape in committed.admin3 if shape.units.admin1 == "IQ-HA"]
    assert parts == ["IQG06Q05N01", "IQG06Q05N02", "IQG06Q05N03", "IQG06Q05N04"]


def test_no_country_has_holes_from_slivers(committed: Boundaries) -> None:
    for shape in committed.countries:
        assert sum(len(part.interiors) for part in shapely.get_parts(shape.polygon)) == 0


def test_committed_coordinates_are_rounded(committed: Boundaries) -> None:
    points = shapely.get_coordinates([shape.polygon for shape in committed.admin3])
    assert np.array_equal(points, np.round(points, DECIMALS))


def test_committed_files_are_small() -> None:
    assert sum(path.stat().st_size for path in (data_dir() / "boundaries").glob("*.geojson")) < 1_500_000
    assert TOLERANCE_DEGREES == 0.002


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    square = shapely.box(40, 35, 41, 36)
    written = {
        "SY": UnitShape(Units("SY", "SY-HL", "SY0205", "SY020502"), square),
        "IQ": UnitShape(Units("IQ", "IQ-HA", "IQG06Q05", "IQG06Q05N01"), shapely.box(41, 35, 42, 36)),
    }
    for country_code, shape in written.items():
        (tmp_path / f"{country_code}.geojson").write_text(to_geojson([shape]), encoding="utf-8")
    boundaries = read_boundaries(tmp_path)
    assert [shape.units for shape in boundaries.admin3] == [written["IQ"].units, written["SY"].units]
    assert boundaries.admin1[1].units == Units("SY", "SY-HL")
    assert boundaries.countries[1].polygon.equals(square)


@pytest.mark.parametrize("text", [None, "{", "[]", '{"type": "FeatureCollection"}'])
def test_a_missing_or_broken_file_is_named(tmp_path: Path, text: str | None) -> None:
    if text is not None:
        (tmp_path / "SY.geojson").write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=r"SY\.geojson"):
        read_boundaries(tmp_path)
