"""Who gets in, asked in raw HTTP."""

import itertools
from pathlib import Path
from typing import Any

import httpx
import pytest
from httpx import Response

from article_qa.index.errors import UnsafeAddress
from article_qa.qa.web.attempts import FREE_TRIES
from article_qa.qa.web.origins import is_loopback
from article_qa.qa.web.server import listen
from tests.qa.web.serving import NAME, PASSWORD

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


addresses = map("198.51.100.{}".format, itertools.count(1))


def elsewhere() -> dict[Any, Any]:
    """The header by which a proxy on this machine passes on another reader's address."""
    return {"X-Forwarded-For": next(addresses)}


def sign_in(address: str, password: str, **headers: Any) -> Response:
    return httpx.post(f"{address}/login", data={"username": NAME, "password": password}, headers=headers)


@pytest.mark.parametrize("path", ["/etc/passwd", "catalog", "../../etc/passwd", "%2e%2e/etc/passwd"])
def test_no_file_of_the_machine_is_given_out(address: str, starters: Path, path: str) -> None:
    path = str(starters / "catalog.sqlite3") if path == "catalog" else path
    reply = httpx.get(f"{address}/gradio_api/file={path}")
    assert reply.status_code in (403, 404)
    assert b"root:" not in reply.content
    assert b"SQLite" not in reply.content


def test_the_folder_of_the_program_is_not_given_out(address: str) -> None:
    assert httpx.get(f"{address}/gradio_api/file={Path('README.md').resolve()}").status_code == 403


def test_a_file_over_the_limit_is_refused(address: str) -> None:
    reply = httpx.post(f"{address}/gradio_api/upload", files={"files": ("big.txt", b"x" * (20 * 2**20 + 1))})
    assert reply.status_code == 413


@pytest.mark.parametrize("path", EVERYTHING)
def test_a_name_that_a_stranger_points_here_gets_nothing(address: str, path: str) -> None:
    reply = httpx.get(f"{address}{path}", headers={"Host": "evil.example"})
    assert (reply.status_code, reply.text[:8]) == (403, "Refused:")


@pytest.mark.parametrize("path", EVERYTHING)
def test_a_page_of_another_site_gets_nothing(address: str, path: str) -> None:
    assert httpx.get(f"{address}{path}", headers=OTHER_SITE).status_code == 403


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "http://127.0.0.1:1", "http://localhost:3000", "x://["]
)
def test_a_page_of_another_site_cannot_make_it_do_anything(address: str, origin: str) -> None:
    for path in ("/gradio_api/upload", "/gradio_api/queue/join", "/gradio_api/call/ask", "/mcp"):
        assert httpx.post(f"{address}{path}", headers={"Origin": origin}, json={}).status_code == 403
    asked = {"Origin": origin, "Access-Control-Request-Method": "POST"}
    assert httpx.options(f"{address}/gradio_api/call/ask", headers=asked).status_code == 403


