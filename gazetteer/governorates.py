"""The governorates of both countries, and which of them a p-code belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from gazetteer.errors import DataError
from gazetteer.resources import load_table


@dataclass(frozen=True, slots=True)
class Governorate:
    """A first-level unit: ISO 3166-2 `code`, OCHA `pcode`, its usual English and Arabic name."""

    code: str
    pcode: str
    name_en: str
    name_ar: str
    note: str = ""

    @property
    def country_code(self) -> str:
        """ISO 3166-1 alpha-2."""
        return self.code[:2]


@cache
def load_governorates() -> tuple[Governorate, ...]:
    """All 33 of `data/governorates.toml`, in its order."""
    rows = load_table("governorates.toml")["governorate"]
    return tuple(Governorate(**row) for row in rows)


@cache
def admin1_of_pcode(pcode: str) -> str:
    """ISO 3166-2 code of the governorate that an OCHA p-code of any level lies in.

    Raises DataError for a p-code of neither country.
    """
    holders = [unit for unit in load_governorates() if pcode.startswith(unit.pcode)]
    if not holders:
        raise DataError(
            f"governorates.toml: no governorate has the p-code {pcode!r} or one that it begins with"
        )
    return max(holders, key=lambda unit: len(unit.pcode)).code
