"""The values that the gazetteer is made of. All are frozen; none knows how it is stored."""

from __future__ import annotations

from dataclasses import dataclass

from gazetteer.vocabulary import NameType, Romanization, Script


@dataclass(frozen=True, slots=True)
class Position:
    """A point in WGS 84 degrees, the source that gives it, and how far off it may be."""

    lat: float
    lon: float
    source: str
    uncertainty_m: int


@dataclass(frozen=True, slots=True)
class Name:
    """One way to write a place's name.

    `lang` is ISO 639-3 ("und" where unknown), `sources` the keys of the sources that write it so.
    """

    toponym: str
    lang: str
    script: Script
    romanization: Romanization
    name_type: NameType
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Units:
    """The administrative units of a place.

    `country_code` is ISO 3166-1 alpha-2, `admin1` ISO 3166-2, `admin2` and `admin3` OCHA p-codes;
    an empty string where the place has none (a country has no admin1).
    """

    country_code: str
    admin1: str = ""
    admin2: str = ""
    admin3: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A place with its names.

    `feature_code` is GeoNames class and code ("P.PPL"). `position` is the preferred one,
    `other_positions` what the other sources say. `links` are source keys such as "gn:167080".
    `population` 0 means unknown. `note` is a remark for readers, mostly empty.
    """

    place_id: str
    feature_code: str
    position: Position
    units: Units
    names: tuple[Name, ...]
    links: tuple[str, ...]
    population: int = 0
    other_positions: tuple[Position, ...] = ()
    note: str = ""

    @property
    def feature_class(self) -> str:
        """The first letter of the feature code: P settlement, A unit, S spot, T hill, H water …"""
        return self.feature_code[0]
