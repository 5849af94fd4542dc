"""An answer in a Jupyter notebook: words, quotes and warnings, and nothing of an article that a browser would run."""

from dataclasses import replace
from datetime import date

from article_qa.qa.answer import Answer, Sentence
from article_qa.qa.citation import Citation

SCRIPT = "<script>alert(1)</script>"
QUOTE = f"The bridge & the {SCRIPT} pillar cracked."
CITATION = Citation(
    1, "a", f"Bridge {SCRIPT}", f"Post {SCRIPT}", date(2022, 11, 3), "https://example.org/a?b=<c>", QUOTE, 0, len(QUOTE)
)
ANSWER = Answer(
    "Why?", "Why?", "answered", "extract", (Sentence(QUOTE, "quoted", (1,)),), (CITATION,), {}, warnings=(SCRIPT,)
)


def test_nothing_of_an_article_is_markup() -> None:
    html = ANSWER._repr_html_()
    assert "<script" not in html
    assert html.count("&lt;script&gt;") == 5
    assert 'href="https://example.org/a?b=&lt;c&gt;#:~:text=' in html
    assert "[1]" in html


def test_no_link_leads_to_a_script() -> None:
    html = replace(ANSWER, citations=(replace(CITATION, url="javascript:alert(1)"),))._repr_html_()
    assert "href" not in html


def test_the_answering_words_are_marked() -> None:
    html = replace(ANSWER, citations=(replace(CITATION, highlight=(4, 10)),))._repr_html_()
    assert "The <mark>bridge</mark> &amp; the" in html


def test_a_refusal_shows_its_reason_and_what_came_nearest() -> None:
    refused = replace(
        ANSWER, status="abstained", sentences=(), citations=(), nearest=(CITATION,), reason="They never mention it."
    )
    html = refused._repr_html_()
    assert "<b>Not in these articles.</b></p><p>They never mention it.</p>" in html
    assert "<blockquote>" in html


def test_a_doubtful_answer_says_so() -> None:
    assert "Nearest; may not answer." in replace(ANSWER, status="doubtful")._repr_html_()
