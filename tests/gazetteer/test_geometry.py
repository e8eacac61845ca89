from __future__ import annotations

import numpy as np
import pytest

from gazetteer.geometry import Box, distance_m, distances_m, in_box

ALEPPO, MOSUL = (36.20612, 37.15253), (36.34075, 43.12686)


def test_known_distance() -> None:
    # Vincenty on WGS 84 gives 537.4 km; a sphere is good to half a per cent.
    assert distance_m(*ALEPPO, *MOSUL) == pytest.approx(537_400, rel=0.005)


@pytest.mark.parametrize(
    ("one", "other", "metres"),
    [
        ((0.0, 0.0), (0.0, 0.0), 0),
        ((0.0, 0.0), (1.0, 0.0), 111_195),
        ((60.0, 0.0), (60.0, 1.0), 55_597),
        ((0.0, 179.5), (0.0, -179.5), 111_195),
        ((90.0, 0.0), (-90.0, 0.0), 20_015_115),
        ((0.0, 0.0), (0.0, 180.0), 20_015_115),
    ],
)
def test_distances_by_hand(one: tuple[float, float], other: tuple[float, float], metres: float) -> None:
    assert distance_m(*one, *other) == pytest.approx(metres, rel=1e-4, abs=1e-6)


def test_many_distances_keep_the_shape() -> None:
    lats, lons = np.array([[36.0, 37.0], [38.0, 39.0]]), np.array([[40.0, 41.0], [42.0, 43.0]])
    distances = distances_m(36.0, 40.0, lats, lons)
    assert distances.shape == (2, 2)
    assert distances[0, 0] == 0
    assert distances[1, 1] == pytest.approx(distance_m(36.0, 40.0, 39.0, 43.0))


@pytest.mark.parametrize(
    ("box", "lat", "lon", "inside"),
    [
        (Box(36, 34, 38, 36), 35.0, 37.0, True),
        (Box(36, 34, 38, 36), 34.0, 38.0, True),
        (Box(36, 34, 38, 36), 36.1, 37.0, False),
        (Box(36, 34, 38, 36), 35.0, 38.1, False),
        (Box(170, -10, -170, 10), 0.0, 175.0, True),
        (Box(170, -10, -170, 10), 0.0, -175.0, True),
        (Box(170, -10, -170, 10), 0.0, 0.0, False),
        (Box(0, 0, 0, 0), 0.0, 0.0, True),
    ],
)
def test_in_box(box: Box, lat: float, lon: float, inside: bool) -> None:
    assert in_box(box, np.array([lat]), np.array([lon])).tolist() == [inside]
