from __future__ import annotations

from pathlib import Path

import pytest

from gazetteer.curate import Overlay
from gazetteer.curate_files import read_overlay
from gazetteer.errors import DataError
from gazetteer.model import Position
from gazetteer.resources import data_dir
from gazetteer.vocabulary import NameType, Script

HEAD = 'reason = "as written"\ncitation = "a report"\n'
PLACE = """[[place]]
key = "curated:tafaha-hills"
names = ["Tafaha hills", "تلال التفاحة"]
feature_code = "T.HLLS"
country_code = "SY"
lat = 34.65
lon = 37.48
uncertainty_m = 15000
"""


def read(tmp_path: Path, text: str) -> Overlay:
    (tmp_path / "topic.toml").write_text(text, encoding="utf-8")
    return read_overlay(tmp_path)


def test_a_name_takes_three_lines(tmp_path: Path) -> None:
    (entry,) = read(tmp_path, HEAD + '[[name]]\nplace = "ocha:C1879"\ntoponym = "عطيرة"\n').names
    assert (entry.place, entry.name.toponym, entry.name.lang) == ("ocha:C1879", "عطيرة", "ara")
    assert (entry.name.script, entry.name.name_type) == (Script.ARABIC, NameType.VARIANT)
    assert entry.name.sources == ("curated",)
    assert (entry.where, entry.reason, entry.citation) == ("topic.toml: name 1", "as written", "a report")


def test_an_entry_can_have_a_reason_of_its_own(tmp_path: Path) -> None:
    (entry,) = read(tmp_path, HEAD + '[[reject_row]]\nplace = "wof:1"\nreason = "a twin"\n').rejected_rows
    assert (entry.reason, entry.citation) == ("a twin", "a report")


def test_a_place_is_a_row_of_its_own(tmp_path: Path) -> None:
    (entry,) = read(tmp_path, HEAD + PLACE).places
    record = entry.record
    assert (record.key, record.source, record.feature_code) == ("curated:tafaha-hills", "curated", "T.HLLS")
    assert record.position == Position(34.65, 37.48, "curated", 15000)
    assert [name.name_type for name in record.names] == [NameType.PREFERRED, NameType.VARIANT]


def test_every_table_is_read(tmp_path: Path) -> None:
    overlay = read(
        tmp_path,
        HEAD
        + '[[position]]\nplace = "ocha:1"\nprefer = "wof"\n'
        + '[[position]]\nplace = "ocha:2"\nlat = 36\nlon = 38\nuncertainty_m = 50\n'
        + '[[units]]\nplace = "wof:1"\ncode = "IQ-HA"\n'
        + '[[merge]]\nkeys = ["ocha:1", "wof:1"]\n'
        + '[[separate]]\nkeys = ["ocha:1", "wof:2"]\n'
        + '[[reject_place]]\nplace = "wof:3"\n'
        + '[[reject_name]]\nplace = "wof:3"\ntoponym = "Senegal"\n'
        + '[[kind]]\nplace = "wof:3"\nfeature_code = "P.PPLA"\n',
    )
    assert [(p.prefer, p.position) for p in overlay.positions] == [
        ("wof", None),
        ("", Position(36.0, 38.0, "curated", 50)),
    ]
    assert overlay.units[0].code == "IQ-HA"
    assert (overlay.merges[0].keys, overlay.separations[0].keys) == (("ocha:1", "wof:1"), ("ocha:1", "wof:2"))
    assert (overlay.kinds[0].place, overlay.kinds[0].feature_code) == ("wof:3", "P.PPLA")
    assert (overlay.rejected_places[0].place, overlay.rejected_names[0].toponym) == ("wof:3", "Senegal")


def test_a_folder_without_files_holds_no_decisions(tmp_path: Path) -> None:
    assert read_overlay(tmp_path) == Overlay()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[[name]", "topic.toml"),
        (HEAD + '[[nickname]]\nplace = "ocha:1"\n', "nickname"),
        (HEAD + '[name]\nplace = "ocha:1"\ntoponym = "x"\n', "name"),
        ('[[name]]\nplace = "ocha:1"\ntoponym = "x"\n', "topic.toml: name 1: .*reason"),
        (HEAD + '[[name]]\nplace = "ocha:1"\n', "topic.toml: name 1: toponym is missing"),
        (HEAD + '[[name]]\nplace = "ocha:1"\ntoponym = ""\n', "topic.toml: name 1: .*empty"),
        (HEAD + '[[name]]\nplace = "ocha:1"\ntoponym = "a\u200fb"\n', "topic.toml: name 1: .*nobody sees"),
        (
            HEAD + '[[name]]\nplace = "ocha:1"\ntoponym = "x"\nname_type = "best"\n',
            "topic.toml: name 1: .*best",
        ),
        (
            HEAD + '[[name]]\nplace = "ocha:1"\ntoponym = "x"\ntype = "y"\n',
            "topic.toml: name 1: unknown: type",
        ),
        (HEAD + '[[merge]]\nkeys = ["ocha:1", "ocha:1"]\n', "topic.toml: merge 1: .*two different"),
        (HEAD + '[[kind]]\nplace = "ocha:1"\nfeature_code = "seat"\n', "topic.toml: kind 1: .*'seat'"),
        (HEAD + PLACE.replace("curated:", "ocha:"), "topic.toml: place 1: .*begin with curated:"),
        (HEAD + PLACE.replace("34.65", '"north"'), "topic.toml: place 1: .*north"),
        (HEAD + PLACE + PLACE, "topic.toml: place 2: .*topic.toml: place 1"),
    ],
)
def test_a_broken_entry_is_named(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(DataError, match=told):
        read(tmp_path, text)


def test_the_committed_decisions_can_be_read() -> None:
    overlay = read_overlay(data_dir() / "curated")
    assert "curated:tafaha-hills" in {entry.record.key for entry in overlay.places}
    assert ("ocha:C1906", "wof:1259367235") in {entry.keys for entry in overlay.separations}
