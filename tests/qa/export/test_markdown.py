"""Notes for Obsidian, read back with a YAML and a Markdown parser."""

import re
from dataclasses import replace
from datetime import date

import yaml
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from article_qa.index.records import Article
from article_qa.qa.export.markdown import articles_as_markdown, as_note
from tests.qa.export.answers import ANSWER, FIRST

ARTICLE = Article("a1", "Bridge: shut", "# It is *shut*.\n\nIt will open.", "", "a.txt", "Wire", "Lena Ost",
                  date(2022, 1, 2), "https://example.org/a")  # fmt: skip


def parts(note: str) -> tuple[dict[str, object], str]:
    """The front matter and what is below it."""
    _, front, body = note.split("---\n", 2)
    facts: dict[str, object] = yaml.safe_load(front)
    return facts, body


def test_a_note_has_front_matter_and_a_footnote_for_each_quote() -> None:
    facts, body = parts(as_note(ANSWER))
    assert facts == {
        "title": "Is it: shut?",
        "date": date(2026, 1, 2),
        "status": "answered",
        "sources": [FIRST.url],
        "tags": ["article-qa"],
    }
    assert "It is shut.[^1][^2] It opened.[^3] *(not supported: no word of it)*" in body
    assert re.findall(r"^\[\^(\d)\]: ", body, re.MULTILINE) == ["1", "2", "3"]
    assert "[^3]: Bridge opens, undated: “It opened.”" in body
    assert "#:~:text=It%20is%20shut." in body


def test_a_refusal_cites_what_came_nearest() -> None:
    refusal = replace(ANSWER, status="abstained", sentences=(), citations=(), nearest=(FIRST,), reason="Too far.")
    body = parts(as_note(refusal))[1]
    assert "**Not in these articles.** Too far." in body
    assert "- “It is shut.”[^1]" in body


def test_a_timeline_is_a_list() -> None:
    assert "\n- It is shut.[^1][^2]\n- It opened.[^3]" in as_note(replace(ANSWER, kind="timeline"))


def test_one_article_is_a_note_and_several_are_a_document() -> None:
    facts, body = parts(articles_as_markdown([ARTICLE]))
    assert (facts["title"], facts["author"], facts["date"]) == ("Bridge: shut", "Lena Ost", date(2022, 1, 2))
    assert "\\# It is \\*shut\\*.\n\nIt will open." in body
    several = articles_as_markdown([ARTICLE, replace(ARTICLE, title="Second")])
    assert several.startswith("# [Bridge: shut](<https://example.org/a>)")
    assert "\n\n---\n\n# [Second]" in several


@given(st.text(max_size=80), st.text(max_size=80))
def test_no_words_of_others_are_markup_or_front_matter(question: str, words: str) -> None:
    hostile = replace(FIRST, title=f"<script>{words}<img src=x>", quote=f"---\n{words}")
    note = as_note(replace(ANSWER, question=question, citations=(hostile,)))
    assert note.startswith("---\n")
    end = note.index("\n---\n", 4)
    assert yaml.safe_load(note[4:end])["status"] == "answered"
    assert re.search(r"<(script|img)", MarkdownIt().render(note[end + 5 :])) is None
