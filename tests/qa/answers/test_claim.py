"""A claim gets a verdict, and the quotes that bear it out first."""

from collections.abc import Iterator
from datetime import date

import pytest

from article_qa.index.embedders.local import local_embedder
from article_qa.qa.answers import claim
from article_qa.qa.answers.material import Material
from article_qa.qa.answers.reply import Reply
from article_qa.qa.questions.request import Request
from article_qa.qa.reading.answerability import terms
from article_qa.qa.reading.context import Context
from article_qa.qa.reading.late_interaction import CachingReader
from article_qa.qa.retrieval.search import LibrarySearch
from tests.present import present
from tests.qa.answers.libraries import library_of
from tests.qa.fakes import article

TODAY = date(2025, 6, 1)
MILL = article(
    "The mill in Ostrel employs 140 workers. Per Hald opened it in 1998. It was never sold.",
    title="The mill of Ostrel", published=date(2025, 5, 1),
)  # fmt: skip
FLOOD = article("Three people died in the flood of Lund, the police said.", title="Flood", published=date(2025, 4, 2))
LATER = article(
    "Four people died in the flood of Lund, the coroner said.", title="Flood toll", published=date(2025, 4, 9)
)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LibrarySearch]:
    search = library_of(tmp_path_factory.mktemp("claims"), [MILL, FLOOD, LATER])
    yield search
    search.catalog.close()


def asked(library: LibrarySearch, text: str, *, refusal: str = "", is_yes_no: bool = False) -> Reply | None:
    request = Request("claim", text, is_yes_no=is_yes_no)
    found = library.find([text], request.scope, 5, today=TODAY).retrieved
    reader = CachingReader(local_embedder())
    context = Context(text, TODAY, found.hits, found.articles, terms(text, library.catalog), reader)
    return claim.reply(Material(request, library, context, refusal))


def quotes(reply: Reply) -> list[str]:
    return [citation.quote for citation in reply.citations]


def test_what_an_article_says_is_supported_by_its_words(library: LibrarySearch) -> None:
    reply = present(asked(library, "The mill in Ostrel employs 140 workers."))
    assert (reply.status, reply.verdict) == ("answered", "supported")
    assert quotes(reply)[0] == "The mill in Ostrel employs 140 workers."


def test_another_figure_contradicts(library: LibrarySearch) -> None:
    reply = present(asked(library, "Is it true that the mill in Ostrel employs 90 workers?"))
    assert reply.verdict == "contradicted"
    assert quotes(reply)[0] == "The mill in Ostrel employs 140 workers."


def test_the_newest_article_decides_and_the_other_is_quoted_too(library: LibrarySearch) -> None:
    reply = present(asked(library, "Three people died in the flood of Lund."))
    assert reply.verdict == "contradicted"
    assert [quote.split()[0] for quote in quotes(reply)] == ["Four", "Three"]
    assert reply.warnings == (claim.DISAGREE,)


def test_of_two_things_both_must_be_said(library: LibrarySearch) -> None:
    both = asked(library, "The mill in Ostrel was opened by Per Hald in 1998 and employed 140 workers.")
    assert both and both.verdict == "supported"
    assert quotes(both) == ["Per Hald opened it in 1998.", "The mill in Ostrel employs 140 workers."]
    one = asked(library, "The mill in Ostrel was opened by Per Hald in 1998 and employed 90 workers.")
    assert one and one.verdict == "contradicted"
    assert quotes(one)[0] == "The mill in Ostrel employs 140 workers."


def test_what_no_article_says_is_not_found(library: LibrarySearch) -> None:
    reply = present(asked(library, "The mill in Ostrel will move to Vale.", refusal="Nothing near."))
    assert (reply.status, reply.verdict, reply.citations) == ("abstained", "not_found", ())
    assert reply.reason == "No sentence was found that says so, or otherwise."
    assert reply.nearest


def test_near_quotes_are_shown_where_they_may_answer(library: LibrarySearch) -> None:
    reply = present(asked(library, "The mill in Ostrel will move to Vale."))
    assert (reply.status, reply.verdict) == ("answered", "not_found")
    assert quotes(reply)


def test_a_question_for_yes_or_no_gets_the_deciding_quote_first(library: LibrarySearch) -> None:
    reply = present(asked(library, "Did Per Hald open the mill in 1998?", is_yes_no=True))
    assert reply.verdict == "supported"
    assert "Per Hald opened it in 1998." in quotes(reply)[0]


def test_every_quote_is_cut_out_of_its_article(library: LibrarySearch) -> None:
    for citation in present(asked(library, "Three people died in the flood of Lund.")).citations:
        text = present(library.catalog.article(citation.article_id)).text
        assert text[citation.start : citation.end] == citation.quote


@pytest.mark.parametrize("text", ["Is it true that?", "true or false: ", "\u202e", "?"])
def test_nothing_claimed_is_left_to_the_search(library: LibrarySearch, text: str) -> None:
    reply = asked(library, text)
    assert reply is None or reply.verdict == "not_found"
