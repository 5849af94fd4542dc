"""Files -> articles: what is read, what is refused and in which words."""

import json
import os
from datetime import date
from pathlib import Path

import pytest

from article_qa.index.errors import ArticleRejected
from article_qa.index.formats.article import Loaded
from article_qa.index.formats.load import contained, load, load_bytes
from tests.index.formats.files import taken
from tests.index.formats.loading import only, refusal, written
from tests.present import present

PAGE = """<!doctype html><html lang="en"><head><title>Bridge shut - Bonn Post</title>
<meta property="og:title" content="Bridge shut">{head}</head><body>
<nav><a href="/sport">Sport</a></nav>
<article><h1>Bridge shut</h1>
<p>The bridge in Bonn was shut on Monday after a crack was found in its deck, the <b>mayor</b> said.</p>
<p>It was opened on 3 March 2001. Engineers will inspect it again on Friday &amp; the town will pay for ferries.</p>
</article><footer>© 2019 Bonn Post</footer></body></html>"""


# Bytes


def test_bytes_are_read_as_their_file_would_be(tmp_path: Path) -> None:
    path = written(tmp_path, "a.md", "---\ntitle: Shut\n---\nIt is closed.")
    given = load_bytes(path.read_bytes(), suffix=".md", source=str(path), named=repr(str(path)))
    assert list(given) == list(load(path))


def test_refused_bytes_are_named_as_the_caller_names_them() -> None:
    (rejection,) = load_bytes(b"", suffix=".TXT", source="upload", named="the upload 'a.txt'")
    assert str(rejection) == "the upload 'a.txt' holds no text; add the text of the article"


@pytest.mark.parametrize(
    ("link", "address"),
    [
        pytest.param("https://example.org/bridge#top", "https://example.org/bridge", id="same-host"),
        pytest.param("https://other.example/bridge", "https://example.org/bridge?from=mail", id="another-host"),
        pytest.param("javascript:alert(1)", "https://example.org/bridge?from=mail", id="no-address"),
    ],
)
def test_a_page_names_its_own_address_on_its_own_host_only(link: str, address: str) -> None:
    page = PAGE.format(head=f'<link rel="canonical" href="{link}">').encode()
    (article,) = taken(
        load_bytes(page, suffix=".html", source="x", named="'x'", url="https://Example.org/bridge?from=mail#comments")
    )
    assert article.url == address


def test_the_address_of_a_file_is_not_that_of_its_lines() -> None:
    line = b'{"text": "It is closed."}'
    (article,) = taken(load_bytes(line, suffix=".jsonl", source="x", named="'x'", url="https://example.org/all.jsonl"))
    assert article.url is None


# Text and Markdown


def test_a_text_is_taken_as_it_is_and_named_by_its_first_line(tmp_path: Path) -> None:
    article = only(written(tmp_path, "a.txt", "Bridge shut\n\nIt is *closed* and costs $5 [sic].\n"))
    assert article.text == "Bridge shut\n\nIt is *closed* and costs $5 [sic]."
    assert article.title == "Bridge shut"
    assert article.published is None


def test_a_long_first_line_is_cut_at_a_word_for_the_title(tmp_path: Path) -> None:
    title = only(written(tmp_path, "a.txt", "word " * 40)).title
    assert title == "word " * 17 + "word…"


def test_front_matter_gives_each_field_and_the_questions(tmp_path: Path) -> None:
    article = only(
        written(
            tmp_path,
            "a.md",
            "---\ntitle: Bridge shut\npublished: 2022-11-03\npublisher: Bonn Post\nauthor: [Ann Lee, Bo Ek]\n"
            "url: https://example.org/a\nquestions:\n  - Why is it shut?\n---\n\nIt is closed.\n",
        )
    )
    assert (article.title, article.published, article.publisher) == ("Bridge shut", date(2022, 11, 3), "Bonn Post")
    assert (article.author, article.url) == ("Ann Lee, Bo Ek", "https://example.org/a")
    assert article.questions == ("Why is it shut?",)
    assert article.text == "It is closed."


