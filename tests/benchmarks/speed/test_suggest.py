from __future__ import annotations

from benchmarks.speed.suggest import beginnings
from gazetteer.model import Name
from gazetteer.vocabulary import NameType, Romanization, Script


def name(toponym: str, script: Script) -> Name:
    return Name(toponym, "und", script, Romanization.NONE, NameType.VARIANT, ("gn",))


def test_beginnings_are_distinct_by_script_and_length() -> None:
    names = [name("El Kum", Script.LATIN), name("El Bab", Script.LATIN), name("حلب", Script.ARABIC)]
    found = beginnings([*names, name("Хомс", Script.CYRILLIC)])
    assert found[Script.LATIN, 1] == ["E"]
    assert found[Script.LATIN, 3] == ["El"]  # A blank at the end says nothing.
    assert found[Script.LATIN, 4] == ["El B", "El K"]
    assert found[Script.ARABIC, 4] == ["حلب"]
    assert all("Х" not in prefixes for prefixes in found.values())
