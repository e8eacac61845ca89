"""Write the last section of docs/ranking.md anew: one answer, worked by hand from the tables.

    python -m benchmarks.worked_example

`tests/benchmarks/test_worked_example.py` reckons the printed numbers again, from the tables and from the
running resolver, so that they cannot drift.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from rapidfuzz.distance import LCSseq, Levenshtein

from gazetteer import Query, Resolver
from gazetteer.answer import Result
from gazetteer.explanation import Explanation, ScorePart
from gazetteer.resources import load_table
from gazetteer.romanize import word_sound
from gazetteer.weights import load_weights

PAGE = Path(__file__).resolve().parent.parent / "docs" / "ranking.md"
HEADING = "## One answer by hand\n"
NAME, ADMIN1 = "Akeirbat", "Hama"
RIVALS = 3


def question() -> Query:
    """What is asked."""
    return Query(NAME, admin1=ADMIN1, explain=True, limit=1 + RIVALS)


def section(resolver: Resolver) -> str:
    """The section, from its heading on."""
    answer = resolver.resolve(question())
    first, *rivals = answer.results
    why = first.explanation
    assert why is not None
    stored = first.match.name.toponym
    blocks = [
        (
            f"`gazetteer resolve {NAME} --admin1 {ADMIN1} --explain` gives {first.label}, met by its name"
            f" {stored}. Every number on the way to\nits confidence"
            " (written by `python -m benchmarks.worked_example`; a test reckons it again from the tables):"
        ),
        (
            "**How unlike the spellings are.** Both names as they sound, at the three resolutions of"
            " [matching.md](matching.md):"
        ),
        "\n".join(_sounds_table(stored)),
        _spelling_text(stored),
        "**How important the place is**, by the formula above:",
        _importance_text(resolver, first),
        (
            "**The score**, with the costs of `fitted.toml` and the weights of `weights.toml`; the place"
            " lies in the unit asked for, which costs nothing:"
        ),
        "\n".join(_parts_table(why.score, why.parts)),
        f'**What "not in the gazetteer" scores**: {_letters_text(why)}',
        "\n".join(_parts_table(why.none_score, why.none)),
        "**The others**, of whom the first are",
        "\n".join(_rivals_table(rivals)),
        "**The confidence**, with k = `calibration.sharpness`:",
        *_confidence_text(first, why),
    ]
    return HEADING + "\n" + "\n\n".join(blocks) + "\n"


def _sounds_table(stored: str) -> Iterable[str]:
    yield "| | vowelled | consonants | skeleton |"
    yield "|---|---|---|---|"
    for name in (NAME, stored):
        sound = word_sound(name)
        yield f"| {name} | {sound.vowelled} | {sound.consonants} | {sound.skeleton} |"


def _spelling_text(stored: str) -> str:
    ours, theirs = word_sound(NAME), word_sound(stored)
    common = LCSseq.similarity(ours.vowelled, theirs.vowelled)
    longer = max(len(ours.vowelled), len(theirs.vowelled))
    edits = Levenshtein.distance(ours.consonants, theirs.consonants)
    length = max(len(ours.consonants), len(theirs.consonants))
    return (
        "The Arabic name writes no short vowels, so of the vowelled sounds the letters in common are counted,"
        f" in order: {common}.\n`unread` is what the Arabic sound has beyond them,"
        f" {_share(len(theirs.vowelled) - common, longer)}; `unwritten` what the Latin one has,\n"
        f"{_share(len(ours.vowelled) - common, longer)}. `consonants` is edits as a share of letters,"
        f" {_share(edits, length)}. The skeletons are the same.\nThe scripts differ, so the texts are not"
        " compared;\n`vowelled_counterpart` is 1, as the place has names in Latin letters too."
    )


def _share(part: int, whole: int) -> str:
    return f"{part} / {whole} = {part / whole:.4f}"


def _importance_text(resolver: Resolver, first: Result) -> str:
    table = load_table("importance.toml")
    place = resolver.place(first.place_id)
    rank = table["rank"][first.feature_code]
    sources = len({source for name in place.names for source in name.sources})
    languages = len({name.lang for name in place.names} - set(table["own_languages"]))
    why = first.explanation
    assert why is not None
    (amount,) = (part.amount for part in why.parts if part.part == "importance")
    return (
        f"    {rank} + (1 - {rank}) × ({table['population']} × log10({max(place.population, 1)}) / 7"
        f" + {table['sources']} × ({min(sources, 5)} - 1) / 4"
        f" + {table['languages']} × log2(1 + {min(languages, 15)}) / 4) = {amount:.4f}"
    )


def _letters_text(why: Explanation) -> str:
    (letters,) = (part.amount for part in why.none if part.part == "letters")
    return (
        f"the name has {letters:.0f} letters, and `unit_share` is the log of the share of all places"
        f" that lie in {ADMIN1}."
    )


def _parts_table(total: float, parts: Iterable[ScorePart]) -> Iterable[str]:
    yield "| part | amount | × weight | gives |"
    yield "|---|---|---|---|"
    for part in parts:
        yield f"| {part.part} | {part.amount:.4f} | {part.weight:g} | {part.gives:.4f} |"
    yield f"| sum | | | {total:.4f} |"


def _rivals_table(rivals: Iterable[Result]) -> Iterable[str]:
    yield "| place | score |"
    yield "|---|---|"
    for rival in rivals:
        why = rival.explanation
        assert why is not None
        yield f"| {rival.label} ({rival.match.name.toponym}) | {why.score:.4f} |"


def _confidence_text(first: Result, why: Explanation) -> Iterable[str]:
    k, least = why.sharpness, load_weights().decision.match
    assert why.others is not None
    terms = [f"exp({k} × {score:.4f})" for score in (why.score, why.none_score, why.others)]
    yield f"    {terms[0]} / ({' + '.join(terms)}) = {first.confidence:.4f}"
    yield (
        f"where {why.others:.4f} is log(Σ exp(k × score)) / k over all other candidates. That is at least"
        f" `decision.match`, {least:g}: a `match`."
    )


def page(text: str, resolver: Resolver) -> str:
    """The page with the section as it is now."""
    return text.partition(HEADING)[0] + section(resolver)


def main() -> None:
    """Rewrite the section."""
    text = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(page(text, Resolver.open()), encoding="utf-8")


if __name__ == "__main__":
    main()
