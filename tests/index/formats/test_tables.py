"""Lines, entries and rows: each is an article of its own, and a bad one costs itself."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from article_qa.index.errors import ArticleRejected
from article_qa.index.formats.load import load_bytes
from tests.index.formats.files import SENTENCE, loaded, only, taken, zipped

FACTS = {
    "title": "Shut", "text": "It is closed.", "published": "2022-11-03", "publisher": "Bonn Post",
    "author": "Ann Lee", "url": "https://example.org/a", "language": "en-GB",
}  # fmt: skip


def as_lines(*entries: dict[str, Any]) -> str:
    return "\n".join(map(json.dumps, entries))


def as_json(*entries: dict[str, Any]) -> str:
    return json.dumps(entries)


def as_table(*entries: dict[str, Any]) -> str:
    names = list(dict.fromkeys(name for entry in entries for name in entry))
    return "\n".join(",".join(row) for row in [names, *[[entry.get(name, "") for name in names] for entry in entries]])


KINDS = [pytest.param(as_lines, ".jsonl", id="jsonl"), pytest.param(as_json, ".json", id="json"),
         pytest.param(as_table, ".csv", id="csv")]  # fmt: skip


@pytest.mark.parametrize(("written", "suffix"), KINDS)
def test_the_same_fields_are_read_from_every_kind(written: Callable[..., str], suffix: str) -> None:
    article = only(written(FACTS), suffix)
    assert (article.title, article.text, article.author) == ("Shut", "It is closed.", "Ann Lee")
    assert (article.published, article.publisher) == (date(2022, 11, 3), "Bonn Post")
    assert (article.url, article.language) == ("https://example.org/a", "en")


@pytest.mark.parametrize(("written", "suffix"), KINDS)
def test_two_entries_of_one_title_and_two_texts_are_two_articles(written: Callable[..., str], suffix: str) -> None:
    first, second = loaded(written({"title": "Live", "text": "One."}, {"title": "Live", "text": "Two."}), suffix)
    assert {first.text, second.text} == {"One.", "Two."}
    assert first.id != second.id


@pytest.mark.parametrize(("written", "suffix"), KINDS)
def test_the_same_entry_twice_is_a_repeat(written: Callable[..., str], suffix: str) -> None:
    entry = {"title": "Live", "text": "One."}
    _, rejection = loaded(written(entry, entry), suffix)
    assert isinstance(rejection, ArticleRejected)
    assert "repeats an earlier article" in str(rejection)


@pytest.mark.parametrize("name", [{"id": "7"}, {"url": "https://example.org/a"}, {"title": "Live"}])
@pytest.mark.parametrize(("written", "suffix"), KINDS)
def test_an_edited_entry_keeps_its_article(written: Callable[..., str], suffix: str, name: dict[str, str]) -> None:
    before, after = (only(written(name | {"text": text}), suffix) for text in ("Old.", "New."))
    assert before.id == after.id


@pytest.mark.parametrize("name", [{"id": "7"}, {"url": "https://example.org/a"}])
def test_two_texts_of_one_name_are_not_two_articles(name: dict[str, str]) -> None:
    _, rejection = loaded(as_lines(name | {"text": "One."}, name | {"text": "Two."}), ".jsonl")
    assert isinstance(rejection, ArticleRejected)


@pytest.mark.parametrize(
    "value",
    [
        [FACTS],
        {"status": "ok", "total": 1, "articles": [FACTS], "errors": []},
        FACTS | {"tags": ["bridge"]},
    ],
    ids=["list", "object-with-a-list", "one-article"],
)
def test_json_holds_its_articles_in_one_of_three_ways(
    value: list[dict[str, str]] | dict[str, Any],
) -> None:
    assert only(json.dumps(value), ".json").title == "Shut"


@pytest.mark.parametrize("bad", [5, None, [], {}, {"text": 5}])
def test_a_bad_entry_costs_only_itself(bad: object) -> None:
    first, rejection, last = loaded(json.dumps([{"text": "First."}, bad, {"text": "Last."}]), ".json")
    assert (first.text, last.text) == ("First.", "Last.")
    assert str(rejection).startswith("entry 2 of 'a.json' ")


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_the_sign_between_columns_is_found(sign: str) -> None:
    article = only(
        f'\ufeffTitle{sign} TEXT {sign}Date\nShut{sign}"It is{sign} ""closed"".\nFor good."{sign}2022-11-03\n', ".csv"
    )
    assert (article.title, article.published) == ("Shut", date(2022, 11, 3))
    assert article.text == f'It is{" " if sign == chr(9) else sign} "closed".\nFor good.'


def test_a_bad_row_costs_only_itself_and_is_named_by_its_line() -> None:
    first, nothing, undated, last, note = loaded(
        "title,text,date\nA,One.,2022-11-03\nB\n\nC,Two.,soon\nD,Three.,,too much\n", ".csv"
    )
    assert (first.title, last.title) == ("A", "D")
    assert str(nothing) == "the row on line 3 of 'a.csv' is not an article; it needs a \"text\""
    assert (undated.title, undated.published) == ("C", None)
    assert note.text.startswith("an article of 'a.csv' has the date 'soon'")


def test_columns_that_were_told_are_read_by_our_names() -> None:
    told = (("Inhalt", "text"), ("Kopf", "title"))
    rows = f"Kopf;Inhalt;Title\nBridge shut;{SENTENCE};Other\n".encode()
    lines = json.dumps({"kopf": "Bridge shut", "inhalt": SENTENCE, "title": "Other"}).encode()
    packed = zipped({"a.csv": rows})
    for content, suffix in ((rows, ".csv"), (lines, ".jsonl"), (packed, ".zip")):
        (article,) = taken(load_bytes(content, suffix=suffix, source="/a", named="'a'", columns=told))
        assert (article.title, article.text) == ("Bridge shut", SENTENCE)


def test_an_open_quotation_mark_costs_no_row_before_it() -> None:
    first, *_ = loaded('title,text\nA,One.\nB,"Two.\nC,Three.\n', ".csv")
    assert first.text == "One."


# Exports that are built to bring the reader down


@pytest.mark.parametrize(
    ("content", "suffix"),
    [
        pytest.param("text\n" + "," * 3_000_001 + "\nLast.\n", ".csv", id="a-row-of-cells"),
        pytest.param("text\tid\n" + "\t" * 3_000_001 + "\nLast.\n", ".tsv", id="a-row-of-tabs"),
        pytest.param('{"a": [' + "[]," * 3_000_000 + '[]]}\n{"text": "Last."}', ".jsonl", id="a-line-of-lists"),
    ],
)
def test_an_entry_of_endless_parts_costs_only_itself(content: str, suffix: str) -> None:
    rejection, last = loaded(content, suffix)
    assert any(reason in str(rejection) for reason in ("more than 3,000,000 cells", "has too many parts"))
    assert last.text == "Last."


def test_names_of_endless_columns_cost_their_file_one_sentence() -> None:
    (rejection,) = loaded("," * 3_000_001 + "\nIt is closed.\n", ".csv")
    assert "cannot be read (more than 3,000,000 cells)" in str(rejection)


def test_the_first_broken_lines_are_named_and_the_rest_counted() -> None:
    *told, article, count = loaded("x\n" * 3000 + '{"text": "Last."}', ".jsonl")
    assert len(told) == 1000
    assert article.text == "Last."
    assert str(count) == "2,000 more entries of 'a.jsonl' cannot be taken; correct it and add it again"
