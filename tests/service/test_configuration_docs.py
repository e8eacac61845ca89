"""docs/configuration.md says what `service/config.py` does.

`REWRITE_DOCS=1 make test ARGS="tests/service/test_configuration_docs.py"` writes the table anew.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from service.config import PREFIX, Settings, settings_table, variables_of


def table() -> str:
    """The settings as a Markdown table, in the order of the code."""
    lines = ["| variable | default | takes | what for |", "|---|---|---|---|"]
    for name, setting in settings_table():
        variables = ", ".join(f"`{variable}`" for variable in variables_of(name, setting))
        default = getattr(Settings(), name)
        shown = "" if default in (None, "") else f"`{int(default) if default is False else default}`"
        accepted = setting.accepted.replace("|", "\\|")
        lines.append(f"| {variables} | {shown} | {accepted} | {setting.about} |")
    return "\n".join(lines)


@pytest.fixture
def path(repo_root: Path) -> Path:
    return repo_root / "docs" / "configuration.md"


def test_the_table_is_that_of_the_code(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    written = re.sub(
        r"(?<=<!-- settings -->\n).*(?=<!-- /settings -->)",
        lambda _: f"\n{table()}\n\n",
        text,
        flags=re.DOTALL,
    )
    if os.environ.get("REWRITE_DOCS"):
        path.write_text(written, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == written


def test_no_variable_is_named_that_is_none(path: Path) -> None:
    known = {variable for name, setting in settings_table() for variable in variables_of(name, setting)}
    named = set(re.findall(rf"{PREFIX}[A-Z_]+", path.read_text(encoding="utf-8")))
    assert named <= known
