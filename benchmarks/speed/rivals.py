"""The resolver beside what a user would write over the same names: rapidfuzz, SQLite's trigrams, Tantivy."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

import click
import tantivy
from rapidfuzz import fuzz
from rapidfuzz.process import extract

from benchmarks.baselines import POOL, trigram_baseline
from benchmarks.speed.measuring import PERCENTILES, circumstances, percentiles, table, times_ms
from benchmarks.speed.names import SEED, read_sets
from gazetteer.model import Place
from gazetteer.normalize import fold
from gazetteer.query import Query
from gazetteer.resolver import Resolver
from gazetteer.resources import data_dir
from gazetteer.tables import read_places

ASKED = 200
"""Names that each is asked, drawn from the first set with a fixed seed: some take 50 ms a name."""

FIRST_SET = "media_latin"
"""The set that is asked where it is given; else the first."""

RERANKED = 1000
"""Names that Tantivy gives for reranking, as many as the trigrams do."""

TWO_EDITS_FROM, ONE_EDIT_FROM = 6, 3
"""Letters from which a word may differ by two edits, or one: what search engines call fuzziness AUTO."""

Ask = Callable[[str], object]


def rapidfuzz_extract(texts: Sequence[str]) -> Ask:
    """`rapidfuzz.process.extract` with `ratio` over all folded names."""
    return lambda name: extract(fold(name), texts, scorer=fuzz.ratio, limit=POOL)


def tantivy_fuzzy(texts: Sequence[str]) -> Ask:
    """Tantivy: each word as a fuzzy term, the best RERANKED reranked by rapidfuzz's ratio."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("name", stored=True)
    schema = builder.build()
    index = tantivy.Index(schema)
    writer = index.writer()
    for text in texts:
        writer.add_document(tantivy.Document(name=text))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def ask(name: str) -> object:
        text = fold(name)
        words = [
            (
                tantivy.Occur.Should,
                tantivy.Query.fuzzy_term_query(schema, "name", word, distance=_edits(len(word))),
            )
            for word in text.split()
        ]
        hits = searcher.search(tantivy.Query.boolean_query(words), RERANKED).hits
        found = [searcher.doc(address)["name"][0] for _, address in hits]
        return extract(text, found, scorer=fuzz.ratio, limit=POOL)

    return ask


def _edits(letters: int) -> int:
    return (letters >= ONE_EDIT_FROM) + (letters >= TWO_EDITS_FROM)


def rivals(places: Sequence[Place]) -> dict[str, Ask]:
    """Each rival by its title, over the names of these places, folded, each text once."""
    texts = sorted({fold(name.toponym) for place in places for name in place.names})
    trigrams = trigram_baseline(places)
    return {
        "rapidfuzz process.extract, ratio": rapidfuzz_extract(texts),
        "SQLite FTS5 trigrams, reranked": lambda name: trigrams(name, ""),
        "Tantivy fuzzy terms, reranked": tantivy_fuzzy(texts),
    }


def report(folder: Path | None) -> str:
    """The report as Markdown."""
    resolver = Resolver.open()
    lines = [circumstances(resolver), ""]
    sets = read_sets(folder)
    title = FIRST_SET if FIRST_SET in sets else next(iter(sets))
    names = Random(SEED).sample(sets[title], min(ASKED, len(sets[title])))
    asks: dict[str, Ask] = {"this gazetteer": lambda name: resolver.resolve(Query(name))}
    asks |= rivals(read_places(data_dir()))
    figures: dict[str, list[float]] = {}
    for rival, ask in asks.items():
        times_ms(ask, names[:5])
        ms = times_ms(ask, names)
        figures[rival] = [*percentiles(ms), float(ms.mean())]
    own = figures["this gazetteer"]
    lines += [
        f"{len(names)} names of `{title}`; the ratio is of the p50 (of the mean) to this gazetteer's.",
        "",
    ]
    lines += table(
        ["searcher", *(f"p{p} ms" for p in PERCENTILES), "mean ms", "ratio of p50", "ratio of mean"],
        ([rival, *ms, ms[0] / own[0], ms[-1] / own[-1]] for rival, ms in figures.items()),
    )
    return "\n".join(lines) + "\n"


@click.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path, exists=True, file_okay=False))
def main(folder: Path | None) -> None:
    """Time the resolver and its rivals on the names in FOLDER, or of the committed sample."""
    click.echo(report(folder), nl=False)


if __name__ == "__main__":
    main()
