"""Tests of how sayings are scored, and floors under them where the evaluation set is at hand."""

from typing import Any

import pytest

from article_qa.index.formats.article import Origin, make_article
from article_qa.index.formats.load import load
from article_qa.index.records import Article
from benchmarks.sayings import ARTICLES, HALVES, figures_of, judge, judged

TEXT = 'Lena Ost said: "The lock is shut." Tom Holm denied the report.'


def label(words: str, *speakers: str, **more: Any) -> dict[str, Any]:
    start = TEXT.index(words)
    return {"kind": "direct", "words_start": start, "words_end": start + len(words), "speakers": speakers, **more}


def figures(*labels: dict[str, Any]) -> dict[str, str]:
    article = make_article({"title": "News"}, TEXT, Origin(".txt", "a.txt", "a.txt"))
    return figures_of([judge(article, labels, HALVES[0])])


def test_speaker_and_words_must_both_be_right() -> None:
    holm = label("the report", "Tom Holm")
    assert figures(label("The lock is shut", "Lena Ost"), holm)["right of those shown"] == "1.000"
    assert figures(label("The lock is shut", "Mira Ost"), holm)["right of those shown"] == "0.500"
    assert figures(label("shut", "Lena Ost"), holm)["right of those shown"] == "0.500"


def test_what_is_not_found_counts_as_missed() -> None:
    found = figures(label("The lock is shut", "Lena Ost"), label("Tom", "Tom Holm"))
    assert found["found of the labelled"] == "0.500"


def test_an_optional_label_counts_neither_way() -> None:
    found = figures(label("The lock is shut", "Lena Ost"), label("the report", "Tom Holm", optional=True))
    assert found["right of those shown"] == found["found of the labelled"] == "1.000"


@pytest.mark.skipif(not ARTICLES.is_file(), reason="the evaluation set is not on this machine")
def test_sayings_of_real_news_have_their_speakers() -> None:
    scored = judged([article for article in load(ARTICLES) if isinstance(article, Article)])
    final = figures_of([each for each in scored if each.half == "final"])
    assert float(final["right of those shown"]) >= 0.85
    assert float(final["found of the labelled"]) >= 0.7
