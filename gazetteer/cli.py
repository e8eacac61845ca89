"""The `gazetteer` command: data go to standard output, messages to standard error."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import IO, Any

import click
import orjson

from gazetteer.balance import balance_text
from gazetteer.batch import Columns, resolve_rows
from gazetteer.batch_csv import csv_cells, csv_header
from gazetteer.boundaries import import_boundaries
from gazetteer.compile import build, dataset_version, default_artefact_path, ensure_artefact
from gazetteer.errors import GazetteerError, InvalidQuery
from gazetteer.importer import import_sources
from gazetteer.lint import lint_data, lint_text
from gazetteer.query import DEFAULT_LIMIT, LANGUAGES, MAX_LIMIT, Query
from gazetteer.resolver import Resolver
from gazetteer.resources import data_dir
from gazetteer.rows import answer_row
from gazetteer.tabular import Row, guess_kind, read_rows

_KINDS = {".csv": "csv", ".tsv": "tsv", ".ndjson": "ndjson", ".jsonl": "ndjson"}
FAULTS_SHOWN = 20
"""Of each rule: a broken import may break one ten thousand times."""

artefact_option = click.option(
    "--artefact",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The compiled gazetteer; by default in the user's cache folder, built when missing or stale.",
)
limit_option = click.option(
    "--limit", type=click.IntRange(1, MAX_LIMIT), default=DEFAULT_LIMIT, show_default=True
)
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
@click.option("--explain", is_flag=True, help="Show what each result scores for.")
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
        if answer.query.explain:
            click.echo(
                "        " + "  ".join(f"{key} {value:+.2f}" for key, value in result.components.items())
            )


@main.command("batch")
@click.argument("source", metavar="IN", type=click.File("rb"))
@click.argument("target", metavar="[OUT]", type=click.File("wb", atomic=True), default="-")
@click.option(
    "--from",
    "kind",
    type=click.Choice(sorted(set(_KINDS.values()))),
    help="Told from the file's ending, else from its first line.",
)
@click.option("--format", "form", type=click.Choice(["ndjson", "csv"]), default="ndjson", show_default=True)
@click.option("--name-column", default="name", show_default=True)
@click.option("--country-column", default="")
@click.option("--admin1-column", default="")
@click.option("--admin2-column", default="")
@click.option("--admin3-column", default="")
@click.option("--id-column", default="")
@limit_option
@click.option("--min-confidence", type=click.FloatRange(0, 1), default=0.0)
@click.option("--fill", type=click.Choice(["match", "best"]), default="match", show_default=True)
@artefact_option
def batch_command(
    source: IO[bytes],
    target: IO[bytes],
    kind: str | None,
    form: str,
    limit: int,
    min_confidence: float,
    fill: str,
    artefact: Path | None,
    **named: str,
) -> None:
    """Find the places that each row of IN names, and write a line for each to OUT (- is a pipe).

    IN is CSV, TSV or NDJSON. CSV out gives the input's columns back with the first result's appended.
    """
    lines = _lines_with_progress(source)
    first = next(lines, b"")
    kind = kind or _KINDS.get(_path_of(source).suffix.lower()) or guess_kind(first)
    columns = Columns(**{key.removesuffix("_column"): value for key, value in named.items()})
    given = [getattr(columns, field) for field in ("name", "country", "admin1", "admin2", "admin3", "id")]
    header, rows = read_rows(chain([first], lines), kind, [column for column in given if column])
    if form == "csv" and kind == "ndjson":
        raise InvalidQuery(
            "format", "CSV gives the input's columns back, and NDJSON has none", "--format ndjson"
        )
    resolver = Resolver.open(artefact)
    if form == "ndjson":
        for answer in resolve_rows(rows, columns, resolver, limit, min_confidence):
            target.write(orjson.dumps(answer, option=orjson.OPT_APPEND_NEWLINE))
        return
    target.write(_csv_line(csv_header(header)))
    kept: list[Row] = []
    for answer in resolve_rows(_kept(rows, kept), columns, resolver, limit, min_confidence):
        row = kept.pop()
        target.write(_csv_line([*row.cells, *csv_cells(answer, fill_best=fill == "best")]))


def _kept(rows: Iterable[Row], kept: list[Row]) -> Iterator[Row]:
    for row in rows:
        kept.append(row)
        yield row


def _csv_line(cells: list[str]) -> bytes:
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(cells)
    return line.getvalue().encode()


def _path_of(source: IO[bytes]) -> Path:
    """Where the file lies, as far as it knows: a pipe may have no name."""
    return Path(str(getattr(source, "name", "-")))


def _lines_with_progress(source: IO[bytes]) -> Iterator[bytes]:
    """The file's lines, with a bar on standard error where that is a terminal and the size is known."""
    path = _path_of(source)
    size = path.stat().st_size if path.is_file() else 0
    if not size or not sys.stderr.isatty():
        yield from source
        return
    with click.progressbar(length=size, label="rows", file=sys.stderr) as bar:
        for line in source:
            yield line
            bar.update(len(line))


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
