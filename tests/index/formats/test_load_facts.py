"""Dates, ids and checksums of loaded articles."""

import hashlib
import os
from datetime import date, datetime
from pathlib import Path

import pytest

from article_qa.index.formats.article import Note
from article_qa.index.formats.load import load
from article_qa.index.records import Article
from article_qa.index.text.published import published_date
from tests.index.formats.loading import lines, only, written


@pytest.mark.parametrize(
    ("written_date", "day"),
    [
        ("2022-11-03", date(2022, 11, 3)),
        ("2022-11-03T23:30:00-05:00", date(2022, 11, 3)),
        ("2022-11-03 10:00", date(2022, 11, 3)),
        ("20221103", date(2022, 11, 3)),
        (20221103, date(2022, 11, 3)),
        ("Thu, 03 Nov 2022 10:00:00 +0000", date(2022, 11, 3)),
        ("3 November 2022", date(2022, 11, 3)),
        ("3 Nov 2022", date(2022, 11, 3)),
        ("November 3, 2022", date(2022, 11, 3)),
        ("2022/11/03", date(2022, 11, 3)),
        (date(2022, 11, 3), date(2022, 11, 3)),
        (datetime(2022, 11, 3, 23, 59), date(2022, 11, 3)),
        ("", None),
        (None, None),
        ("soon", None),
        ("2022-13-45", None),
        ("Thu, 99 Nov 2022", None),
    ],
)
def test_a_date_is_read_in_the_usual_forms(written_date: str, day: date | None) -> None:
    assert published_date(written_date) == day


@pytest.mark.parametrize("line", ["", "published:\n", 'published: ""\n', 'published: "  "\n'])
def test_an_article_without_a_date_is_undated(tmp_path: Path, line: str) -> None:
    path = written(tmp_path, "a.md", f"---\ntitle: Shut\n{line}---\nIt is closed.")
    os.utime(path, (1_000_000_000, 1_000_000_000))
    assert only(path).published is None


@pytest.mark.parametrize(
    ("written_date", "problem"),
    [
        pytest.param("the other day", "is not a day that can be read", id="nonsense"),
        pytest.param("03/05/2024", "is not a day that can be read", id="ambiguous"),
        pytest.param("0001-01-01", "is older than any newspaper", id="too-old"),
        pytest.param("9999-01-01", "lies in the future", id="future"),
    ],
)
def test_an_odd_date_costs_the_date_alone(tmp_path: Path, written_date: str, problem: str) -> None:
    article, note = load(written(tmp_path, "a.md", f"---\npublished: '{written_date}'\n---\nIt is closed."))
    assert isinstance(article, Article) and article.published is None
    assert isinstance(note, Note)
    assert note.text.endswith(
        f"a.md' has the date '{written_date}', which {problem}; it is undated; write it as 2022-11-03"
    )


def test_a_date_with_its_own_zone_keeps_its_own_day(tmp_path: Path) -> None:
    path = written(tmp_path, "a.md", "---\npublished: 2022-11-03T23:30:00-05:00\n---\nIt is closed.")
    assert only(path).published == date(2022, 11, 3)


def test_the_id_outlives_an_edit(tmp_path: Path) -> None:
    before = only(written(tmp_path, "a.txt", "It is closed."))
    after = only(written(tmp_path, "a.txt", "It is open."))
    assert before.id == after.id
    assert before.sha256 != after.sha256


def test_the_id_comes_from_the_address_when_there_is_one(tmp_path: Path) -> None:
    here = only(written(tmp_path, "a.md", "---\nurl: https://example.org/a#top\n---\nIt is closed."))
    there = only(lines(tmp_path / "b.jsonl", {"url": "HTTPS://Example.org:443/a", "text": "Another."}))
    assert here.id == there.id


def test_two_files_have_two_ids(tmp_path: Path) -> None:
    assert only(written(tmp_path, "a.txt", "Closed.")).id != only(written(tmp_path, "b.txt", "Closed.")).id


def test_the_checksum_is_of_the_clean_text(tmp_path: Path) -> None:
    article = only(written(tmp_path, "a.txt", "Cafe\u0301 closed.\r\n"))
    assert article.sha256 == hashlib.sha256("Café closed.".encode()).hexdigest()
