"""Place names of Syria and Iraq, in every spelling, to the places that they mean.

>>> from gazetteer import Query, Resolver
>>> resolver = Resolver.open()
>>> resolver.resolve(Query("Dayr az Zawr", country="SY")).decision
<Decision.MATCH: 'match'>
"""

from gazetteer.answer import (
    Answer,
    DocumentReading,
    Match,
    Neighbour,
    Result,
    UnitLabel,
    WrittenAnswer,
    WrittenResult,
)
from gazetteer.atlas import Atlas
from gazetteer.atlas_rows import (
    nearby_object,
    page_object,
    statistics_object,
    suggestion_object,
    summary_object,
    surroundings_object,
)
from gazetteer.batch_formats import (
    CONTEXTS,
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
from gazetteer.labels import PlaceSummary
from gazetteer.listing import DEFAULT_PAGE, MAX_IDS, MAX_PAGE, Page
from gazetteer.model import Name, Place, Position, Units
from gazetteer.nearby import (
    DEFAULT_NEAREST,
    DEFAULT_RADIUS_M,
    DIRECTIONS,
    MAX_NEAREST,
    MAX_RADIUS_M,
    Nearby,
    Surroundings,
)
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
from gazetteer.rows import answer_row, error_row, place_object, written_row
from gazetteer.statistics import Statistics
from gazetteer.suggest import DEFAULT_SUGGESTIONS, MAX_SUGGESTIONS, Suggestion
from gazetteer.table import KINDS, Table, guess_table_kind, open_table, with_constants
from gazetteer.vocabulary import Decision, MatchType, NameType, Romanization, Script
from gazetteer.workbook import workbooks_are_read

__all__ = [
    "ATTRIBUTION",
    "CONTEXTS",
    "DEFAULT_LIMIT",
    "DEFAULT_NEAREST",
    "DEFAULT_PAGE",
    "DEFAULT_RADIUS_M",
    "DEFAULT_SUGGESTIONS",
    "DIRECTIONS",
    "FEATURE_CLASSES",
    "FIELDS",
    "FORMATS",
    "KINDS",
    "LANGUAGES",
    "MAX_IDS",
    "MAX_LIMIT",
    "MAX_NAME_LENGTH",
    "MAX_NEAREST",
    "MAX_PAGE",
    "MAX_RADIUS_M",
    "MAX_SUGGESTIONS",
    "Answer",
    "AnsweredRow",
    "ArtefactError",
    "Atlas",
    "BatchOptions",
    "Box",
    "DataError",
    "Decision",
    "DocumentReading",
    "GazetteerError",
    "InvalidQuery",
    "InvalidTable",
    "Match",
    "MatchType",
    "Name",
    "NameType",
    "Nearby",
    "Neighbour",
    "Page",
    "Place",
    "PlaceNotFound",
    "PlaceSummary",
    "Point",
    "Position",
    "Query",
    "Resolver",
    "Result",
    "Romanization",
    "Script",
    "Statistics",
    "Suggestion",
    "Surroundings",
    "Table",
    "UnitLabel",
    "Units",
    "WrittenAnswer",
    "WrittenResult",
    "answer_row",
    "answer_rows",
    "answer_table",
    "error_row",
    "guess_table_kind",
    "nearby_object",
    "open_table",
    "page_object",
    "place_object",
    "statistics_object",
    "suggestion_object",
    "summary_object",
    "surroundings_object",
    "with_constants",
    "workbooks_are_read",
    "write_answer_workbook",
    "written_row",
]
