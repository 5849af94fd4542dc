"""`ask` through a running server: the answer is the command's own, and whatever the server refuses is asked here."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from article_qa.qa.cli.quick import asked_of_a_server
from tests.index.web.servers import Reply, serving
from tests.qa.cli.run import COMMAND, piped, run
from tests.running import Running, running
from tests.starters import library_of_starters

PRIORITY = "Why is Syria a priority for Jordan?"
CHESS = "Who won the 2031 chess championship?"


def serve(home: Path, *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*COMMAND, "serve", "--port", "0", *words],
        cwd=home,
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
    )


@pytest.fixture(scope="module")
def server(home: Path) -> Iterator[Running]:
    with running(serve(home)) as page:
        yield page


def untimed(said: str) -> dict[str, Any]:
    facts: dict[str, Any] = json.loads(said)
    return facts | {"timings_ms": {}}


def itself(home: Path, *words: str) -> str:
    """What the command says by itself: another setting keeps it from the server, and changes nothing."""
    done = piped("ask", *words, cwd=home, env={"QA_TIMEOUT_SECONDS": "61"})
    assert b"Traceback" not in done.stderr
    return done.stdout.decode()


@pytest.mark.parametrize("question", [PRIORITY, CHESS, "How many articles mention Syria?", "What did Lavrov say?"])
def test_the_answer_is_equal_to_that_of_the_command_itself(home: Path, server: Running, question: str) -> None:
    asked = piped("ask", question, "--json", cwd=home)
    assert untimed(asked.stdout.decode()) == untimed(itself(home, question, "--json"))
    assert piped("ask", question, cwd=home).stdout.decode() == itself(home, question)


def test_a_running_server_is_found_and_used(home: Path, server: Running) -> None:
    done = run("ask", PRIORITY, "--verbose", cwd=home)
    assert f"Answered by the server at {server.address}" in done.stderr


def test_a_plain_question_loads_nothing_heavy(home: Path, server: Running) -> None:
    program = (
        "import sys; from article_qa.qa.cli import main\n"
        f"try: main(['ask', {PRIORITY!r}])\n"
        "finally: print(*(name for name in ('typer', 'pydantic', 'numpy', 'chromadb', 'onnxruntime') "
        "if name in sys.modules), file=sys.stderr)"
    )
    done = subprocess.run([COMMAND[0], "-c", program], cwd=home, capture_output=True, text=True, check=True)
    assert "[1]" in done.stdout
    assert done.stderr == "\n"


def test_filters_reach_the_server(home: Path, server: Running) -> None:
    [cited, *_] = untimed(piped("ask", PRIORITY, "--json", cwd=home).stdout.decode())["citations"]
    words = (PRIORITY, "--article", cited["article_id"][:9], "--since", "2022-01-01", "--today", "2022-12-01", "--json")
    narrowed = untimed(run("ask", *words, cwd=home).stdout)
    assert narrowed["scope"]["articles"] == [cited["article_id"]]
    assert narrowed == untimed(itself(home, *words))


def test_statuses_are_those_of_the_command(home: Path, server: Running) -> None:
    assert piped("ask", PRIORITY, cwd=home).returncode == 0
    assert piped("ask", CHESS, cwd=home).returncode == 3
    rejected = piped("ask", "why " * 1000, cwd=home)
    assert (rejected.returncode, b"at most 2,000" in rejected.stderr) == (2, True)


def test_a_named_server_needs_no_library_here(server: Running, tmp_path: Path) -> None:
    done = run("ask", PRIORITY, "--server", server.address, "--json", cwd=tmp_path)
    assert json.loads(done.stdout)["status"] == "answered"
    assert list(tmp_path.iterdir()) == []


def test_a_named_servers_refusals_are_told(server: Running, tmp_path: Path) -> None:
    done = run("ask", "", "--server", server.address, cwd=tmp_path)
    assert (done.returncode, "the question is empty" in done.stderr) == (2, True)
    done = run("ask", PRIORITY, "--server", server.address, "--article", "zzz", cwd=tmp_path)
    assert (done.returncode, "no article has the id 'zzz'" in done.stderr) == (1, True)


@pytest.mark.parametrize(
    ("address", "status", "says"),
    [
        ("http://127.0.0.1:1", 1, "does not answer"),
        ("127.0.0.1:7860", 2, "write it as http://127.0.0.1:7860"),
        ("ftp://127.0.0.1", 2, "write it as http://127.0.0.1:7860"),
    ],
)
def test_a_server_that_is_not_there_is_an_error_in_one_sentence(
    tmp_path: Path, address: str, status: int, says: str
) -> None:
    done = run("ask", PRIORITY, "--server", address, cwd=tmp_path)
    assert (done.returncode, says in done.stderr, "Traceback" in done.stderr) == (status, True, False)


def test_another_kind_of_server_is_told_apart(tmp_path: Path) -> None:
    with serving({"/": Reply("hello")}) as site:
        done = run("ask", PRIORITY, "--server", site.url("/"), cwd=tmp_path)
    assert done.returncode == 1
    assert "check the address after --server" in done.stderr


def test_several_questions_have_one_server(home: Path, server: Running) -> None:
    done = run("ask", "-", "--json", cwd=home, typed=f"{PRIORITY}\n{CHESS}\n")
    assert [json.loads(line)["status"] for line in done.stdout.splitlines()] == ["answered", "abstained"]


def test_another_form_of_the_question_is_left_to_the_command() -> None:
    for form in (["-"], [PRIORITY, "--today", "2022-12-01"], [PRIORITY, "more"], ["--json"], [PRIORITY, "--data"]):
        assert asked_of_a_server(form) is None


def test_a_server_with_passwords_answers_who_has_a_token(tmp_path: Path, home: Path) -> None:
    token = run("password", "desk", "--token", "--auth", "readers.txt", cwd=tmp_path).stdout.strip()
    library_of_starters(tmp_path / "data")
    with running(serve(tmp_path, "--auth", "readers.txt")) as page:
        stranger = piped("ask", PRIORITY, "--verbose", cwd=tmp_path)
        assert b"Answered by this command" in stranger.stderr
        known = piped("ask", PRIORITY, "--verbose", cwd=tmp_path, env={"QA_TOKEN": token})
        assert f"Answered by the server at {page.address}".encode() in known.stderr
        named = piped("ask", PRIORITY, "--server", page.address, cwd=tmp_path)
        assert (named.returncode, b"put a token of the server into QA_TOKEN" in named.stderr) == (1, True)
    assert known.stdout == stranger.stdout
