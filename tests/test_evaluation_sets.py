"""The evaluation sets that are made from public repositories, over small files of the same forms."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from scripts.evaluation_sets import NotMade, made, main, reading
from scripts.halved_sets import (
    CLAPNQ,
    INSCIT,
    MTRAG_DOMAINS,
    MTRAG_QUERIES,
    SUMMEDITS_NEWS,
    clapnq,
    inscit,
    mtrag_file,
    mtrag_rewrites,
    summedits_news,
)
from scripts.json_lines import lines
from scripts.numbers_page import data_files
from scripts.set_sources import OTHERS, SOURCES, Source, as_they_are
from scripts.xquad import corpus, questions, xquad
from tests.index.web.servers import Reply, serving


def raw(*titles: str, words: str = "Text") -> dict[str, Any]:
    """Articles of two paragraphs each, with one question a paragraph, in the form of XQuAD."""
    asked = [{"id": "q1", "question": "What?", "answers": [{"text": words, "answer_start": 0}]}]
    pieces = [{"context": f"{words} {n}.", "qas": asked} for n in range(2)]
    return {"data": [{"title": title, "paragraphs": pieces} for title in titles]}


ENGLISH = raw("Bridge", "Tunnel")
FILES = {"xquad.en.json": json.dumps(ENGLISH).encode()}


def parsed(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_english_paragraphs_are_numbered_through() -> None:
    built = list(corpus("en", ENGLISH, ENGLISH))
    assert [each["doc_id"] for each in built] == ["xq-Bridge-0", "xq-Bridge-1", "xq-Tunnel-2", "xq-Tunnel-3"]
    assert built[2] == {"doc_id": "xq-Tunnel-2", "title": "Tunnel", "text": "Text 0."}


def test_other_languages_are_numbered_by_article_and_have_no_title() -> None:
    german = raw("Brücke", "Tunnel", words="Wort")
    built = list(corpus("de", german, ENGLISH))
    assert [each["doc_id"] for each in built] == ["xq-Bridge-0", "xq-Bridge-1", "xq-Tunnel-0", "xq-Tunnel-1"]
    assert built[0] == {"doc_id": "xq-Bridge-0", "title": "", "text": "Wort 0.", "language": "de"}


def test_a_question_names_its_paragraph_and_its_answers() -> None:
    (first, *_) = questions("en", ENGLISH, ENGLISH)
    assert (first["gold_doc"], first["answers"], first["answerable"]) == ("xq-Bridge-0", ["Text"], True)


def test_every_other_question_of_clapnq_is_asked_over_all_passages() -> None:
    def asked(number: int) -> dict[str, Any]:
        passage = {"title": "Mill", "text": f"Mill {number}.", "sentences": [f"Mill {number}."]}
        output = [{"answer": "A mill.", "selected_sentences": ["Mill."], "meta": {}}]
        return {"id": str(number), "input": "Which mill?", "passages": [passage], "output": output}

    files = dict(zip(CLAPNQ, (lines(map(asked, (0, 1))).encode(), lines(map(asked, (2, 3))).encode()), strict=True))
    built = clapnq(files)
    documents, (first, second) = parsed(built["corpus.jsonl"]), parsed(built["questions.jsonl"])
    assert [each["text"] for each in documents] == [f"Mill {number}." for number in range(4)]
    assert first["gold_doc"] == first["paired_doc"] == documents[0]["doc_id"]
    assert first["outputs"] == [{"answer": "A mill.", "selected_sentences": ["Mill."]}]
    assert (second["qid"], second["answerable"], second["gold_doc"]) == ("2", False, None)
    assert (second["paired_doc"], second["outputs"]) == (documents[2]["doc_id"], [])


def test_every_other_conversation_of_inscit_is_taken_with_all_passages() -> None:
    def conversation(title: str) -> dict[str, Any]:
        evidence = {"passage_id": f"{title}:1", "passage_text": f"{title}.", "passage_titles": [title, "Part"]}
        label = {"responseType": "directAnswer", "response": "Yes.", "evidence": [evidence]}
        return {"turns": [{"context": ["Is it?"], "labels": [label]}]}

    built = inscit({INSCIT: json.dumps({name: conversation(name) for name in ("b", "a")}).encode()})
    assert [each["doc_id"] for each in parsed(built["passages.jsonl"])] == ["b:1", "a:1"]
    assert parsed(built["passages.jsonl"])[0]["title"] == "b > Part"
    labels = [{"type": "directAnswer", "response": "Yes.", "evidence": ["a:1"]}]
    assert parsed(built["turns.jsonl"]) == [{"qid": "a::0", "turn": 0, "context": ["Is it?"], "labels": labels}]


def test_turns_of_mtrag_have_their_three_queries() -> None:
    ids = ("x<::>2", "y<::>2", "y<::>3", "z<::>2")
    files = {
        mtrag_file(domain, name): lines({"_id": each, "text": f"{name} of {each}"} for each in ids).encode()
        if domain == MTRAG_DOMAINS[0]
        else b""
        for domain in MTRAG_DOMAINS
        for name in MTRAG_QUERIES
    }
    built = parsed(mtrag_rewrites(files)["turns.jsonl"])
    assert [each["_id"] for each in built] == ["x<::>2", "z<::>2"]
    assert built[0] == {
        "_id": "x<::>2",
        "domain": "clapnq",
        **{name: f"{name} of x<::>2" for name in MTRAG_QUERIES},
    }


def test_the_pairs_of_every_other_document_are_taken() -> None:
    pairs = [{"id": str(n), "doc": doc} for n, doc in enumerate(("storm", "bridge", "storm", "flood"))]
    built = parsed(summedits_news({SUMMEDITS_NEWS: json.dumps(pairs).encode()})["pairs.jsonl"])
    assert [each["id"] for each in built] == ["0", "1", "2"]


def sample(content: str = "[]\n", **changed: Any) -> Source:
    """A set of one file, taken as it is."""
    digest = hashlib.sha256(content.encode()).hexdigest()
    source = Source("mills", "town/mills", "c0ffee", "CC0", ("data/mills.json",), {"mills.json": digest})
    return replace(source, **changed)


def test_sets_are_fetched_over_http_and_written_with_where_they_are_from(tmp_path: Path) -> None:
    with serving({"/town/mills/c0ffee/data/mills.json": Reply("[]\n")}) as site, pytest.raises(SystemExit) as ended:
        main([str(tmp_path), "--address", site.url("")], [sample()])
    assert ended.value.code == 0
    assert (tmp_path / "mills" / "mills.json").read_bytes() == b"[]\n"
    assert (tmp_path / "mills" / "SOURCE.txt").read_text() == "mills: town/mills at c0ffee; CC0\n"


def test_a_checkout_is_read_instead_of_the_network(tmp_path: Path) -> None:
    (tmp_path / "mills" / "data").mkdir(parents=True)
    (tmp_path / "mills" / "data" / "mills.json").write_text("[]\n")
    assert made(sample(), reading(sample(), tmp_path)) == {"mills.json": "[]\n"}


def test_a_set_that_cannot_be_made_costs_a_sentence_and_no_other_set(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lost = sample(name="lost", files=("lost.json",))
    with serving({"/town/mills/c0ffee/data/mills.json": Reply("[]\n")}) as site, pytest.raises(SystemExit) as ended:
        main([str(tmp_path), "--address", site.url("")], [lost, sample()])
    assert ended.value.code == 1
    assert "lost: cannot fetch 'http" in (said := capsys.readouterr().err) and "--from DIR" in said
    assert [each.name for each in tmp_path.iterdir()] == ["mills"]


@pytest.mark.parametrize(
    ("build", "files", "said"),
    [
        pytest.param(as_they_are, {"data/mills.json": b"{}"}, r"mills\.json differs", id="other-words"),
        pytest.param(lambda files: xquad("en", files), FILES, "differs", id="other-words-converted"),
        pytest.param(lambda files: xquad("en", files), {"xquad.en.json": b"[]"}, "another form", id="other-form"),
    ],
)
def test_other_files_than_the_measured_ones_are_refused(build: Any, files: Mapping[str, bytes], said: str) -> None:
    name = "mills.json" if build is as_they_are else "corpus.jsonl"
    source = sample(build=build, files=tuple(files), sha256={name: "0" * 64})
    with pytest.raises(NotMade, match=f"{said}.*use the commit c0ffee of town/mills"):
        made(source, lambda path: files[path])


def test_an_unknown_set_is_named_with_those_there_are(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main([str(tmp_path), "mill"], [sample()])
    assert "'mill' is none of the sets; give some of mills" in capsys.readouterr().err


def test_the_checksums_are_those_of_the_fitted_numbers() -> None:
    known = {f"{source.name}/{name}": digest for source in SOURCES for name, digest in source.sha256.items()}
    fitted = {each["file"]: each["sha256"] for each in data_files().values()}
    assert {file: known[file] for file in fitted if file in known} == {
        file: digest for file, digest in fitted.items() if file in known
    }
    assert len(set(fitted) & set(known)) > 7


def test_every_set_that_numbers_were_fitted_to_has_a_source() -> None:
    assert set(data_files()) <= {*OTHERS, *(source.name for source in SOURCES)}
