"""Draws docs/coverage.png: where the gazetteer has places, by the source of the position and by class.

    python -m benchmarks.coverage_map [FILE]

Needs the extra `docs` (matplotlib). The figure holds the committed tables and nothing else; it is drawn again
after an import.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import matplotlib as mpl
import numpy as np
import shapely
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from PIL import Image

from gazetteer.boundaries import Boundaries, read_boundaries
from gazetteer.model import Place
from gazetteer.resources import data_dir
from gazetteer.tables import read_places

TARGET = Path(__file__).resolve().parent.parent / "docs" / "coverage.png"
WIDTH_PX, DPI = 1600, 100
COLOURS_IN_FILE = 160
"""A palette this large keeps the figure's colours and a third of its bytes."""

INK, PALE, PAPER = "#222222", "#9a9a9a", "#ffffff"

# Colours that those who do not see red from green can tell apart (Okabe and Ito, "Color Universal Design").
SOURCES = (
    (("wof", "gn"), "Who's On First, GeoNames", "#56b4e9"),
    (("ocha",), "OCHA", "#d55e00"),
    (("iom",), "IOM DTM Iraq", "#009e73"),
    (("pleiades", "syriaca", "nerd"), "Pleiades, Syriac Gazetteer, NERD", "#cc79a7"),
    ((), "other sources and curated", "#222222"),
)
CLASSES = (
    ("P", "settlements", "#9fb8cc", "o", 1.0),
    ("S", "spots: airfields, plants, sites", "#d55e00", "^", 13.0),
    ("L", "areas: bases, oil and gas fields", "#e69f00", "s", 14.0),
    ("T", "hills, mountains, plains", "#7a5230", "v", 14.0),
    ("H", "water", "#0072b2", "D", 12.0),
)
ATTRIBUTION = (
    "Places: GeoNames, Who's On First, UN OCHA, IOM DTM Iraq, Pleiades, The Syriac Gazetteer, UCDP, "
    "Wikipedia's contributors and others; changed.\nBoundaries: OCHA COD, simplified; they imply no "
    "endorsement or acceptance. Credits and licences: ATTRIBUTION.md. Data: CC BY 4.0."
)


def draw(places: Sequence[Place], boundaries: Boundaries) -> Figure:
    """Two maps side by side: settlements by the source of their position, and all other classes."""
    mpl.rcParams["font.family"] = "DejaVu Sans"
    figure = Figure(figsize=(WIDTH_PX / DPI, 8.5), dpi=DPI, facecolor=PAPER)
    shown = [place for place in places if place.feature_class != "A"]
    left, right = figure.subplots(1, 2, sharex=True, sharey=True)
    figure.subplots_adjust(left=0.01, right=0.99, top=0.92, bottom=0.165, wspace=0.02)
    for axes in (left, right):
        _draw_boundaries(axes, boundaries)
    _draw_sources(left, shown)
    _draw_classes(right, shown)
    left.set_title("by the source of the position", color=INK, fontsize=14, pad=6)
    right.set_title("by class", color=INK, fontsize=14, pad=6)
    figure.text(
        0.5,
        0.965,
        f"{len(shown):,} places of Syria and Iraq",
        ha="center",
        fontsize=18,
        color=INK,
        weight="bold",
    )
    figure.text(0.01, 0.012, ATTRIBUTION, fontsize=9, color="#555555", va="bottom", linespacing=1.5)
    return figure


def save(figure: Figure, target: Path) -> None:
    """Write the figure as a PNG of few colours, without a date: the same tables give the same file."""
    figure.savefig(target, metadata={"Software": None})
    with Image.open(target) as image:
        image.convert("RGB").quantize(
            COLOURS_IN_FILE, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE
        ).save(target, optimize=True)


def _draw_sources(axes: Axes, places: Iterable[Place]) -> None:
    told = {key: label for keys, label, _ in SOURCES for key in keys}
    rest = SOURCES[-1][1]
    groups: dict[str, list[Place]] = {label: [] for _, label, _ in SOURCES}
    for place in places:
        groups[told.get(place.position.source, rest)].append(place)
    handles = []
    for _, label, colour in SOURCES:
        # The few lie on top of the many.
        size = 1.0 if len(groups[label]) > 3000 else 5.0
        _scatter(axes, groups[label], colour, "o", size)
        handles.append(_handle(f"{label} ({len(groups[label]):,})", colour, "o"))
    _legend(axes, handles)


def _draw_classes(axes: Axes, places: Sequence[Place]) -> None:
    counts = Counter(place.feature_class for place in places)
    handles = []
    for letter, label, colour, marker, size in CLASSES:
        of_class = [place for place in places if place.feature_class == letter]
        _scatter(axes, of_class, colour, marker, size)
        handles.append(_handle(f"{label} ({counts[letter]:,})", colour, marker))
    _legend(axes, handles)


def _scatter(axes: Axes, places: Sequence[Place], colour: str, marker: str, size: float) -> None:
    lons = [place.position.lon for place in places]
    lats = [place.position.lat for place in places]
    edge = "white" if size > 10 else "none"
    axes.scatter(
        lons, lats, s=size, c=colour, marker=marker, edgecolors=edge, linewidths=0.3, zorder=3 + (size > 1)
    )


def _draw_boundaries(axes: Axes, boundaries: Boundaries) -> None:
    for shapes, width, colour in ((boundaries.admin1, 0.6, PALE), (boundaries.countries, 1.4, INK)):
        lines = [
            np.asarray(ring.coords)
            for shape in shapes
            for part in shapely.get_parts(shape.polygon)
            for ring in (part.exterior,)
        ]
        axes.add_collection(
            LineCollection(lines, colors=colour, linewidths=width, zorder=6 if width > 1 else 2)
        )
    west, south, east, north = shapely.union_all([shape.polygon for shape in boundaries.countries]).bounds
    axes.set_xlim(west - 0.15, east + 0.35)
    axes.set_ylim(south - 0.15, north + 0.15)
    axes.set_aspect(1 / np.cos(np.radians((south + north) / 2)))
    axes.set_axis_off()


def _handle(label: str, colour: str, marker: str) -> Line2D:
    return Line2D(
        [],
        [],
        color="none",
        marker=marker,
        markerfacecolor=colour,
        markeredgecolor="none",
        markersize=8,
        label=label,
    )


def _legend(axes: Axes, handles: Sequence[Line2D]) -> None:
    axes.legend(
        handles=handles,
        loc="upper center",
        bbox_to_anchor=(0.5, 0.0),
        ncols=2,
        frameon=False,
        fontsize=11,
        labelcolor=INK,
        handletextpad=0.3,
        columnspacing=1.4,
    )


def main() -> None:
    """Draw the committed tables."""
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET
    data = data_dir()
    save(draw(read_places(data), read_boundaries(data / "boundaries")), target)
    print(f"{target}: {target.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
