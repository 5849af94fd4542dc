"""Reading golden questions, and finding what they want in a library."""

import json
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

import pytest

from article_qa.index.errors import GoldenRejected
from article_qa.index.ingest.add import add
from article_qa.index.library import Library, open_library
from article_qa.index.records import Passage
from article_qa.qa.evaluation.golden import Golden, find_wanted, read_golden


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("library")
    lines = [
        {"id": "bridge", "title": "The Bridge", "url": "https://example.org/bridge", "text": "The bridge shut at six."},
        {"id": "ferry", "title": "A ferry", "text": "The ferry sails at seven."},
        {"id": "boat", "title": "A ferry", "text": "The boat sails at eight."},
    ]
    (folder / "news.jsonl").write_text("\n".join(map(json.dumps, lines)))
    with open_library(folder / "library", create=True) as library:
        add(library, [folder / "news.jsonl"])
        yield library


def ids(library: Library) -> dict[Any, Any]:
    return {listing.source.rsplit("#")[1]: listing.id for listing in library.catalog.listings()}


def golden(tmp_path: Path, *lines: dict[str, Any] | str) -> list[Golden]:
    path = tmp_path / "golden.jsonl"
    path.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines))
    return read_golden(path)


@pytest.mark.parametrize("name", ["https://example.org/bridge", "the  bridge", "bridge", "news.jsonl#bridge"])
def test_an_article_is_known_by_address_title_or_source(library: Library, tmp_path: Path, name: str) -> None:
    [wanted] = find_wanted(golden(tmp_path, {"question": "When?", "article": name}), library)
    assert wanted.articles == (frozenset([ids(library)["bridge"]]),)


def test_an_article_is_known_by_its_id(library: Library, tmp_path: Path) -> None:
    [wanted] = find_wanted(golden(tmp_path, {"question": "When?", "article": ids(library)["ferry"]}), library)
    assert wanted.is_gold(ids(library)["ferry"])


def test_a_list_wants_all_and_a_list_within_it_any(library: Library, tmp_path: Path) -> None:
    asked = {"question": "When?", "article": ["bridge", ["ferry", "boat"]]}
    [wanted] = find_wanted(golden(tmp_path, asked), library)
    assert not wanted.is_met_by([ids(library)["bridge"]])
    assert wanted.is_met_by([ids(library)["bridge"], ids(library)["boat"]])


@pytest.mark.parametrize("passage", ["shut at six", {"article": "bridge", "start": 11, "end": 15}])
def test_a_passage_is_known_by_its_words_or_its_place(
    library: Library, tmp_path: Path, passage: str | dict[str, Any]
) -> None:
    [wanted] = find_wanted(golden(tmp_path, {"question": "When?", "article": "bridge", "passage": passage}), library)
    held = {p.article_id for p in every_passage(library) if wanted.passages[0](p)}
    assert held == {ids(library)["bridge"]}


def test_without_a_passage_one_that_bears_the_answer_will_do(library: Library, tmp_path: Path) -> None:
    [wanted] = find_wanted(golden(tmp_path, {"question": "When?", "answers": ["Seven"]}), library)
    assert [p.text for p in every_passage(library) if wanted.passages[0](p)] == ["The ferry sails at seven."]


def every_passage(library: Library) -> Collection[Passage]:
    return library.catalog.passages([i for i, _ in library.catalog.vector_queue.passage_ids()]).values()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        pytest.param("{", "line 2 of ", id="not-json"),
        pytest.param('"a question"', "line 2 of ", id="not-an-object"),
        pytest.param({"answers": ["six"]}, "question", id="no-question"),
        pytest.param({"question": "When?", "anwsers": ["six"]}, "anwsers", id="a-slip-in-a-name"),
        pytest.param({"question": "When?", "answers": ["the"]}, "has no word", id="an-answer-without-words"),
        pytest.param({"question": "When?", "since": "soon"}, "since", id="no-date"),
    ],
)
def test_a_bad_line_is_named_in_one_sentence(tmp_path: Path, line: dict[str, Any] | str, said: str) -> None:
    with pytest.raises(GoldenRejected) as caught:
        golden(tmp_path, {"question": "When?"}, line)
    assert str(caught.value).startswith("line 2 of ")
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("wish", "said"),
    [
        pytest.param({"article": "tunnel"}, "is not in the library", id="unknown"),
        pytest.param({"article": "A ferry"}, "2 articles are called that", id="ambiguous"),
        pytest.param({"article": "bridge", "passage": "shut at nine"}, "copy it exactly", id="words-not-there"),
        pytest.param(
            {"passage": {"article": "bridge", "start": 5, "end": 999}}, "correct its start", id="no-such-place"
        ),
    ],
)
def test_gold_that_the_library_lacks_is_refused_with_the_line(
    library: Library, tmp_path: Path, wish: dict[str, Any], said: str
) -> None:
    asked = golden(tmp_path, {"question": "Where?"}, "", {"question": "When?"} | wish)
    with pytest.raises(GoldenRejected, match=r"^line 3 of ") as caught:
        find_wanted(asked, library)
    assert said in str(caught.value)


def test_an_empty_file_and_a_missing_one_are_refused(tmp_path: Path) -> None:
    (tmp_path / "empty.jsonl").write_text("\n")
    for name in ("empty.jsonl", "missing.jsonl"):
        with pytest.raises(GoldenRejected, match=name):
            read_golden(tmp_path / name)
