"""The source pane marks the quote where it stands now, or says what became of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from article_qa.index.library import Library, open_library
from article_qa.qa.citation import cite
from article_qa.qa.receipts.verify import verify_answer
from article_qa.qa.web.source_html import source_html, source_pane
from tests.index.fakes import article, put

BEFORE = article("The bridge is shut. It opens in May, the mayor says.")
QUOTE = "It opens in May, the mayor says."


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with open_library(tmp_path / "data", create=True) as library:
        put(library, BEFORE)
        yield library


def shown(library: Library) -> str:
    start = BEFORE.text.index(QUOTE)
    citation = cite(1, BEFORE, start, start + len(QUOTE))
    (verified,) = verify_answer([citation.as_dict()], library).citations
    now = library.catalog.article(BEFORE.id)
    return source_html(citation, now, verified, turn=0, count=1, opened_by="reader")


def test_a_quote_that_moved_is_marked_where_it_stands_now(library: Library) -> None:
    put(library, article(f"Corrected on Monday. {BEFORE.text}"))
    assert f'Corrected on Monday. The bridge is shut. <mark class="current">{QUOTE}</mark>' in shown(library)


def test_other_words_are_shown_beside_those_that_were_quoted(library: Library) -> None:
    put(library, article(BEFORE.text.replace("May", "<June>")))
    html = shown(library)
    assert "This article has other words since 20" in html
    assert f"<del>{QUOTE}</del>" in html
    assert "<ins>It opens in &lt;June&gt;, the mayor says.</ins>" in html
    assert "<mark" not in html


def test_an_article_that_is_gone_says_since_when(library: Library) -> None:
    library.catalog.remove(BEFORE.id)
    assert "This article is not in the library any more since 20" in shown(library)


def test_all_quotes_of_the_answer_in_the_article_are_marked(library: Library) -> None:
    first = cite(1, BEFORE, 0, len("The bridge is shut."))
    second = cite(2, BEFORE, BEFORE.text.index(QUOTE), len(BEFORE.text))
    html = source_pane(library, second, [first, second], turn=0, opened_by="reader")
    assert f'<mark>The bridge is shut.</mark> <mark class="current">{QUOTE}</mark>' in html


def test_a_question_can_be_asked_within_the_article_that_is_read(library: Library) -> None:
    assert f'data-within="{BEFORE.id}" data-title="A title"' in shown(library)
