"""The figures behind docs/data.md: what the tables hold, counted, as pieces of Markdown by name.

`fill` puts them into a text that people write. The same tables always give the same text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gazetteer.balance import LEFT_OUT, MERGED, PLACE, Balance, NameLoss
from gazetteer.errors import DataError
from gazetteer.geometry import distance_m
from gazetteer.governorates import load_governorates
from gazetteer.model import Name, Place
from gazetteer.resources import load_table
from gazetteer.vocabulary import Script

COMMON_REASONS = {
    "no_name": "none of its names could be kept",
    "outside": "farther outside its country than the rules of the border allow, or in neither country",
    "rejected": "a curated decision takes it out",
    "repeated_key": "an earlier row of the same source has its key",
}
"""What the reasons mean that the import itself gives; the sources' own are in `data/sources.toml`."""

RARE = 100
"""Languages with fewer names are counted together."""

RARE_CODE = 5
"""Feature codes of fewer places are named in one line."""

UNCERTAINTIES_M = (300, 500, 1500, 5000)
DISTANCES_M = (300, 1000, 3000)

_CLASSES = {
    "A": "administrative units",
    "H": "water",
    "L": "areas and fields",
    "P": "settlements",
    "R": "roads",
    "S": "spots: buildings, bases, sites",
    "T": "heights and land forms",
}
_SLOT = re.compile(r"\{\{(\w+)\}\}")


@dataclass(frozen=True, slots=True)
class Tables:
    """All that is counted: places, the balance, names left out, lines of redirects and review lists."""

    places: Sequence[Place]
    balance: Balance
    names_left_out: Mapping[NameLoss, int]
    redirects: int
    reviews: Mapping[str, int]


def fill(template: str, pieces: Mapping[str, str]) -> str:
    """The template with `{{name}}` replaced by that piece. Raises DataError for one that is not there."""
    slots = set(_SLOT.findall(template))
    if missing := slots - set(pieces):
        raise DataError(f"the template asks for {', '.join(sorted(missing))}")
    return _SLOT.sub(lambda match: pieces[match[1]], template)


def figures(tables: Tables) -> dict[str, str]:
    """Every piece by its name: single figures, and Markdown tables without a line break at their end."""
    places = tables.places
    names = [name for place in places for name in place.names]
    return {
        "places": _number(len(places)),
        "names": _number(len(names)),
        "names_per_place": f"{len(names) / max(len(places), 1):.1f}",
        "places_sy": _number(sum(place.units.country_code == "SY" for place in places)),
        "places_iq": _number(sum(place.units.country_code == "IQ" for place in places)),
        "one_name": _number(sum(len(place.names) == 1 for place in places)),
        "populated": _number(sum(bool(place.population) for place in places)),
        "redirects": _number(tables.redirects),
        "by_source": _by_source(places, names),
        "balance": _balance(tables.balance),
        "reasons": _reasons(tables.balance),
        "names_left_out": _names_left_out(tables.names_left_out),
        "uncertainty_by_source": _uncertainty_by_source(),
        "uncertainty": _up_to([place.position.uncertainty_m for place in places], UNCERTAINTIES_M),
        "several_positions": _number(sum(bool(place.other_positions) for place in places)),
        "distances": _up_to(_distances(places), DISTANCES_M),
        "by_class": _by_class(places),
        "by_code": _by_code(places),
        "by_governorate": _by_governorate(places),
        "by_language": _by_language(names),
        "by_script": _counted("script", (name.script for name in names)),
        "by_scheme": _counted("scheme", (name.romanization or "none told" for name in names)),
        "by_name_type": _counted("type", (name.name_type for name in names)),
        "reviews": _table(
            ("list", "lines"),
            [(f"`review/{key}.tsv`", _number(n)) for key, n in sorted(tables.reviews.items())],
        ),
    }


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _number(count: int) -> str:
    return f"{count:,}"


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f} %" if whole else ""


def _counted(title: str, values: Iterable[str]) -> str:
    counts = Counter(map(str, values))
    rows = [(key, _number(counts[key])) for key in sorted(counts, key=lambda key: (-counts[key], key))]
    return _table((title, "names"), rows)


def _up_to(values: Sequence[float], limits: Sequence[int]) -> str:
    rows = []
    for limit in limits:
        count = sum(value <= limit for value in values)
        rows.append((f"up to {_number(limit)} m", _number(count), _share(count, len(values))))
    return _table(("", "places", "share"), [*rows, ("all", _number(len(values)), "")])


def _distances(places: Iterable[Place]) -> list[float]:
    """For each place with several positions, how far the farthest is from the preferred one."""
    return [
        max(distance_m(place.position.lat, place.position.lon, p.lat, p.lon) for p in place.other_positions)
        for place in places
        if place.other_positions
    ]


def _sources() -> list[dict[str, Any]]:
    entries = load_table("sources.toml")["source"]
    return [{**entry, "table_key": entry.get("table_key", entry["key"])} for entry in entries]


