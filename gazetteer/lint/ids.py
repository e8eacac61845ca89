"""Rules on ids, redirects and links."""

from __future__ import annotations

from collections import Counter

from gazetteer.ids import ALPHABET, ID_LENGTH, MERGED, WITHDRAWN
from gazetteer.lint.base import Found, Tables
from gazetteer.lint.vocabulary import known_schemes


def id_form(tables: Tables) -> Found:
    """Ids of places and redirects that no import could have given."""
    for place_id in (*(p.place_id for p in tables.places), *(r.from_id for r in tables.redirects)):
        if len(place_id) != ID_LENGTH or not set(place_id) <= set(ALPHABET):
            yield place_id, f"not {ID_LENGTH} of the characters {ALPHABET}"


def id_repeated(tables: Tables) -> Found:
    """Ids of several places."""
    for place_id, count in Counter(place.place_id for place in tables.places).items():
        if count > 1:
            yield place_id, f"{count} places have this id"


def redirect_end(tables: Tables) -> Found:
    """Redirects from an id in use or twice from one, and those that do not end at a place in one step."""
    in_use = {place.place_id for place in tables.places}
    seen: set[str] = set()
    for redirect in tables.redirects:
        from_id, to_id = redirect.from_id, redirect.to_id
        if from_id in in_use:
            yield from_id, "is a place and leads on"
        if from_id in seen:
            yield from_id, "leads on twice"
        seen.add(from_id)
        if to_id and to_id not in in_use:
            yield from_id, f"leads to {to_id}, which is no place"
        if redirect.reason != (MERGED if to_id else WITHDRAWN):
            yield from_id, f"leads to {to_id or 'nothing'} as {redirect.reason!r}"


def link_form(tables: Tables) -> Found:
    """Places without a link, and links of no source or scheme that is known."""
    schemes = known_schemes()
    for place in tables.places:
        if not place.links:
            yield place.place_id, "no link: nothing says where it comes from"
        for link in place.links:
            scheme, colon, rest = link.partition(":")
            if scheme not in schemes or not colon or not rest:
                yield place.place_id, f"{link!r} is no <scheme>:<id> of {', '.join(sorted(schemes))}"


def link_shared(tables: Tables) -> Found:
    """Places that have a link of an earlier place too: what it leads to would be left to chance."""
    holder: dict[str, str] = {}
    for place in tables.places:
        for link in place.links:
            other = holder.setdefault(link, place.place_id)
            if other != place.place_id:
                yield place.place_id, f"{link} is a link of {other} too"
        if len(set(place.links)) < len(place.links):
            yield place.place_id, f"a link twice: {' '.join(place.links)}"
