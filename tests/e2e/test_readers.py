"""Many readers at once, each with a conversation of their own."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from markupsafe import escape

from article_qa.index.library import open_library
from article_qa.qa.assistant import Assistant

from .readers import QUESTIONS, Reader

READERS = 10


def test_ten_readers_at_once_each_get_their_own_right_answers(address: str, seeds: Path) -> None:
    with open_library(seeds) as library:
        assistant = Assistant.over(library)
        quotes = {question: assistant.ask(question).citations[0].quote for question in QUESTIONS}
    orders = [QUESTIONS[n % 5 :] + QUESTIONS[: n % 5] for n in range(READERS)]

    def read(questions: Sequence[str]) -> list[str]:
        reader = Reader(address)
        return [reader.ask(question) for question in questions]

    with ThreadPoolExecutor(READERS) as pool:
        conversations = list(pool.map(read, orders))
    for order, shown in zip(orders, conversations, strict=True):
        for number, (question, html) in enumerate(zip(order, shown, strict=True), 1):
            asked = [html.index(f">{each}</h2>") for each in order[:number]]
            assert asked == sorted(asked)
            assert html.count('class="asked"') == number
            assert escape(" ".join(quotes[question].split())) in html[asked[-1] :]
