"""What the page says of copies of one report."""

from dataclasses import replace
from datetime import date

from article_qa.index.records import Copy
from article_qa.qa.answer import Answer, Sentence
from article_qa.qa.citation import Citation
from article_qa.qa.web.conversation import Exchange
from article_qa.qa.web.conversation_html import conversation_html

COPIES = (Copy("b", "Bridge", "Daily <Star>", date(2022, 11, 2), None), Copy("c", "Bridge", "Morning Post", None, None))


def shown(*citations: Citation) -> str:
    sentences = tuple(Sentence(c.quote, "quoted", (c.number,)) for c in citations)
    return conversation_html(
        [Exchange("Why?", Answer("Why?", "Why?", "answered", "extract", sentences, citations, {}))]
    )


def cited(number: int, article_id: str, copies: tuple[Copy, ...] = ()) -> Citation:
    return Citation(number, article_id, "Bridge", "The Wire", None, None, "It is shut.", 0, 11, copies)


def test_a_source_names_the_outlets_that_print_it_too_as_text() -> None:
    html = shown(cited(1, "a", COPIES))
    assert "Also in Daily &lt;Star&gt;, Morning Post" in html
    assert "Rests on one report, in 3 copies." in html


def test_all_quoted_is_shown_once_but_kept_at_each_sentence() -> None:
    html = shown(cited(1, "a"), cited(2, "a"))
    assert 'class="text quotes-alone"' in html
    assert html.count('<span class="verdict">quoted</span>') == 2
    written = Answer("Why?", "Why?", "answered", "llm", (Sentence("Shut.", "quoted", (1,)),), (cited(1, "a"),), {})
    assert "quotes-alone" not in conversation_html([Exchange("Why?", replace(written, model="some-model"))])


def test_an_answer_says_on_how_many_independent_reports_it_rests() -> None:
    assert "Rests on 2 independent reports." in shown(cited(1, "a", COPIES), cited(2, "d"))


def test_one_report_that_stands_alone_is_not_counted_aloud() -> None:
    html = shown(cited(1, "a"), cited(2, "a"))
    assert "Also in" not in html
    assert "Rests on" not in html
