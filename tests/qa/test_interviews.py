"""What somebody says of themselves in an interview is found by their name, over a real library."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from article_qa.index.ingest.add import add
from article_qa.index.ingest.embedding_worker import embed_pending
from article_qa.index.library import open_library
from article_qa.index.records import EVERYTHING
from article_qa.qa.assistant import Assistant
from article_qa.qa.retrieval.interviews import interviews

TALK = [
    ("How did you come to the sea?", "I was born in Oster and am 61 now, and my father had a boat."),
    ("What do you like best?", "I like the winter best, when nobody asks for anything and the water is grey."),
    ("What would you change?", "I would build a second pier, for the first one is too short for three boats."),
    ("Will you retire?", "I do not think so, as long as my knees and the engine hold together."),
]
OTHERS = "Jon Quell, a 14-year-old boy from Lund, was how old a boy has to be to sail alone, his teacher said."


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("articles")
    turns = "\n\n".join(f"Q: {asked}\n\nA: {said}" for asked, said in TALK)
    (folder / "talk.txt").write_text(
        f"A talk about boats\n\nThe Post interviewed Ida Holm, who runs a boat.\n\n{turns}"
    )
    (folder / "boy.txt").write_text(f"A boy sails\n\n{OTHERS}")
    with open_library(tmp_path_factory.mktemp("data") / "library", create=True) as library:
        add(library, [Path(folder)])
        embed_pending(library)
        yield Assistant.over(library)


def test_an_interview_is_found_by_who_speaks_in_it(assistant: Assistant) -> None:
    found, rest = interviews("How old is Ida Holm?", assistant.catalog, EVERYTHING)
    (talk,) = [ref for ref in assistant.catalog.queries.articles(EVERYTHING) if ref.title == "A talk about boats"]
    assert (found, rest) == ((talk.article_id,), "How old is")


def test_who_is_only_quoted_gives_no_interview(assistant: Assistant) -> None:
    assert interviews("How old is Jon Quell?", assistant.catalog, EVERYTHING) == ((), "How old is Jon Quell?")


def test_what_they_say_of_themselves_answers(assistant: Assistant) -> None:
    assert "61" in assistant.ask("How old is Ida Holm?").citations[0].quote
