"""The closed lists that rules hold places against: sources, link schemes, languages, codes."""

from __future__ import annotations

from functools import cache

from gazetteer.curate import SOURCE as CURATED
from gazetteer.resources import load_table
from gazetteer.vocabulary import Script

FOREIGN_SCHEMES = {"wd": "Wikidata", "iata": "IATA codes of airports"}
"""Ids that sources give for their rows and that are no source of ours."""


@cache
def known_sources() -> frozenset[str]:
    """The keys under which names and positions stand: those of `data/sources.toml`, and what is curated."""
    tables = (entry.get("table_key", entry["key"]) for entry in load_table("sources.toml")["source"])
    return frozenset({CURATED, *tables})


@cache
def known_schemes() -> frozenset[str]:
    """What a link may begin with."""
    return known_sources() | frozenset(FOREIGN_SCHEMES)


@cache
def scripts_of_languages() -> dict[str, frozenset[Script]]:
    """The scripts that each language may stand in, by `data/language_scripts.toml`; `und` is not in it."""
    return {
        code: frozenset(map(Script, entry["scripts"]))
        for entry in load_table("language_scripts.toml")["languages"]
        for code in entry["codes"]
    }


@cache
def known_feature_codes() -> frozenset[str]:
    """The codes of `data/feature_codes.toml`."""
    return frozenset(load_table("feature_codes.toml"))
