"""README and docs keep their sentences and paragraphs short.

Headings, tables, code blocks and pictures are left out. An entry of a list is a
paragraph of its own. Inline code counts as one word.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
# The log is a record of experiments, not a page to learn from.
DOCS = [page for page in sorted((ROOT / "docs").glob("*.md")) if page.name != "log.md"]

CODE_BLOCK = re.compile(r"^ *(`{3,})[^\n]*\n.*?^ *\1 *$", re.MULTILINE | re.DOTALL)
LINE_WITHOUT_PROSE = re.compile(r"^ *(?:#+ |\|).*$", re.MULTILINE)
COMMENT_OR_PICTURE = re.compile(r"<!--.*?-->|!\[[^]]*\]\([^)]*\)", re.DOTALL)
PARAGRAPH_END = re.compile(r"\n\s*\n|\n(?= *(?:[-*]|\d+\.) )")
SENTENCE_END = re.compile(r"(?<=[.!?])[\"”)*_]*\s+(?=[\"“(*_`\[]*[A-Z0-9`])")
WORD = re.compile(r"[^\W_][\w'’.,/-]*")


def paragraphs(markdown: str) -> Iterator[str]:
    """The paragraphs and list entries of a page, without markup."""
    prose = CODE_BLOCK.sub("\n\n", markdown)
    prose = LINE_WITHOUT_PROSE.sub("\n", COMMENT_OR_PICTURE.sub("", prose))
    for paragraph in PARAGRAPH_END.split(prose):
        plain = re.sub(r"`[^`]*`", "code", paragraph)
        plain = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", plain)
        if WORD.search(plain):
            yield " ".join(plain.split())


def sentences(markdown: str) -> list[str]:
    return [sentence for paragraph in paragraphs(markdown) for sentence in SENTENCE_END.split(paragraph)]


def words(text: str) -> int:
    return len(WORD.findall(text))


def semicolons(found: Sequence[str]) -> float:
    """Semicolons for every hundred sentences."""
    return 100 * sum(sentence.count(";") for sentence in found) / len(found)


def test_a_page_is_split_into_paragraphs_and_sentences() -> None:
    page = (
        "# A heading\n\nOne claim. Then `a; b` and [a link](x.md), version 0.2.0 of it.\n\n"
        "| a | table |\n| --- | --- |\n\n```sh\nno prose here\n```\n\n- First entry\n- Second entry\n  goes on. Yes.\n"
    )
    assert list(paragraphs(page)) == [
        "One claim. Then code and a link, version 0.2.0 of it.", "- First entry", "- Second entry goes on. Yes.",
    ]  # fmt: skip
    assert sentences(page)[:2] == ["One claim.", "Then code and a link, version 0.2.0 of it."]
    assert [words(sentence) for sentence in sentences(page)] == [2, 9, 2, 4, 1]


def test_the_readme_has_short_sentences_and_paragraphs() -> None:
    text = README.read_text(encoding="utf-8")
    found = sentences(text)
    assert median(map(words, found)) <= 14
    assert [sentence for sentence in found if words(sentence) > 35] == []
    assert [paragraph for paragraph in paragraphs(text) if words(paragraph) > 60] == []
    assert semicolons(found) <= 3


@pytest.mark.parametrize("page", DOCS, ids=lambda page: page.name)
def test_a_page_of_the_docs_has_short_sentences(page: Path) -> None:
    assert median(map(words, sentences(page.read_text(encoding="utf-8")))) <= 16


def test_semicolons_are_rare_in_the_docs() -> None:
    found = [sentence for page in DOCS for sentence in sentences(page.read_text(encoding="utf-8"))]
    assert semicolons(found) <= 3
