"""Compiles what lookups spend most time on while the package is built, where a C++ compiler is at hand."""

from __future__ import annotations

import runpy
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_SOURCES = tuple(f"gazetteer/compiled/{name}.pyx" for name in ("search", "answers", "toponyms"))

_ARGUMENTS = ["-O3", "-g0", "-ffp-contract=off"]
"""A product and a sum are rounded apart, as numpy does; else an answer could differ in its last bit."""


class CompiledHook(BuildHookInterface):
    """Puts the compiled modules beside their sources; the package does without where this is not possible."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, and say so to the wheel; a warning where there is no compiler that works."""
        root = Path(self.root).resolve()
        try:
            built = _compiled(root)
        except Exception as error:  # a missing compiler shows itself in many ways
            self.app.display_warning(f"nothing is compiled, and lookups take longer: {error}")
            return
        # Patterns from the root, by which they come into the wheel though git leaves them out.
        build_data["artifacts"].extend(f"/{path.relative_to(root).as_posix()}" for path in built)
        build_data["pure_python"] = False
        build_data["infer_tag"] = True


def _compiled(root: Path) -> list[Path]:
    """Where the compiled modules are. Raises what the compiler does where it fails."""
    # Imported here, so that where one is missing nothing is compiled and the build goes on.
    from Cython.Build import cythonize  # noqa: PLC0415
    from setuptools import Distribution, Extension  # noqa: PLC0415
    from setuptools.command.build_ext import build_ext  # noqa: PLC0415

    folder = root / Path(_SOURCES[0]).parent
    digest = runpy.run_path(str(folder / "sources.py"))["digest"](folder)
    modules = [
        Extension(
            source.removesuffix(".pyx").replace("/", "."),
            [source],
            language="c++",
            extra_compile_args=_ARGUMENTS,
            define_macros=[("SOURCE_DIGEST", f'"{digest}"')],
        )
        for source in _SOURCES
    ]
    with tempfile.TemporaryDirectory() as scratch:
        extensions = cythonize(modules, build_dir=scratch, quiet=True, force=True)
        command = build_ext(Distribution({"name": "gazetteer", "ext_modules": extensions}))
        command.build_temp = scratch
        command.inplace = True
        command.ensure_finalized()
        command.run()
        return [Path(command.get_ext_fullpath(module.name)).resolve() for module in modules]
