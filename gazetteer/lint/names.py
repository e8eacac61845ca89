"""Rules on the names of a place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from gazetteer.lint.base import Found, Tables
from gazetteer.lint.vocabulary import known_sources, scripts_of_languages
from gazetteer.model import Name
from gazetteer.normalize import clean_toponym, fold, script_of
from gazetteer.vocabulary import Romanization, Script

ANY_SCRIPT = "und"
"""The language of names of which nobody said it."""


def no_name(tables: Tables) -> Found:
    """Places that nobody could ask for."""
    for place in tables.places:
        if not place.names:
            yield place.place_id, "no name"


def name_marks(tables: Tables) -> Found:
    """Names with control, bidi or format marks, tatweel, presentation forms, or spaces too many."""
    for place_id, name in _names(tables):
        cleaned = clean_toponym(name.toponym)
        if cleaned != name.toponym:
            yield place_id, f"{name.toponym!a} should be {cleaned!a}"


def name_folds_to_nothing(tables: Tables) -> Found:
    """Names of which nothing is left to search for."""
    for place_id, name in _names(tables):
        if not fold(name.toponym):
            yield place_id, f"{name.toponym!r} has no letter or digit"


def name_script(tables: Tables) -> Found:
    """Names whose script is not that of their letters, and schemes of romanization for other scripts."""
    for place_id, name in _names(tables):
        script = script_of(name.toponym)
        if script is not name.script:
            yield place_id, f"{name.toponym!r} is {script}, not {name.script}"
        if name.romanization is not Romanization.NONE and script is not Script.LATIN:
            yield place_id, f"{name.toponym!r} cannot be a romanization ({name.romanization})"


def name_language(tables: Tables) -> Found:
    """Names in a language that is not known, or that is not written so."""
    scripts = scripts_of_languages()
    for place_id, name in _names(tables):
        if name.lang == ANY_SCRIPT:
            continue
        if name.lang not in scripts:
            yield place_id, f"{name.toponym!r}: the language {name.lang!r} is not in language_scripts.toml"
        elif name.script not in scripts[name.lang]:
            yield place_id, f"{name.toponym!r}: {name.lang} is not written in {name.script}"


def name_source(tables: Tables) -> Found:
    """Names of no source, or of one that is not known."""
    for place_id, name in _names(tables):
        unknown = [source for source in name.sources if source not in known_sources()]
        if unknown or not name.sources:
            yield place_id, f"{name.toponym!r} has the sources ({' '.join(name.sources)})"


def name_repeated(tables: Tables) -> Found:
    """Names that a place has twice in one language."""
    for place in tables.places:
        counts = Counter((name.toponym, name.lang) for name in place.names)
        for (toponym, lang), count in counts.items():
            if count > 1:
                yield place.place_id, f"{count} times {toponym!r} ({lang})"


def _names(tables: Tables) -> Iterator[tuple[str, Name]]:
    for place in tables.places:
        for name in place.names:
            yield place.place_id, name
