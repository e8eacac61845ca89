"""The Dockerfile format, as far as this project uses it, and a way to follow one without an engine."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import string
import subprocess
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Instruction:
    """One instruction, its lines joined: ("RUN", "pip install .")."""

    word: str
    rest: str


@dataclass
class Stage:
    """The instructions from one FROM to the next; `name` is "" where the stage has none."""

    image: str
    name: str
    instructions: list[Instruction] = field(default_factory=list)

    def all(self, word: str) -> list[str]:
        """What follows each use of an instruction, in order."""
        return [step.rest for step in self.instructions if step.word == word]


def parse_dockerfile(text: str) -> list[Stage]:
    """The stages of a Dockerfile. Comments are left out; a line that ends in a backslash goes on."""
    lines = (line for line in text.splitlines() if not line.lstrip().startswith("#"))
    joined = re.sub(r"\\\n\s*", " ", "\n".join(lines))
    stages: list[Stage] = []
    for line in filter(None, map(str.strip, joined.splitlines())):
        word, _, rest = line.partition(" ")
        instruction = Instruction(word.upper(), " ".join(rest.split()))
        if instruction.word == "FROM":
            image, *alias = instruction.rest.split()
            stages.append(Stage(image, alias[1] if alias else ""))
        else:
            stages[-1].instructions.append(instruction)
    return stages


class PlainImage:
    """A folder that stands for an image's root: its absolute paths are led into the folder."""

    def __init__(self, root: Path, context: Path, env: dict[str, str], paths: tuple[str, ...]) -> None:
        self.root = root
        self.context = context
        self.env = dict(env)
        self.workdir = root
        self._image_paths = re.compile(rf"(?<![\w./-])(?:{'|'.join(map(re.escape, paths))})(?=[/\s\":]|$)")

    def here(self, text: str) -> str:
        """The text with the image's absolute paths turned into this folder's."""
        return self._image_paths.sub(lambda found: f"{self.root}{found[0]}", text)

    def follow(self, stage: Stage) -> None:
        """Do what a stage says, but for what needs root or another stage. Raises CalledProcessError."""
        for step in stage.instructions:
            if step.word == "ENV":
                self._set_env(step.rest)
            elif step.word == "WORKDIR":
                self.workdir = Path(self.here(step.rest))
                self.workdir.mkdir(parents=True, exist_ok=True)
            elif step.word == "COPY" and not step.rest.startswith("--from"):
                self._copy(step.rest)
            elif step.word == "RUN" and not step.rest.startswith("useradd "):
                self.run(["sh", "-euc", self.here(step.rest)])

    def run(self, command: list[str]) -> subprocess.CompletedProcess[str]:
        """Run a command in the image's folder with its environment."""
        return subprocess.run(
            command, cwd=self.workdir, env=self.env, capture_output=True, text=True, check=True
        )

    def _set_env(self, rest: str) -> None:
        before = dict(self.env)
        for setting in shlex.split(rest):
            name, _, value = setting.partition("=")
            self.env[name] = string.Template(self.here(value)).substitute(before)

    def _copy(self, rest: str) -> None:
        *sources, target = shlex.split(rest)
        folder = self.workdir / target
        for source in sources:
            path = self.context / source
            if path.is_dir():
                shutil.copytree(path, folder, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(path, folder)


def host_env() -> dict[str, str]:
    """This process's environment without the settings that would hide what the image itself says."""
    hidden = re.compile(r"GAZETTEER_|GUNICORN_|PYTHON|PYTEST_|VIRTUAL_ENV$|(HOST|PORT|WEB_CONCURRENCY)$")
    return {name: value for name, value in os.environ.items() if not hidden.match(name)}
