"""The closed word lists of the gazetteer: what a field may hold, and nothing else.

Feature codes are the GeoNames ones (https://www.geonames.org/export/codes.html);
`data/feature_codes.toml` has a word for each in use.
"""

from __future__ import annotations

from enum import StrEnum


class Script(StrEnum):
    """Script of a toponym, as ISO 15924 codes; read from its letters, never from a label."""

    LATIN = "Latn"
    ARABIC = "Arab"
    CYRILLIC = "Cyrl"
    SYRIAC = "Syrc"
    OTHER = "Zyyy"


class NameType(StrEnum):
    """What a name is to its place.

    preferred: the source's own first name. variant: another spelling or name.
    short: a name without its qualifier or with one of two twin names. historical: no longer in use.
    code: an airport or station code.
    """

    PREFERRED = "preferred"
    VARIANT = "variant"
    SHORT = "short"
    HISTORICAL = "historical"
    CODE = "code"


UNSPOKEN = frozenset({NameType.HISTORICAL, NameType.CODE})
"""Names by which nobody calls a place today: they are neither misread nor shortened."""


class Romanization(StrEnum):
    """Scheme by which a Latin name was made from another script, where it can be told.

    bgn: BGN/PCGN by its diacritics. french: French mandate spelling by its digraphs.
    ocha: OCHA's habits, told by the source. none: unknown, or the name is not a romanization.
    """

    BGN = "bgn"
    FRENCH = "french"
    OCHA = "ocha"
    NONE = ""


class MatchType(StrEnum):
    """How the query met the name, from the closest to the loosest.

    exact: the same text but for case and marks. variant: the same name in a spelling that
    folds alike. romanized: met across scripts. fuzzy: alike, not the same. prefix: the query
    begins the name. locality: a place described relative to another.
    """

    EXACT = "exact"
    VARIANT = "variant"
    ROMANIZED = "romanized"
    FUZZY = "fuzzy"
    PREFIX = "prefix"
    LOCALITY = "locality"


class Decision(StrEnum):
    """What the resolver says of its first result.

    match: take it. ambiguous: one of these, a person should look. none: not in the gazetteer.
    """

    MATCH = "match"
    AMBIGUOUS = "ambiguous"
    NONE = "none"
