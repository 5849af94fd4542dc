"""The evaluation sets that are made from a public repository."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

import scripts.evaluation_sets as evaluation_sets
from scripts.evaluation_sets import OTHERS, SHA256, corpus, lines, main, questions, read, write
from scripts.numbers_page import data_files
from tests.index.web.servers import Reply, serving


def raw(*titles: str, words: str = "Text") -> dict[str, Any]:
    """Articles of two paragraphs each, with one question a paragraph, in the form of XQuAD."""
    asked = [{"id": "q1", "question": "What?", "answers": [{"text": words, "answer_start": 0}]}]
    pieces = [{"context": f"{words} {n}.", "qas": asked} for n in range(2)]
    return {"data": [{"title": title, "paragraphs": pieces} for title in titles]}


ENGLISH = raw("Bridge", "Tunnel")


def test_english_paragraphs_are_numbered_through() -> None:
    made = list(corpus("en", ENGLISH, ENGLISH))
    assert [each["doc_id"] for each in made] == ["xq-Bridge-0", "xq-Bridge-1", "xq-Tunnel-2", "xq-Tunnel-3"]
    assert made[2] == {"doc_id": "xq-Tunnel-2", "title": "Tunnel", "text": "Text 0."}


def test_other_languages_are_numbered_by_article_and_have_no_title() -> None:
    german = raw("Brücke", "Tunnel", words="Wort")
    made = list(corpus("de", german, ENGLISH))
    assert [each["doc_id"] for each in made] == ["xq-Bridge-0", "xq-Bridge-1", "xq-Tunnel-0", "xq-Tunnel-1"]
    assert made[0] == {"doc_id": "xq-Bridge-0", "title": "", "text": "Wort 0.", "language": "de"}


def test_a_question_names_its_paragraph_and_its_answers() -> None:
    (first, *_) = questions("en", ENGLISH, ENGLISH)
    assert (first["gold_doc"], first["answers"], first["answerable"]) == ("xq-Bridge-0", ["Text"], True)


def test_what_differs_from_the_measured_set_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match=r"corpus\.jsonl of xquad_en differs from the set that was measured"):
        write(tmp_path / "xquad_en", "en", ENGLISH, ENGLISH)
    assert list(tmp_path.iterdir()) == []


def test_sets_are_fetched_over_http_and_written_where_their_checksums_agree(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(evaluation_sets, "SHA256", {"en": checksums("en"), "de": checksums("de")})
    with serving({f"/xquad.{language}.json": Reply(json.dumps(ENGLISH)) for language in ("en", "de")}) as site:
        main([str(tmp_path), "--address", site.url("")])
    written = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.jsonl")}
    assert written == {f"xquad_{code}/{name}.jsonl" for code in ("de", "en") for name in ("corpus", "questions")}


def test_other_files_than_the_measured_ones_are_refused_over_http(tmp_path: Path) -> None:
    with serving({"/xquad.en.json": Reply(json.dumps(ENGLISH))}) as site, pytest.raises(SystemExit, match="differs"):
        main([str(tmp_path), "--address", site.url("")])
    assert list(tmp_path.iterdir()) == []


def test_an_address_without_the_files_is_told_in_a_sentence(tmp_path: Path) -> None:
    with serving({}) as site, pytest.raises(SystemExit, match=r"cannot fetch '.*xquad\.en\.json' .*--from DIR"):
        main([str(tmp_path), "--address", site.url("")])


def checksums(language: str) -> tuple[str, str]:
    """Those of the set that ENGLISH gives."""
    files = lines(corpus(language, ENGLISH, ENGLISH)), lines(questions(language, ENGLISH, ENGLISH))
    first, second = (hashlib.sha256(text.encode()).hexdigest() for text in files)
    return first, second


def test_a_checkout_is_read_instead_of_the_network(tmp_path: Path) -> None:
    (tmp_path / "xquad.de.json").write_text(json.dumps(ENGLISH), encoding="utf-8")
    assert read("de", tmp_path) == ENGLISH


def test_the_checksums_are_those_of_the_fitted_numbers() -> None:
    assert SHA256["en"][1] == data_files()["xquad_en"]["sha256"]


def test_every_set_that_numbers_were_fitted_to_has_a_source() -> None:
    assert set(data_files()) <= {*OTHERS, *(f"xquad_{language}" for language in SHA256)}
