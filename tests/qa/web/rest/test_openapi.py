"""The document that describes the plain API, and the sites whose pages may use it."""

import json
import re
from pathlib import Path
from typing import Any

import httpx
import pytest
from jsonschema import Draft202012Validator

from article_qa.index.errors import RequestRejected
from article_qa.qa.web.hosting import Hosting
from article_qa.qa.web.origins import Origins
from article_qa.qa.web.rest.app import rest_app
from article_qa.qa.web.rest.openapi import document
from tests.qa.web.serving import served
from tests.qa.web.test_api import PRIORITY

SITE = "https://news.example"


@pytest.fixture(scope="module")
def described(address: str) -> dict[str, Any]:
    found: dict[str, Any] = httpx.get(f"{address}/api/openapi.json").json()
    return found


def fits(described: dict[str, Any], name: str, value: Any) -> None:
    schema = {"$ref": f"#/components/schemas/{name}", "components": described["components"]}
    Draft202012Validator(schema).validate(value)


def test_every_route_is_described_and_no_other() -> None:
    nothing: Any = None
    app: Any = rest_app(nothing, nothing)
    routes = {(min(set(route.methods) - {"HEAD"}).lower(), route.path) for route in app.routes}
    described = {(method, path) for path, methods in document()["paths"].items() for method in methods}
    assert described == {route for route in routes if not route[1].startswith("/v1")}


def test_every_reference_leads_somewhere(described: dict[str, Any]) -> None:
    named = set(re.findall(r'"#/components/schemas/(\w+)"', json.dumps(described)))
    assert named <= set(described["components"]["schemas"])
    assert "#/$defs" not in json.dumps(described)
    for schema in described["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)


def test_what_is_given_fits_its_description(address: str, described: dict[str, Any]) -> None:
    fits(described, "Answer", httpx.post(f"{address}/api/ask", json={"question": PRIORITY}, timeout=60).json())
    fits(described, "SearchResult", httpx.post(f"{address}/api/search", json={"query": PRIORITY}, timeout=60).json())
    listed = httpx.get(f"{address}/api/articles").json()
    fits(described, "ArticleList", listed)
    fits(described, "Article", httpx.get(f"{address}/api/articles/{listed['articles'][0]['id']}").json())
    fits(described, "CollectionList", httpx.get(f"{address}/api/collections").json())
    fits(described, "Health", httpx.get(f"{address}/health").json())
    fits(described, "Error", httpx.get(f"{address}/api/none").json())


def test_nothing_is_described_where_the_page_described_itself(address: str) -> None:
    assert httpx.get(f"{address}/openapi.json").status_code == 404
    assert httpx.get(f"{address}/docs").status_code == 404


def test_only_a_named_sites_page_may_ask(starters: Path) -> None:
    asking = {"Origin": SITE, "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type"}
    cross = {"Origin": SITE, "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "cors"}
    with served(starters, hosting=Hosting(origins=(SITE,))) as address:
        asked = httpx.options(f"{address}/api/ask", headers=asking)
        assert asked.status_code == 204
        assert "content-type" in asked.headers["access-control-allow-headers"]
        answer = httpx.post(f"{address}/api/ask", json={"question": PRIORITY}, headers=cross, timeout=60)
        assert answer.status_code == 200
        for reply in (asked, answer):
            assert reply.headers["access-control-allow-origin"] == SITE
            assert "access-control-allow-credentials" not in reply.headers
        for origin in ("https://evil.example", f"{SITE}.evil.example", "http://news.example", "null"):
            refused = httpx.options(f"{address}/api/ask", headers={**asking, "Origin": origin})
            assert refused.status_code == 403
            assert "access-control-allow-origin" not in refused.headers
        assert httpx.get(f"{address}/config", headers=cross).status_code == 403
        assert httpx.get(f"{address}/api/articles", headers={**cross, "Host": "evil.example"}).status_code == 403


@pytest.mark.parametrize("origin", ["*", "news.example", "https://news.example/path", "https://*.example", "", "null"])
def test_a_site_is_named_by_its_origin(origin: str) -> None:
    with pytest.raises(RequestRejected, match=r"write it as https://news\.example"):
        Origins([origin])
