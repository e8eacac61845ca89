"""Every public module, class and function says what it promises."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.source_tree import ALL_FILES, parse


def undocumented(tree: ast.Module, name: str) -> Iterator[str]:
    """Dotted names of public definitions without a docstring; nested functions are nobody's public."""
    if not ast.get_docstring(tree):
        yield name
    yield from _undocumented_in(tree.body, name)


def _undocumented_in(body: list[ast.stmt], prefix: str) -> Iterator[str]:
    for node in body:
        if not isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        if node.name.startswith("_") or _repeats_a_documented_one(node):
            continue
        dotted = f"{prefix}.{node.name}"
        if not ast.get_docstring(node):
            yield dotted
        if isinstance(node, ast.ClassDef):
            yield from _undocumented_in(node.body, dotted)


def _repeats_a_documented_one(node: ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """An overload or a property's setter: the docstring stands on the other definition."""
    marks = {ast.unparse(decorator).rpartition(".")[2] for decorator in node.decorator_list}
    return bool(marks & {"overload", "override", "setter"})


@pytest.mark.parametrize("path", ALL_FILES, ids=str)
def test_public_definitions_have_docstrings(path: Path) -> None:
    assert list(undocumented(parse(path), path.stem)) == []


def test_the_check_finds_what_is_missing() -> None:
    tree = ast.parse(
        "class A:\n    def f(self): ...\n    def _g(self): ...\n"
        "@overload\ndef h(): ...\ndef h():\n    'Said.'\n    def inner(): ...\n"
    )
    assert list(undocumented(tree, "m")) == ["m", "m.A", "m.A.f"]
