from __future__ import annotations

from benchmarks.as_documents import asked_together, documents_table
from benchmarks.runs import Run, run_sets
from gazetteer.resolver import Resolver
from gazetteer.store import Artefact

ROWS = [
    {"query": "Tall Hasan", "admin1": "IQ-NI", "lat": "36.4", "lon": "43.0"},
    {"query": "Mosul", "admin1": "IQ-NI", "lat": "36.34075", "lon": "43.12686"},
    {"query": "Nineveh", "admin1": "IQ-NI", "lat": "35.99397", "lon": "42.36184"},
]


def test_names_of_one_document_help_each_other(artefact: Artefact) -> None:
    resolver = Resolver(artefact)
    (alone, _) = run_sets(resolver, {"media_latin": ROWS})
    together = asked_together(resolver, alone)
    assert [truth["query"] for truth in together.truths] == ["Mosul", "Nineveh", "Tall Hasan"]
    (first, *_), (by_itself, *_) = together.answers[2]["results"], alone.answers[0]["results"]
    assert first["lat"] == 36.4
    assert first != by_itself


def test_sets_that_are_no_document_are_left_out(artefact: Artefact) -> None:
    resolver = Resolver(artefact)
    lines = documents_table(resolver, run_sets(resolver, {"media_latin": ROWS, "iraq_press": ROWS}))
    assert [line.split(" | ")[0] for line in lines[2:]] == ["| media_latin", "| media_latin + admin1"]
    assert lines[2].count("→") == 5


def test_the_rows_of_the_run_stay_as_they_are(artefact: Artefact) -> None:
    run = Run("media_latin", False, tuple(ROWS), ())
    asked_together(Resolver(artefact), run)
    assert list(run.truths) == ROWS
