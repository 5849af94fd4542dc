"""A question that asks two things is answered thing by thing, over a real library."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from article_qa.index.ingest.add import add
from article_qa.index.library import open_library
from article_qa.index.records import Article
from article_qa.qa.answers.by_clause import joined
from article_qa.qa.answers.reply import Reply
from article_qa.qa.assistant import Assistant
from article_qa.qa.citation import cite
from tests.qa.fakes import article

MILL = "The old mill of Lund was built by Mara Holm. Nobody lives there. It burned down on 3 May 1904 after a storm."
POOL = "The pool of Oster costs the town 400,000 crowns a year. Children swim in it for nothing."


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("articles")
    (folder / "mill.txt").write_text(f"The mill of Lund\n\n{MILL}")
    (folder / "pool.txt").write_text(f"The pool of Oster\n\n{POOL}")
    with open_library(tmp_path_factory.mktemp("data") / "library", create=True) as library:
        add(library, [Path(folder)])
        yield Assistant.over(library)


def test_each_thing_is_answered_by_its_own_quote(assistant: Assistant) -> None:
    answer = assistant.ask("Who built the mill of Lund, and what does the pool of Oster cost the town?")
    assert answer.status == "answered"
    assert [citation.number for citation in answer.citations] == list(range(1, len(answer.citations) + 1))
    assert {citation.title for citation in answer.citations} == {"The mill of Lund", "The pool of Oster"}


def test_what_is_not_in_the_articles_is_named(assistant: Assistant) -> None:
    answer = assistant.ask("Who built the mill of Lund, and who won the Nobel Prize for Chemistry?")
    assert answer.sentences[0].citations == (1,)
    last = answer.sentences[-1]
    assert (last.verdict, last.text) == ("computed", "Not in these articles: “who won the Nobel Prize for Chemistry?”")


def test_two_things_that_are_not_there_are_refused(assistant: Assistant) -> None:
    answer = assistant.ask("Who won the Nobel Prize for Chemistry, and how long does tiramisu bake in Venice?")
    assert answer.status == "abstained"


def _citing(*articles: Article) -> Reply:
    citations = tuple(cite(n, each, 0, len(each.text)) for n, each in enumerate(articles, 1))
    return Reply("answered", "extract", (), citations)


def test_a_second_quote_is_of_an_article_that_answers() -> None:
    mill, pool, other = (article(f"The {each} of Lund is old.", title=each) for each in ("mill", "pool", "tower"))
    found = joined([_citing(mill, other), _citing(pool, mill)], ["Who built it?", "What does it cost?"])
    assert found and [each.title for each in found.citations] == ["mill", "pool"]
