"""What the table of expectations does not show: links, units, positions, populations, and broken input."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from gazetteer.errors import DataError
from gazetteer.sources import SOURCES, SourceRecord
from gazetteer.sources.iom_iraq import read_iom_iraq
from gazetteer.sources.ocha_syria import read_ocha_syria

RAW = Path(__file__).resolve().parents[2] / "data" / "sources"


@pytest.fixture(scope="module")
def records() -> dict[str, SourceRecord]:
    return {
        outcome.key: outcome
        for source in SOURCES
        for outcome in source.read(RAW / source.folder)
        if isinstance(outcome, SourceRecord)
    }


@pytest.mark.parametrize(
    ("key", "links"),
    [
        pytest.param("wof:421178393", ("gn:98182", "wd:Q1530"), id="the town keeps an id it shares"),
        pytest.param("wof:85672447", ("gn:98180",), id="the region loses it"),
        pytest.param("wof:1327204367", ("gn:98101",), id="a page title is no link"),
        pytest.param("icao:OSAP", ("iata:ALP",), id="airport"),
        pytest.param("iom:26032", (), id="no p-code"),
        pytest.param(
            "osg:sy-al-hasakah-al-hasakah", ("ocha:SY0800", "gn:173812", "wd:Q4702479"), id="open syria"
        ),
        pytest.param("ne:town-95446", ("gn:95446",), id="natural earth"),
    ],
)
def test_links(records: dict[str, SourceRecord], key: str, links: tuple[str, ...]) -> None:
    assert records[key].links == (key, *links)


@pytest.mark.parametrize(
    ("key", "uncertainty_m"),
    [
        pytest.param("wof:1209900647", 500, id="a GeoNames point"),
        pytest.param("wof:1193001765", 1500, id="on whole minutes of arc"),
        pytest.param("ocha:C8382", 300, id="a community"),
        pytest.param("ocha:SY", 244_717, id="a circle as large as Syria"),
        pytest.param("iom:26032", 111_200, id="IOM's lists disagree"),
        pytest.param("iom:936", 500, id="IOM's lists agree"),
        pytest.param("nerd:1090", 3000, id="location quality B"),
        pytest.param("pleiades:678041", 25_000, id="the middle of an atlas square"),
        pytest.param("ucdp:jihar-oil-gas-field-hayyan", 8000, id="an oil field is large"),
    ],
)
def test_uncertainty(records: dict[str, SourceRecord], key: str, uncertainty_m: int) -> None:
    assert records[key].position.uncertainty_m == uncertainty_m


def test_the_units_that_a_source_states_come_coarsest_first(records: dict[str, SourceRecord]) -> None:
    assert records["ocha:C8382"].stated_units == ("SY07", "SY0705", "SY070500")
    assert records["ocha:SY020400"].stated_units == ("SY02", "SY0204")
    assert records["iom:622"].stated_units == ("Basrah", "Abu Al-Khaseeb")
    assert records["wof:421178393"].stated_units == ("IQ-BG",)


def test_a_population_is_a_towns_own(records: dict[str, SourceRecord]) -> None:
    assert records["wof:421178393"].population == 5_672_513
    assert records["wof:85903159"].population == 0  # a quarter with its city's
    assert records["wof:85678349"].population == 0  # a governorate with its seat's


def test_a_rivers_point_lies_on_it_and_inside_the_countries(records: dict[str, SourceRecord]) -> None:
    position = records["ne:tigris"].position
    assert (position.lat, position.lon) == pytest.approx((34.1, 44.0), abs=1.0)


def test_a_crossing_between_the_countries_is_of_neither(records: dict[str, SourceRecord]) -> None:
    assert records["warmap:abu-kamal-al-qa-im-border-crossing"].country_code == ""


def test_former_is_a_remark(records: dict[str, SourceRecord]) -> None:
    assert records["ucdp:former-al-mayadin-airport"].note == "former"


def copy_of(folder: str, tmp_path: Path) -> Path:
    return Path(shutil.copytree(RAW / folder, tmp_path / folder))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"locations\.csv"):
        list(read_iom_iraq(tmp_path))


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    folder = copy_of("iom_dtm_iraq", tmp_path)
    (folder / "locations.csv").write_text("place_id,name_en\n1,x\n", encoding="utf-8")
    with pytest.raises(DataError, match="governorate"):
        list(read_iom_iraq(folder))


def test_the_whole_is_the_name_where_both_languages_say_so(tmp_path: Path) -> None:
    folder = copy_of("iom_dtm_iraq", tmp_path)
    columns = "place_id,governorate,district,name_en,name_ar,lat,lon,ocha_pcode,max_coord_dev_km"
    rows = ("1,S,S,Arbat-Arbat Kon,عربت كون,35,45,,", "2,S,S,Arbat-Ashty,عربت اشتي,35,45,,")
    (folder / "locations.csv").write_text("\n".join((columns, *rows)), encoding="utf-8")
    found = [row for row in read_iom_iraq(folder) if isinstance(row, SourceRecord)]
    names = [[name.toponym for name in row.names] for row in found]
    assert names == [["Arbat Kon", "عربت كون"], ["Ashty", "اشتي"]]


def test_a_number_that_is_none_is_named_with_its_record(tmp_path: Path) -> None:
    folder = copy_of("ocha_cod_syria", tmp_path)
    file = folder / "syr_admin0.csv"
    file.write_text(file.read_text(encoding="utf-8").replace("34.81587985", "north"), encoding="utf-8")
    with pytest.raises(DataError, match=r"syr_admin0\.csv, record 1: center_lat is 'north'"):
        list(read_ocha_syria(folder))


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.key)
def test_no_reader_takes_an_empty_folder_for_an_empty_source(source: object, tmp_path: Path) -> None:
    with pytest.raises(DataError):
        list(source.read(tmp_path))  # type: ignore[attr-defined]
