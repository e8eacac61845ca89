"""`/suggest`, `/reverse`, `/places` and what is asked of them."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.gazetteer.tiny import id_of

HALAB = id_of("gn:170063")


@pytest.mark.parametrize("prefix", ["hal", "Ḩal", "حل", "alep", "ale", "халеб", "haleb"])
def test_suggest(client: FlaskClient, prefix: str) -> None:
    answer = client.get("/suggest", query_string={"prefix": prefix, "feature": "P"}).get_json()
    assert answer["prefix"] == prefix
    assert answer["results"][0]["id"] == HALAB


def test_suggest_near_a_focus(client: FlaskClient) -> None:
    near_homs = client.get("/suggest?prefix=tall+has&lat=34.7&lon=36.8").get_json()["results"]
    near_mosul = client.get("/suggest?prefix=tall+has&lat=36.4&lon=43.0").get_json()["results"]
    assert near_homs[0]["id"] == id_of("gn:163564")
    assert near_mosul[0]["id"] == id_of("gn:90500")


def test_suggest_filters_and_limits(client: FlaskClient) -> None:
    answer = client.get("/suggest?prefix=tall&country=Iraq&limit=1&lang=ar").get_json()
    assert [(r["country_code"], r["name"]) for r in answer["results"]] == [("IQ", "تل حسن")]
    assert client.get("/suggest?prefix=qwrtp").get_json()["results"] == []
    assert client.get("/suggest?prefix=hal&country=Atlantis").get_json(force=True)["parameter"] == "country"


def test_reverse(client: FlaskClient) -> None:
    answer = client.get("/reverse?lat=36.21&lon=37.15&radius_m=50000").get_json()
    assert answer["units"]["admin1"]["code"] == "SY-HL"
    assert answer["units"]["admin3"]["code"] == "SY020000"
    first = answer["nearest"]["P"][0]
    assert (first["id"], first["direction"]) == (HALAB, "SE")
    assert 300 < first["distance_m"] < 700
    assert 140 < first["bearing"] < 200
    assert "A" not in answer["nearest"]


def test_reverse_outside_both_countries(client: FlaskClient) -> None:
    answer = client.get("/reverse?lat=38.5&lon=34.5").get_json()
    assert set(answer["units"].values()) == {None}
    assert answer["nearest"] == {}


def test_a_swapped_point_is_hinted_at(client: FlaskClient) -> None:
    problem = client.get("/reverse?lat=44.0&lon=36.0").get_json(force=True)
    assert (problem["status"], problem["parameter"]) == (400, "lat")
    assert "look swapped" in problem["detail"]


def test_places_by_ids_keep_their_order(client: FlaskClient) -> None:
    answer = client.get("/places?ids=gn:167080,gn:1,gn:170063,gn:167080").get_json()
    assert [place["id"] for place in answer["places"]] == [id_of("gn:167080"), HALAB]
    assert answer["missing"] == ["gn:1"]


def test_pages_of_places_in_view_fit_together(client: FlaskClient) -> None:
    whole = client.get("/places?feature=P").get_json()
    pages, cursor = [], ""
    while True:
        page = client.get(f"/places?feature=P&limit=3{cursor}").get_json()
        assert page["total"] == whole["total"]
        pages += page["places"]
        if page["next_cursor"] is None:
            break
        cursor = f"&cursor={page['next_cursor']}"
    assert pages == whole["places"]
    importances = [place["importance"] for place in pages]
    assert importances == sorted(importances, reverse=True)


def test_places_in_a_box(client: FlaskClient) -> None:
    places = client.get("/places?bbox=36,34,38,35&min_importance=0.1").get_json()["places"]
    assert places
    assert all(36 <= p["lon"] <= 38 and 34 <= p["lat"] <= 35 and p["importance"] >= 0.1 for p in places)


def test_places_as_features(client: FlaskClient) -> None:
    plain = client.get("/places?feature=P&limit=5").get_json()
    response = client.get("/places?feature=P&limit=5", headers={"Accept": "application/geo+json"})
    assert response.mimetype == "application/geo+json"
    collection = response.get_json(force=True)
    assert [feature["id"] for feature in collection["features"]] == [place["id"] for place in plain["places"]]
    assert collection["features"][0]["geometry"]["coordinates"][1] == plain["places"][0]["lat"]
    assert collection["next_cursor"] == plain["next_cursor"]


def test_a_place_with_its_units_above_and_below(client: FlaskClient) -> None:
    town = client.get("/places/gn:174448").get_json()
    assert town["children"] is None
    above = [parent["feature_code"] for parent in town["parents"]]
    assert above == ["A.PCLI", "A.ADM1", "A.ADM2"]
    district = client.get("/places/ocha:SY0902").get_json()
    assert town["id"] in [place["id"] for place in district["children"]["places"]]
    country = client.get("/places/gn:163843?children_limit=2&lang=ar").get_json()
    assert country["name"] == "سوريا"
    assert [place["feature_code"] for place in country["children"]["places"]] == ["A.ADM1"] * 2
    rest = client.get(f"/places/gn:163843?children_cursor={country['children']['next_cursor']}").get_json()
    assert len(rest["children"]["places"]) == country["children"]["total"] - 2


def test_stats_add_up(client: FlaskClient) -> None:
    stats = client.get("/stats").get_json()
    version = client.get("/version").get_json()
    assert (stats["places"], stats["names"]) == (version["places"], version["names"])
    assert sum(stats["places_by_country"].values()) == stats["places"]
    assert sum(stats["places_by_feature"].values()) == stats["places"]
    assert sum(stats["names_by_script"].values()) == stats["names"]
