"""Place names of Syria and Iraq, in every spelling, to the places that they mean.

>>> from gazetteer import Query, Resolver
>>> resolver = Resolver.open()
>>> resolver.resolve(Query("Dayr az Zawr", country="SY")).decision
<Decision.MATCH: 'match'>
"""

from gazetteer.answer import Answer, Match, Result, UnitLabel
from gazetteer.batch_formats import (
    FORMATS,
    AnsweredRow,
    BatchOptions,
    answer_rows,
    answer_table,
    write_answer_workbook,
)
from gazetteer.columns import FIELDS
from gazetteer.errors import (
    ArtefactError,
    DataError,
    GazetteerError,
    InvalidQuery,
    InvalidTable,
    PlaceNotFound,
)
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
from gazetteer.table import KINDS, Table, guess_table_kind, open_table
from gazetteer.vocabulary import Decision, MatchType, NameType, Romanization, Script
from gazetteer.workbook import workbooks_are_read

__all__ = [
    "ATTRIBUTION",
    "DEFAULT_LIMIT",
    "FEATURE_CLASSES",
    "FIELDS",
    "FORMATS",
    "KINDS",
    "LANGUAGES",
    "MAX_LIMIT",
    "MAX_NAME_LENGTH",
    "Answer",
    "AnsweredRow",
    "ArtefactError",
    "BatchOptions",
    "Box",
    "DataError",
    "Decision",
    "GazetteerError",
    "InvalidQuery",
    "InvalidTable",
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
    "Table",
    "UnitLabel",
    "Units",
    "answer_row",
    "answer_rows",
    "answer_table",
    "error_row",
    "guess_table_kind",
    "open_table",
    "place_object",
    "workbooks_are_read",
    "write_answer_workbook",
]
