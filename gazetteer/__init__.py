"""Place names of Syria and Iraq, in every spelling, to the places that they mean.

>>> from gazetteer import Query, Resolver
>>> resolver = Resolver.open()
>>> resolver.resolve(Query("Dayr az Zawr", country="SY")).decision
<Decision.MATCH: 'match'>
"""

from gazetteer.answer import Answer, Match, Result, UnitLabel
from gazetteer.errors import ArtefactError, DataError, GazetteerError, InvalidQuery, PlaceNotFound
from gazetteer.geometry import Box
from gazetteer.model import Name, Place, Position, Units
from gazetteer.query import (
    DEFAULT_LIMIT,
    FEATURE_CLASSES,
    LANGUAGES,
    MAX_LIMIT,
    MAX_NAME_LENGTH,
    Point,
    Query,
)
from gazetteer.resolver import ATTRIBUTION, Resolver
from gazetteer.rows import answer_row, error_row, place_object
from gazetteer.vocabulary import Decision, MatchType, NameType, Romanization, Script

__all__ = [
    "ATTRIBUTION",
    "DEFAULT_LIMIT",
    "FEATURE_CLASSES",
    "LANGUAGES",
    "MAX_LIMIT",
    "MAX_NAME_LENGTH",
    "Answer",
    "ArtefactError",
    "Box",
    "DataError",
    "Decision",
    "GazetteerError",
    "InvalidQuery",
    "Match",
    "MatchType",
    "Name",
    "NameType",
    "Place",
    "PlaceNotFound",
    "Point",
    "Position",
    "Query",
    "Resolver",
    "Result",
    "Romanization",
    "Script",
    "UnitLabel",
    "Units",
    "answer_row",
    "error_row",
    "place_object",
]
