"""Other processes answer as this one does. One that is killed is replaced, and no reader waits in vain."""

import asyncio
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from article_qa.index.errors import AnsweringFailed, ModelUnavailable, QuestionRejected
from article_qa.index.ingest.add import add
from article_qa.index.library import Library, open_library
from article_qa.index.records import Scope
from article_qa.qa.answering.pool import BROKEN_OFF, NONE_THERE, Pool
from article_qa.qa.answering.pooled import PooledAssistant
from article_qa.qa.ask import Ask
from article_qa.qa.assistant import Assistant
from article_qa.qa.drafts.draft import Draft
from article_qa.qa.evaluation.golden import read_golden
from article_qa.qa.web.api import Api
from article_qa.qa.web.turns import BUSY, Busy, Turns
from tests.waiting import wait_until

ROOT = Path(__file__).parents[3]
GOLDEN = read_golden(ROOT / "tests" / "golden" / "seeds.jsonl")[::16]
KINDS = (ROOT / "tests" / "golden" / "kinds.jsonl").read_text(encoding="utf-8").splitlines()[::16]
QUESTION = "Why is Syria a priority for Jordan?"
SHORT = "Finland joined NATO on 4 April 2023. Paris is in Spain.\n"
DRAFT = SHORT * 20
DATA = "data"


@pytest.fixture(scope="module")
def library(home: Path) -> Iterator[Library]:
    with open_library(home / DATA) as library:
        yield library


@pytest.fixture(scope="module")
def pool(home: Path) -> Iterator[Pool]:
    with Pool((home / DATA).absolute(), 2) as pool:
        yield pool


@pytest.fixture
def pooled(library: Library, pool: Pool) -> PooledAssistant:
    wait_until(lambda: pool.ready == 2)
    return PooledAssistant.behind(library, pool)


def test_answers_searches_and_drafts_are_those_of_one_process(library: Library, pooled: PooledAssistant) -> None:
    alone = Assistant.over(library)
    asked = [(each.question, Ask(tuple(each.turns), each.scope, each.today)) for each in GOLDEN]
    asked += [(json.loads(line)["question"], Ask()) for line in KINDS]
    with ThreadPoolExecutor(4) as readers:
        found = list(readers.map(lambda one: pooled.answer(*one), asked))
    for answer, (question, options) in zip(found, asked, strict=True):
        expected = alone.answer(question, options)
        assert replace(answer, timings_ms=expected.timings_ms) == expected
    scope = Scope(publishers=("Article QA Wire",))
    assert pooled.search("Finland", scope=scope, limit=3) == alone.search("Finland", scope=scope, limit=3)
    assert pooled.search("Finland", is_rated=True) == alone.search("Finland", is_rated=True)
    told: list[Any] = []
    assert pooled.check(SHORT, step=lambda *step: told.append(step)) == alone.check(SHORT)
    assert told[-1] == ("checked", 2, 2)


def test_what_is_refused_there_is_refused_here(pooled: PooledAssistant) -> None:
    with pytest.raises(QuestionRejected, match="empty"):
        pooled.ask("  ")
    with pytest.raises(ModelUnavailable, match="no language model is set up"):
        pooled.ask(QUESTION, mode="llm")


def test_an_article_that_is_added_is_found_at_once(tmp_path: Path, library: Library, pooled: PooledAssistant) -> None:
    (tmp_path / "pier.txt").write_text("The pier of Quellmouth was sold to the carpenter Pell Adair on Monday.")
    question = "Who bought the pier of Quellmouth?"
    assert pooled.ask(question).status == "abstained"
    add(library, [tmp_path / "pier.txt"])
    assert {"Pell Adair" in pooled.ask(question).text for _ in range(3)} == {True}


def test_a_killed_process_hands_its_question_to_another_and_is_replaced(pool: Pool, pooled: PooledAssistant) -> None:
    expected, before = pooled.ask(QUESTION), pool.pids
    first, second = before
    # Neither gets on with it before one of them is killed.
    for pid in before:
        os.kill(pid, signal.SIGSTOP)
    with ThreadPoolExecutor(2) as readers:
        asked = [readers.submit(pooled.ask, QUESTION) for _ in range(2)]
        wait_until(lambda: pool.calls == [1, 1])
        os.kill(first, signal.SIGKILL)
        os.kill(second, signal.SIGCONT)
        answers = [replace(each.result(), timings_ms=expected.timings_ms) for each in asked]
    assert answers == [expected, expected]
    wait_until(lambda: pool.ready == 2)
    assert second in pool.pids and first not in pool.pids


def test_a_process_killed_after_its_first_word_costs_one_sentence(pool: Pool, pooled: PooledAssistant) -> None:
    pieces = pool.call("check", DRAFT)
    next(pieces)
    os.kill(pool.pids[pool.calls.index(1)], signal.SIGKILL)
    with pytest.raises(AnsweringFailed) as told:
        assert not [piece for piece in pieces if isinstance(piece, Draft)]
    assert str(told.value) == BROKEN_OFF


def test_without_any_process_the_reader_is_told_so(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with Pool(tmp_path / "nowhere", 1, start_seconds=0.1) as pool, pytest.raises(AnsweringFailed) as told:
        list(pool.call("stream", QUESTION))
    assert str(told.value) == NONE_THERE
    assert "An answering process cannot start: there is no library" in capfd.readouterr().err


def test_more_questions_than_may_wait_are_sent_away(pool: Pool, pooled: PooledAssistant) -> None:
    api = Api(pooled, Turns(1, 2))

    async def ask() -> tuple[str, list[Any]]:
        for pid in pool.pids:
            os.kill(pid, signal.SIGSTOP)
        asked = [asyncio.create_task(api.ask(QUESTION)) for _ in range(2)]
        await asyncio.sleep(0)
        try:
            with pytest.raises(Busy) as told:
                await api.ask(QUESTION)
        finally:
            for pid in pool.pids:
                os.kill(pid, signal.SIGCONT)
        return str(told.value), await asyncio.gather(*asked)

    said, answers = asyncio.run(ask())
    assert said == BUSY
    assert [answer["status"] for answer in answers] == ["answered", "answered"]


def test_who_goes_away_ends_the_question(pool: Pool, pooled: PooledAssistant) -> None:
    pieces = pool.call("check", DRAFT)
    next(pieces)
    pieces.close()  # type: ignore[attr-defined]
    assert pool.calls == [0, 0]
    assert pooled.ask(QUESTION).status == "answered"


KEEPS_A_POOL = """
import sys
from pathlib import Path
from article_qa.qa.answering.pool import Pool
if __name__ == "__main__":
    with Pool(Path(sys.argv[1]), 2) as pool:
        while pool.ready < 2:
            pass
        print(*pool.pids, flush=True)
        input()
"""


def test_processes_end_with_the_one_that_was_killed(home: Path) -> None:
    command = [sys.executable, "-c", KEEPS_A_POOL, str(home / DATA)]
    keeper = subprocess.Popen(command, cwd=home, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert keeper.stdout
    pids = [int(word) for word in keeper.stdout.readline().split()]
    assert len(pids) == 2
    keeper.kill()
    keeper.communicate()
    wait_until(lambda: not any(map(is_running, pids)))


def is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
