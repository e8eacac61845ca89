"""Compiles the search while the package is built, where a C++ compiler is at hand."""

from __future__ import annotations

import runpy
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_SOURCE = "gazetteer/compiled/search.pyx"

_ARGUMENTS = ["-O3", "-g0", "-ffp-contract=off"]
"""A product and a sum are rounded apart, as numpy does; else an answer could differ in its last bit."""


class CompiledSearchHook(BuildHookInterface):
    """Puts the compiled module beside its source; the package does without where this is not possible."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, and say so to the wheel; a warning where there is no compiler that works."""
        root = Path(self.root).resolve()
        try:
            built = _compiled(root)
        except Exception as error:  # a missing compiler shows itself in many ways
            self.app.display_warning(f"{_SOURCE} is not compiled, and lookups take longer: {error}")
            return
        # A pattern from the root, by which it comes into the wheel though git leaves it out.
        build_data["artifacts"].append(f"/{built.relative_to(root).as_posix()}")
        build_data["pure_python"] = False
        build_data["infer_tag"] = True


def _compiled(root: Path) -> Path:
    """Where the compiled module is. Raises what the compiler does where it fails."""
    from Cython.Build import cythonize  # noqa: PLC0415
    from setuptools import Distribution, Extension  # noqa: PLC0415
    from setuptools.command.build_ext import build_ext  # noqa: PLC0415

    module = _SOURCE.removesuffix(".pyx").replace("/", ".")
    folder = root / Path(_SOURCE).parent
    digest = runpy.run_path(str(folder / "sources.py"))["digest"](folder)
    extension = Extension(
        module,
        [_SOURCE],
        language="c++",
        extra_compile_args=_ARGUMENTS,
        define_macros=[("SOURCE_DIGEST", f'"{digest}"')],
    )
    with tempfile.TemporaryDirectory() as scratch:
        extensions = cythonize([extension], build_dir=scratch, quiet=True, force=True)
        command = build_ext(Distribution({"name": "gazetteer", "ext_modules": extensions}))
        command.build_temp = scratch
        command.inplace = True
        command.ensure_finalized()
        command.run()
        return Path(command.get_ext_fullpath(module)).resolve()