def _by_source(places: Sequence[Place], names: Sequence[Name]) -> str:
    preferred = Counter(place.position.source for place in places)
    others = Counter(position.source for place in places for position in place.other_positions)
    given = Counter(source for name in names for source in name.sources)
    only = Counter(name.sources[0] for name in names if len(name.sources) == 1)
    titles: dict[str, list[str]] = {"curated": ["decided by hand, see below"]}
    for entry in _sources():
        titles.setdefault(entry["table_key"], []).append(entry["title"])
    keys = sorted({*preferred, *others, *given}, key=lambda key: (-preferred[key], key))
    return _table(
        ("key", "source", "preferred positions", "other positions", "names", "names from it alone"),
        [
            (
                f"`{key}`",
                "; ".join(titles.get(key, [""])),
                *(_number(counts[key]) for counts in (preferred, others, given, only)),
            )
            for key in keys
        ],
    )


def _balance(balance: Balance) -> str:
    outcomes = (PLACE, MERGED, LEFT_OUT)
    rows = []
    for key in [*sorted({fate.source for fate, _ in balance.lines}), ""]:
        counts = [balance.count(outcome, key) for outcome in outcomes]
        rows.append((f"`{key}`" if key else "**all**", *map(_number, (sum(counts), *counts))))
    return _table(("source", "rows", "= places", "+ merged", "+ left out"), rows)


def _reasons(balance: Balance) -> str:
    told = {
        (entry["table_key"], reason): meaning
        for entry in _sources()
        for reason, meaning in entry.get("left_out", {}).items()
    }
    return _table(
        ("source", "reason", "rows", "which means"),
        [
            (
                f"`{fate.source}`",
                f"`{fate.reason}`",
                _number(count),
                told.get((fate.source, fate.reason), COMMON_REASONS.get(fate.reason, "")),
            )
            for fate, count in balance.lines
            if fate.outcome == LEFT_OUT
        ],
    )


def _names_left_out(losses: Mapping[NameLoss, int]) -> str:
    rows = [(f"`{loss.source}`", f"`{loss.rule}`", _number(n)) for loss, n in sorted(losses.items())]
    return _table(("source", "rule", "names"), [*rows, ("**all**", "", _number(sum(losses.values())))])


def _uncertainty_by_source() -> str:
    entries = sorted(_sources(), key=lambda entry: (entry["rank"], entry["title"]))
    return _table(
        ("rank", "key", "source", "usual error", "where the figure comes from"),
        [
            (
                str(entry["rank"]),
                f"`{entry['table_key']}`",
                entry["title"].partition(":")[0],
                f"{_number(entry['uncertainty_m'])} m",
                entry["why"],
            )
            for entry in entries
        ],
    )


def _by_class(places: Sequence[Place]) -> str:
    counts = Counter(place.feature_class for place in places)
    rows = [(key, _CLASSES.get(key, ""), _number(counts[key])) for key in sorted(counts)]
    return _table(("class", "", "places"), rows)


def _by_code(places: Sequence[Place]) -> str:
    meanings = load_table("feature_codes.toml")
    counts = Counter(place.feature_code for place in places)
    codes = sorted(counts, key=lambda code: (-counts[code], code))
    common = [code for code in codes if counts[code] >= RARE_CODE]
    rows = [(f"`{code}`", str(meanings.get(code, "")), _number(counts[code])) for code in common]
    if rare := codes[len(common) :]:
        told = ", ".join(str(meanings.get(code, code)) for code in rare)
        rows.append((f"{len(rare)} others", told, _number(sum(counts[code] for code in rare))))
    return _table(("code", "meaning", "places"), rows)


def _by_governorate(places: Sequence[Place]) -> str:
    groups: dict[str, list[Place]] = {}
    for place in places:
        groups.setdefault(place.units.admin1, []).append(place)
    rows = [
        (f"`{unit.code}`", unit.name_en, *_known_names(groups.get(unit.code, ())))
        for unit in sorted(load_governorates(), key=lambda unit: unit.code)
    ]
    header = ("code", "governorate", "places", "names", "a place", "with Arabic", "with Latin", "with both")
    return _table(header, [*rows, ("", "**all**, with both countries", *_known_names(places))])


def _known_names(places: Sequence[Place]) -> tuple[str, ...]:
    names = sum(len(place.names) for place in places)
    arabic, latin = _having(Script.ARABIC), _having(Script.LATIN)
    counts = (
        sum(map(arabic, places)),
        sum(map(latin, places)),
        sum(arabic(place) and latin(place) for place in places),
    )
    each = f"{names / len(places):.1f}" if places else ""
    return (_number(len(places)), _number(names), each, *(_share(count, len(places)) for count in counts))


def _having(script: Script) -> Callable[[Place], bool]:
    return lambda place: any(name.script is script for name in place.names)


def _by_language(names: Sequence[Name]) -> str:
    counts = Counter(name.lang for name in names)
    common = [lang for lang in sorted(counts, key=lambda lang: (-counts[lang], lang)) if counts[lang] >= RARE]
    rest = len(counts) - len(common)
    rows = [(f"`{lang}`", _number(counts[lang])) for lang in common]
    if rest:
        rows.append((f"{rest} others", _number(sum(n for lang, n in counts.items() if lang not in common))))
    return _table(("language", "names"), rows)
