"""What a parser may take is bounded in one place, whatever it reads, and costs nobody else anything."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest

from article_qa.index.errors import ArticleRejected, ParserUnavailable
from article_qa.index.formats.budget import Budget, end_workers
from article_qa.index.formats.load import load_bytes
from tests.index.formats import hostile
from tests.index.formats.files import SENTENCE, pdf, zipped
from tests.waiting import wait_until

STRANGER = "from pathlib import Path\nPath({!r}).write_text('was run')\n"


def read(content: bytes, suffix: str = ".pdf", budget: Budget | None = None) -> list[Any]:
    name = "a" + suffix
    return list(load_bytes(content, suffix=suffix, source=name, named=repr(name), budget=budget))


def process_id(content: bytes) -> int:
    return os.getpid()


def thread_ended(content: bytes) -> None:
    os.abort()


def much(content: bytes, size: int) -> bytes:
    return bytes(size)


def sleep(content: bytes) -> None:
    print("what a parser prints is no answer", flush=True)
    time.sleep(600)


@pytest.mark.parametrize("build", [hostile.unopenable, hostile.long_drawing], ids=["opening", "drawing"])
def test_a_document_is_given_up_when_its_time_is_over(build: Callable[[], bytes]) -> None:
    (rejection,) = read(build(), budget=Budget(seconds=1))
    assert "'a.pdf' takes too long to read; save its text" in str(rejection)


@pytest.mark.parametrize(
    "build", [hostile.unpacking, hostile.stream_in_stream, hostile.endless_tree, hostile.page_of_itself]
)
def test_a_document_that_asks_for_memory_or_pages_is_refused(build: Callable[[], bytes]) -> None:
    (rejection,) = read(build())
    assert isinstance(rejection, ArticleRejected)


@pytest.mark.skipif(sys.platform != "linux", reason="not every system holds a process to a limit of memory")
def test_a_parser_never_has_more_than_its_memory() -> None:
    with pytest.raises(ArticleRejected, match="'a' takes too much memory to read; save its text"):
        Budget().run("'a'", much, b"", 900_000_000)
    (rejection,) = read(hostile.unpacking())
    assert "'a.pdf' takes too much memory to read" in str(rejection)


def test_an_answer_that_is_too_long_is_not_read() -> None:
    with pytest.raises(ArticleRejected, match="'a' gives more text than is read; split it"):
        Budget().run("'a'", much, b"", 60_000_000)


def test_the_documents_of_an_archive_share_one_time() -> None:
    bad = {f"{number}.pdf": hostile.long_drawing() for number in range(20)}
    archive = zipped({**bad, "a.txt": SENTENCE, "z.txt": SENTENCE})
    budget = Budget(seconds=2)
    refused = [str(each) for each in read(archive, ".zip", budget) if isinstance(each, ArticleRejected)]
    assert budget.seconds_left <= 0
    assert len(refused) == 20
    assert sum("takes too long to read" in each for each in refused) <= 3
    assert "'9.pdf' in 'a.zip' was not read, because the other files took all the time; add it by itself" in refused


def test_one_bad_document_costs_the_rest_of_its_archive_nothing() -> None:
    archive = zipped({"1.pdf": hostile.long_drawing(), "2.pdf": pdf([[SENTENCE]])})
    rejection, article = read(archive, ".zip", Budget(seconds=8))
    assert "takes too long to read" in str(rejection)
    assert article.text == SENTENCE


def test_a_parser_that_ends_its_process_costs_one_sentence() -> None:
    with pytest.raises(ArticleRejected, match="'a' ends the program that reads it; save its text"):
        Budget().run("'a'", thread_ended, b"")
    assert read(pdf([[SENTENCE]]))[0].text == SENTENCE


def test_documents_are_read_in_one_process_and_not_in_this_one() -> None:
    ids = {Budget().run("'a'", process_id, b"") for _ in range(3)}
    assert len(ids) == 1
    assert ids != {os.getpid()}


def test_who_reads_meanwhile_has_a_process_of_their_own() -> None:
    def hold() -> None:
        with pytest.raises(ArticleRejected, match="takes too long"):
            Budget(seconds=60).run("'a'", sleep, b"")

    held = threading.Thread(target=hold, daemon=True)
    held.start()
    assert read(pdf([[SENTENCE]]))[0].text == SENTENCE
    assert held.is_alive()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked on Unix alone")
def test_a_forked_process_reads_in_its_own() -> None:
    context = get_context("fork")
    ours, told = Budget().run("'a'", process_id, b""), context.Queue()
    forked = context.Process(target=lambda: told.put(Budget().run("'a'", process_id, b"")))
    forked.start()
    assert told.get(timeout=60) != ours
    forked.join(60)
    assert Budget().run("'a'", process_id, b"") == ours


def test_a_process_that_cannot_start_is_no_fault_of_the_document(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    end_workers()
    for executable in ("/nowhere/python", str(tmp_path), sys.executable + "-none"):
        monkeypatch.setattr(sys, "executable", executable)
        with pytest.raises(ParserUnavailable, match="does not start"):
            read(pdf([[SENTENCE]]))


def test_a_process_that_cannot_import_blames_no_document(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    end_workers()
    (tmp_path / "lxml.py").write_text("raise ImportError('half of it is missing')")
    (tmp_path / "yaml.py").write_text("raise ImportError('half of it is missing')")
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    with pytest.raises(ParserUnavailable, match="half of it is missing"):
        read(pdf([[SENTENCE]]))


def test_a_strangers_module_in_the_current_folder_is_not_run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    end_workers()
    for name in ("pypdf", "index", "pickle", "sitecustomize", "resource"):
        (tmp_path / f"{name}.py").write_text(STRANGER.format(str(tmp_path / "mark")))
    monkeypatch.chdir(tmp_path)
    assert read(pdf([[SENTENCE]]))[0].text == SENTENCE
    assert not (tmp_path / "mark").exists()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="asks whether a process lives, as only Unix answers")
def test_the_process_ends_with_the_program_that_started_it() -> None:
    code = (
        "import os; from article_qa.index.formats.budget import Budget\n"
        "from tests.index.formats.test_budget import process_id\n"
        "print(Budget().run('a', process_id, b''), flush=True); os.kill(os.getpid(), 9)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    left = int(done.stdout)
    wait_until(lambda: not Path(f"/proc/{left}/cmdline").exists() or not Path(f"/proc/{left}/cmdline").read_bytes())
