"""Passages that wait for their vectors: what is said of them, and where."""

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from article_qa.index.ingest.embedding_worker import embed_pending
from article_qa.index.library import Library, open_library
from article_qa.index.records import Scope
from article_qa.qa.assistant import Assistant
from article_qa.qa.pending import Pace, told
from article_qa.qa.web.api import Api
from article_qa.qa.web.desk import unread_html
from article_qa.qa.web.status import status
from tests.index.fakes import article, put
from tests.index.older import file_of
from tests.qa.cli.run import run

BRIDGE = "The bridge in Bonn is shut because its pillars cracked."
QUESTION = "Why is the bridge in Bonn shut?"
OFF_TOPIC = "Who won the 2031 chess championship?"


class Clock:
    """A clock that is set by hand."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


def seen(*moments: tuple[float, int]) -> float | None:
    """What a pace says after these (seconds, passages left)."""
    clock = Clock()
    pace = Pace(clock)
    said = None
    for seconds, left in moments:
        clock.now = 100.0 + seconds
        said = pace.seconds_left(left)
    return said


@pytest.mark.parametrize(
    ("moments", "seconds"),
    [
        pytest.param([(0, 500)], None, id="seen once"),
        pytest.param([(0, 500), (30, 500)], None, id="nothing is being made"),
        pytest.param([(0, 500), (1, 400)], None, id="seen for too short a time"),
        pytest.param([(0, 500), (10, 400)], 40, id="a hundred in ten seconds"),
        pytest.param([(0, 500), (10, 400), (20, 600), (30, 500)], 75, id="more were added"),
        pytest.param([(0, 500), (10, 400), (100, 400), (130, 400)], None, id="it has stopped"),
        pytest.param([(0, 500), (10, 0)], None, id="all are read"),
        pytest.param([(0, 500), (10, 0), (20, 300)], None, id="all were read, and more have come"),
    ],
)
def test_the_time_left_follows_the_progress_seen(moments: list[tuple[int, int]], seconds: int | None) -> None:
    assert seen(*moments) == (None if seconds is None else pytest.approx(seconds))


def test_many_who_look_at_once_do_not_disturb_the_pace() -> None:
    assert seen(*[(tenth / 10, 1000 - tenth) for tenth in range(301)]) == pytest.approx(70, rel=0.1)


@pytest.mark.parametrize(
    ("left", "seconds", "said"),
    [
        (0, None, ""),
        (2300, None, "2,300 of 5,048 passages are not read yet"),
        (1, None, "1 of 5,048 passages is not read yet"),
        (2300, 40, "2,300 of 5,048 passages are not read yet, less than a minute left"),
        (2300, 130, "2,300 of 5,048 passages are not read yet, about 3 minutes left"),
        (2300, 3 * 3600, "2,300 of 5,048 passages are not read yet, about 3 hours left"),
    ],
)
def test_what_waits_is_told_in_words(left: int, seconds: int | None, said: str) -> None:
    assert told(left, 5048, seconds) == said


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """One outlet's article has its vectors, another's waits for them."""
    with open_library(tmp_path / "data", create=True) as library:
        put(library, article(BRIDGE, publisher="Bonn Post"))
        embed_pending(library)
        put(library, article("The mayor of Ulm wept.", source="ulm", publisher="Ulm Post"))
        yield library


@pytest.mark.parametrize("question", [QUESTION, OFF_TOPIC], ids=["answered", "refused"])
def test_an_answer_says_how_many_passages_are_still_unread(library: Library, question: str) -> None:
    assistant = Assistant.over(library)
    [warning] = assistant.ask(question).warnings
    assert warning.startswith("1 of 2 passages is not read yet; until then")
    embed_pending(library)
    assert assistant.ask(question).warnings == ()


def test_only_passages_in_the_scope_of_the_question_count(library: Library) -> None:
    assistant = Assistant.over(library)
    assert assistant.ask(QUESTION, scope=Scope(publisher="Bonn Post")).warnings == ()
    [warning] = assistant.ask(QUESTION, scope=Scope(publisher="Ulm Post")).warnings
    assert warning.startswith("1 of 1 passages is not read yet;")
    assert assistant.ask(QUESTION, scope=Scope(publisher="Nobody")).warnings == ()


def test_the_command_line_says_it_with_the_other_notes(library: Library, tmp_path: Path) -> None:
    done = run("ask", OFF_TOPIC, cwd=tmp_path)
    assert done.stdout.startswith("Not in these articles.")
    assert "Note: 1 of 2 passages is not read yet" in done.stderr
    assert json.loads(run("ask", QUESTION, "--json", cwd=tmp_path).stdout)["warnings"]


def test_programs_are_told(library: Library) -> None:
    api = Api(Assistant.over(library))
    for door in (api.ask, api.search):
        [warning] = asyncio.run(door(QUESTION))["warnings"]
        assert warning.startswith("1 of 2 passages is not read yet")


def test_status_line_and_ask_tab_say_it_until_all_are_read(library: Library) -> None:
    overview, unread = library.catalog.overview(), Assistant.over(library).library.pending()
    assert "1 of 2 passages is not read yet" in status(overview, None, unread)
    assert "1 of 2 passages is not read yet" in unread_html(overview, unread)
    assert '<progress value="1" max="2"' in unread_html(overview, unread)
    embed_pending(library)
    overview, unread = library.catalog.overview(), Assistant.over(library).library.pending()
    assert "not read" not in status(overview, None, unread)
    assert unread_html(overview, unread) == ""


@pytest.mark.parametrize("scope", [Scope(), Scope(publisher="Bonn Post")], ids=["all", "an outlet"])
def test_counting_costs_nothing_where_nothing_waits(library: Library, scope: Scope) -> None:
    """The steps that SQLite takes are as many in a library thirty times as large."""
    database = file_of(library.catalog)

    def steps() -> int:
        taken = []
        database.connection.set_progress_handler(lambda: taken.append(1), 1)
        library.catalog.vector_queue.unread(scope)
        database.connection.set_progress_handler(None, 0)
        return len(taken)

    embed_pending(library)
    few = steps()
    for number in range(60):
        put(library, article(f"Bridge {number} is open.", source=str(number), publisher="Bonn Post"))
    library.catalog.vector_queue.mark_embedded([passage for passage, _ in library.catalog.vector_queue.pending(100)])
    assert steps() == few
