"""`ask`: one question, or one a line, into a pipe or onto a terminal."""

import json
import os
import pty
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.present import present
from tests.qa.cli.run import COMMAND, on_a_terminal, piped, run
from tests.qa.fakes import says, scripted_server
from tests.running import interruptible

PRIORITY = "Why is Syria a priority for Jordan?"
CHESS = "Who won the 2031 chess championship?"


def test_questions_are_read_one_a_line(home: Path) -> None:
    done = run("ask", "-", cwd=home, typed=f"{PRIORITY}\n\n  {CHESS}\n")
    first, second = done.stdout.split(f"{CHESS}\n")
    assert first.startswith(f"{PRIORITY}\nSyria is a priority for Jordan because")
    assert second.startswith("Not in these articles.")
    assert done.returncode == 3


def test_each_question_is_a_line_of_json(home: Path) -> None:
    done = run("ask", "-", "--json", cwd=home, typed=f"{PRIORITY}\n{CHESS}\n")
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [answer["question"] for answer in answers] == [PRIORITY, CHESS]
    assert [answer["status"] for answer in answers] == ["answered", "abstained"]


def test_an_answer_is_printed_before_the_next_question_is_there(home: Path) -> None:
    with subprocess.Popen(
        [*COMMAND, "ask", "-", "--json"], cwd=home, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as asking:
        for question in (PRIORITY, CHESS):
            present(asking.stdin).write(f"{question}\n".encode())
            present(asking.stdin).flush()
            assert json.loads(present(asking.stdout).readline())["question"] == question
        present(asking.stdin).close()
        assert asking.wait(timeout=60) == 3


def test_a_rejected_question_costs_only_itself(home: Path) -> None:
    done = run("ask", "-", "--json", cwd=home, typed=f"{'why ' * 1000}\n{PRIORITY}\n")
    rejected, answered = map(json.loads, done.stdout.splitlines())
    assert "at most 2,000" in rejected["error"]
    assert answered["status"] == "answered"
    assert done.returncode == 2


def test_no_question_is_no_answer(home: Path) -> None:
    done = run("ask", "-", cwd=home, typed="")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_piped_questions_do_not_lean_on_each_other(home: Path) -> None:
    alone = json.loads(run("ask", "Who owns it?", "--json", cwd=home).stdout)
    done = run("ask", "-", "--json", cwd=home, typed=f"{PRIORITY}\nWho owns it?\n")
    assert json.loads(done.stdout.splitlines()[1])["searched"] == alone["searched"]


def test_an_answer_as_markdown(home: Path) -> None:
    lines = run("ask", PRIORITY, "--format", "md", cwd=home).stdout.splitlines()
    assert lines[0] == f"## {PRIORITY}"
    assert "### Sources" in lines


def test_quiet_leaves_notes_out(home: Path) -> None:
    slip = "Why is Syria a prioritty for Jordan?"
    assert "--literal" in run("ask", slip, cwd=home).stderr
    assert run("ask", slip, "--quiet", cwd=home).stderr == ""


def test_verbose_says_who_answered_and_how_long_it_took(home: Path) -> None:
    assert "Answered by this command, extract: search " in run("ask", PRIORITY, "--verbose", cwd=home).stderr


@pytest.mark.parametrize(
    "env",
    [
        pytest.param({"PYTHONIOENCODING": "cp1252"}, id="cp1252"),
        pytest.param({"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}, id="C"),
    ],
)
def test_output_is_utf8_whatever_the_locale_says(home: Path, env: dict[str, str]) -> None:
    done = piped("ask", CHESS, cwd=home, env=env)
    assert "They never mention “2031”" in done.stdout.decode("utf-8")
    assert b"Traceback" not in done.stderr


def test_questions_are_utf8_whatever_the_locale_says(home: Path) -> None:
    done = piped(
        "ask", "-", "--json", cwd=home, typed="\ufeffWas ist Łódź?\n".encode(), env={"PYTHONIOENCODING": "cp1252"}
    )
    assert json.loads(done.stdout.decode("utf-8"))["question"] == "Was ist Łódź?"


def test_what_goes_into_a_pipe_is_never_wrapped(home: Path) -> None:
    lines = piped("ask", PRIORITY, cwd=home, env={"COLUMNS": "40"}).stdout.decode().splitlines()
    answer = json.loads(run("ask", PRIORITY, "--json", cwd=home).stdout)
    assert lines[0] == answer["text"]
    assert not any(line.endswith(" ") for line in lines)


def test_a_narrow_terminal_wraps_between_words(home: Path) -> None:
    shown = on_a_terminal("ask", PRIORITY, cwd=home, columns=40)
    answer = json.loads(run("ask", PRIORITY, "--json", cwd=home).stdout)
    assert max(map(len, shown.splitlines())) <= 40
    assert answer["text"] in " ".join(shown.split())


@pytest.mark.parametrize("words", [["--help"], ["ask", "--help"], ["list", "--help"]], ids=" ".join)
def test_help_fits_a_narrow_terminal(tmp_path: Path, words: list[str]) -> None:
    shown = on_a_terminal(*words, cwd=tmp_path, columns=40)
    assert max(map(len, shown.splitlines())) <= 40
    assert "Usage: article-qa" in shown


def test_ctrl_c_at_the_prompt_is_one_word(home: Path) -> None:
    with interruptible():
        shown = on_a_terminal("ask", "-", cwd=home, typed="\x03", typed_after="? ")
    assert shown.rstrip().endswith("Stopped.")
    assert "Traceback" not in shown


@pytest.mark.parametrize("form", [["--json"], ["--format", "md"], []], ids=" ".join)
def test_a_reader_that_is_gone_ends_it_in_silence(home: Path, form: list[str]) -> None:
    with subprocess.Popen(
        [*COMMAND, "ask", "-", *form],
        cwd=home,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as asking:
        present(asking.stdout).close()
        _, said = asking.communicate(f"{PRIORITY}\n{PRIORITY}\n".encode(), timeout=120)
    assert said == b""
    assert asking.returncode == 1


@pytest.mark.skipif(not Path("/proc/self/maps").exists(), reason="what a process has loaded is read there")
@pytest.mark.parametrize("loaded", ["_hashlib", "pydantic_core", "onnxruntime", "tokenizers"])
def test_an_interruption_is_one_word_at_any_moment(home: Path, loaded: str) -> None:
    with interruptible():
        asking = subprocess.Popen(
            [*COMMAND, "ask", "-"], cwd=home, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
    present(asking.stdin).write(f"{PRIORITY}\n".encode())
    present(asking.stdin).flush()
    while loaded not in Path(f"/proc/{asking.pid}/maps").read_text():
        assert asking.poll() is None
        time.sleep(0.002)
    asking.send_signal(signal.SIGINT)
    _, said = asking.communicate(timeout=60)
    assert (asking.returncode, said) == (130, b"Stopped.\n")


def test_a_draft_is_shown_as_it_comes_and_gives_way_to_the_answer(home: Path) -> None:
    with scripted_server(says("Syria is a priority for Jordan. [1]")) as server:
        shown = on_a_terminal("ask", PRIORITY, cwd=home, env={"QA_BASE_URL": server.url, "QA_MODEL": "llama"})
    draft, _, checked = shown.rpartition("\r")
    assert draft.startswith("Syria is a priority for Jordan. [1]")
    assert checked.count("Syria is a priority for Jordan. [1]") == 1
    assert "Written by llama, each sentence checked." in checked


def test_a_draft_never_goes_into_a_pipe(home: Path) -> None:
    with scripted_server(says("Syria is a priority for Jordan. [1]")) as server:
        env = {"QA_BASE_URL": server.url, "QA_MODEL": "llama"}
        said = piped("ask", PRIORITY, cwd=home, env=env).stdout.decode()
    assert said.count("Syria is a priority for Jordan. [1]") == 1


def test_typed_questions_are_a_conversation(home: Path) -> None:
    ours, theirs = pty.openpty()
    env = os.environ | {"TERM": "dumb"}
    with subprocess.Popen(
        [*COMMAND, "ask", "-", "--json"], cwd=home, stdin=theirs, stdout=subprocess.PIPE, stderr=theirs, env=env
    ) as asking:
        os.close(theirs)
        searched = []
        for question in ("When did the Ever Given run aground?", "Who owns it?"):
            os.write(ours, f"{question}\n".encode())
            searched.append(json.loads(present(asking.stdout).readline())["searched"])
        os.write(ours, b"\x04")
        asking.wait(timeout=60)
    os.close(ours)
    assert "Given" in searched[1]


def test_completion_is_offered_for_each_shell() -> None:
    for shell in ("bash", "zsh", "fish"):
        done = subprocess.run(
            COMMAND,
            env=os.environ | {"_ARTICLE_QA_COMPLETE": f"source_{shell}"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert "article-qa" in done.stdout or "article_qa" in done.stdout
