"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path

import click

from gazetteer.query import DEFAULT_LIMIT, MAX_LIMIT

artefact_option = click.option(
    "--artefact",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The compiled gazetteer; by default in the user's cache folder, built when missing or stale.",
)
limit_option = click.option(
    "--limit", type=click.IntRange(1, MAX_LIMIT), default=DEFAULT_LIMIT, show_default=True
)
