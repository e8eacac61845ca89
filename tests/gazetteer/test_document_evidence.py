"""The lifts of a document, beside the same reckoned slowly and plainly."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gazetteer.document_evidence import KINDS, LEAST_PROBABILITY, UNIT_KINDS, Evidence, Mention
from gazetteer.document_field import DocumentField
from gazetteer.place_index import PlaceIndex
from gazetteer.unit_index import LEVEL_CODES
from tests.gazetteer.tiny import id_of


@pytest.fixture(scope="module")
def field(places: PlaceIndex) -> DocumentField:
    return DocumentField(places, 20_000.0)


Sketch = tuple[int, int, dict[int, float], str]
"""A mention as drawn: its group, its name, probability by row, and a governorate that stands with it."""

SHARES = st.floats(0, 1, allow_subnormal=False)


@st.composite
def sketches(draw: st.DrawFn) -> list[Sketch]:
    drawn: list[Sketch] = []
    for number in range(draw(st.integers(1, 6))):
        group = draw(st.integers(0, number))
        group = group if group in {each[0] for each in drawn} else len({each[0] for each in drawn})
        rows = draw(st.dictionaries(st.integers(0, 32), SHARES, max_size=5))
        total = max(1.0, sum(rows.values()))
        name = next((each[1] for each in drawn if each[0] == group), draw(st.integers(0, 2)))
        unit = draw(st.sampled_from(["", "SY-HL", "IQ-NI", "nowhere"]))
        drawn.append((group, name, {row: p / total for row, p in rows.items()}, unit))
    return drawn


def mention_of(sketch: Sketch) -> Mention:
    group, name, shares, unit = sketch
    named = {"admin1": {unit: 1.0}} if unit else {}
    return Mention(group, name, np.array(list(shares), dtype=np.uint32), named)


def probabilities_of(drawn: Sequence[Sketch]) -> list[np.ndarray]:
    return [np.array(list(shares.values()), dtype=np.float64) for _, _, shares, _ in drawn]


class Oracle:
    """The definition, mention by mention and place by place."""

    def __init__(self, drawn: Sequence[Sketch], field: DocumentField, places: PlaceIndex) -> None:
        self.drawn, self.field, self.places = drawn, field, places
        self.groups = {each[0] for each in drawn}

    def lift(self, i: int, row: int, kind: str) -> float:
        group, name = self.drawn[i][:2]
        others = self.groups - {group}
        if kind == "same":
            others = {g for g, n, _, _ in self.drawn if n == name} - {group}
        if not others or kind == "anywhere":
            return 1.0
        return sum(self.of_group(other, row, kind) for other in others) / len(others)

    def of_group(self, group: int, row: int, kind: str) -> float:
        members = [each for each in self.drawn if each[0] == group]
        return sum(self.of_mention(each, row, kind) for each in members) / len(members)

    def of_mention(self, sketch: Sketch, row: int, kind: str) -> float:
        _, _, shares, unit = sketch
        if kind == "same":
            return shares.get(row, 0.0) * len(self.places) + 1 - sum(shares.values())
        if kind == "near":
            return self.near(shares, row)
        column = self.places.units[kind]
        wanted = column.of(row)
        if not wanted:
            return 1.0
        known = {other: p for other, p in shares.items() if column.of(other)}
        in_unit = sum(p for other, p in known.items() if column.of(other) == wanted)
        mass = sum(known.values())
        if kind == "admin1" and unit and column.code_of(unit) >= 0:
            rest = 1 - sum(shares.values())
            in_unit, mass = in_unit + rest * (unit == wanted), mass + rest
        share = sum(column.of(other) == wanted for other in range(len(self.places))) / len(self.places)
        return in_unit / share + 1 - mass

    def near(self, shares: dict[int, float], row: int) -> float:
        cells = self.field.cell
        told, mass = 0.0, 0.0
        for other, p in shares.items():
            if p >= LEAST_PROBABILITY and self.places.feature_code.of(other) not in LEVEL_CODES[:2]:
                told += p * float(self.field.lift(cells[[row]], cells[[other]], np.ones(1))[0])
                mass += p
        return told + 1 - mass


@given(drawn=sketches())
@settings(max_examples=60, deadline=None)
def test_the_lifts_are_those_of_the_definition(
    places: PlaceIndex, field: DocumentField, drawn: list[Sketch]
) -> None:
    evidence = Evidence([mention_of(each) for each in drawn], field, places)
    oracle = Oracle(drawn, field, places)
    lifts = evidence.lifts(probabilities_of(drawn))
    assert len(lifts) == len(drawn)
    for i, (each, found) in enumerate(zip(drawn, lifts, strict=True)):
        wanted = [[oracle.lift(i, row, kind) for kind in KINDS] for row in each[2]]
        assert found.tolist() == [pytest.approx(row, rel=1e-6, abs=1e-9) for row in wanted]


def test_a_name_does_not_speak_for_itself(places: PlaceIndex, field: DocumentField) -> None:
    """Nor does another spelling of it: two that say the same know no more than one."""
    hasan = {places.find(id_of(f"gn:16356{n}")): 0.3 for n in (2, 3, 4)}
    drawn: list[Sketch] = [(0, 0, hasan, ""), (0, 0, hasan, "")]
    for lifts in Evidence([mention_of(each) for each in drawn], field, places).lifts(probabilities_of(drawn)):
        assert (lifts == 1).all()


def test_neighbours_are_of_other_names_and_nearer_than_chance(
    places: PlaceIndex, field: DocumentField
) -> None:
    mosul, hasan = places.find(id_of("gn:99072")), places.find(id_of("gn:90500"))
    far = places.find(id_of("gn:170063"))
    drawn: list[Sketch] = [(0, 0, {hasan: 0.9}, ""), (1, 1, {far: 0.99}, ""), (2, 2, {mosul: 0.9}, "")]
    evidence = Evidence([mention_of(each) for each in drawn], field, places)
    assert evidence.neighbours(0, hasan, probabilities_of(drawn), 3) == (mosul,)
    assert evidence.neighbours(1, far, probabilities_of(drawn), 3) == ()


def test_of_each_other_name_the_nearest_place_is_shown(places: PlaceIndex, field: DocumentField) -> None:
    mosul, hasan = places.find(id_of("gn:99072")), places.find(id_of("gn:90500"))
    drawn: list[Sketch] = [(0, 0, {hasan: 0.9}, ""), (1, 1, {mosul: 0.6, hasan: 0.4}, "")]
    evidence = Evidence([mention_of(each) for each in drawn], field, places)
    assert evidence.neighbours(0, hasan, probabilities_of(drawn), 3) == (hasan,)


def test_the_units_of_the_others(places: PlaceIndex, field: DocumentField) -> None:
    mosul = places.find(id_of("gn:99072"))
    drawn: list[Sketch] = [(0, 0, {}, "SY-HL"), (1, 1, {mosul: 0.5}, ""), (2, 2, {}, "")]
    evidence = Evidence([mention_of(each) for each in drawn], field, places)
    units = evidence.units(UNIT_KINDS[0], probabilities_of(drawn))
    column = places.units["admin1"]
    nineveh, aleppo = column.code_of("IQ-NI"), column.code_of("SY-HL")
    assert units[:, nineveh].tolist() == [0.25, 0, 0.25]
    assert units[:, aleppo].tolist() == [0, 0.5, 0.5]


def test_what_is_expected_is_the_lift_of_the_unit_that_stands_with_a_name(
    places: PlaceIndex, field: DocumentField
) -> None:
    mosul = places.find(id_of("gn:99072"))
    drawn: list[Sketch] = [(0, 0, {mosul: 0.5}, "IQ-NI"), (1, 1, {mosul: 1.0}, ""), (2, 2, {}, "nowhere")]
    evidence = Evidence([mention_of(each) for each in drawn], field, places)
    (lifts, *_), expected = (
        evidence.lifts(probabilities_of(drawn)),
        evidence.expected(probabilities_of(drawn)),
    )
    assert expected[1].tolist() == [1] * len(KINDS)
    admin1, country = (lifts[0][KINDS.index(kind)] for kind in UNIT_KINDS)
    assert expected[0].tolist() == pytest.approx([1, admin1, admin1, country, 1])
    assert admin1 > country > 1
