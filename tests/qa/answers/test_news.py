"""News are the newest articles by their leads; of a few days, what happened on them."""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest

from article_qa.index.annotations import AnnotatedSentence, Annotations, Days
from article_qa.index.records import EVERYTHING, Article, Scope
from article_qa.qa.answers import news
from article_qa.qa.answers.reply import Reply
from article_qa.qa.questions.request import Request
from article_qa.qa.retrieval.search import LibrarySearch
from tests.present import present
from tests.qa.answers.libraries import library_of
from tests.qa.fakes import article

TODAY = date(2025, 5, 20)
HARBOUR = article(
    "By Ida Moss\n\nThe harbour of Ostrel was shut on Monday after a crane fell over. It stays shut.",
    title="Crane falls in Ostrel", publisher="Ostrel Herald", published=date(2025, 5, 12),
)  # fmt: skip
FERRY = article(
    "A ferry to the island of Lund starts on Saturday, the town says. It carries forty people.",
    title="Ferry to Lund", publisher="Vale Gazette", published=date(2025, 5, 15),
)  # fmt: skip
INQUIRY = article(
    "The inquiry into the crane heard its first witness today, a welder. "
    "The crane came down on 12 May 2025 at noon, he said. Nobody saw why it did.",
    title="Inquiry begins", publisher="Ostrel Herald", published=date(2025, 5, 18),
)  # fmt: skip
OLD = article("The lighthouse of Lund was painted white last week.", title="White", published=date(2023, 1, 9))
ALL = [HARBOUR, FERRY, INQUIRY, OLD]


@pytest.fixture
def library(tmp_path: Path) -> LibrarySearch:
    return library_of(tmp_path, ALL)


def asked(library: LibrarySearch, text: str, scope: Scope = EVERYTHING, subject: str = "") -> Reply:
    return present(news.reply(Request("news", text, subject, scope=scope), library, TODAY))


def quotes(reply: Reply) -> list[str]:
    return [citation.quote for citation in reply.citations]


def titles(reply: Reply) -> list[str]:
    return [citation.title for citation in reply.citations]


def test_the_newest_articles_are_told_by_their_first_statements(library: LibrarySearch) -> None:
    reply = asked(library, "latest news")
    assert titles(reply) == ["Inquiry begins", "Ferry to Lund", "Crane falls in Ostrel"]
    assert quotes(reply)[2] == "The harbour of Ostrel was shut on Monday after a crane fell over."
    assert [sentence.day for sentence in reply.sentences] == [date(2025, 5, 18), date(2025, 5, 15), date(2025, 5, 12)]


def test_every_lead_is_cut_out_of_its_article(library: LibrarySearch) -> None:
    for citation in asked(library, "latest news").citations:
        text = present(library.catalog.article(citation.article_id)).text
        assert text[citation.start : citation.end] == citation.quote


def test_an_empty_scope_names_the_newest_article(library: LibrarySearch) -> None:
    reply = asked(library, "news of this week", Scope(date(2025, 6, 2), date(2025, 6, 8)))
    assert reply.status == "abstained"
    assert reply.reason == (
        "No article is from 2 to 8 June 2025; the newest is “Inquiry begins” (Ostrel Herald, 18 May 2025)."
    )


def test_what_happened_on_a_day_is_told_though_it_was_reported_later(tmp_path: Path) -> None:
    library = library_of(tmp_path, [FERRY, INQUIRY])
    day = date(2025, 5, 12)
    reply = asked(library, "What happened on 12 May 2025?", Scope(day, day))
    assert quotes(reply) == ["The crane came down on 12 May 2025 at noon, he said."]
    assert reply.sentences[0].day == day


def test_what_happened_on_a_day_is_told_by_an_article_of_another_year(tmp_path: Path) -> None:
    later = article("The old mill of Lund burned down on 3 March 2021.", title="Mills", published=date(2025, 1, 9))
    day = date(2021, 3, 3)
    reply = asked(library_of(tmp_path, [FERRY, later]), "What happened on 3 March 2021?", Scope(day, day))
    assert quotes(reply) == ["The old mill of Lund burned down on 3 March 2021."]


def test_what_was_published_on_a_day_is_not_what_was_reported_later(library: LibrarySearch) -> None:
    day = date(2025, 5, 12)
    for question in ("What was published on 12 May 2025?", "What came out on 12 May 2025?"):
        assert titles(asked(library, question, Scope(day, day))) == ["Crane falls in Ostrel"]


def test_the_annotated_day_of_an_event_counts(tmp_path: Path) -> None:
    library = library_of(tmp_path, [HARBOUR, FERRY])
    start = HARBOUR.text.index("The harbour")
    span = (start, HARBOUR.text.index(".", start) + 1)
    sunday = date(2025, 5, 11)
    sentences = (AnnotatedSentence(*span, "statement", days=Days(sunday, sunday)),)
    library.catalog.annotations.put(HARBOUR.id, HARBOUR.sha256, Annotations(sentences), 1)
    reply = asked(library, "What happened on 11 May 2025?", Scope(sunday, sunday))
    assert quotes(reply) == [HARBOUR.text[slice(*span)]]
    assert reply.sentences[0].day == sunday


def test_on_a_subject_the_sentence_with_it_is_quoted(library: LibrarySearch) -> None:
    reply = asked(library, "What was written about the witness after 16 May?", Scope(date(2025, 5, 17)), "the witness")
    assert quotes(reply) == ["The inquiry into the crane heard its first witness today, a welder."]


def test_seven_articles_are_shown_and_the_rest_counted(tmp_path: Path) -> None:
    library = library_of(tmp_path, _daily(10))
    reply = asked(library, "latest news")
    assert len(reply.citations) == 7
    assert reply.warnings == ("7 of 10 articles are shown.",)


def test_a_copy_is_told_once(tmp_path: Path) -> None:
    text = " ".join(f"The {n}th wagon of the long goods train left the yard in Ostrel." for n in range(30))
    two = [
        article(text, title=title, publisher=title, published=date(2025, 5, 1 + n))
        for n, title in enumerate(("Herald", "Gazette"))
    ]
    assert len(asked(library_of(tmp_path, two), "latest news").citations) == 1


def test_an_empty_library_says_so(tmp_path: Path) -> None:
    reply = asked(library_of(tmp_path, []), "latest news")
    assert (reply.status, reply.reason) == ("abstained", "The library has no dated article.")


def _daily(count: int) -> Sequence[Article]:
    first = date(2025, 5, 1)
    return [
        article(
            f"On day {n} the council of Lund met about matter {n}.", title=f"Day {n}", published=first + timedelta(n)
        )
        for n in range(count)
    ]
