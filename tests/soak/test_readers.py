"""Many readers while articles are added: no answer that neither the library before nor the one after would give."""

import os
import random
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from article_qa.index.library import open_library
from article_qa.qa.assistant import Assistant
from article_qa.qa.settings import QASettings
from tests.soak.commands import bridge, timeless
from tests.soak.pages import Page, paged
from tests.starters import library_of_starters

READERS = int(os.environ.get("READERS", "4"))
ASKED = int(os.environ.get("ASKED", "40"))
ADDED = int(os.environ.get("ADDED", "20"))
STARTERS = 12
AT_ONCE = 10
MEMORY_SHARE = 1.05
ABOUT_STARTERS = (
    "Why is Syria a priority for Jordan?",
    "When did Finland join NATO?",
    "Who won the 2022 World Cup final?",
    "How long is the Ever Given?",
    "Under which flag does the Ever Given sail?",
)
# Each is answered by the report that is added beside it, and by nothing else.
ABOUT_NEW = {
    "Who conducts the orchestra of Quellmouth?": "Imelda Farrow conducts the orchestra of Quellmouth since autumn.",
    "What did the lighthouse keeper of Skerray find?": "The lighthouse keeper of Skerray found a crate of oranges.",
    "How many tulips did Dornhaven plant?": "Dornhaven planted 9,400 tulips along the canal on Sunday.",
    "Why was the cheese festival in Brackwater cancelled?": "The cheese festival in Brackwater was cancelled because "
    "the marquee had burned down.",
    "Who bought the sawmill of Ostrim?": "The sawmill of Ostrim was bought by the carpenter Pell Adair.",
}


@dataclass(frozen=True)
class QuestionTokens:
    """An answer, and when it was asked for and given."""

    question: str
    begun: float
    ended: float
    answer: dict[str, Any]


def core(answer: Mapping[str, Any]) -> dict[str, Any]:
    """What a reader goes by; which passages came near, and how near, changes with every article.

    So does why nothing was found: an article that is added while the reason is
    put into words has its words in the library, though it was not searched.
    """
    # The one thing to warn of: passages that wait for their vectors.
    assert all("not read yet" in warning for warning in answer["warnings"]), answer["warnings"]
    text = "" if answer["status"] == "abstained" else answer["text"]
    return {"text": text} | {name: answer[name] for name in ("status", "sentences", "citations")}


def answers(data: Path) -> dict[str, dict[str, Any]]:
    """What a fresh assistant answers to every question."""
    with open_library(data) as library:
        assistant = Assistant.over(library, QASettings(_env_file=None))
        return {question: core(timeless(assistant.ask(question))) for question in (*ABOUT_STARTERS, *ABOUT_NEW)}


def reports(folder: Path) -> list[Path]:
    """Files to add: those that the questions are about, far apart among reports on bridges."""
    folder.mkdir()
    texts = [bridge(number) for number in range(ADDED - len(ABOUT_NEW))]
    for place, text in enumerate(ABOUT_NEW.values(), 1):
        texts.insert(place * ADDED // len(ABOUT_NEW) - 1, text)
    files = [folder / f"{number:03}.txt" for number in range(ADDED)]
    for file, text in zip(files, texts, strict=True):
        file.write_text(text)
    return files


def ask_on(page: Page, seed: int) -> list[QuestionTokens]:
    """One reader's share of the questions, in an order of their own."""
    chance = random.Random(seed)
    asked = []
    for _ in range(ASKED // READERS):
        question, begun = chance.choice([*ABOUT_STARTERS, *ABOUT_NEW]), time.monotonic()
        answer = core(page.ask(question))
        asked.append(QuestionTokens(question, begun, time.monotonic(), answer))
    return asked


@pytest.mark.skipif("READERS" not in os.environ, reason="takes a minute at the least; `make soak` runs it")
def test_readers_see_each_article_whole_or_not_and_memory_stays(tmp_path: Path) -> None:
    data = library_of_starters(tmp_path / "data")
    before = answers(data)
    files = reports(tmp_path / "articles")
    with paged(data, os.environ) as page, ThreadPoolExecutor(READERS) as pool:
        readers = [pool.submit(ask_on, page, seed) for seed in range(READERS)]
        for first in range(0, ADDED, AT_ONCE):
            page.upload(files[first : first + AT_ONCE])
        asked = [each for reader in readers for each in reader.result()]
        page.wait_until_ready(STARTERS + ADDED)
        settled = {question: core(page.ask(question)) for question in before}
        grown = page.memory()
    after = answers(data)
    assert settled == after
    assert_one_or_the_other(asked, before, after)
    with paged(data, os.environ) as fresh:
        started = memory_once_used(fresh, tmp_path / "one-more.txt")
    print(f"memory after the run {grown / 1e6:.1f} MB, of a fresh process {started / 1e6:.1f} MB")
    assert grown <= started * MEMORY_SHARE


def memory_once_used(page: Page, one_more: Path) -> int:
    """What a page holds that has done each thing once: what is loaded for the first of its kind is no growth."""
    one_more.write_text(bridge(ADDED))
    page.upload([one_more])
    page.wait_until_ready(STARTERS + ADDED + 1)
    for question in (*ABOUT_STARTERS, *ABOUT_NEW):
        page.ask(question)
    return page.memory()


def assert_one_or_the_other(
    asked: Sequence[QuestionTokens], before: Mapping[str, dict[str, Any]], after: Mapping[str, dict[str, Any]]
) -> None:
    """Each answer is the one before or the one after, and never the one before once the other was given."""
    assert len(asked) == ASKED // READERS * READERS
    assert {before[question]["status"] for question in ABOUT_NEW} == {"abstained"}
    assert {after[question]["status"] for question in ABOUT_NEW} == {"answered"}
    assert all(before[question] == after[question] for question in ABOUT_STARTERS)
    for question in ABOUT_NEW:
        ours = [each for each in asked if each.question == question]
        turned = min((each.ended for each in ours if each.answer == after[question]), default=float("inf"))
        for each in ours:
            assert each.answer in ([after[question]] if each.begun > turned else [before[question], after[question]])
    for each in asked:
        assert each.question in ABOUT_NEW or each.answer == after[each.question]