def test_markdown_keeps_the_words_and_rows_and_loses_the_signs(tmp_path: Path) -> None:
    text = only(
        written(
            tmp_path,
            "a.md",
            '# Bridge *shut*\n\nThe **mayor** wrote [a letter](https://example.org/x "t") to `Bonn`.\n\n'
            "- first _item_\n- second\n\n1. third\n\n> He said: ~~no~~ yes.\n\n![a photo](p.png)\n\n"
            "<div>block html</div>\n\nInline <b>bold</b> &amp; plain.<br>\n\n"
            "| town | cost |\n| --- | --- |\n| Bonn | 5 |\n",
        )
    ).text
    assert text.split("\n\n") == [
        "Bridge shut", "The mayor wrote a letter to Bonn.", "first item", "second", "third",
        "He said: ~~no~~ yes.", "Inline bold & plain.", "| town | cost |", "| Bonn | 5 |",
    ]  # fmt: skip


def test_a_rule_at_the_head_of_a_text_is_not_front_matter(tmp_path: Path) -> None:
    text = only(written(tmp_path, "a.txt", "---\njust words\n---\nThe body.")).text
    assert "just words" in text
    assert "The body." in text


def test_braces_at_the_head_of_a_text_are_not_front_matter(tmp_path: Path) -> None:
    assert only(written(tmp_path, "a.txt", "{\nwords\n}\nThe body.")).text == "{\nwords\n}\nThe body."


# Pages


def test_a_page_gives_its_article_and_its_metadata(tmp_path: Path) -> None:
    head = (
        '<meta property="article:published_time" content="2022-11-03T10:00:00+01:00">'
        '<meta property="og:site_name" content="Bonn Post"><meta name="author" content="Ann Lee">'
        '<link rel="canonical" href="https://example.org/bridge#top">'
    )
    article = only(written(tmp_path, "a.html", PAGE.format(head=head)))
    assert (article.title, article.publisher, article.author) == ("Bridge shut", "Bonn Post", "Ann Lee")
    assert article.published == date(2022, 11, 3)
    assert article.url == "https://example.org/bridge"
    assert "crack was found in its deck, the mayor said." in article.text
    assert "Friday & the town" in article.text
    assert "Sport" not in article.text
    assert "<" not in article.text


def test_a_page_without_a_date_is_undated_whatever_years_it_has(tmp_path: Path) -> None:
    path = written(tmp_path, "a.html", PAGE.format(head=""))
    os.utime(path, (1_000_000_000, 1_000_000_000))
    assert only(path).published is None


def test_a_page_in_latin_1_is_read_as_it_says(tmp_path: Path) -> None:
    page = PAGE.format(head='<meta charset="iso-8859-1">').replace("Bonn", "Köln").encode("latin-1")
    assert "in Köln was shut" in only(written(tmp_path, "a.html", page)).text


@pytest.mark.parametrize("content", [b"", b"  \n", b"<html><body></body></html>"])
def test_a_page_without_an_article_is_refused(tmp_path: Path, content: bytes) -> None:
    assert "save the page of the article itself" in refusal(written(tmp_path, "a.html", content))


# What is refused


def test_a_byte_order_mark_is_taken_off(tmp_path: Path) -> None:
    assert only(written(tmp_path, "a.txt", "\ufeffIt is closed.")).text == "It is closed."


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        pytest.param("a.txt", b"\x00\x01\x02PNG" * 50, "a binary file; add the article's text", id="binary"),
        pytest.param("a.txt", b"", "holds no text; add the text", id="empty"),
        pytest.param("a.md", " \n\t\r\n\u3000", "holds no text; add the text", id="white-space"),
        pytest.param("a.txt", "... !? —", "holds no text; add the text", id="no-word"),
        pytest.param("a.md", "---\ntitle: Shut\n---\n", "holds no text; add the text", id="front-matter-alone"),
        pytest.param("a.png", b"%PDF", "not a kind of file that can be read; give one of: .txt .md", id="suffix"),
        pytest.param("a", b"words", "not a kind of file that can be read", id="no-suffix"),
        pytest.param("a.md", "---\ntitle: [\n---\nx", "not valid YAML", id="yaml"),
        pytest.param("a.md", '---\nn: !!int ""\n---\nx', "correct the lines between its ---", id="yaml-tag"),
        pytest.param("a.md", "---\nn: !!timestamp x\n---\nx", "correct the lines between its ---", id="yaml-time"),
        pytest.param("a.md", "---\nn: 2022-02-30\n---\nx", "correct the lines between its ---", id="yaml-day"),
        pytest.param(
            "a.md",
            f"---\nn: {'[' * 100_000}{']' * 100_000}\n---\nx",
            "correct the lines between its ---",
            id="yaml-depth",
        ),
    ],
)
def test_a_bad_file_is_refused_in_one_sentence_with_the_remedy(
    tmp_path: Path, name: str, content: bytes | str, says: str
) -> None:
    message = refusal(written(tmp_path, name, content))
    assert says in message
    assert repr(str(tmp_path / name)) in message


