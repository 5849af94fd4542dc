"""The commands of the program as processes to be killed, and what they leave behind, to be compared."""

import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from article_qa.index.library import open_library
from article_qa.index.web.subscriptions import Subscriptions
from article_qa.qa.answer import Answer
from article_qa.qa.assistant import Assistant
from article_qa.qa.cli import main
from article_qa.qa.settings import QASettings
from tests.index.processes import FORKED, contents

KILLS = int(os.environ.get("KILLS_EACH", "1"))
QUESTIONS = (
    "Why is Syria a priority for Jordan?",
    "When did Finland join NATO?",
    "Who won the 2022 World Cup final?",
    "When did Notre-Dame reopen?",
    "How long is the Ever Given?",
    "Who is the foreign minister of Jordan?",
    "Under which flag does the Ever Given sail?",
    "Why is Bridge 3 of the town shut?",
    "Who paid for the repair of Bridge 45?",
    "What does the mayor say of tulips?",
)


@dataclass(frozen=True)
class Work:
    """A library as it is before the command `words`, and what the command's process finds in its environment."""

    before: Path
    words: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)
    # A second run may have nothing left to do, and say so.
    statuses_again: tuple[int, ...] = (0,)


@dataclass(frozen=True)
class State:
    """All that a library holds but its ids of rows, and the ten answers that it gives."""

    articles: Any
    passages: dict[str, tuple[int, int, str]]
    keywords: dict[str, list[tuple[str, float]]]
    vectors: dict[str, tuple[list[float], Any]]
    copies: Any
    feeds: Any
    answers: list[dict[str, Any]]


def bridge(number: int, month: str = "March") -> str:
    """A report of several sentences on a bridge that no other report is about."""
    return (
        f"Bridge {number} of the town is shut. A crack was found in pillar {number} by engineer Ada {number}ville.\n\n"
        f"The repair of Bridge {number} was paid for by the guild of street {number * 7}. "
        f"It will be open again in {month}, said the mayor of the town."
    )


def write_bridges(folder: Path, numbers: Sequence[int], month: str = "March") -> None:
    for number in numbers:
        (folder / f"{number:03}.txt").write_text(bridge(number, month))


def run(words: Sequence[str], environment: Mapping[str, str], log: Path) -> None:
    """The command in this very process, which ends with its exit status."""
    os.environ.update(environment)
    said = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(said, 1)
    os.dup2(said, 2)
    sys.argv = ["article-qa", *words]
    main()


def started(work: Work, data: Path) -> Any:
    """The command on its way, in the library `data`."""
    words = [*work.words, "--data", str(data)]
    process = FORKED.Process(target=run, args=(words, work.environment, data.with_suffix(".log")))
    process.start()
    return process


def finish(work: Work, data: Path, statuses: Sequence[int] = (0,)) -> float:
    """Run the command to its end; how many seconds that took."""
    begun = time.monotonic()
    process = started(work, data)
    process.join(120)
    assert process.exitcode in statuses, data.with_suffix(".log").read_text()
    return time.monotonic() - begun


def state(data: Path) -> State:
    """What the library `data` holds, and answers."""
    listings, articles, _, facts, _, vectors = contents(data)
    with open_library(data) as library:
        catalog = library.catalog
        ids = [passage_id for passage_id, _ in catalog.vector_queue.passage_ids()]
        passages = {each.id: (each.start, each.end, each.text) for each in catalog.passages(ids).values()}
        terms = sorted({word.strip("?").lower() for question in QUESTIONS for word in question.split()})
        feeds = [replace(each, last_good=None) for each in Subscriptions(catalog).all()]
        seen = [Subscriptions(catalog).seen(each) for each in Subscriptions(catalog).all()]
        assistant = Assistant.over(library, QASettings(_env_file=None))
        return State(
            (listings, articles),
            passages,
            {term: _scores(catalog.keywords.ranking([term], 10_000)) for term in terms},
            {fact[0]: (vector, fact[1:]) for fact, vector in zip(facts, vectors, strict=True)},
            catalog.copies([each.id for each in articles]),
            (feeds, seen),
            [timeless(assistant.ask(question)) for question in QUESTIONS],
        )


def timeless(answer: Answer) -> dict[str, Any]:
    """The answer as JSON, without how long it took."""
    return {name: value for name, value in answer.as_json().items() if name != "timings_ms"}


def _scores(ranking: Sequence[Any]) -> list[tuple[str, float]]:
    return sorted((each.passage_id, round(each.score, 9)) for each in ranking)


def assert_same(found: State, wanted: State, said: str) -> None:
    """Name the first part that differs; all of a library would fill the screen."""
    for name in State.__dataclass_fields__:
        assert getattr(found, name) == getattr(wanted, name), f"{name} differ; {said}"


def kill_again_and_again(work: Work, folder: Path) -> None:
    """Kill the command in copies of its library, run it again there, and compare with one undisturbed run."""
    seed = int(os.environ.get("SEED", random.randrange(10**6)))
    print(f"seed {seed}")
    chance = random.Random(seed)
    whole = folder / "whole"
    shutil.copytree(work.before, whole)
    seconds = finish(work, whole)
    wanted = state(whole)
    killed = 0
    while killed < KILLS:
        data = folder / f"killed-{killed}"
        shutil.copytree(work.before, data)
        moment = chance.uniform(0, seconds)
        process = started(work, data)
        process.join(moment)
        process.kill()
        process.join()
        if process.exitcode == 0:
            # Done before its moment came: the next moments come earlier.
            seconds *= 0.9
        else:
            assert process.exitcode == -signal.SIGKILL
            finish(work, data, work.statuses_again)
            assert_same(state(data), wanted, f"kill {killed} after {moment:.3f} s, seed {seed}")
            killed += 1
        shutil.rmtree(data)
