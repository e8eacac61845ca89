"""Distances that a text states: "65 km" in "Jbela, 65 km south of Baghdad".

The words are a table, `data/spelling/relations.toml`.
"""

from __future__ import annotations

import re

from gazetteer.compound import relation_words
from gazetteer.normalize import fold

METRES = {"kilometres": 1000.0, "miles": 1609.344}

_NUMBER = re.compile(r"^\d{1,4}(?:[.,]\d+)?$")
_NUMBER_AND_UNIT = re.compile(r"^(\d{1,4}(?:[.,]\d+)?)([^\W\d]+)$")


def take_distance(text: str) -> tuple[str, float]:
    """The text without a distance, and the distance in metres (0 where there is none)."""
    words = text.split()
    kept: list[str] = []
    distance_m, i = 0.0, 0
    while i < len(words):
        joined = _NUMBER_AND_UNIT.match(fold(words[i]))
        number = fold(words[i])
        unit = fold(words[i + 1]) if i + 1 < len(words) else ""
        if joined and (factor := _metres(joined[2])):
            distance_m = float(joined[1].replace(",", ".")) * factor
            i += 1
        elif _NUMBER.match(number) and (factor := _metres(unit)):
            distance_m = float(number.replace(",", ".")) * factor
            i += 2
        else:
            kept.append(words[i])
            i += 1
    return " ".join(kept), distance_m


def _metres(unit: str) -> float:
    for name, factor in METRES.items():
        if unit in relation_words("distance", name):
            return factor
    return 0.0
