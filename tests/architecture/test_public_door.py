"""`gazetteer.__all__` is the library's public door: complete, true and sorted."""

from __future__ import annotations

from types import ModuleType

import gazetteer


def test_every_name_in_all_exists() -> None:
    assert [name for name in gazetteer.__all__ if not hasattr(gazetteer, name)] == []


def test_every_public_name_is_in_all() -> None:
    public = {
        name
        for name, value in vars(gazetteer).items()
        if not name.startswith("_") and name != "annotations" and not isinstance(value, ModuleType)
    }
    assert public - set(gazetteer.__all__) == set()


def test_all_has_no_name_twice() -> None:
    assert len(gazetteer.__all__) == len(set(gazetteer.__all__))
