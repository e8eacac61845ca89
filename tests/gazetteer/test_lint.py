from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import shapely
from click.testing import CliRunner

from gazetteer.boundaries import UnitShape, read_boundaries, to_geojson
from gazetteer.cli import main
from gazetteer.errors import DataError
from gazetteer.ids import Redirect, id_of_key, write_redirects
from gazetteer.lint import (
    RULES,
    Fault,
    LintException,
    find_faults,
    lint_data,
    lint_text,
    read_exceptions,
    without_exceptions,
)
from gazetteer.model import Name, Place, Position, Units
from gazetteer.tables import write_places
from gazetteer.vocabulary import NameType, Romanization, Script
from tests.gazetteer.makers import METRES_PER_DEGREE, make_name, make_place

ALEPPO, MANBIJ = Units("SY", "SY-HL"), Units("SY", "SY-HL", "SY0205")
KHAFSA = Units("SY", "SY-HL", "SY0205", "SY020502")
SHAPES = [UnitShape(KHAFSA, shapely.box(37.5, 35.5, 38.5, 36.5))]

Change = Callable[[Place], Place]
MASKANAH, NEXT, FORMER = id_of_key("ocha:C1"), id_of_key("ocha:C2"), id_of_key("ocha:C9")


def unit(key: str, feature_code: str, units: Units) -> Place:
    place = make_place(id_of_key(key), make_name(key), links=(key,), units=units)
    return replace(place, feature_code=feature_code)


UNITS = [
    unit("ocha:SY", "A.PCLI", Units("SY")),
    unit("ocha:SY02", "A.ADM1", ALEPPO),
    unit("ocha:SY0205", "A.ADM2", MANBIJ),
    unit("ocha:SY020502", "A.ADM3", KHAFSA),
]


def maskanah() -> Place:
    """A place with whom nothing is wrong."""
    names = (make_name("Maskanah"), make_name("مسكنة"), make_name("Meskene", name_type=NameType.VARIANT))
    position = Position(36.0, 38.0, "ocha", 300)
    place = make_place(MASKANAH, *names, links=("ocha:C1", "gn:167080"), units=KHAFSA, position=position)
    return replace(place, other_positions=(Position(36.001, 38.0, "wof", 500),))


