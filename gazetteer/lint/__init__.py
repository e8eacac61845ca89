"""What is wrong with the committed tables: `find_faults` holds them against the rules in `RULES`.

The tables are values that were read (`tables.read_places`), so a cell that does not parse has been refused
before. A rule is a small function; what it finds and is right all the same stands in
`data/lint_exceptions.toml`, each with its reason.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from gazetteer.boundaries import Boundaries, read_boundaries
from gazetteer.ids import Redirect, read_redirects
from gazetteer.lint import ids, names, places, twins
from gazetteer.lint.base import Fault, Rule, Tables
from gazetteer.lint.exceptions import LintException, read_exceptions, without_exceptions
from gazetteer.model import Place
from gazetteer.tables import read_places

__all__ = [
    "RULES",
    "Fault",
    "LintException",
    "Rule",
    "find_faults",
    "lint_data",
    "lint_text",
    "read_exceptions",
    "without_exceptions",
]

RULES = (
    Rule("id_form", "An id is eight characters of Crockford's base32.", ids.id_form),
    Rule("id_repeated", "An id is that of one place.", ids.id_repeated),
    Rule("redirect_end", "An id out of use leads, in one step, to a place or to nothing.", ids.redirect_end),
    Rule("link_form", "A place has a link, and every link is of a known source or scheme.", ids.link_form),
    Rule("link_shared", "A link leads to one place.", ids.link_shared),
    Rule(
        "position_range",
        "A position lies in the region and says how far off it may be.",
        places.position_range,
    ),
    Rule("position_source", "A position is of a known source and stands there once.", places.position_source),
    Rule(
        "position_outside_unit",
        "A place lies in its unit, or within the 5 km that the rules of the border allow.",
        places.position_outside_unit,
    ),
    Rule("unit_unknown", "Units are those of the boundaries, each in its parent.", places.unit_unknown),
    Rule("unit_of_unit", "A unit lies in no finer unit than itself.", places.unit_of_unit),
    Rule("unit_missing", "Every unit of the boundaries is a place.", places.unit_missing),
    Rule("feature_code", "A feature code has a meaning.", places.feature_code),
    Rule("no_name", "A place has a name.", names.no_name),
    Rule(
        "name_marks",
        "A name holds no marks that nobody sees, no tatweel, no space too many.",
        names.name_marks,
    ),
    Rule("name_folds_to_nothing", "A name has letters or digits to search for.", names.name_folds_to_nothing),
    Rule(
        "name_script", "A name's script is that of its letters; a romanization is Latin.", names.name_script
    ),
    Rule("name_language", "A name's language is known and written in its script.", names.name_language),
    Rule("name_source", "A name has sources, and they are known.", names.name_source),
    Rule("name_repeated", "A place has a name once in a language.", names.name_repeated),
    Rule("twins", "Two places of one kind and name are more than 500 m apart.", twins.twins),
)
"""All rules, in the order in which they are told."""

UNUSED_SENTENCE = "An exception stands for a fault."
"""What holds of the exceptions themselves."""


def find_faults(
    places: Sequence[Place],
    boundaries: Boundaries,
    redirects: Sequence[Redirect],
    rules: Sequence[Rule] = RULES,
) -> Iterator[Fault]:
    """Everything in the tables that breaks a rule, rule by rule; nothing where all is well."""
    tables = Tables(places, boundaries, redirects)
    for rule in rules:
        for place_id, detail in rule.check(tables):
            yield Fault(rule.name, place_id, detail)


def lint_data(data_dir: Path) -> list[Fault]:
    """What is wrong with the tables below a folder, without what its exceptions allow.

    Raises DataError for a table that is missing or does not parse.
    """
    read = read_places(data_dir)
    faults = find_faults(read, read_boundaries(data_dir / "boundaries"), read_redirects(data_dir))
    return list(without_exceptions(faults, read, read_exceptions(data_dir)))


def lint_text(faults: Sequence[Fault], shown: int | None = None, rules: Sequence[Rule] = RULES) -> str:
    """The faults as lines for people: each rule with its count and sentence, and up to `shown` faults of it.

    The last line is the count of all; it stands alone where there are none.
    """
    sentences = {rule.name: rule.sentence for rule in rules}
    lines: list[str] = []
    for name in dict.fromkeys(fault.rule for fault in faults):
        own = [fault for fault in faults if fault.rule == name]
        lines.append(f"{name} ({len(own)}): {sentences.get(name, UNUSED_SENTENCE)}")
        lines += [f"    {fault.place_id}  {fault.detail}" for fault in own[:shown]]
        if len(own[:shown]) < len(own):
            lines.append(f"    … and {len(own) - len(own[:shown])} more")
    return "\n".join([*lines, f"{len(faults)} faults"])