def test_a_file_that_is_gone_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path / "gone.txt").endswith("(No such file or directory); check the file and its permissions")


def test_a_file_name_that_is_no_text_is_no_reason_to_fail(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.txt"))
    article = only(written(tmp_path, path.name, "It is closed."))
    article.source.encode()


def test_a_newline_in_a_file_name_does_not_break_the_message(tmp_path: Path) -> None:
    assert "holds no text" in refusal(written(tmp_path, "a\nb.txt", ""))


# Readers that fail


def test_whatever_a_reader_raises_costs_its_file_one_sentence() -> None:
    def fails() -> Loaded:
        yield article
        raise error

    (article,) = taken(load_bytes(b"It is closed.", suffix=".txt", source="a", named="'a'"))
    for error in (ValueError("odd\nbytes; try Python"), KeyError(1 << 20_000), RecursionError(), MemoryError()):
        first, rejection = contained(fails(), "'a'")
        assert first == article
        assert isinstance(rejection, ArticleRejected)
        assert rejection.__cause__ is error
        kind = "odd bytes" if type(error) is ValueError else type(error).__name__
        assert str(rejection) == f"'a' cannot be read ({kind}); save it again, or add only its text"


def test_a_reader_that_is_interrupted_stays_so() -> None:
    def stops() -> Loaded:
        raise KeyboardInterrupt
        yield

    with pytest.raises(KeyboardInterrupt):
        list(contained(stops(), "'a'"))


# Signs that turn words round

TURNED = "Bridge \u202eopen\u202c \u2066in Bonn\u2069"


@pytest.mark.parametrize("suffix", [".md", ".jsonl"])
def test_no_fact_holds_a_sign_that_turns_words_round(suffix: str) -> None:
    facts = {"title": TURNED, "publisher": TURNED, "author": [TURNED], "questions": [TURNED]}
    content = json.dumps(facts | {"text": TURNED}) if suffix == ".jsonl" else f"---\n{json.dumps(facts)}\n---\n{TURNED}"
    (article,) = taken(load_bytes(content.encode(), suffix=suffix, source="a", named="'a'"))
    assert {article.title, article.publisher, article.author, *article.questions} == {"Bridge open in Bonn"}
    assert article.text == TURNED, "a quote stays true to the character"


def test_a_title_made_of_the_first_words_is_shown_as_it_reads() -> None:
    (article,) = taken(load_bytes(TURNED.encode(), suffix=".txt", source="a", named="'a'"))
    assert article.title == "Bridge open in Bonn"


def test_endless_facts_are_cut_and_an_endless_address_is_dropped() -> None:
    facts = {"title": "word " * 9000, "author": ["Ann"] * 9000, "questions": ["Why?"] * 9000, "text": "Closed."}
    line = json.dumps(facts | {"url": "https://example.org/" + "a" * 9000}).encode()
    (article,) = taken(load_bytes(line, suffix=".jsonl", source="a", named="'a'"))
    assert article.title.endswith("word…")
    assert max(len(article.title), len(present(article.author))) <= 1001
    assert len(article.questions) == 100
    assert article.url is None


def test_a_page_named_as_a_text_file_is_read_as_a_page(tmp_path: Path) -> None:
    article = only(written(tmp_path, "bridge.txt", PAGE.format(head="")))
    assert article.title == "Bridge shut"
    assert "<p>" not in article.text and "Sport" not in article.text
