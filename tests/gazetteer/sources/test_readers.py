"""Every reader on a few raw rows that show its rules; tests/data/sources/expected.csv has what they give."""

from __future__ import annotations

import csv
import json
from collections import Counter
from pathlib import Path

import pytest

from gazetteer.resources import load_table
from gazetteer.sources import SOURCES, LeftOut, Outcome, Source, SourceRecord
from gazetteer.vocabulary import NameType, Script

RAW = Path(__file__).resolve().parents[2] / "data" / "sources"

MAIN_TABLES = {
    "ocha_cod_syria": (
        "syr_admin0.csv",
        "syr_admin1.csv",
        "syr_admin2.csv",
        "syr_admin3.csv",
        "syr_populatedplaces.csv",
    ),
    "ocha_cod_iraq": tuple(path.name for path in sorted((RAW / "ocha_cod_iraq").iterdir())),
    "airports": ("airportsdata_sy_iq.csv",),
    "whosonfirst": ("sy_places.csv", "iq_places.csv"),
    "geonames_cities500": ("cities500_SY.json", "cities500_IQ.json"),
    "iom_dtm_iraq": ("locations.csv",),
    "ucdp": ("facilities.csv",),
    "open_syria_geography": ("governorates.json", "districts.json", "subdistricts.json"),
    "nerd_sites": ("sites.csv",),
    "power_plants": ("power_plants.csv",),
    "natural_earth_10m": tuple(path.name for path in sorted((RAW / "natural_earth_10m").iterdir())),
    "pleiades": ("places_bbox.csv",),
    "syriac_gazetteer": ("places.csv",),
    "warmap": ("features.csv",),
}


def row_count(path: Path) -> int:
    if path.suffix == ".csv":
        with path.open(encoding="utf-8", newline="") as handle:
            return sum(1 for _ in csv.DictReader(handle))
    value = json.loads(path.read_text(encoding="utf-8"))
    return len(value["features"] if isinstance(value, dict) else value)


def read_all(source: Source) -> list[Outcome]:
    return list(source.read(RAW / source.folder))


def as_row(outcome: Outcome) -> dict[str, str]:
    """An outcome as a row of expected.csv: for one that is left out, the reason and where it leads."""
    if isinstance(outcome, LeftOut):
        feature_code, names, context = f"left out: {outcome.reason}", "", outcome.leads_to
    else:
        feature_code, context = outcome.feature_code, " | ".join(outcome.context)
        names = " | ".join(
            f"{name.toponym} [{' '.join(filter(None, (name.lang, name.name_type, name.romanization)))}]"
            for name in outcome.names
        )
    return {"key": outcome.key, "feature_code": feature_code, "names": names, "context": context}


def expected_rows() -> dict[str, dict[str, str]]:
    with (RAW / "expected.csv").open(encoding="utf-8", newline="") as handle:
        return {row["key"]: row for row in csv.DictReader(handle)}


@pytest.fixture(params=SOURCES, ids=lambda source: source.key)
def source(request: pytest.FixtureRequest) -> Source:
    value: Source = request.param
    return value


@pytest.fixture
def outcomes(source: Source) -> list[Outcome]:
    return read_all(source)


@pytest.fixture
def records(outcomes: list[Outcome]) -> list[SourceRecord]:
    return [outcome for outcome in outcomes if isinstance(outcome, SourceRecord)]


def test_each_row_is_read_as_the_table_of_expectations_says(outcomes: list[Outcome]) -> None:
    expected = expected_rows()
    assert [as_row(outcome) for outcome in outcomes] == [expected[outcome.key] for outcome in outcomes]


def test_the_table_of_expectations_has_no_row_that_nothing_gives() -> None:
    given = {outcome.key for source in SOURCES for outcome in read_all(source)}
    assert set(expected_rows()) == given


def test_every_row_gives_exactly_one_outcome(source: Source, outcomes: list[Outcome]) -> None:
    rows = sum(row_count(RAW / source.folder / table) for table in MAIN_TABLES[source.folder])
    assert len(outcomes) == rows


def test_no_key_is_given_twice(outcomes: list[Outcome]) -> None:
    assert [key for key, times in Counter(outcome.key for outcome in outcomes).items() if times > 1] == []


def test_every_reason_is_in_the_sources_short_list(source: Source, outcomes: list[Outcome]) -> None:
    reasons = {outcome.reason for outcome in outcomes if isinstance(outcome, LeftOut)}
    assert reasons <= set(source.left_out_reasons)


def test_a_row_that_leads_on_leads_to_a_record(outcomes: list[Outcome], records: list[SourceRecord]) -> None:
    kept = {record.key for record in records}
    assert {outcome.leads_to for outcome in outcomes if isinstance(outcome, LeftOut)} - {""} <= kept


def test_a_record_has_names_and_its_own_link_first(records: list[SourceRecord]) -> None:
    for record in records:
        assert record.names, record.key
        assert record.links[0] == record.key
        assert len(set(record.links)) == len(record.links)


def test_a_toponym_is_there_once_a_language_with_one_preferred(records: list[SourceRecord]) -> None:
    for record in records:
        spellings = [(name.toponym, name.lang) for name in record.names]
        preferred = [name.lang for name in record.names if name.name_type is NameType.PREFERRED]
        assert len(set(spellings)) == len(spellings), record.key
        assert len(set(preferred)) == len(preferred), record.key


def test_an_arabic_or_kurdish_label_tells_the_script(records: list[SourceRecord]) -> None:
    scripts = {"ara": Script.ARABIC, "ckb": Script.ARABIC, "kmr": Script.LATIN}
    for record in records:
        for name in record.names:
            assert scripts.get(name.lang, name.script) == name.script, (record.key, name)


def test_every_feature_code_is_a_known_one(records: list[SourceRecord]) -> None:
    known = load_table("feature_codes.toml")
    flat = {f"{letter}.{code}" for letter, codes in known.items() for code in codes} | set(known)
    assert {record.feature_code for record in records} <= flat


def test_positions_and_names_say_their_source(records: list[SourceRecord]) -> None:
    for record in records:
        assert record.position.source == record.source
        assert {name.sources for name in record.names} == {(record.source,)}
        assert record.position.uncertainty_m > 0
        assert record.country_code in {"SY", "IQ", ""}


def test_every_source_states_what_it_is_and_how_far_it_is_trusted() -> None:
    for entry in load_table("sources.toml")["source"]:
        assert entry["title"]
        assert entry["licence"]
        assert entry["why"]
    ranks = [source.rank for source in SOURCES]
    assert ranks == sorted(ranks)
    assert {source.folder for source in SOURCES} == set(MAIN_TABLES)
