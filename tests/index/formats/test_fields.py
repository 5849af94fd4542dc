"""Entries as services, crawlers and data sets write them: the same facts under other names."""

import json
from datetime import date
from typing import Any

import pytest

from tests.index.formats.files import loaded, only, refusal

TEXT = "The ferry to Holm stopped on Monday."
PARAGRAPHS = f"<p>{TEXT}</p><p>It runs again in May.</p>"
BOTH = f"{TEXT}\n\nIt runs again in May."
FACTS = ("Ferry stops", date(2023, 2, 17), "Holm Mail", "Ida Berg", "https://holm.example/ferry")


@pytest.mark.parametrize(
    "value",
    [
        pytest.param(
            {"response": {"status": "ok", "results": [
                {"id": "a/b", "webTitle": "Ferry stops", "webPublicationDate": "2023-02-17T08:00:00Z",
                 "webUrl": FACTS[4], "fields": {"body": PARAGRAPHS, "byline": "By Ida Berg",
                                                 "publication": "Holm Mail"}}
            ]}}, id="fields-within-results",
        ),
        pytest.param(
            {"totalArticles": 1, "articles": [
                {"title": "Ferry stops", "content": BOTH, "publishedAt": "2023-02-17T08:00:00Z", "url": FACTS[4],
                 "source": {"id": None, "name": "Holm Mail"}, "author": "Ida Berg"}
            ]}, id="source-is-an-object",
        ),
        pytest.param(
            {"@type": "NewsArticle", "headline": "Ferry stops", "articleBody": BOTH, "datePublished": "2023-02-17",
             "publisher": {"@type": "Organization", "name": "Holm Mail"},
             "author": [{"@type": "Person", "name": "Ida Berg"}], "mainEntityOfPage": {"@id": FACTS[4]}},
            id="linked-data",
        ),
        pytest.param(
            {"hits": {"total": 1, "hits": [
                {"_id": "7", "_source": {"title": "Ferry stops", "text": BOTH, "publish_date": 1676620800000,
                 "media_name": "Holm Mail", "authors": ["Ida Berg"], "url": FACTS[4]}}
            ]}}, id="index-of-documents",
        ),
        pytest.param(
            {"version": "https://feeds.example/1", "title": "Holm Mail", "items": [
                {"id": "1", "title": "Ferry stops", "content_html": PARAGRAPHS, "date_published": "2023-02-17",
                 "authors": [{"name": "Ida Berg"}], "url": FACTS[4], "source_name": "Holm Mail"}
            ]}, id="feed-of-items",
        ),
        pytest.param(
            {"first": {"title": {"rendered": "Ferry stops"}, "content": {"rendered": PARAGRAPHS}, "link": FACTS[4],
                       "date": "2023-02-17T08:00:00", "byline": "by Ida Berg", "site_name": "Holm Mail"},
             "second": {"title": {"rendered": "Ferry runs"}, "content": {"rendered": TEXT}}}, id="by-their-ids",
        ),
        pytest.param(
            {"headline": {"main": "Ferry stops"}, "body": {"sections": [{"paragraphs": BOTH.split("\n\n")}]},
             "pub_date": "2023-02-17", "byline": {"original": "By Ida Berg"}, "source": "Holm Mail",
             "web_url": FACTS[4]},
            id="paragraphs-of-sections",
        ),
    ],
)  # fmt: skip
def test_an_export_is_read_whatever_it_calls_things(value: dict[str, Any]) -> None:
    article, *_ = loaded(json.dumps(value), ".json")
    assert (article.title, article.published, article.publisher, article.author, article.url) == FACTS
    assert article.text == BOTH


@pytest.mark.parametrize(
    ("facts", "publisher", "author"),
    [
        pytest.param({"source": "https://holm.example/a", "author": "['Ida Berg', 'Bo Lind']"}, "holm.example",
                     "Ida Berg, Bo Lind", id="address-for-a-name-and-a-printed-list"),
        pytest.param({"source": "https://holm.example/a", "hostname": "holm.example", "sitename": "Holm Mail"},
                     "Holm Mail", None, id="a-name-goes-before-a-host"),
        pytest.param({"author": 7, "publisher": {"id": 3}}, None, None, id="numbers-are-nobody"),
        pytest.param({"author": "[[Ida Berg]]"}, None, "Ida Berg", id="wiki-link"),
    ],
)  # fmt: skip
def test_outlets_and_authors_are_names(facts: dict[str, Any], publisher: str | None, author: str | None) -> None:
    article = only(json.dumps({"text": TEXT} | facts), ".json")
    assert (article.publisher, article.author) == (publisher, author)


def test_a_description_is_the_text_where_there_is_no_other() -> None:
    entry = {"title": "Ferry stops", "description": TEXT, "url": FACTS[4]}
    assert only(json.dumps({"data": [entry]}), ".json").text == TEXT
    assert only(json.dumps({"data": [entry | {"content": BOTH}]}), ".json").text == BOTH


def test_markup_in_a_text_is_no_words_and_a_lone_sign_stays() -> None:
    assert only(json.dumps([{"text": PARAGRAPHS}]), ".json").text == BOTH
    assert only(json.dumps([{"text": "Fares rose: 3 < 4 & <b"}]), ".json").text == "Fares rose: 3 < 4 & <b"


def test_a_table_may_name_its_separator_and_begin_with_blank_lines() -> None:
    assert only(f"sep=;\ntitle;body\nA, b;{TEXT}\n", ".csv").title == "A, b"
    assert only(f"\n\n;Headline;Full Text\n0;A;{TEXT}\n", ".csv").title == "A"


def test_a_table_without_texts_is_refused_with_its_columns() -> None:
    assert "its columns are 'kopf', 'inhalt_x'; name the one" in refusal("kopf,inhalt_x\nA,B\n", ".csv")


def test_a_quotation_mark_that_stays_open_is_told() -> None:
    first, rejection = loaded('title,text\nA,One.\nB,"Two.\nC,Three.\n', ".csv")
    assert first.text == "One."
    assert "a quotation mark is not closed" in str(rejection)


def test_an_array_named_as_lines_is_read_as_one() -> None:
    assert only(json.dumps([{"title": "A", "text": TEXT}], indent=1), ".jsonl").title == "A"
