"""How important a place is, 0-1: the formula of docs/ranking.md, from facts in the gazetteer alone."""

from __future__ import annotations

import math

from gazetteer.model import Place
from gazetteer.resources import load_table


def importance(place: Place) -> float:
    """Importance of a place, 0 (a ruin that one source knows) to 1 (a country).

    The rank of its feature code, and above it: population on a log scale, the sources that have it,
    the languages of the wider world that name it. Numbers and reasons are in `data/importance.toml`.
    """
    table = load_table("importance.toml")
    rank = table["rank"].get(place.feature_code, table["rank_of_class"].get(place.feature_class, 0.0))
    size = table["population"] * math.log10(max(place.population, 1)) / 7
    sources = {name_source for name in place.names for name_source in name.sources}
    known = table["sources"] * min(len(sources) - 1, 4) / 4
    languages = {name.lang for name in place.names} - set(table["own_languages"])
    famed = table["languages"] * math.log2(1 + min(len(languages), 15)) / 4
    return float(min(1.0, max(0.0, rank + (1 - rank) * (size + known + famed))))


def times_listed(place: Place) -> int:
    """0 for a place of no list of today's places, 1 for one of such a list alone, 2 for one of others too.

    The lists are in `data/importance.toml`; units and their seats are in every list.
    """
    table = load_table("importance.toml")
    if place.feature_code.startswith(tuple(table["always_listed"])):
        return 2
    lists = set(table["aid_lists"])
    sources = {source for name in place.names for source in name.sources}
    return 0 if not sources & lists else 2 if sources - lists else 1
