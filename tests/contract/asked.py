"""Requests that between them bring about every status that `openapi.yaml` describes."""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from service.negotiation import MEDIA_TYPES
from tests.gazetteer.tiny import FORMER_ID


class Asked(NamedTuple):
    """A request, the operation that it is for, what it is answered with, and by which service.

    `service` is a fixture: `client`, `broken_client` (a bug in it), `keyed_client` (needs a key),
    `limited_client` (allows nothing), `small_client` (takes little).
    """

    path: str
    url: str
    status: int
    more: Mapping[str, Any] = MappingProxyType({})
    service: str = "client"

    @property
    def method(self) -> str:
        return "post" if self.path == "/batch" else "get"


HELD = {"headers": {"If-None-Match": "*"}}
IMAGE = {"headers": {"Accept": "image/png"}}

_GOOD = {
    "/resolve": "?name=Halab",
    "/suggest": "?prefix=hal",
    "/reverse": "?lat=36.2&lon=37.2",
    "/places": "?bbox=35,32,42,37.5&limit=3",
    "/places/{id}": "/places/gn:170063",
    "/batch": "",
}
"""For the operations that are about places, what is asked right."""

_SERVICE = (
    "/",
    "/stats",
    "/version",
    "/docs",
    "/openapi.yaml",
    "/openapi.json",
    "/healthz",
    "/readyz",
    "/metrics",
)
_UNTAGGED = ("/healthz", "/readyz", "/metrics")
_OPEN = ("/", "/docs", "/openapi.yaml", "/openapi.json", "/healthz", "/readyz")
_WITH_FORMATS = ("/resolve", "/places", "/batch")


def batch(
    body: bytes | str,
    status: int,
    mimetype: str = "text/csv",
    query: str = "",
    service: str = "client",
    **headers: str,
) -> Asked:
    more = {"data": body, "content_type": mimetype, "headers": headers, "buffered": True}
    return Asked("/batch", f"/batch{query}", status, more, service)


def good_url(path: str) -> str:
    query = _GOOD[path]
    return query if query.startswith("/") else path + query


def every_request() -> Iterator[Asked]:
    """All of them."""
    for path in _GOOD:
        if path == "/batch":
            continue
        url = good_url(path)
        yield Asked(path, url, 200)
        yield Asked(path, url, 304, HELD)
        yield Asked(path, f"{url}{'&' if '?' in url else '?'}colour=red", 400)
        yield Asked(path, url, 401, service="keyed_client")
        yield Asked(path, url, 429, service="limited_client")
        yield Asked(path, url, 500, service="broken_client")
        if path in _WITH_FORMATS:
            yield Asked(path, url, 406, IMAGE)
    for path in _SERVICE:
        yield Asked(path, path, 200)
        yield Asked(path, f"{path}?x=1", 400)
        if path not in _UNTAGGED:
            yield Asked(path, path, 304, HELD)
        if path not in _OPEN:
            yield Asked(path, path, 401, service="keyed_client")
            yield Asked(path, path, 429, service="limited_client")
    yield Asked("/stats", "/stats", 500, service="broken_client")
    yield Asked("/readyz", "/readyz", 500, service="broken_client")
    yield Asked("/readyz", "/readyz", 503, service="empty_client")
    yield from _resolve()
    yield from _places()
    yield from _batch()


def _resolve() -> Iterator[Asked]:
    for query in (
        "name=Tall+Hasan&explain=1&country=SY&lat=36&lon=38&bbox=37,35,39,37&feature=P",
        "name=Abu+Kamal&admin1=SY-DY&admin2=SY0902&admin3=SY090200&lang=ru",
        "name=Maskanah,+20+km+north+of+Homs",
        "name=Meskene,+Aleppo&explain=1&admin1=Homs",
        "name=Durubiyah&explain=1&admin3=SY020502&strict=1",
        "name=Maskanah,+Qwrtpsdfg",
        "name=Syria",
        "name=Qwrtpsdfg",
        *(f"name=Tall+Hasan&format={form}" for form in ("json", "geojson", "geocodejson", "csv")),
        *(f"name=Qwrtpsdfg&format={form}" for form in ("json", "geojson", "geocodejson", "csv")),
    ):
        yield Asked("/resolve", f"/resolve?{query}", 200)
    for query in ("", "q=Halab", "name=Halab&country=Atlantis"):
        yield Asked("/resolve", f"/resolve?{query}", 400)
    yield Asked("/suggest", "/suggest?prefix=qwrtp", 200)
    yield Asked("/suggest", "/suggest?prefix=حل&lat=36&lon=38&country=SY&feature=P&limit=3&lang=ar", 200)
    yield Asked("/reverse", "/reverse?lat=38.5&lon=34.5", 200)
    yield Asked("/reverse", "/reverse?lat=36.2&lon=37.2&feature=A&limit=1&radius_m=100000&lang=ar", 200)
    yield Asked("/reverse", "/reverse?lat=0&lon=0", 400)


def _places() -> Iterator[Asked]:
    yield Asked("/places", "/places?ids=gn:170063,gn:1", 200)
    yield Asked("/places", "/places?ids=gn:170063,gn:1&format=geojson", 200)
    yield Asked("/places", "/places?feature=P&min_importance=0.2&limit=2&lang=ar&format=geojson", 200)
    yield Asked("/places", "/places?cursor=nowhere", 400)
    yield Asked("/places", "/places?ids=gn:170063&limit=1", 400)
    yield Asked("/places/{id}", "/places/gn:163843?children_limit=1", 200)
    yield Asked("/places/{id}", f"/places/{FORMER_ID}", 301)
    yield Asked("/places/{id}", "/places/gn:1", 404)


def _batch() -> Iterator[Asked]:
    rows = "ref,place\n1,Halab\n2,\n3,Qwrtpsdfg\n4,Tall Hasan\n"
    for form, mimetype in MEDIA_TYPES.items():
        if form != "geocodejson":
            yield batch(rows, 200, Accept=mimetype)
    yield batch("[]", 200, "application/json")
    yield batch(rows, 400, query="?limit=0")
    yield batch(rows, 401, service="keyed_client")
    yield batch(rows, 406, Accept="image/png")
    yield batch(rows, 408, service="hasty_client")
    yield batch("name\n" + "x\n" * 5000, 413, service="small_client")
    yield batch(rows, 415, "image/png")
    yield batch("a,b\n", 422)
    yield batch(rows, 429, service="limited_client")
    yield batch('["Halab"]', 500, "application/json", service="broken_client")
    yield batch(
        gzip.compress(b"name\n" + b"x\n" * 600), 503, service="busy_client", **{"Content-Encoding": "gzip"}
    )
