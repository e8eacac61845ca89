"""The steps that bridge two spellings of one name, in words: the query's and the stored one's.

The steps are a table, `data/bridges.toml`, from the light to the heavy. Each is tried on both spellings at
once and kept where it brings them closer together; what is left when they are used up is a typing error.
Matching itself does without all this: it is worked out for answers that explain themselves.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Any, NamedTuple

from rapidfuzz.distance import Editop, Levenshtein

from gazetteer.bridge_steps import OPERATIONS, Spelling, read
from gazetteer.normalize import script_of
from gazetteer.resources import load_table

MOST_ERRORS = 4
"""Typing errors in one name that are told one by one; more than this is another word."""

_CACHED = 4096
"""Distances that are kept: the walks over the steps of one pair meet the same spellings again and again."""

_ALWAYS = frozenset({"clean", "lower", "cyrillic", "alphabet", "marks", "words", "join", "read"})
"""What is done in any case, as later steps need it; told only where it brings the spellings closer."""

_TOLD = frozenset({"clean", "cyrillic", "join", "read"})
"""What is told where it changes anything, as distances are of letters and sounds alone."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its key, what it does in words, and how both spellings read after it."""

    key: str
    says: str
    query: str
    name: str


@dataclass(frozen=True, slots=True)
class _Rule:
    """A step of the table; `between` is "" for spellings of any scripts, `more` the whole row."""

    key: str
    says: str
    do: str
    between: str
    neutral: bool
    more: Mapping[str, Any]

    @property
    def may_be_idle(self) -> bool:
        """True for what another step may make needless: the steps about words, and the neutral ones."""
        return self.neutral or self.do not in _ALWAYS | {"rewrite"}


@cache
def _rules() -> tuple[_Rule, ...]:
    return tuple(
        _Rule(
            row["key"],
            row["says"],
            row["do"],
            row.get("between", ""),
            row.get("neutral", False),
            MappingProxyType(row),
        )
        for row in load_table("bridges.toml")["step"]
    )


@cache
def _says_of_rest() -> dict[str, str]:
    return {entry["key"]: entry["says"] for entry in load_table("bridges.toml")["left"]}


def bridge(query: str, name: str) -> tuple[Step, ...]:
    """The steps from the query to the name, in order; none where they are one text.

    After the last of them both spellings are the same, unless it is `unlike`.
    """
    if query == name:
        return ()
    pair = _Pair(Spelling(query, script_of(query)), Spelling(name, script_of(name)))
    left_out: frozenset[int] = frozenset()
    steps, reached = _walk(pair, left_out)
    # "ash" need not become "al" where both articles go; what only another step needed goes with that.
    for number in [number for number, _ in reversed(steps) if _rules()[number].may_be_idle]:
        fewer, as_near = _walk(pair, left_out | {number})
        if as_near.distance <= reached.distance and len(fewer) < len(steps):
            left_out |= {number}
            steps, reached = fewer, as_near
    return (*(step for _, step in steps), *_rest(reached))


@dataclass(frozen=True, slots=True)
class _Pair:
    """Both spellings as they stand."""

    query: Spelling
    name: Spelling

    @property
    def across(self) -> bool:
        """True where they are of two scripts."""
        return self.query.script is not self.name.script

    @property
    def distance(self) -> int:
        """Letters that part the two, spaces not counted."""
        return _distance(self.query, self.name, self.across)

    def after(self, rule: _Rule) -> _Pair:
        """The pair with this step done to both."""
        query, name = OPERATIONS[rule.do](self.query, self.name, rule.more)
        return replace(self, query=query, name=name)


@lru_cache(maxsize=_CACHED)
def _distance(query: Spelling, name: Spelling, across: bool) -> int:
    one, other = ((read(spelling) if across else spelling).text for spelling in (query, name))
    return Levenshtein.distance(one.replace(" ", ""), other.replace(" ", ""))


def _walk(pair: _Pair, left_out: frozenset[int]) -> tuple[list[tuple[int, Step]], _Pair]:
    """The steps that bring the pair closer, each with its number, and the pair after them."""
    steps: list[tuple[int, Step]] = []
    for number, rule in enumerate(_rules()):
        due = pair.distance > 0 or (rule.do in _TOLD and pair.query.text != pair.name.text)
        if not due or number in left_out or rule.between == ("same" if pair.across else "across"):
            continue
        done = pair.after(rule)
        if done == pair and not (rule.do == "read" and pair.across):
            continue
        change = done.distance - pair.distance
        told = change < 0 or _is_told(rule, pair, done) or (change == 0 and rule.neutral and done != pair)
        if told:
            steps.append((number, Step(rule.key, rule.says, done.query.text, done.name.text)))
        if told or rule.do in _ALWAYS:
            pair = done
    return steps, pair


def _is_told(rule: _Rule, before: _Pair, after: _Pair) -> bool:
    """True for the reading of two scripts, and for the joining of words that are joined in one spelling."""
    return rule.do in _TOLD and (before != after if rule.do != "read" else before.across)


def _rest(pair: _Pair) -> Iterator[Step]:
    """What still parts the two: words joined or split, then typing errors."""
    says = _says_of_rest()
    query, name = pair.query.text, pair.name.text
    if query == name:
        return
    joined_query, joined_name = query.replace(" ", ""), name.replace(" ", "")
    if query.count(" ") != name.count(" ") or joined_query == joined_name:
        query, name = joined_query, joined_name
        yield Step("joined_words", says["joined_words"], query, name)
    errors = _errors(query, name)
    if len(errors) > min(MOST_ERRORS, max(len(query), len(name)) // 2):
        yield Step("unlike", says["unlike"], query, name)
        return
    for error in reversed(errors):  # From the end, so that the places of those before stay true.
        wrong, right = query[error.start : error.end], error.right
        query = query[: error.start] + right + query[error.end :]
        yield Step(error.key, says[error.key].format(query=wrong, name=right), query, name)


class _Error(NamedTuple):
    """A typing error: the letters of the query from `start` to `end` stand for `right`."""

    key: str
    start: int
    end: int
    right: str


def _after(edit: Editop) -> tuple[int, int]:
    """Where the query and the name go on after an edit."""
    return edit.src_pos + (edit.tag != "insert"), edit.dest_pos + (edit.tag != "delete")


_KEY_OF_EDIT = {"insert": "letter_missing", "delete": "letter_added", "replace": "letter_changed"}


def _errors(query: str, name: str) -> list[_Error]:
    """The fewest errors that make the query of the name, in order; two letters swapped are one."""
    edits = list(Levenshtein.editops(query, name))
    errors: list[_Error] = []
    i = 0
    while i < len(edits):
        edit, start = edits[i], edits[i].src_pos
        pair = name[edit.dest_pos : edit.dest_pos + 2]
        both = i + 1 < len(edits) and _after(edits[i + 1]) == (start + 2, edit.dest_pos + 2)
        if both and query[start : start + 2] == pair[::-1]:
            errors.append(_Error("letters_swapped", start, start + 2, pair))
            i += 2
            continue
        end = start if edit.tag == "insert" else start + 1
        errors.append(_Error(_KEY_OF_EDIT[edit.tag], start, end, pair[:1] if edit.tag != "delete" else ""))
        i += 1
    return errors
