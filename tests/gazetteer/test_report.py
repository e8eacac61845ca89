from __future__ import annotations

from dataclasses import replace

import pytest

from gazetteer.balance import Fate, NameLoss, balance_of
from gazetteer.errors import DataError
from gazetteer.model import Place, Position, Units
from gazetteer.report import Tables, figures, fill
from gazetteer.vocabulary import NameType, Romanization
from tests.gazetteer.makers import make_name, make_place


def places() -> list[Place]:
    maskanah = make_place(
        "p1",
        replace(make_name("Maskanah"), romanization=Romanization.BGN, sources=("ocha", "wof")),
        make_name("مسكنة"),
        position=Position(36.0, 38.0, "ocha", 300),
    )
    far = Position(36.02, 38.0, "wof", 500)
    hill = make_place(
        "p2",
        make_name("Tall Afar", "wof", NameType.HISTORICAL),
        units=Units("IQ", "IQ-NI"),
        position=Position(36.4, 42.4, "wof", 4000),
    )
    return [replace(maskanah, other_positions=(far,), population=15_000), replace(hill, feature_code="T.HLL")]


@pytest.fixture(scope="module")
def pieces() -> dict[str, str]:
    fates = [
        Fate("ocha", "place"),
        Fate("wof", "place"),
        Fate("wof", "merged"),
        Fate("wof", "left_out", "superseded"),
        Fate("wof", "left_out", "outside"),
    ]
    losses = {NameLoss("wof", "copy"): 1200}
    return figures(Tables(places(), balance_of(fates), losses, 3, {"outside": 1}))


@pytest.mark.parametrize(
    ("piece", "text"),
    [
        ("places", "2"),
        ("places_sy", "1"),
        ("names", "3"),
        ("names_per_place", "1.5"),
        ("one_name", "1"),
        ("populated", "1"),
        ("redirects", "3"),
        ("several_positions", "1"),
    ],
)
def test_single_figures(pieces: dict[str, str], piece: str, text: str) -> None:
    assert pieces[piece] == text


@pytest.mark.parametrize(
    ("piece", "row"),
    [
        ("by_source", "| `ocha` | OCHA Common Operational Datasets, Syria"),
        ("by_source", "| 1 | 0 | 2 | 1 |"),
        ("balance", "| `wof` | 4 | 1 | 1 | 2 |"),
        ("balance", "| **all** | 5 | 2 | 1 | 2 |"),
        ("reasons", "| `wof` | `superseded` | 1 | the row leads on to its successor |"),
        ("reasons", "| `wof` | `outside` | 1 | farther outside"),
        ("names_left_out", "| `wof` | `copy` | 1,200 |"),
        ("uncertainty", "| up to 300 m | 1 | 50 % |"),
        ("uncertainty", "| up to 5,000 m | 2 | 100 % |"),
        ("distances", "| up to 1,000 m | 0 | 0 % |"),
        ("distances", "| up to 3,000 m | 1 | 100 % |"),
        ("by_class", "| T | heights and land forms | 1 |"),
        ("by_code", "| 2 others | village or town, hill | 2 |"),
        ("by_governorate", "| `SY-HL` | Aleppo | 1 | 2 | 2.0 | 100 % | 100 % | 100 % |"),
        ("by_governorate", "| `IQ-NI` | Nineveh | 1 | 1 | 1.0 | 0 % | 100 % | 0 % |"),
        ("by_governorate", "| `SY-RA` | Raqqa | 0 | 0 |  |  |  |  |"),
        ("by_language", "| 2 others | 3 |"),
        ("by_script", "| Latn | 2 |"),
        ("by_scheme", "| bgn | 1 |"),
        ("by_name_type", "| historical | 1 |"),
        ("reviews", "| `review/outside.tsv` | 1 |"),
    ],
)
def test_tables_have_their_rows(pieces: dict[str, str], piece: str, row: str) -> None:
    assert row in pieces[piece]


def test_a_template_is_filled() -> None:
    assert fill("{{a}} of {{b}}, {c}", {"a": "1", "b": "2", "unused": "3"}) == "1 of 2, {c}"
    with pytest.raises(DataError, match="asks for d"):
        fill("{{d}}", {"a": "1"})
