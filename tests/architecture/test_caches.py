"""What is kept by what was asked has a bound; what depends on the data or on fixed words needs none."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from tests.architecture.source_tree import ALL_FILES, parse

FIXED = frozenset(
    {
        "gazetteer/bridge_steps.py:_fold_map",
        "gazetteer/bridge_steps.py:_reader",
        "gazetteer/bridge_steps.py:_rules",
        "gazetteer/columns.py:_known",
        "gazetteer/compound.py:relation_words",
        "gazetteer/kinds.py:common_limits",
        "gazetteer/kinds.py:family_of",
        "gazetteer/kinds.py:kind_of",
        "gazetteer/governorates.py:admin1_of_pcode",
        "gazetteer/reading.py:_pattern",
        "gazetteer/resources.py:load_table",
        "gazetteer/misreadings.py:letter_pairs",
        "gazetteer/romanize.py:_groups",
        "gazetteer/romanize.py:_letters",
        "gazetteer/romanize.py:_translation",
    }
)
"""Functions of a few values that the code or the data name."""

IMPORTER = frozenset(
    {
        "gazetteer/agreement.py:sounds",
        "gazetteer/copies.py:spelling",
        "gazetteer/profiles.py:_analysed",
        "gazetteer/toponym.py:is_set_aside",
        "gazetteer/word_counts.py:heard",
        "gazetteer/word_counts.py:spoken",
        "gazetteer/word_counts.py:words",
        "gazetteer/misread_groups.py:_consonants",
        "gazetteer/misread_groups.py:_dots",
        "gazetteer/misreadings.py:_undotted",
        "gazetteer/misreadings.py:skeletons",
    }
)
"""Functions of names that an import alone asks, which ends."""


def unbounded(tree: ast.Module) -> Iterator[str]:
    """The functions with parameters whose every answer is kept."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.args.args:
            for decorator in node.decorator_list:
                if ast.unparse(decorator).removeprefix("functools.") in ("cache", "lru_cache(maxsize=None)"):
                    yield node.name


def test_nothing_grows_with_what_is_asked() -> None:
    found = {f"{path.as_posix()}:{name}" for path in ALL_FILES for name in unbounded(parse(path))}
    assert found == FIXED | IMPORTER


@pytest.mark.parametrize(
    "decorator", ["cache", "functools.cache", "lru_cache(maxsize=None)", "functools.lru_cache(maxsize=None)"]
)
def test_the_check_finds_a_cache_without_a_bound(decorator: str) -> None:
    assert list(unbounded(ast.parse(f"@{decorator}\ndef f(name): ...")))


@pytest.mark.parametrize("source", ["@lru_cache(maxsize=9)\ndef f(name): ...", "@cache\ndef f(): ..."])
def test_the_check_lets_bounded_ones_be(source: str) -> None:
    assert not list(unbounded(ast.parse(source)))
