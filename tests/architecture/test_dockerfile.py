"""The Dockerfile says what a careful image says, and its steps work when followed in a plain folder."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.architecture.dockerfile import PlainImage, Stage, host_env, parse_dockerfile

IMAGE_PATHS = ("/app", "/src")
STARTUP_S = 60


@pytest.fixture(scope="module")
def stages(repo_root: Path) -> list[Stage]:
    return parse_dockerfile((repo_root / "Dockerfile").read_text(encoding="utf-8"))


def test_base_images_are_pinned_by_minor_version(stages: list[Stage]) -> None:
    assert [stage.name for stage in stages] == ["build", ""]
    build, last = (stage.image for stage in stages)
    assert re.fullmatch(r"python:3\.\d+", build)  # with a compiler
    assert last == f"{build}-slim"


def test_the_last_stage_runs_as_a_plain_user(stages: list[Stage]) -> None:
    last = stages[-1]
    assert re.fullmatch(r"[1-9]\d+", last.all("USER")[-1]), "a number: orchestrators check that it is not 0"
    assert last.all("EXPOSE") == ["8000"]
    assert len(last.all("HEALTHCHECK")) == 1
    assert "--worker-tmp-dir" in json.loads(last.all("CMD")[0])


def test_labels(stages: list[Stage], repo_root: Path) -> None:
    labels = " ".join(stages[-1].all("LABEL"))
    version = re.search(r'^version = "(.+)"$', (repo_root / "pyproject.toml").read_text(), re.MULTILINE)
    assert version is not None
    assert f'image.version="{version[1]}"' in labels
    assert 'image.licenses="MIT AND CC-BY-4.0"' in labels


def test_the_context_lets_in_what_is_copied(stages: list[Stage], repo_root: Path) -> None:
    let_in = {line[1:] for line in (repo_root / ".dockerignore").read_text().splitlines() if line[:1] == "!"}
    copied = {
        source.split("/")[0]
        for stage in stages
        for rest in stage.all("COPY")
        if not rest.startswith("--from")
        for source in rest.split()[:-1]
    }
    assert copied == let_in


@pytest.mark.slow
def test_its_steps_build_a_service_that_answers(stages: list[Stage], repo_root: Path, tmp_path: Path) -> None:
    image = PlainImage(tmp_path / "image", repo_root, plain_env(tmp_path), IMAGE_PATHS)
    build, last = stages
    try:
        image.follow(build)
    except subprocess.CalledProcessError as failure:
        if "CI" not in os.environ and "pip install" in failure.cmd[-1] and not index_is_there(tmp_path):
            pytest.skip("pip reaches no package index")
        pytest.fail(f"{failure.cmd[-1]}\n{failure.stdout}\n{failure.stderr}")
    assert installed_files(image) >= carried_files(repo_root)

    image.follow(last)
    image.env |= {"HOST": "127.0.0.1", "PORT": str(free_port()), "HOME": str(image.root / "home")}
    before = sorted(image.root.rglob("*"))
    log = tmp_path / "serve.log"
    assert answers_and_stops(image, json.loads(last.all("CMD")[0]), health_command(last), log) == 0
    assert sorted(image.root.rglob("*")) == before, "a read-only root file system takes no new files"


def plain_env(folder: Path) -> dict[str, str]:
    """The host's environment, with the plain Python that this one's environment was made from in front."""
    env = host_env()
    python_dir = folder / "python"
    python_dir.mkdir()
    (python_dir / "python").symlink_to(getattr(sys, "_base_executable", sys.executable))
    return {**env, "PATH": f"{python_dir}{os.pathsep}{env['PATH']}"}


def index_is_there(folder: Path) -> bool:
    """Whether pip can fetch the build backend at all."""
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "hatchling"]
    return subprocess.run(command, cwd=folder, capture_output=True, check=False).returncode == 0


def installed_files(image: PlainImage) -> set[str]:
    """The files of the two packages as the image's environment has them."""
    code = "import sysconfig; print(sysconfig.get_path('purelib'))"
    library = Path(image.run([image.here("/app/venv/bin/python"), "-c", code]).stdout.strip())
    return {
        path.relative_to(library).as_posix()
        for package in ("gazetteer", "service")
        for path in (library / package).rglob("*")
    }


def carried_files(repo_root: Path) -> set[str]:
    """What a wheel must carry: every file of the two packages, and the API's description."""
    files = {
        path.relative_to(repo_root).as_posix()
        for package in ("gazetteer", "service")
        for path in (repo_root / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    return files | {"service/openapi.yaml", "gazetteer/py.typed", "gazetteer/data/LICENSE"}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def health_command(stage: Stage) -> list[str]:
    return list(json.loads(stage.all("HEALTHCHECK")[0].partition("CMD ")[2]))


def answers_and_stops(image: PlainImage, serve: list[str], health: list[str], log: Path) -> int:
    """Start the image's command, wait until its health check passes, end it by SIGTERM; its exit status."""
    # Found by the image's own PATH, not by this process's.
    serve, health = (["env", *command] for command in (serve, health))
    with (
        log.open("w") as out,
        subprocess.Popen(
            serve, cwd=image.workdir, env=image.env, stdout=out, stderr=subprocess.STDOUT
        ) as server,
    ):
        try:
            wait_until_healthy(image, health, server, log)
        finally:
            server.send_signal(signal.SIGTERM)
            status = server.wait(timeout=STARTUP_S)
    return status


def wait_until_healthy(
    image: PlainImage, health: list[str], server: subprocess.Popen[bytes], log: Path
) -> None:
    deadline = time.monotonic() + STARTUP_S
    while True:
        try:
            image.run(health)
            return
        except subprocess.CalledProcessError as failure:
            if server.poll() is not None or time.monotonic() > deadline:
                pytest.fail(f"never healthy\n{failure.stderr}\n{log.read_text()}")
            time.sleep(0.2)
