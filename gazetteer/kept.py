"""What a process keeps of what it worked out before, and the most memory that each kind may take.

Whatever is kept by what was asked has its bound here: a service meets new names for months. The bounds are of
one process and sum to `MOST_BYTES`; what depends on the data alone is not counted here.
"""

from __future__ import annotations

from typing import NamedTuple

MEGABYTE = 2**20


class Bound(NamedTuple):
    """How many entries are kept, and how many bytes the largest of them takes, its key and place included."""

    entries: int
    entry_bytes: int

    @property
    def most_bytes(self) -> int:
        """Memory when all entries are as large as they get."""
        return self.entries * self.entry_bytes


WORDS = Bound(3_000, 4_200)
"""Words taken apart; a name has several, and the generic ones come again and again. Most take 550 bytes."""

CHARACTERS = Bound(2_048, 300)
"""What a character is; Arabic, Latin, Cyrillic and Syriac letters together are some 1,500."""

SHORT_TEXTS = Bound(512, 1_500)
"""Short texts as they are folded, and their scripts: reading asks for those of each word many times."""

TEXTS = Bound(64, 40_000)
"""Names taken apart: a text is read, looked up and counted, so the last few are enough."""

STORED_TEXTS = Bound(64, 2_000)
"""Which of the stored texts a text is: it is looked for to be read, and again to be matched."""

QUALIFIERS = Bound(1_024, 5_000)
"""The places that words like "near Hit" may mean."""

UNITS = Bound(1_024, 2_500)
"""The units that a text for a country or a governorate means."""

SHOWN_PLACES = Bound(1_024, 1_200)
"""What results show of a place beside how it was met: well-known ones are among the results of many names."""

EXPLAINED_WORDS = Bound(1_024, 600)
"""Words as the steps of an explanation read and leave them: all results share those of the query."""

FEATURE_FITS = Bound(1_024, 1_500)
"""How feature words and wanted feature codes meet the codes that there are, of which there are hundreds."""

FEATURE_SCORES = Bound(128, 7_000)
"""What feature words give each feature code; few of them stand together in a name."""

ANSWERS_BYTES = 16 * MEGABYTE
"""Rows of batches: some 14,000 answers with one result, 4,000 with five. More than most tables have distinct
names; all batches of a process share them."""

BATCH_ANSWERS_BYTES = 32 * MEGABYTE
"""The same of a batch that has a process to itself, from the command line; it is not part of `MOST_BYTES`."""

MOST_BYTES = ANSWERS_BYTES + sum(
    times * bound.most_bytes
    for times, bound in (
        (1, WORDS),
        (2, CHARACTERS),
        (2, SHORT_TEXTS),
        (1, TEXTS),
        (1, STORED_TEXTS),
        (1, QUALIFIERS),
        (1, UNITS),
        (1, SHOWN_PLACES),
        (4, EXPLAINED_WORDS),
        (2, FEATURE_FITS),
        (1, FEATURE_SCORES),
    )
)
"""All of it together."""
