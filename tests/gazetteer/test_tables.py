from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gazetteer.errors import DataError
from gazetteer.model import Name, Place, Position, Units
from gazetteer.tables import canonical, format_position, parse_position, read_places, write_places
from gazetteer.vocabulary import NameType, Romanization, Script
from tests.gazetteer.makers import make_name, make_place

words = st.from_regex(r"[a-z]{1,6}:[A-Za-z0-9-]{1,6}", fullmatch=True)
texts = st.text(
    st.characters(exclude_characters="\t\n\r", exclude_categories=["Cs"]), min_size=1, max_size=12
).filter(lambda text: bool(text.strip()))
positions = st.builds(
    Position,
    lat=st.floats(-90, 90),
    lon=st.floats(-180, 180),
    source=st.from_regex(r"[a-z_]{1,8}", fullmatch=True),
    uncertainty_m=st.integers(0, 500_000),
)
names = st.builds(
    Name,
    toponym=texts,
    lang=st.sampled_from(["ara", "und", "kur", "eng"]),
    script=st.sampled_from(Script),
    romanization=st.sampled_from(Romanization),
    name_type=st.sampled_from(NameType),
    sources=st.lists(st.from_regex(r"[a-z]{1,5}", fullmatch=True), max_size=3).map(tuple),
)
units = st.sampled_from(
    [
        Units("SY"),
        Units("SY", "SY-HL"),
        Units("SY", "SY-HL", "SY0205", "SY020502"),
        Units("IQ", "IQ-HA", "", ""),
    ]
)
places = st.builds(
    Place,
    place_id=st.from_regex(r"[0-9a-z]{8}", fullmatch=True),
    feature_code=st.sampled_from(["P.PPL", "A.ADM1", "S.AIRB"]),
    position=positions,
    units=units,
    names=st.lists(names, min_size=1, max_size=4, unique_by=lambda n: (n.toponym, n.lang, n.name_type)).map(
        tuple
    ),
    links=st.lists(words, max_size=3, unique=True).map(tuple),
    population=st.integers(0, 10**7),
    other_positions=st.lists(positions, max_size=2).map(tuple),
    note=st.one_of(st.just(""), texts),
)


@given(st.lists(places, max_size=6, unique_by=lambda place: place.place_id))
@settings(max_examples=60, deadline=None)
def test_what_is_written_is_read_back(written: list[Place]) -> None:
    with TemporaryDirectory() as folder:
        write_places(Path(folder), written)
        read = read_places(Path(folder))
        assert read == sorted(map(canonical, written), key=lambda place: place.place_id)
        before = {path.name: path.read_bytes() for path in Path(folder).rglob("*.tsv")}
        write_places(Path(folder), read)
        assert {path.name: path.read_bytes() for path in Path(folder).rglob("*.tsv")} == before


@given(positions)
def test_a_position_in_a_cell_is_read_back(position: Position) -> None:
    cell = format_position(position)
    assert parse_position(format_position(parse_position(cell))) == parse_position(cell)
    assert abs(parse_position(cell).lat - position.lat) <= 0.00001


def test_a_table_is_plain_text_sorted_by_id_and_toponym(tmp_path: Path) -> None:
    names = (make_name("Maskanah"), make_name("مسكنة"), make_name("Maskana"))
    write_places(
        tmp_path, [make_place("bbbbbbbb", *names, links=("ocha:C1", "gn:2")), make_place("aaaaaaaa")]
    )
    assert (tmp_path / "places" / "SY-HL.tsv").read_text(encoding="utf-8").splitlines()[1:] == [
        "aaaaaaaa\tP.PPL\t36.00000\t38.00000\tocha\t300\tSY\tSY-HL\tSY0205\tSY020502\t\t\t\t",
        "bbbbbbbb\tP.PPL\t36.00000\t38.00000\tocha\t300\tSY\tSY-HL\tSY0205\tSY020502\t\tocha:C1 gn:2\t\t",
    ]
    assert (tmp_path / "names" / "SY-HL.tsv").read_text(encoding="utf-8").splitlines()[2:] == [
        "bbbbbbbb\tMaskana\tund\tLatn\t\tpreferred\tocha",
        "bbbbbbbb\tMaskanah\tund\tLatn\t\tpreferred\tocha",
        "bbbbbbbb\tمسكنة\tara\tArab\t\tpreferred\tocha",
    ]


def test_a_table_without_places_any_more_goes(tmp_path: Path) -> None:
    write_places(tmp_path, [make_place("aaaaaaaa"), make_place("bbbbbbbb", units=Units("IQ"))])
    write_places(tmp_path, [make_place("bbbbbbbb", units=Units("IQ"))])
    assert sorted(path.name for path in tmp_path.rglob("*.tsv")) == ["IQ.tsv", "IQ.tsv"]


def test_without_tables_there_are_no_places(tmp_path: Path) -> None:
    assert read_places(tmp_path) == []


@pytest.mark.parametrize(
    "place",
    [
        make_place("aaaaaaaa", make_name("Mas\tkanah")),
        make_place("aaaaaaaa", make_name("Mas\nkanah")),
        replace(make_place("aaaaaaaa"), note="a\rb"),
        replace(make_place("aaaaaaaa"), names=()),
        make_place("aaaaaaaa", links=("ocha:C 1933",)),
        make_place("aaaaaaaa", links=("",)),
    ],
)
def test_what_the_format_cannot_hold_is_refused(tmp_path: Path, place: Place) -> None:
    with pytest.raises(DataError):
        write_places(tmp_path, [place])


def test_two_places_of_one_id_are_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="aaaaaaaa"):
        write_places(tmp_path, [make_place("aaaaaaaa"), make_place("aaaaaaaa", units=Units("IQ"))])


@pytest.mark.parametrize(
    ("table", "old", "new", "told"),
    [
        ("places", "\t36.00000\t", "\tnorth\t", "line 2"),
        ("places", "\t36.00000\t", "\t96.00000\t", "line 2"),
        ("places", "\t300\t", "\t-1\t", "line 2"),
        ("places", "P.PPL", "PPL", "line 2"),
        ("places", "SY-HL\tSY0205", "SY-RA\tSY0205", "line 2"),
        ("places", "\tSY020502", "", "line 2: 13 cells"),
        ("places", "place_id", "id", "line 1"),
        ("places", "aaaaaaaa", "bbbbbbbb", "line 2"),
        ("names", "Latn", "Latin", "line 2"),
        ("names", "preferred", "best", "line 2"),
        ("names", "Maskanah", "", "line 2"),
    ],
)
def test_a_broken_row_is_named_by_file_and_line(
    tmp_path: Path, table: str, old: str, new: str, told: str
) -> None:
    write_places(tmp_path, [make_place("aaaaaaaa")])
    path = tmp_path / table / "SY-HL.tsv"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(DataError, match=rf"{table}/SY-HL\.tsv: {told}"):
        read_places(tmp_path)


def test_a_name_without_place_is_named(tmp_path: Path) -> None:
    write_places(tmp_path, [make_place("aaaaaaaa")])
    with (tmp_path / "names" / "SY-HL.tsv").open("a", encoding="utf-8") as handle:
        handle.write("zzzzzzzz\tHoms\tund\tLatn\t\tpreferred\tocha\n")
    with pytest.raises(DataError, match=r"names/SY-HL\.tsv: line 3: a name of zzzzzzzz"):
        read_places(tmp_path)
