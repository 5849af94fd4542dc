"""Rich text files, by whatever name they come."""

import pytest

from article_qa.index.errors import ArticleRejected
from article_qa.index.formats.load import load_bytes
from article_qa.index.records import Article

RTF = (
    rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}{\info{\title Report}{\author Mona Field}}\pard Dam leaks\par "
    rb"The caf\'e9 by the dam is shut, says {\field{\*\fldinst HYPERLINK "
    rb'"https://lake.example/a"}{\fldrslt the county}}.\par '
    rb"\trowd Dam\cell Leaks\cell\row\trowd Vessel\cell 2\cell\row\pard\par}"
)


def load(content: bytes, suffix: str) -> list[object]:
    return list(load_bytes(content, suffix=suffix, source=f"/a{suffix}", named=f"'a{suffix}'"))


@pytest.mark.parametrize("suffix", [".rtf", ".doc", ".txt", ".docx"])
def test_rich_text_is_read(suffix: str) -> None:
    (article,) = load(RTF, suffix)
    assert isinstance(article, Article)
    assert article.title == "Dam leaks"
    assert article.author == "Mona Field"
    assert article.published is None
    lines = article.text.split("\n\n")
    assert lines[:2] == ["Dam leaks", "The café by the dam is shut, says the county."]
    assert "| Dam | Leaks |" in lines
    assert "| Vessel | 2 |" in lines


@pytest.mark.parametrize(("content", "suffix"), [(b"Only words", ".rtf"), (b"\xd0\xcf\x11\xe0" + bytes(600), ".doc")])
def test_other_content_is_refused(content: bytes, suffix: str) -> None:
    (refused,) = load(content, suffix)
    assert isinstance(refused, ArticleRejected)
