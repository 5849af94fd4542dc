"""What the page says of copies of one report."""

import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

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
    assert 'class="text quotes quotes-alone"' in html
    assert html.count('<span class="verdict">quoted</span>') == 2
    written = Answer("Why?", "Why?", "answered", "llm", (Sentence("Shut.", "quoted", (1,)),), (cited(1, "a"),), {})
    assert "quotes-alone" not in conversation_html([Exchange("Why?", replace(written, model="some-model"))])


def test_an_answer_says_on_how_many_independent_reports_it_rests() -> None:
    assert "Rests on 2 independent reports." in shown(cited(1, "a", COPIES), cited(2, "d"))


def test_one_report_that_stands_alone_is_not_counted_aloud() -> None:
    html = shown(cited(1, "a"), cited(2, "a"))
    assert "Also in" not in html
    assert "Rests on" not in html


def test_the_answering_words_of_the_first_quote_are_marked() -> None:
    first = replace(cited(1, "a"), highlight=(6, 10))
    assert 'It is <strong class="answering">shut</strong>.' in shown(first, cited(2, "b"))
    whole = replace(cited(1, "a"), highlight=(0, 10))
    assert "answering" not in shown(whole)


def test_each_quote_stands_by_itself_with_outlet_and_day_and_each_headline_once() -> None:
    html = shown(cited(1, "a"), cited(2, "a"), replace(cited(3, "b"), title="Ferry"))
    assert html.count('<span class="from">') == 3
    assert html.count("<bdi>The Wire</bdi>, <bdi>undated</bdi>") == 3
    assert re.findall(r"<cite .+?><bdi>(.+?)</bdi>", html) == ["Bridge", "Ferry"]


def test_the_language_of_an_article_is_that_of_its_quotes() -> None:
    quoted = Answer("?", "?", "answered", "extract", (Sentence("Es ist zu.", "quoted", (1,)),), (cited(1, "a"),), {})
    html = conversation_html([Exchange("?", quoted, languages={"a": "de"})])
    assert '<span class="sentence quoted" dir="auto" lang="de">Es ist zu.' in html


def test_the_words_around_a_quote_are_with_its_number_as_text() -> None:
    quoted = Answer("?", "?", "answered", "extract", (Sentence("It is shut.", "quoted", (1,)),), (cited(1, "a"),), {})
    html = conversation_html([Exchange("?", quoted, around={1: ("<b>", 'He "may".')})])
    assert 'data-before="&lt;b&gt;" data-after="He &#34;may&#34;."' in html
    assert "data-before" not in conversation_html([Exchange("?", quoted)])


class Unclosed(HTMLParser):
    """The elements that are open, or closed out of turn."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.open += [tag] if tag not in ("input", "line", "circle", "path") else []

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        return

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_hostile_words_close_nothing_and_open_nothing() -> None:
    hostile = '"></p></div></section><script>x</script><img src=x>'
    citation = replace(cited(1, "a", COPIES), title=hostile, publisher=hostile, quote=hostile, speaker=hostile)
    sentence = Sentence(hostile, "quoted", (1,), "", date(2022, 11, 3))
    for kind in ("fact", "sayings", "timeline", "listing", "comparison", "claim", "summary"):
        for status in ("answered", "doubtful", "abstained"):
            answer = Answer(
                hostile, hostile, status, "extract", (sentence,) * 3, (citation,), {}, kind=kind, nearest=(citation,),
                reason=hostile, warnings=(hostile,), verdict="contradicted",
            )  # fmt: skip
            html = conversation_html([Exchange(hostile, answer, follow_ups=(hostile,), titles=(hostile,))])
            assert Unclosed(html).open == []
            assert "<script" not in html and "<img" not in html
