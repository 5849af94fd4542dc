"""Who gets in, asked in raw HTTP."""

from pathlib import Path

import httpx
import pytest

from index.errors import UnsafeAddress
from page.access import is_loopback
from page.server import listen
from tests.page.conftest import NAME, PASSWORD

EVERYTHING = [
    "/",
    "/config",
    "/mcp",
    "/gradio_api/info",
    "/gradio_api/startup-events",
    "/gradio_api/heartbeat/abc",
    "/gradio_api/queue/data?session_hash=abc",
    "/gradio_api/call/ask/abc",
    "/gradio_api/file=/etc/passwd",
    "/theme.css",
    "/no/such/place",
]
BY_HAND = {"Accept": "text/html"}
OTHER_SITE = {"Origin": "http://evil.example"}


def sign_in(address, password, **headers):
    return httpx.post(f"{address}/login", data={"username": NAME, "password": password}, headers=headers)


@pytest.mark.parametrize("path", ["/etc/passwd", "catalog", "../../etc/passwd", "%2e%2e/etc/passwd"])
def test_no_file_of_the_machine_is_given_out(address, starters, path):
    path = str(starters / "catalog.sqlite3") if path == "catalog" else path
    reply = httpx.get(f"{address}/gradio_api/file={path}")
    assert reply.status_code in (403, 404)
    assert b"root:" not in reply.content
    assert b"SQLite" not in reply.content


def test_the_folder_of_the_program_is_not_given_out(address):
    assert httpx.get(f"{address}/gradio_api/file={Path('README.md').resolve()}").status_code == 403


def test_a_file_over_the_limit_is_refused(address):
    reply = httpx.post(f"{address}/gradio_api/upload", files={"files": ("big.txt", b"x" * (20 * 2**20 + 1))})
    assert reply.status_code == 413


@pytest.mark.parametrize("path", EVERYTHING)
def test_a_name_that_a_stranger_points_here_gets_nothing(address, path):
    reply = httpx.get(f"{address}{path}", headers={"Host": "evil.example"})
    assert (reply.status_code, reply.text[:8]) == (403, "Refused:")


@pytest.mark.parametrize("path", EVERYTHING)
def test_a_page_of_another_site_gets_nothing(address, path):
    assert httpx.get(f"{address}{path}", headers=OTHER_SITE).status_code == 403


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "http://127.0.0.1:1", "http://localhost:3000", "x://["]
)
def test_a_page_of_another_site_cannot_make_it_do_anything(address, origin):
    for path in ("/gradio_api/upload", "/gradio_api/queue/join", "/gradio_api/call/ask", "/mcp"):
        assert httpx.post(f"{address}{path}", headers={"Origin": origin}, json={}).status_code == 403
    asked = {"Origin": origin, "Access-Control-Request-Method": "POST"}
    assert httpx.options(f"{address}/gradio_api/call/ask", headers=asked).status_code == 403


def test_an_image_of_another_site_cannot_ask_but_its_link_can_be_followed(address):
    image = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors", "Accept": "image/*"}
    assert httpx.get(f"{address}/", headers=image).status_code == 403
    link = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", **BY_HAND}
    assert httpx.get(f"{address}/", headers=link).status_code == 200


def test_the_own_page_may_ask(address):
    assert httpx.get(f"{address}/config", headers={"Origin": address}).status_code == 200


def test_the_page_forbids_other_hosts_frames_and_referrers(address):
    headers = httpx.get(address).headers
    assert "default-src 'self'" in headers["content-security-policy"]
    assert "http" not in headers["content-security-policy"]
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "same-origin"
    assert "server" not in headers


@pytest.mark.parametrize("path", EVERYTHING)
def test_without_signing_in_nothing_is_answered(locked, path):
    assert httpx.get(f"{locked}{path}").status_code == 401
    assert httpx.post(f"{locked}{path}", json={}).status_code == 401
    by_hand = httpx.get(f"{locked}{path}", headers=BY_HAND)
    assert (by_hand.status_code, by_hand.headers["location"]) == (303, "/login")


def test_the_right_password_opens_a_session_and_leaving_ends_it(locked):
    with httpx.Client(base_url=locked) as browser:
        reply = browser.post("/login", data={"username": NAME, "password": PASSWORD}, headers=BY_HAND)
        assert (reply.status_code, reply.headers["location"]) == (303, "/")
        cookie = reply.headers["set-cookie"]
        assert "HttpOnly" in cookie
        assert "SameSite=lax" in cookie
        assert browser.get("/config").status_code == 200
        assert browser.get("/login", headers=BY_HAND).headers["location"] == "/"
        kept = dict(browser.cookies)
        browser.get("/logout")
    assert httpx.get(f"{locked}/config", cookies=kept).status_code == 401


@pytest.mark.parametrize("password", ["", "wrong", PASSWORD.upper(), "x" * 5000])
def test_a_wrong_password_opens_nothing_and_says_so(locked, password):
    reply = sign_in(locked, password, **BY_HAND)
    assert reply.status_code == 401
    assert "That name and password do not fit." in reply.text
    assert "set-cookie" not in reply.headers


def test_a_form_without_end_is_refused(locked):
    assert sign_in(locked, "x" * 20_000).status_code == 413


def test_another_site_cannot_sign_a_reader_in(locked):
    assert sign_in(locked, PASSWORD, **OTHER_SITE).status_code == 403


def test_a_program_may_send_name_and_password_with_each_request(locked):
    assert httpx.get(f"{locked}/config", auth=(NAME, PASSWORD)).status_code == 200
    assert httpx.get(f"{locked}/config", auth=(NAME, "wrong")).status_code == 401
    assert httpx.get(f"{locked}/config", headers={"Authorization": "Basic !!"}).status_code == 401
    assert httpx.get(f"{locked}/config", headers={"Authorization": "Bearer x"}).status_code == 401


def test_with_passwords_any_name_of_the_machine_will_do(locked):
    there = {"Host": "news.example", "Origin": "https://news.example", **BY_HAND}
    assert httpx.get(f"{locked}/login", headers=there).status_code == 200
    proxied = {"Origin": "https://news.example", "X-Forwarded-Host": "news.example", **BY_HAND}
    assert httpx.get(f"{locked}/login", headers=proxied).status_code == 200


@pytest.mark.parametrize("host", ["0.0.0.0", "::"])
def test_an_address_that_others_reach_is_refused_without_passwords(host):
    with pytest.raises(UnsafeAddress, match="--auth FILE"):
        listen(host, 0, is_protected=False)


def test_with_passwords_it_is_taken():
    with listen("0.0.0.0", 0, is_protected=True) as own:
        assert own.getsockname()[1] > 0


@pytest.mark.parametrize(
    ("host", "expected"),
    [("127.0.0.1", True), ("127.8.8.8", True), ("::1", True), ("localhost", True), ("0.0.0.0", False), ("a.b", False)],
)
def test_loopback_is_what_no_other_machine_reaches(host, expected):
    assert is_loopback(host) == expected
