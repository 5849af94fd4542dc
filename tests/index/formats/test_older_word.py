"""Files named .doc."""

import sys
from pathlib import Path

import pytest

from article_qa.index.errors import ArticleRejected
from article_qa.index.formats.article import Origin
from article_qa.index.formats.load import read_whole
from article_qa.index.records import Article
from tests.index.formats.files import SENTENCE, page

OLDER = b"\xd0\xcf\x11\xe0" + bytes(600) + "WordDocument".encode("utf-16-le")


def program(folder: Path, name: str, code: str) -> None:
    """A program of this name that does what the code says."""
    (folder / name).write_text(f"#!{sys.executable}\nimport sys\n{code}\n")
    (folder / name).chmod(0o755)


@pytest.fixture
def programs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The one folder where programs are looked for, and which has none."""
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def read(content: bytes) -> list[object]:
    return list(read_whole(content, Origin(".doc", "/a.doc", "'a.doc'")))


@pytest.mark.skipif(sys.platform == "win32", reason="programs have another form there")
@pytest.mark.parametrize("name", ["antiword", "catdoc"])
def test_an_older_file_is_read_by_the_program_that_is_there(programs: Path, name: str) -> None:
    said = f"content = sys.stdin.buffer.read()\nprint('Bridge shut\\n\\n{SENTENCE}', len(content))"
    program(programs, name, said)
    (article,) = read(OLDER)
    assert isinstance(article, Article)
    assert article.text == f"Bridge shut\n\n{SENTENCE} {len(OLDER)}"


@pytest.mark.skipif(sys.platform == "win32", reason="programs have another form there")
def test_a_program_that_fails_gives_way_to_the_next(programs: Path) -> None:
    program(programs, "antiword", "sys.exit(1)")
    with pytest.raises(ArticleRejected, match=r"that antiword can read; save it as .docx"):
        read(OLDER)
    program(programs, "catdoc", f"print('{SENTENCE}')")
    (article,) = read(OLDER)
    assert isinstance(article, Article)


def test_without_a_program_the_remedy_is_named(programs: Path) -> None:
    with pytest.raises(ArticleRejected, match=r"an older Word file .* save it as .docx, or install antiword"):
        read(OLDER)


def test_a_page_of_that_name_is_a_page(programs: Path) -> None:
    (article,) = read(page().encode())
    assert isinstance(article, Article)
    assert article.title == "Bridge shut"


def test_other_content_is_refused(programs: Path) -> None:
    for content in (b"Only words.", b"\xd0\xcf\x11\xe0" + bytes(600)):
        with pytest.raises(ArticleRejected, match="is not a Word file"):
            read(content)