def neighbour(north_m: float, *names: str | Name, feature_code: str = "P.PPL") -> Place:
    position = Position(36.0 + north_m / METRES_PER_DEGREE, 38.0, "ocha", 300)
    made = [make_name(name) if isinstance(name, str) else name for name in names]
    place = make_place(NEXT, *made, links=("ocha:C2",), units=KHAFSA, position=position)
    return replace(place, feature_code=feature_code)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the boundaries of one subdistrict, and nothing in Iraq."""
    data = tmp_path_factory.mktemp("data")
    (data / "boundaries").mkdir()
    for country_code, shapes in {"SY": SHAPES, "IQ": []}.items():
        (data / "boundaries" / f"{country_code}.geojson").write_text(to_geojson(shapes), encoding="utf-8")
    return data


@pytest.fixture
def find(folder: Path) -> Callable[..., list[Fault]]:
    boundaries = read_boundaries(folder / "boundaries")

    def faults(*places: Place, redirects: tuple[Redirect, ...] = ()) -> list[Fault]:
        return list(find_faults([*UNITS, *places], boundaries, redirects))

    return faults


def named(*names: Name) -> Change:
    return lambda place: replace(place, names=names)


def linked(*links: str) -> Change:
    return lambda place: replace(place, links=links)


def at(lat: float, lon: float, source: str = "ocha", uncertainty_m: int = 300) -> Change:
    return lambda place: replace(place, position=Position(lat, lon, source, uncertainty_m))


def spelt(toponym: str, script: Script, lang: str = "und", scheme: Romanization = Romanization.NONE) -> Name:
    return Name(toponym, lang, script, scheme, NameType.PREFERRED, ("ocha",))


BAD: list[tuple[str, Change]] = [
    ("id_form", lambda place: replace(place, place_id="MASKANAH")),
    ("id_form", lambda place: replace(place, place_id="abc")),
    ("id_repeated", lambda place: replace(place, place_id=UNITS[0].place_id)),
    ("link_form", linked()),
    ("link_form", linked("ocha")),
    ("link_form", linked("ocha:")),
    ("link_form", linked("osm:1")),
    ("link_shared", linked("ocha:SY02")),
    ("link_shared", linked("ocha:C1", "ocha:C1")),
    ("position_range", at(38.0, 36.0)),
    ("position_range", at(36.0, 38.0, uncertainty_m=0)),
    ("position_range", lambda place: replace(place, other_positions=(Position(0.0, 0.0, "wof", 500),))),
    ("position_source", at(36.0, 38.0, source="hearsay")),
    ("position_source", lambda place: replace(place, other_positions=(place.position,))),
    ("position_outside_unit", at(36.56, 38.0)),
    ("unit_unknown", lambda place: replace(place, units=Units("SY", "SY-HL", "SY0299"))),
    ("unit_unknown", lambda place: replace(place, units=Units("SY", "SY-RA", "SY0205", "SY020502"))),
    ("unit_of_unit", lambda place: replace(place, feature_code="A.ADM2")),
    ("feature_code", lambda place: replace(place, feature_code="P.TOWN")),
    ("no_name", named()),
    ("name_marks", named(spelt("Maskanah ", Script.LATIN))),
    ("name_marks", named(spelt("Big  Jarrah", Script.LATIN))),
    ("name_marks", named(spelt("مسكنة\u200f", Script.ARABIC))),
    ("name_marks", named(spelt("مســكنة", Script.ARABIC))),
    ("name_marks", named(spelt("Maska\u0007nah", Script.LATIN))),
    ("name_folds_to_nothing", named(spelt("-", Script.OTHER))),
    ("name_script", named(spelt("مسكنة", Script.LATIN))),
    ("name_script", named(spelt("مسكنة", Script.ARABIC, scheme=Romanization.BGN))),
    ("name_language", named(spelt("Maskanah", Script.LATIN, "ara"))),
    ("name_language", named(spelt("Maskanah", Script.LATIN, "en"))),
    ("name_source", named(replace(make_name("Maskanah"), sources=()))),
    ("name_source", named(make_name("Maskanah", source="hearsay"))),
    ("name_repeated", named(make_name("Maskanah"), make_name("Maskanah", name_type=NameType.VARIANT))),
]


@pytest.mark.parametrize(("rule", "spoil"), BAD, ids=[f"{rule}-{n}" for n, (rule, _) in enumerate(BAD)])
def test_each_rule_finds_what_breaks_it(find: Callable[..., list[Fault]], rule: str, spoil: Change) -> None:
    bad = spoil(maskanah())
    assert (rule, bad.place_id) in {(fault.rule, fault.place_id) for fault in find(bad)}


def test_good_tables_have_no_faults(find: Callable[..., list[Fault]]) -> None:
    redirects = (Redirect(FORMER, MASKANAH, "merged", ""), Redirect(NEXT, "", "withdrawn", "ocha:C2"))
    assert find(maskanah(), redirects=redirects) == []


def test_every_rule_has_a_sentence_and_a_test() -> None:
    elsewhere = {"redirect_end", "unit_missing", "twins"}
    assert {rule.name for rule in RULES} == {rule for rule, _ in BAD} | elsewhere
    assert all(rule.sentence.endswith(".") for rule in RULES)


@pytest.mark.parametrize(
    "redirects",
    [
        (Redirect(MASKANAH, UNITS[0].place_id, "merged", ""),),
        (Redirect(FORMER, NEXT, "merged", ""),),
        (Redirect(FORMER, FORMER, "merged", ""),),
        (Redirect(FORMER, NEXT, "merged", ""), Redirect(NEXT, FORMER, "merged", "")),
        (Redirect(FORMER, MASKANAH, "merged", ""), Redirect(FORMER, MASKANAH, "merged", "")),
        (Redirect(FORMER, "", "merged", ""),),
        (Redirect(FORMER, MASKANAH, "lost", ""),),
    ],
    ids=["from a place", "to no place", "to itself", "in a circle", "twice", "merged into nothing", "reason"],
)
def test_a_redirect_that_does_not_end_well_is_found(
    find: Callable[..., list[Fault]], redirects: tuple[Redirect, ...]
) -> None:
    assert {fault.rule for fault in find(maskanah(), redirects=redirects)} == {"redirect_end"}


def test_a_unit_of_the_boundaries_that_is_no_place_is_found(folder: Path) -> None:
    faults = list(find_faults(UNITS[:2], read_boundaries(folder / "boundaries"), ()))
    assert [fault[:2] for fault in faults] == [("unit_missing", "SY0205"), ("unit_missing", "SY020502")]


def test_the_rule_of_the_border_is_allowed(find: Callable[..., list[Fault]]) -> None:
    assert find(at(36.54, 38.0)(maskanah())) == []


@pytest.mark.parametrize(
    ("other", "found"),
    [
        (neighbour(400, "Maskanah"), True),
        (neighbour(400, "MASKANAH"), True),
        (neighbour(400, "Masqana", "مسكنه"), True),
        # A preferred name that is but a variant of the other.
        (neighbour(400, "Meskene"), True),
        (neighbour(400, make_name("Meskene", name_type=NameType.VARIANT)), False),
        (neighbour(600, "Maskanah"), False),
        (neighbour(400, "Dibsi Faraj"), False),
        # What conflation would never join: another kind, or a name with a contrast word.
        (neighbour(400, "Maskanah", feature_code="P.PPLX"), True),
        (neighbour(400, "Maskanah", feature_code="S.AIRB"), False),
        (neighbour(400, "Maskanah Gharbi", make_name("Maskanah", name_type=NameType.VARIANT)), False),
    ],
)
def test_one_place_twice_is_found(find: Callable[..., list[Fault]], other: Place, found: bool) -> None:
    assert [fault.rule for fault in find(maskanah(), other)] == ["twins"] * found


def test_upper_and_lower_are_two_villages_whatever_they_are_called_for_short(
    find: Callable[..., list[Fault]],
) -> None:
    upper = replace(maskanah(), names=(make_name("Mawan"), make_name("الماوان العليا")))
    assert find(upper, neighbour(300, "Mawan", "الماوان السفلى")) == []


def test_an_exception_lets_one_fault_be_and_is_a_fault_where_there_is_none() -> None:
    place = maskanah()
    faults = [Fault("twins", MASKANAH, "x"), Fault("no_name", MASKANAH, "x"), Fault("twins", NEXT, "x")]
    by_link = LintException("twins", "gn:167080", "two villages")
    idle = LintException("id_form", "ocha:C7", "once")
    left = list(without_exceptions(faults, [place], [by_link, idle]))
    assert left[:2] == faults[1:]
    assert [fault[:2] for fault in left[2:]] == [("exception_unused", "ocha:C7")]


def test_an_exception_without_a_reason_is_refused(tmp_path: Path) -> None:
    assert read_exceptions(tmp_path) == ()
    path = tmp_path / "lint_exceptions.toml"
    for text in ('[[exception]]\nrule = "twins"\nplace = "gn:1"\n', "[[exception]]\nreason = ''\n", "=", ""):
        path.write_text(text, encoding="utf-8")
        if text:
            with pytest.raises(DataError, match="lint_exceptions"):
                read_exceptions(tmp_path)
    assert read_exceptions(tmp_path) == ()


def test_faults_are_told_by_rule_with_their_counts() -> None:
    faults = [Fault("twins", NEXT, "a"), Fault("no_name", MASKANAH, "b"), Fault("twins", MASKANAH, "c")]
    sentences = {rule.name: rule.sentence for rule in RULES}
    assert lint_text(faults).splitlines() == [
        f"twins (2): {sentences['twins']}",
        f"    {NEXT}  a",
        f"    {MASKANAH}  c",
        f"no_name (1): {sentences['no_name']}",
        f"    {MASKANAH}  b",
        "3 faults",
    ]
    assert lint_text(faults, 1).splitlines()[1:3] == [f"    {NEXT}  a", "    … and 1 more"]
    assert lint_text([]) == "0 faults"


@pytest.mark.parametrize(("spoil", "status"), [(linked("ocha:C1"), 0), (linked("osm:1"), 1)])
def test_the_command_lists_faults_and_says_so_by_its_status(folder: Path, spoil: Change, status: int) -> None:
    write_places(folder, [*UNITS, spoil(maskanah())])
    write_redirects(folder, ())
    result = CliRunner().invoke(main, ["lint", "--data", str(folder)])
    assert result.exit_code == status
    assert result.output.strip() == lint_text(lint_data(folder))
    assert ("osm:1" in result.output) == bool(status)
