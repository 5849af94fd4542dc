"""How programs sign in: the command that makes a token, its line in the file, and where it is taken."""

import asyncio
from pathlib import Path

import httpx
import pytest
from typer.testing import CliRunner, Result

from article_qa.qa.cli import app
from article_qa.qa.web.attempts import FREE_TRIES
from article_qa.qa.web.passwords import line_for, read_passwords
from article_qa.qa.web.tokens import Token, token_digest
from tests.qa.web.serving import NAME, PASSWORD, READS, WRITES, readers, served
from tests.qa.web.test_api import PRIORITY, session


def command(*words: str | Path, said: str = "") -> Result:
    return CliRunner().invoke(app, [str(word) for word in words], input=said, catch_exceptions=False)


def bearing(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


@pytest.mark.parametrize(("options", "may_write"), [([], False), (["--write"], True)])
def test_a_token_is_printed_once_and_stored_as_its_hash(tmp_path: Path, options: list[str], may_write: bool) -> None:
    file = tmp_path / "readers.txt"
    done = command("password", "desk", "--token", *options, "--auth", file)
    token = done.stdout.strip()
    assert done.exit_code == 0
    assert len(token) > 40
    assert token not in file.read_text()
    assert read_passwords(file).tokens == {token_digest(token): Token("desk", may_write)}
    assert file.stat().st_mode & 0o077 == 0


def test_a_name_may_have_a_password_and_a_token_and_each_replaces_its_own_kind(tmp_path: Path) -> None:
    file = tmp_path / "readers.txt"
    file.write_text(line_for("ada", "correct horse") + "\n")
    first = command("password", "ada", "--token", "--auth", file).stdout.strip()
    second = command("password", "ada", "--token", "--auth", file).stdout.strip()
    found = read_passwords(file)
    assert set(found.tokens) == {token_digest(second)} != {token_digest(first)}
    assert found.admits("ada", "correct horse")
    command("password", "ada", "--auth", file, said="another horse\nanother horse\n")
    assert read_passwords(file).admits("ada", "another horse")
    assert read_passwords(file).tokens == found.tokens


def test_without_a_file_the_line_follows_the_token() -> None:
    token, line = command("password", "desk", "--token").stdout.split()
    assert line == f"desk:token$read${token_digest(token)}"


def test_write_goes_with_token_only() -> None:
    assert command("password", "desk", "--write").exit_code == 2


@pytest.mark.parametrize("entry", ["token$read$abc", f"token$all${'0' * 64}", f"token$read${'0' * 64}$x"])
def test_a_broken_line_of_a_token_is_refused(tmp_path: Path, entry: str) -> None:
    (tmp_path / "readers.txt").write_text(f"desk:{entry}\n")
    done = command("serve", "--auth", tmp_path / "readers.txt", "--data", tmp_path / "data")
    assert (done.exit_code, "line 1 of" in done.stderr) == (1, True)


@pytest.mark.parametrize("token", [READS, WRITES])
def test_a_token_is_taken_at_the_doors_for_programs(locked: str, token: str) -> None:
    asked = httpx.post(f"{locked}/api/ask", json={"question": PRIORITY}, headers=bearing(token), timeout=60)
    assert asked.json()["status"] == "answered"

    async def listed() -> int:
        async with session(locked, **bearing(token)) as tools:
            return len((await tools.list_tools()).tools)

    assert asyncio.run(listed())


def test_a_token_opens_neither_the_page_nor_its_endpoints(locked: str) -> None:
    for path in ("/config", "/gradio_api/info", "/"):
        assert httpx.get(f"{locked}{path}", headers=bearing(WRITES)).status_code == 401


@pytest.mark.parametrize("header", ["Bearer", "Bearer wrong", "Token x", "bearer \xe9"])
def test_a_wrong_token_opens_nothing(starters: Path, header: str) -> None:
    with served(starters, passwords=readers()) as address:
        reply = httpx.get(f"{address}/api/articles", headers={b"Authorization": header.encode("latin-1")})
    assert (reply.status_code, set(reply.json())) == (401, {"error", "hint"})
    assert "wrong" not in reply.text


def test_after_a_few_wrong_tokens_the_next_one_waits_and_a_right_one_does_not(starters: Path) -> None:
    with served(starters, passwords=readers()) as address, httpx.Client(base_url=address) as http:
        tried = [http.get("/api/articles", headers=bearing(f"no-{n}")) for n in range(FREE_TRIES + 5)]
        refused = [reply for reply in tried if reply.status_code == 429]
        assert tried[0].status_code == 401
        assert refused
        assert int(refused[0].headers["retry-after"]) >= 1
        assert set(refused[0].json()) == {"error", "hint"}
        assert http.get("/api/articles", headers=bearing(READS)).status_code == 200


def test_where_nobody_signs_in_a_token_changes_nothing(address: str) -> None:
    assert httpx.get(f"{address}/api/articles", headers=bearing("any")).status_code == 200
    assert httpx.get(f"{address}/api/articles", auth=(NAME, PASSWORD)).status_code == 200
