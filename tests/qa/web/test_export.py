import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from article_qa.index.records import ArticleRef
from article_qa.qa.answer import Answer, Sentence
from article_qa.qa.citation import Citation
from article_qa.qa.web.conversation import Exchange
from article_qa.qa.web.export import as_html, as_markdown, as_text, conversation_as_markdown

CITATION = Citation(1, "a", "The *bridge*", "The Wire", None, "https://example.org/a(b)", "It is [shut](x).", 0, 16)
ANSWER = Answer(
    "Is it shut?", "Is it shut?", "answered", "extract", (Sentence("It is shut.", "quoted", (1,)),), (CITATION,), {}
)


def shown(markdown: str) -> str:
    """The words that a reader of the rendered Markdown sees."""
    tokens = [child for token in MarkdownIt().parse(markdown) for child in token.children or []]
    assert not [token.type for token in tokens if token.type in ("html_inline", "image", "code_inline")]
    return " ".join("".join(token.content for token in tokens).split())


def test_text_has_the_question_the_answer_and_each_quote() -> None:
    said = as_text(ANSWER)
    assert said.startswith("Is it shut?\n\nIt is shut. [1]\n")
    assert "[1] The *bridge* · The Wire, undated\n    “It is [shut](x).”\n    https://example.org/a(b)" in said


def test_a_refusal_takes_its_nearest_passages_along() -> None:
    refusal = replace(ANSWER, status="abstained", sentences=(), citations=(), nearest=(CITATION,), reason="Too far.")
    said = as_markdown(refusal)
    assert "Not in these articles. Too far." in said
    assert "### Nearest passages" in said


def test_a_claim_begins_with_its_verdict() -> None:
    claimed = replace(ANSWER, kind="claim", verdict="supported")
    assert "The articles say so.\nIt is shut. [1]" in as_text(claimed)
    assert "**The articles say so.**" in as_markdown(claimed)


def test_a_count_takes_its_articles_along_and_no_empty_sources() -> None:
    articles = (ArticleRef("a", "The *bridge*", "The Wire", None, None),)
    counted = replace(ANSWER, kind="library", sentences=(), citations=(), count=1, articles=articles)
    assert "- The *bridge* · The Wire, undated" in as_text(counted)
    assert "- The \\*bridge\\* · The Wire, undated" in as_markdown(counted)
    assert "Sources" not in as_text(counted) + as_markdown(counted)


def test_an_unsupported_sentence_says_why() -> None:
    doubted = replace(ANSWER, sentences=(Sentence("It fell.", "unsupported", (1,), "no word of a fall"),))
    assert "It fell. [1] (not supported: no word of a fall)" in as_text(doubted)


def test_only_web_addresses_become_links() -> None:
    hostile = replace(ANSWER, citations=(replace(CITATION, url="javascript:alert(1)"),))
    assert "javascript" not in as_markdown(hostile)
    assert "<https://example.org/a(b)>" in as_markdown(ANSWER)


@given(st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), min_size=1))
def test_a_quote_in_markdown_shows_as_its_very_words(quote: str) -> None:
    said = shown(as_markdown(replace(ANSWER, citations=(replace(CITATION, quote=quote),))))
    assert f"“{' '.join(quote.split())}”" in said


@given(st.text(max_size=60))
def test_no_words_of_an_article_become_html(title: str) -> None:
    hostile = replace(ANSWER, citations=(replace(CITATION, title=f"<script>{title}<img src=x>"),))
    assert re.search(r"<(script|img)", MarkdownIt().render(as_markdown(hostile))) is None


def test_rich_text_has_footnotes_and_escapes_all_of_it() -> None:
    hostile = replace(CITATION, title="<script>x</script>")
    html = as_html(
        replace(ANSWER, question="<b>?", citations=(hostile, replace(CITATION, number=2, url="javascript:1")))
    )
    assert '<p>It is shut.<sup><a href="#note-1">1</a></sup></p>' in html
    assert '<p id="note-1"><sup>1</sup> <a href="https://example.org/a(b)">&lt;script&gt;x&lt;/script&gt;</a>' in html
    assert "<b>" not in html and "<script" not in html and "javascript" not in html


def test_rich_text_of_a_refusal_says_why() -> None:
    refusal = replace(ANSWER, status="abstained", sentences=(), citations=(), nearest=(CITATION,), reason="Too far.")
    assert "Not in these articles. Too far." in as_html(refusal)


def test_a_conversation_is_each_answer_in_turn() -> None:
    turns = [Exchange("Is it shut?", ANSWER), Exchange("?", problem="Empty."), Exchange("Is it shut?", ANSWER)]
    assert conversation_as_markdown(turns) == as_markdown(ANSWER) + "\n" + as_markdown(ANSWER)
