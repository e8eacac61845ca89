"""The `gazetteer` command: data go to standard output, messages to standard error."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click
import orjson

from gazetteer.balance import balance_text
from gazetteer.boundaries import import_boundaries
from gazetteer.cli_batch import batch_command
from gazetteer.cli_options import artefact_option, limit_option
from gazetteer.compile import build, dataset_version, default_artefact_path, ensure_artefact
from gazetteer.errors import GazetteerError
from gazetteer.explanation_rows import explanation_lines
from gazetteer.importer import import_sources
from gazetteer.lint import lint_data, lint_text
from gazetteer.query import LANGUAGES, Query
from gazetteer.resolver import Resolver
from gazetteer.resources import data_dir
from gazetteer.rows import answer_row

FAULTS_SHOWN = 20
"""Of each rule: a broken import may break one ten thousand times."""

data_option = click.option(
    "--data",
    type=click.Path(path_type=Path, file_okay=False),
    default=data_dir,
    help="Folder of the tables; by default the package's own.",
)


class _Commands(click.Group):
    """Turns the library's errors into one line and exit status 1."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except GazetteerError as error:
            raise click.ClickException(str(error)) from error


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="gazetteer-sy-iq")
def main() -> None:
    """Place names of Syria and Iraq, in every spelling, to the places that they mean."""


@main.command("build")
@artefact_option
@click.option("--force", is_flag=True, help="Build also where it is fresh.")
def build_command(artefact: Path | None, force: bool) -> None:
    """Compile the gazetteer, if it is not compiled already and whole."""
    path = artefact or default_artefact_path()
    if force:
        build(path)
    else:
        ensure_artefact(path)
    click.echo(f"{path} {dataset_version()}")


@main.command("resolve")
@click.argument("name")
@click.option("--country", help="Code or name.")
@click.option("--admin1", help="Governorate: code, p-code or name in any spelling.")
@click.option("--admin2", help="District: p-code or name.")
@click.option("--admin3", help="Subdistrict: p-code or name.")
@click.option("--feature", help="Class, code or word: P, P.PPL, airbase.")
@limit_option
@click.option("--lang", type=click.Choice(LANGUAGES), default="en", show_default=True)
@click.option("--strict", is_flag=True, help="The context is a filter, not evidence.")
@click.option("--explain", is_flag=True, help="Say how each result was met and what it scores for.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object, as the HTTP API gives.")
@artefact_option
def resolve_command(as_json: bool, artefact: Path | None, **asked: Any) -> None:
    """Find the places that NAME may mean."""
    answer = Resolver.open(artefact).resolve(Query(**asked))
    if as_json:
        click.echo(orjson.dumps(answer_row(answer)))
        return
    click.echo(f"{answer.decision}")
    for result in answer.results:
        click.echo(
            f"{result.confidence:6.3f}  {result.label}  [{result.arabic}]"
            f"  {result.lat:.5f},{result.lon:.5f}  {result.feature_code}"
            f"  {result.match.match_type}: {result.match.name.toponym}  {result.place_id}"
        )
        if result.explanation is not None:
            for line in explanation_lines(result.explanation):
                click.echo("        " + line)


main.add_command(batch_command)


@main.command("import")
@click.option("--sources", required=True, type=click.Path(path_type=Path, exists=True, file_okay=False))
@data_option
@click.option("--boundaries", is_flag=True, help="Simplify the boundaries anew first.")
def import_command(sources: Path, data: Path, boundaries: bool) -> None:
    """Compile the raw sources below a folder to the tables of places and names, and print the balance."""
    if boundaries:
        import_boundaries(sources, data)
    click.echo(balance_text(import_sources(sources, data)))


@main.command("lint")
@data_option
@click.option("--all", "every", is_flag=True, help=f"List every fault, not {FAULTS_SHOWN} a rule.")
def lint_command(data: Path, every: bool) -> None:
    """List what is wrong with the tables of places and names; exit status 1 where something is."""
    faults = lint_data(data)
    click.echo(lint_text(faults, None if every else FAULTS_SHOWN))
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
