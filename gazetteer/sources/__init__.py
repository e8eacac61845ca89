"""The raw sources and their readers: `SOURCES` lists all, in order of rank."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from gazetteer.resources import load_table
from gazetteer.sources.airports import read_airports
from gazetteer.sources.base import LeftOut, Outcome, Source, SourceRecord
from gazetteer.sources.geonames import read_geonames
from gazetteer.sources.iom_iraq import read_iom_iraq
from gazetteer.sources.natural_earth import read_natural_earth
from gazetteer.sources.nerd import read_nerd
from gazetteer.sources.ocha_iraq import read_ocha_iraq
from gazetteer.sources.ocha_syria import read_ocha_syria
from gazetteer.sources.open_syria import read_open_syria
from gazetteer.sources.pleiades import read_pleiades
from gazetteer.sources.power_plants import read_power_plants
from gazetteer.sources.syriac_gazetteer import read_syriac_gazetteer
from gazetteer.sources.ucdp import read_ucdp
from gazetteer.sources.warmap import read_warmap
from gazetteer.sources.whosonfirst import read_whosonfirst

__all__ = ["SOURCES", "LeftOut", "Outcome", "Source", "SourceRecord"]

_READERS: dict[str, Callable[[Path], Iterator[Outcome]]] = {
    "ocha_cod_syria": read_ocha_syria,
    "ocha_cod_iraq": read_ocha_iraq,
    "airports": read_airports,
    "whosonfirst": read_whosonfirst,
    "geonames_cities500": read_geonames,
    "iom_dtm_iraq": read_iom_iraq,
    "ucdp": read_ucdp,
    "open_syria_geography": read_open_syria,
    "nerd_sites": read_nerd,
    "power_plants": read_power_plants,
    "natural_earth_10m": read_natural_earth,
    "pleiades": read_pleiades,
    "syriac_gazetteer": read_syriac_gazetteer,
    "warmap": read_warmap,
}
"""By folder below the sources' directory."""


def _load_sources() -> tuple[Source, ...]:
    return tuple(
        Source(
            key=entry["key"],
            folder=entry["folder"],
            read=_READERS[entry["folder"]],
            rank=entry["rank"],
            uncertainty_m=entry["uncertainty_m"],
            title=entry["title"],
            licence=entry["licence"],
            left_out_reasons=entry.get("left_out", {}),
        )
        for entry in load_table("sources.toml")["source"]
    )


SOURCES: tuple[Source, ...] = tuple(sorted(_load_sources(), key=lambda source: (source.rank, source.key)))
