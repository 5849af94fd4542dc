"""A question for how something stands now: the newest report of it comes first, with its day."""

from collections.abc import Iterator
from datetime import date

import pytest

from article_qa.index.ingest.embedding_worker import embed_pending
from article_qa.index.library import open_library
from article_qa.index.records import Article
from article_qa.qa.answer import Answer
from article_qa.qa.assistant import Assistant
from tests.index.fakes import article, put

TODAY = date(2026, 5, 1)


def report(number: int, published: date, title: str, text: str) -> Article:
    return article(text, source=f"{number}.txt", title=title, published=published, publisher="Town Courier")


REPORTS = (
    report(
        1, date(2020, 7, 12), "A ban on Zipclip is near",
        "Lawmakers pushed to ban Zipclip last week. The video app Zipclip would be banned within a month, they said.",
    ),
    report(
        2, date(2021, 3, 2), "Zipclip and the ministry",
        "The ministry threatened a ban on Zipclip over its data. Zipclip called the threatened ban unlawful.",
    ),
    report(
        3, date(2021, 9, 9), "Zipclip appeals",
        "Zipclip asked a court to look at the plan to ban Zipclip. A ban of Zipclip could come in autumn.",
    ),
    report(
        4, date(2022, 1, 3), "Another bill on Zipclip",
        "A bill that aims to ban Zipclip was read in parliament. Its author wants a ban on Zipclip by May.",
    ),
    report(
        5, date(2025, 11, 20), "Budget passed at night",
        "The budget passed by two votes.\n\nIn other news, the court delayed the order to ban Zipclip by 75 days.",
    ),
    report(
        6, date(2022, 2, 1), "Storm in the north",
        "Norland's Prime Minister Ida Holm visited the harbour after the storm.",
    ),
    report(
        7, date(2025, 10, 2), "Summit in the south",
        "Norland's Prime Minister Per Dahl arrived late. Former Norland Prime Minister Ida Holm wrote a book.",
    ),
    report(8, date(2025, 12, 1), "A book", "Ida Holm, the former prime minister of Norland, read from her book."),
)  # fmt: skip


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with open_library(tmp_path_factory.mktemp("newest") / "data", create=True) as library:
        put(library, *REPORTS)
        embed_pending(library)
        yield Assistant.over(library)


def ask(assistant: Assistant, question: str) -> Answer:
    return assistant.ask(question, mode="extract", today=TODAY)


def test_the_newest_report_of_a_state_comes_first_with_its_day(assistant: Assistant) -> None:
    answer = ask(assistant, "Is Zipclip banned?")
    assert "delayed the order to ban Zipclip" in answer.sentences[0].text
    told = answer.sentences[-1]
    assert (told.verdict, told.text) == ("computed", "The newest report of this is of 20 November 2025.")
    assert (told.citations, told.day) == ((1,), date(2025, 11, 20))
    assert [each.number for each in answer.citations] == list(range(1, len(answer.citations) + 1))


def test_who_holds_an_office_is_told_by_the_newest_report_and_not_by_who_held_it(assistant: Assistant) -> None:
    answer = ask(assistant, "Who is the prime minister of Norland?")
    assert answer.sentences[0].text.startswith("Norland's Prime Minister Per Dahl")
    assert answer.sentences[-1].text == "The newest report of this is of 2 October 2025."


@pytest.mark.parametrize(
    "question",
    [
        "Was Zipclip banned?",
        "When was the order to ban Zipclip delayed?",
        "Is Zipclip banned in 2022?",
        "Who is Per Dahl?",
        "Who was the prime minister of Norland?",
    ],
)
def test_another_question_is_answered_as_before(assistant: Assistant, question: str) -> None:
    assert not any(each.verdict == "computed" for each in ask(assistant, question).sentences)


def test_one_report_alone_needs_no_day(assistant: Assistant) -> None:
    answer = ask(assistant, "Does the budget pass by two votes in Norland?")
    assert not any(each.verdict == "computed" for each in answer.sentences)
