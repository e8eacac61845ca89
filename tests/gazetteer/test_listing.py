"""Pages of places."""

from __future__ import annotations

import numpy as np
import pytest

from gazetteer.errors import InvalidQuery
from gazetteer.geometry import Box
from gazetteer.listing import features_mask
from gazetteer.place_index import PlaceIndex
from gazetteer.resolver import Resolver
from tests.gazetteer.tiny import id_of, tiny_places


def test_pages_of_any_size_are_the_whole(resolver: Resolver) -> None:
    whole = resolver.atlas.in_view(limit=500)
    assert whole.total == len(whole.places) == len(tiny_places())
    assert whole.next_cursor == ""
    for limit in (1, 4, 7, whole.total, whole.total + 1):
        places, cursor = [], ""
        while True:
            page = resolver.atlas.in_view(limit=limit, cursor=cursor)
            assert len(page.places) <= limit
            places += page.places
            cursor = page.next_cursor
            if not cursor:
                break
        assert tuple(places) == whole.places


def test_a_cursor_outside_the_listing_still_tells_where_to_go_on(resolver: Resolver) -> None:
    everywhere = resolver.atlas.in_view(limit=500).places
    camps = resolver.atlas.in_view(feature="S", limit=500).places
    cursor = everywhere[3].place_id
    later = [place for place in camps if everywhere.index(place) > 3]
    assert list(resolver.atlas.in_view(feature="S", cursor=cursor).places) == later


def test_a_box_over_the_antimeridian(resolver: Resolver) -> None:
    around = resolver.atlas.in_view(Box(west=42.5, south=-90, east=37.0, north=90), limit=500).places
    assert around
    assert all(place.lon >= 42.5 or place.lon <= 37.0 for place in around)


@pytest.mark.parametrize(
    ("feature", "code"), [("S.AIRB", "S.AIRB"), ("AIRB", "S.AIRB"), ("airbase", "S.AIRB")]
)
def test_features_however_they_are_named(resolver: Resolver, feature: str, code: str) -> None:
    places = resolver.atlas.in_view(feature=feature).places
    assert code in {place.feature_code for place in places}


def test_masks(places: PlaceIndex) -> None:
    assert features_mask(["P"], places).sum() == sum(p.feature_class == "P" for p in tiny_places())
    assert not features_mask(["P.PPLZZ"], places).any()
    assert np.array_equal(features_mask(["P.PPL"], places), features_mask([".PPL"], places))


def test_children(resolver: Resolver) -> None:
    def children(link: str) -> list[str] | None:
        page = resolver.atlas.children(resolver.place(link))
        return None if page is None else [place.feature_code for place in page.places]

    assert set(children("gn:163843") or []) == {"A.ADM1"}
    assert set(children("gn:170792") or []) == {"A.ADM2"}
    in_aleppo = resolver.atlas.children(resolver.place("gn:170062"))
    assert in_aleppo is not None
    assert id_of("gn:170063") in [p.place_id for p in in_aleppo.places], "no districts are known: its places"
    assert children("gn:170063") is None


def test_parents(resolver: Resolver) -> None:
    def parents(link: str) -> list[str]:
        return [place.place_id for place in resolver.atlas.parents(resolver.place(link))]

    assert parents("gn:163843") == []
    assert parents("gn:170062") == [id_of("gn:163843")]
    assert parents("gn:174448") == [id_of(link) for link in ("gn:163843", "gn:170792", "ocha:SY0902")]


def test_no_cursor(resolver: Resolver) -> None:
    with pytest.raises(InvalidQuery, match="cursor: leads nowhere"):
        resolver.atlas.in_view(cursor="x")
