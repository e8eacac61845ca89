"""The API's description as one HTML page: no script, nothing fetched, read as well without a network."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup, escape

METHODS = ("get", "post", "put", "patch", "delete")

_CODE = re.compile(r"`([^`]+)`")
_STRONG = re.compile(r"\*\*([^*]+)\*\*")
_EMPTY_LINES = re.compile(r"\n\s*\n")


def render_page(description: dict[str, Any]) -> str:
    """The page of an OpenAPI description."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["prose"] = prose
    environment.filters["kind"] = kind
    operations = [
        (path, method, item[method])
        for path, item in description["paths"].items()
        for method in METHODS
        if method in item
    ]
    return environment.get_template("docs.html").render(
        api=description, operations=operations, resolved=lambda node: resolved(description, node)
    )


def resolved(description: dict[str, Any], node: dict[str, Any]) -> dict[str, Any]:
    """The node, or what its $ref leads to."""
    while "$ref" in node:
        target: Any = description
        for key in node["$ref"].removeprefix("#/").split("/"):
            target = target[key]
        node = target
    return node


def prose(text: str) -> Markup:
    """The little Markdown that descriptions have: paragraphs, `code`, **strong**."""
    marked = _STRONG.sub(r"<strong>\1</strong>", _CODE.sub(r"<code>\1</code>", str(escape(text.strip()))))
    return Markup("".join(f"<p>{part}</p>" for part in _EMPTY_LINES.split(marked)))


def kind(schema: dict[str, Any]) -> str:
    """A schema in a few words: its name, or its type with its limits."""
    if "$ref" in schema:
        return str(schema["$ref"].rpartition("/")[2])
    if "enum" in schema:
        return " | ".join(map(str, schema["enum"]))
    if "oneOf" in schema:
        return " or ".join(map(kind, schema["oneOf"]))
    types = schema.get("type", "any")
    said = types if isinstance(types, str) else " or ".join(types)
    if said == "array":
        return f"array of {kind(schema.get('items', {}))}"
    for key, word in (
        ("minimum", "from"),
        ("maximum", "to"),
        ("maxLength", "at most"),
        ("default", "default"),
    ):
        if key in schema:
            said += f", {word} {schema[key]}"
    return said
