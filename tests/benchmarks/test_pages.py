"""How what is read from a page is counted."""

import pytest

from benchmarks.pages import Read, Score, count, is_alike, newspaper, ours, raw
from tests.index.formats.files import SENTENCE, page


def test_a_text_is_compared_by_runs_of_words() -> None:
    score = Score()
    count(score, Read(text=f"{SENTENCE} Read more about bridges."), {"text": SENTENCE})
    assert (score.pages, score.recall) == (1, 1.0)
    assert 0.7 < score.precision < 1
    count(score, None, {"text": SENTENCE})
    assert (score.pages, score.refused, score.recall) == (2, 1, 1.0)


def test_only_what_is_stated_is_counted() -> None:
    score = Score()
    read = Read(title="Bridge shut", publisher="Bonn Post", day="2022-11-04")
    count(score, read, {"title": "Bridge shut | Bonn Post", "day": "2022-11-03T10:00"})
    assert (score.stated["title"], score.right["title"]) == (1, 1)
    assert (score.stated["publisher"], score.right["day"], score.wrong_days) == (0, 0, 1)


@pytest.mark.parametrize(("stated", "said", "alike"), [("By Ida  Holm", "Ida Holm", True), ("Ida Holm", "", False)])
def test_names_are_alike_without_signs(stated: str, said: str, alike: bool) -> None:
    assert is_alike(stated, said) is alike


def test_both_readers_read_a_page() -> None:
    for read in (ours, raw):
        found = read(page().encode(), None)
        assert found
        assert SENTENCE in found.text


def test_newspaper4k_reads_a_page_where_it_is_installed() -> None:
    pytest.importorskip("newspaper")
    found = newspaper(page().encode(), None)
    assert found
    assert SENTENCE in found.text
