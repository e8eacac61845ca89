"""Run the commands of docs/api.md against a server over the committed data; write what came back under them.

    python -m benchmarks.api_docs

A block that is fenced as `console` and begins with `$ ` is a command, with its output under it.
"""

from __future__ import annotations

import re
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks.served import Server, served

ROOT = Path(__file__).resolve().parent.parent
COOKBOOK = ROOT / "docs" / "api.md"
EXAMPLES = ROOT / "docs" / "examples"
SHOWN_BASE = "http://127.0.0.1:8000"
COMMAND_S = 60

_BLOCK = re.compile(r"```console\n\$ (?P<command>[^\n]+)\n(?P<output>.*?)```\n", re.DOTALL)


def commands(text: str) -> list[tuple[str, str]]:
    """Each command of a cookbook with the output that stands below it."""
    return [(found["command"], found["output"]) for found in _BLOCK.finditer(text)]


def rewritten(text: str, run: Callable[[str], str]) -> str:
    """The cookbook with each output as `run` gives it for the command."""

    def block(found: re.Match[str]) -> str:
        output = run(found["command"])
        if output and not output.endswith("\n"):
            output += "\n"
        return f"```console\n$ {found['command']}\n{output}```\n"

    return _BLOCK.sub(block, text)


def run_at(server: Server, folder: Path) -> Callable[[str], str]:
    """A runner of commands against this server, in a folder with the examples."""

    def run(command: str) -> str:
        done = subprocess.run(
            ["bash", "-c", command.replace(SHOWN_BASE, f"http://127.0.0.1:{server.port}")],
            cwd=folder,
            capture_output=True,
            timeout=COMMAND_S,
            check=False,
        )
        text = done.stdout.decode("utf-8", "replace")
        return text.replace("\r\n", "\n").replace("\ufeff", "")

    return run


def main() -> None:
    """Rewrite the cookbook."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for example in EXAMPLES.iterdir():
            (folder / example.name).write_bytes(example.read_bytes())
        with served(folder / "log", {"WEB_CONCURRENCY": "1"}) as server:
            text = rewritten(COOKBOOK.read_text(encoding="utf-8"), run_at(server, folder))
    COOKBOOK.write_text(text, encoding="utf-8")
    print(f"{COOKBOOK}: {len(commands(text))} commands run")


if __name__ == "__main__":
    main()
