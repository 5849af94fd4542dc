"""Lines of JSON, each an article."""

from datetime import date
from pathlib import Path

import pytest

from article_qa.index.errors import ArticleRejected
from article_qa.index.formats.load import load
from tests.index.formats.files import taken
from tests.index.formats.loading import lines, only


@pytest.mark.parametrize("when", ["published", "published_at", "date"])
@pytest.mark.parametrize("outlet", ["publisher", "source"])
def test_a_line_gives_an_article(tmp_path: Path, when: str, outlet: str) -> None:
    facts = {"title": "Shut", "text": "It is closed.", "url": "https://example.org/a", "author": "Ann Lee"}
    article = only(lines(tmp_path / "a.jsonl", facts | {when: "2022-11-03T09:00:00Z", outlet: "Bonn Post"}))
    assert (article.title, article.text, article.author) == ("Shut", "It is closed.", "Ann Lee")
    assert (article.published, article.publisher) == (date(2022, 11, 3), "Bonn Post")
    assert article.url == "https://example.org/a"


@pytest.mark.parametrize(
    "broken",
    [
        pytest.param('{"text": \n', id="cut-short"),
        pytest.param("[1, 2]\n", id="a-list"),
        pytest.param('{"title": "no text"}\n', id="no-text"),
        pytest.param('{"text": 5}\n', id="text-is-a-number"),
        pytest.param('{"text": "words", "n": ' + "9" * 5000 + "}\n", id="endless-number"),
        pytest.param('{"text": "words", "n": ' + "[" * 100_000 + "\n", id="endless-nesting"),
    ],
)
def test_a_broken_line_costs_only_itself(tmp_path: Path, broken: str) -> None:
    path = lines(tmp_path / "a.jsonl", {"text": "First text."}, broken, "\n", {"text": "Last text."})
    first, rejection, last = load(path)
    assert [article.text for article in taken([first, last])] == ["First text.", "Last text."]
    assert isinstance(rejection, ArticleRejected)
    assert str(rejection).startswith("line 2 of ")
    assert "\n" not in str(rejection)


def test_a_repeated_line_is_refused(tmp_path: Path) -> None:
    _, rejection = load(lines(tmp_path / "a.jsonl", {"text": "Same."}, {"text": "Same."}))
    assert "line 2" in str(rejection)
    assert "repeats" in str(rejection)


def test_two_unnamed_lines_with_two_texts_are_two_articles(tmp_path: Path) -> None:
    first, second = taken(load(lines(tmp_path / "a.jsonl", {"text": "One thing."}, {"text": "Another."})))
    assert first.id != second.id


def test_an_edited_line_keeps_its_article(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    before = only(lines(path, {"id": 7, "text": "Old words."}))
    after = only(lines(path, {"id": 7, "text": "New words."}))
    assert before.id == after.id


def test_half_a_character_in_a_line_is_no_reason_to_fail(tmp_path: Path) -> None:
    article = only(lines(tmp_path / "a.jsonl", {"id": "\ud800", "title": "T\udc00", "text": "Words \ud800 here."}))
    assert article.text == "Words \ufffd here."
    article.source.encode()
