"""Files of references beside the articles that they speak of."""

from pathlib import Path
from typing import Any

import pytest

from article_qa.index.formats.article import Note
from article_qa.index.formats.load import load_bytes, load_files
from article_qa.index.records import Article
from tests.index.formats.files import SENTENCE, zipped

ENTRY = """TY  - NEWS
TI  - The bridge at Bonn is shut
AU  - Reed, Ann
DA  - 2024/05/03
T2  - Bonn Post
{}
ER  -
"""


def folder(place: Path, **files: str) -> list[Any]:
    for name, content in files.items():
        (place / name.replace("__", ".")).write_text(content)
    return [each for _, found in load_files(sorted(place.iterdir())) for each in found]


@pytest.mark.parametrize(
    "files",
    [
        pytest.param({"refs__ris": ENTRY.format("L1  - /elsewhere/a.txt"), "a__txt": SENTENCE}, id="file"),
        pytest.param({"a__ris": ENTRY.format("ID  - 1"), "a__txt": SENTENCE}, id="name"),
        pytest.param({"r__bib": "@misc{a, title={The bridge at Bonn is shut}, author={Reed, Ann}, date={2024-05-03}, "
                                "journal={Bonn Post}}", "a__txt": SENTENCE}, id="key"),
        pytest.param({"refs__ris": ENTRY.format("DO  - 10.1000/ABC.1"), "a__txt": f"{SENTENCE} doi:10.1000/abc.1."},
                     id="doi"),
        pytest.param({"refs__ris": ENTRY.format("ID  - 1"),
                      "a__txt": f"---\ntitle: The Bridge at Bonn is shut!\n---\n{SENTENCE}"}, id="title"),
        pytest.param({"refs__ris": ENTRY.format("UR  - https://bonn.example/a?utm_source=x"),
                      "a__txt": f"---\nurl: https://bonn.example/a\n---\n{SENTENCE}"}, id="address"),
    ],
)  # fmt: skip
def test_an_article_gets_the_facts_of_its_entry(tmp_path: Path, files: dict[str, str]) -> None:
    (article,) = folder(tmp_path, **files)
    assert isinstance(article, Article)
    assert (article.title, article.author) == ("The bridge at Bonn is shut", "Ann Reed")
    assert (article.publisher, str(article.published)) == ("Bonn Post", "2024-05-03")
    assert article.text.startswith(SENTENCE)


def test_an_article_without_an_address_gets_that_of_its_entry_and_keeps_its_id(tmp_path: Path) -> None:
    (before,) = folder(tmp_path, a__txt=SENTENCE)
    (after,) = folder(tmp_path, a__ris=ENTRY.format("UR  - https://bonn.example/a"))
    assert (before.url, after.url) == (None, "https://bonn.example/a")
    assert after.former_id == before.id


def test_a_file_of_several_articles_is_no_entrys(tmp_path: Path) -> None:
    found = folder(tmp_path, refs__ris=ENTRY.format("L1  - a.csv"), a__csv="text\nFirst words.\nSecond words.\n")
    assert [each.publisher for each in found if isinstance(each, Article)] == [None, None]
    assert [each for each in found if isinstance(each, Note)]


def test_an_abstract_is_no_article_where_the_article_lies_there(tmp_path: Path) -> None:
    entries = ENTRY.format("L1  - a.txt\nAB  - " + SENTENCE) + ENTRY.format("ID  - 2\nAB  - More. " + SENTENCE)
    found = folder(tmp_path, refs__ris=entries, a__txt=f"Whole. {SENTENCE}")
    assert [each.text for each in found] == [f"Whole. {SENTENCE}", f"More. {SENTENCE}"]


def test_a_file_of_references_that_is_none_costs_one_sentence(tmp_path: Path) -> None:
    article, rejection = folder(tmp_path, a__txt=SENTENCE, b__ris="Only words.")
    assert article.text == SENTENCE
    assert "has no entry of RIS or BibTeX" in str(rejection)


def test_an_archive_is_read_like_a_folder() -> None:
    packed = zipped({"in/a.txt": SENTENCE, "z/refs.ris": ENTRY.format("L1  - a.txt") + ENTRY.format("ID  - b")})
    article, note = load_bytes(packed, suffix=".zip", source="/n/a.zip", named="'a.zip'")
    assert isinstance(article, Article)
    assert article.publisher == "Bonn Post"
    assert isinstance(note, Note)
