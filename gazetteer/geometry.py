"""Distances and boxes on the sphere. Coordinates are WGS 84 degrees; boxes are (west, south, east, north)."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

EARTH_RADIUS_M = 6_371_008.8
"""Mean radius of the GRS 80 ellipsoid (IUGG); good to 0.5 % for distances."""

METRES_PER_DEGREE = EARTH_RADIUS_M * np.pi / 180
"""Length of one degree of latitude."""

FloatArray = npt.NDArray[np.floating]
ObjectArray = npt.NDArray[np.object_]


class Box(NamedTuple):
    """A box in degrees; west > east means that it crosses the antimeridian."""

    west: float
    south: float
    east: float
    north: float


def distance_m(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance in metres between two points."""
    return float(distances_m(lat1, lon1, np.asarray(lat2), np.asarray(lon2)))


def distances_m(lat: float, lon: float, lats: FloatArray, lons: FloatArray) -> FloatArray:
    """Great-circle distances in metres from one point to many (haversine); shape of `lats`."""
    phi1, phi2 = np.radians(lat), np.radians(lats)
    half_dphi = (phi2 - phi1) / 2
    half_dlambda = np.radians(np.asarray(lons) - lon) / 2
    h = np.sin(half_dphi) ** 2 + np.cos(phi1) * np.cos(phi2) * np.sin(half_dlambda) ** 2
    return np.asarray(2 * EARTH_RADIUS_M * np.arcsin(np.sqrt(np.minimum(1.0, h))))


def bearing_deg(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Initial bearing of the great circle from the first point to the second, 0-360 clockwise from north."""
    return float(bearings_deg(lat1, lon1, np.asarray(lat2), np.asarray(lon2)))


def bearings_deg(lat: float, lon: float, lats: FloatArray, lons: FloatArray) -> FloatArray:
    """Initial bearings from one point to many, 0-360 clockwise from north; shape of `lats`."""
    phi1, phi2 = np.radians(lat), np.radians(lats)
    dlambda = np.radians(np.asarray(lons) - lon)
    east = np.sin(dlambda) * np.cos(phi2)
    north = np.cos(phi1) * np.sin(phi2) - np.sin(phi1) * np.cos(phi2) * np.cos(dlambda)
    return np.asarray(np.degrees(np.arctan2(east, north)) % 360)


def destination(lat: float, lon: float, bearing: float, away_m: float) -> tuple[float, float]:
    """The point so many metres from another, as (lat, lon), by the great circle of that initial bearing."""
    phi, theta, delta = np.radians(lat), np.radians(bearing), away_m / EARTH_RADIUS_M
    sine = np.sin(phi) * np.cos(delta) + np.cos(phi) * np.sin(delta) * np.cos(theta)
    east = np.sin(theta) * np.sin(delta) * np.cos(phi)
    lon2 = lon + np.degrees(np.arctan2(east, np.cos(delta) - np.sin(phi) * sine))
    return float(np.degrees(np.arcsin(sine))), float((lon2 + 540) % 360 - 180)


def on_grid(lat: float, lon: float, per_degree: int, decimals: int = 5) -> bool:
    """True where both degrees are multiples of 1/per_degree, as exactly as this many decimals can say it."""
    tolerance = per_degree * 0.6 / 10**decimals
    return all(abs(degrees * per_degree - round(degrees * per_degree)) <= tolerance for degrees in (lat, lon))


def in_box(box: Box, lats: FloatArray, lons: FloatArray) -> npt.NDArray[np.bool_]:
    """True where a point lies in the box, edges included; shape of `lats`."""
    rows = (lats >= box.south) & (lats <= box.north)
    if box.west <= box.east:
        return np.asarray(rows & (lons >= box.west) & (lons <= box.east))
    return np.asarray(rows & ((lons >= box.west) | (lons <= box.east)))
