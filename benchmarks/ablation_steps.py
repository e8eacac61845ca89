"""The steps of matching that can be switched off one by one, by weights or by what reads and retrieves."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from unittest.mock import patch

import numpy as np

from gazetteer.candidates import ScoredNames, find_names
from gazetteer.name_index import NameIndex, script_code
from gazetteer.normalize import clean_toponym
from gazetteer.reading import Reading
from gazetteer.toponym import Toponym
from gazetteer.weights import Weights

FILTER = 1000.0
"""A cost of lying outside a unit that nothing makes up for."""

Numbers = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Step:
    """What is switched off: weights at other numbers, by section, and functions replaced, by dotted name."""

    title: str
    numbers: Numbers = field(default_factory=dict)
    functions: Mapping[str, Callable[..., object]] = field(default_factory=dict)

    def weights(self, weights: Weights) -> Weights:
        """The weights without the step."""
        sections = {name: replace(getattr(weights, name), **own) for name, own in self.numbers.items()}
        return replace(weights, **sections)

    @contextmanager
    def switched_off(self) -> Iterator[None]:
        """Within it the functions are replaced."""
        with ExitStack() as stack:
            for name, function in self.functions.items():
                stack.enter_context(patch(name, function))
            yield


def off(section: str, *names: str) -> Numbers:
    """These weights of a section at 0."""
    return {section: dict.fromkeys(names, 0.0)}


def _as_one_name(text: str) -> Reading:
    """The reading of a text that is never taken apart."""
    return Reading((clean_toponym(text),))


def _nothing(*_: object, **__: object) -> None:
    """Finds nothing to part."""


def _own_script(asked: Sequence[Toponym], index: NameIndex, weights: Weights) -> ScoredNames:
    """The stored names alike each of these, of its own script alone."""
    found = find_names(asked, index, weights)
    codes = np.array([script_code(one.script) for one in asked], dtype=np.int64)
    return found.take(np.flatnonzero(index.name_script[found.names] == codes[found.asked]))


STEPS = (
    Step("nothing: as it is"),
    Step(
        "names in other scripts",
        functions={
            "gazetteer.name_search.compiled_of": _nothing,
            "gazetteer.name_search.find_names": _own_script,
        },
    ),
    Step("vowels of one script", off("spelling", "vowelled", "bare")),
    Step("vowels across scripts", off("spelling", "unread", "unwritten", "ending")),
    Step("consonants and skeletons", off("spelling", "consonants", "skeleton")),
    Step("letters as written", off("spelling", "vowelled_text", "bare_text")),
    Step("articles", off("spelling", "vowelled_article", "bare_article")),
    Step("generic words (Tall, Khirbat)", off("spelling", "generic_missing", "generic_conflict")),
    Step("contrast words (Kabir, Saghir)", off("spelling", "contrast_missing", "contrast_conflict")),
    Step(
        "feature words (village, airbase)",
        {
            **off("spelling", "feature_missing"),
            **off("words", "feature_agrees", "feature_stands", "feature_conflict"),
        },
    ),
    Step("variants stand back", off("spelling", "variant")),
    Step("counterparts stand back", off("spelling", "vowelled_counterpart", "bare_counterpart")),
    Step("importance", off("place", "importance")),
    Step("thin country", off("place", "crowding")),
    Step("lists of today", off("place", "listed", "listed_too")),
    Step("units stand back", off("place", "unit")),
    Step("historical places stand back", off("place", "historical")),
    Step("qualifiers and aliases", functions={"gazetteer.matching.read": _as_one_name}),
    Step(
        "two names written as one",
        functions={
            "gazetteer.matching.split_stored": _nothing,
            "gazetteer.reading.split_joined": _nothing,
            "gazetteer.reading.split_quarter": _nothing,
        },
    ),
    Step("the governorate, unheeded", {**off("context", "outside_unit"), **off("calibration", "share")}),
    Step("the governorate, as a filter", {"context": {"outside_unit": FILTER}}),
    Step("share of the unit in none", off("calibration", "share")),
    Step("all of the calibration", {"calibration": {"sharpness": 1.0, "none": 0.0, "share": 0.0}}),
    Step("letters in none", off("none", "per_letter")),
)
"""As it is, then without one step each; functions are replaced where no weight switches it off."""