def test_another_sites_image_cannot_ask_but_its_link_works(address: str) -> None:
    image = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors", "Accept": "image/*"}
    assert httpx.get(f"{address}/", headers=image).status_code == 403
    link = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", **BY_HAND}
    assert httpx.get(f"{address}/", headers=link).status_code == 200


def test_the_own_page_may_ask(address: str) -> None:
    assert httpx.get(f"{address}/config", headers={"Origin": address}).status_code == 200


def test_the_page_forbids_other_hosts_frames_and_referrers(address: str) -> None:
    headers = httpx.get(address).headers
    assert "default-src 'self'" in headers["content-security-policy"]
    assert "http" not in headers["content-security-policy"]
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "same-origin"
    assert "server" not in headers


@pytest.mark.parametrize("path", EVERYTHING)
def test_without_signing_in_nothing_is_answered(locked: str, path: str) -> None:
    assert httpx.get(f"{locked}{path}").status_code == 401
    assert httpx.post(f"{locked}{path}", json={}).status_code == 401
    by_hand = httpx.get(f"{locked}{path}", headers=BY_HAND)
    assert (by_hand.status_code, by_hand.headers["location"]) == (303, "/login")


def test_the_right_password_opens_a_session_and_leaving_ends_it(locked: str) -> None:
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
def test_a_wrong_password_opens_nothing_and_says_so(locked: str, password: str) -> None:
    reply = sign_in(locked, password, **BY_HAND, **elsewhere())
    assert reply.status_code == 401
    assert "That name and password do not fit." in reply.text
    assert "set-cookie" not in reply.headers


def test_a_form_without_end_is_refused(locked: str) -> None:
    assert sign_in(locked, "x" * 20_000).status_code == 413


FORM = {"Content-Type": "application/x-www-form-urlencoded"}
MULTIPART = {"Content-Type": "multipart/form-data; boundary=b"}
PART = b'--b\r\nContent-Disposition: form-data; name="username"'


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        pytest.param({"Content-Type": "multipart/form-data"}, PART, id="no boundary"),
        pytest.param({"Content-Type": "multipart/form-data; boundary="}, PART, id="empty boundary"),
        pytest.param({"Content-Type": "multipart/form-data; boundary=é".encode("latin-1")}, PART, id="odd boundary"),
        pytest.param({"Content-Type": "multipart/form-data; boundary=b; charset=none"}, PART, id="unknown charset"),
        pytest.param(MULTIPART, PART, id="cut off"),
        pytest.param(MULTIPART, b"nothing like it", id="no part"),
        pytest.param(MULTIPART, b"--b\r\n\r\n\r\n--b--\r\n", id="part without name"),
        pytest.param(MULTIPART, PART + b'; filename="x"\r\n\r\nada\r\n--b--\r\n', id="a file for a name"),
        pytest.param(FORM, b"&".join(b"a=%d" % n for n in range(999)), id="too many fields"),
        pytest.param(FORM, b"username=%zz%ff&password=%00", id="broken percents"),
        pytest.param(FORM, b"\xff\xfe=\xff", id="no text"),
        pytest.param(FORM, b"", id="empty"),
        pytest.param({"Content-Type": "application/json"}, b"{", id="json"),
        pytest.param({"Content-Type": ""}, b"x", id="no type"),
        pytest.param({**FORM, "Cookie": "=;;\x01=é; a".encode("latin-1")}, b"x", id="broken cookies"),
        pytest.param({**FORM, "Authorization": "Basic é".encode("latin-1")}, b"x", id="broken authorization"),
    ],
)
@pytest.mark.parametrize("is_chunked", [False, True])
def test_a_broken_form_is_refused_without_a_trace(
    locked: str,
    capfd: pytest.CaptureFixture[str],
    headers: dict[str, Any],
    body: bytes,
    is_chunked: bool,
) -> None:
    sent = iter([body[:7], body[7:]]) if is_chunked else body
    reply = httpx.post(f"{locked}/login", content=sent, headers=[*headers.items(), *elsewhere().items()])
    assert 400 <= reply.status_code < 500
    assert "Traceback" not in capfd.readouterr().err


@pytest.mark.parametrize("host", ["[", "[::1", "a:b:c", "x:99999999", "[v1.x]", "", "%zz"])
@pytest.mark.parametrize("path", ["/login", "/config", "/"])
def test_a_broken_name_of_the_machine_is_refused_without_a_trace(
    address: str, capfd: pytest.CaptureFixture[str], host: str, path: str
) -> None:
    assert 400 <= httpx.get(f"{address}{path}", headers={"Host": host}).status_code < 500
    assert "Traceback" not in capfd.readouterr().err


def test_after_a_few_wrong_tries_the_next_one_waits(locked: str) -> None:
    here = elsewhere()
    wrong = [httpx.get(f"{locked}/config", auth=(NAME, f"no {n}"), headers=here) for n in range(FREE_TRIES + 3)]
    refused = [reply for reply in wrong if reply.status_code == 429]
    assert wrong[0].status_code == 401
    assert refused
    assert refused[0].json()["detail"].startswith("Too many wrong tries; try again in ")
    assert int(refused[0].headers["retry-after"]) >= 1
    for n in range(FREE_TRIES):
        by_hand = sign_in(locked, f"not {n}", **BY_HAND, **here)
        if by_hand.status_code == 429:
            break
    assert by_hand.status_code == 429
    assert 'role="alert">Too many wrong tries' in by_hand.text
    assert "retry-after" in by_hand.headers


def test_who_is_signed_in_goes_on_while_the_address_pauses(locked: str) -> None:
    here = elsewhere()
    with httpx.Client(base_url=locked, headers=here) as browser:
        browser.post("/login", data={"username": NAME, "password": PASSWORD})
        # A pause may be over before a slow machine asks again; the next one is twice as long.
        tries = (httpx.get(f"{locked}/config", auth=("bob", f"no {n}"), headers=here) for n in range(FREE_TRIES + 5))
        assert any(reply.status_code == 429 for reply in tries)
        assert browser.get("/config").status_code == 200
        assert httpx.get(f"{locked}/config", auth=(NAME, PASSWORD), headers=here).status_code == 200


def test_another_site_cannot_sign_a_reader_in(locked: str) -> None:
    assert sign_in(locked, PASSWORD, **OTHER_SITE).status_code == 403


def test_a_program_may_send_name_and_password_with_each_request(locked: str) -> None:
    assert httpx.get(f"{locked}/config", auth=(NAME, PASSWORD)).status_code == 200
    assert httpx.get(f"{locked}/config", auth=(NAME, "wrong"), headers=elsewhere()).status_code == 401
    assert httpx.get(f"{locked}/config", headers={"Authorization": "Basic !!"}).status_code == 401
    assert httpx.get(f"{locked}/config", headers={"Authorization": "Bearer x"}).status_code == 401


def test_with_passwords_any_name_of_the_machine_will_do(locked: str) -> None:
    there = {"Host": "news.example", "Origin": "https://news.example", **BY_HAND}
    assert httpx.get(f"{locked}/login", headers=there).status_code == 200
    proxied = {"Origin": "https://news.example", "X-Forwarded-Host": "news.example", **BY_HAND}
    assert httpx.get(f"{locked}/login", headers=proxied).status_code == 200


@pytest.mark.parametrize("host", ["0.0.0.0", "::"])
def test_a_public_address_is_refused_without_passwords(host: str) -> None:
    with pytest.raises(UnsafeAddress, match="--auth FILE"):
        listen(host, 0, is_protected=False)


def test_with_passwords_it_is_taken() -> None:
    with listen("0.0.0.0", 0, is_protected=True) as own:
        assert own.getsockname()[1] > 0


@pytest.mark.parametrize(
    ("host", "expected"),
    [("127.0.0.1", True), ("127.8.8.8", True), ("::1", True), ("localhost", True), ("0.0.0.0", False), ("a.b", False)],
)
def test_loopback_is_what_no_other_machine_reaches(host: str, expected: bool) -> None:
    assert is_loopback(host) == expected
