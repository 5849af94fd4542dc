"""An answer as a file of each format, and what cannot be one."""

import json
from dataclasses import replace
from typing import Any

import pytest

from article_qa.index.errors import RequestRejected
from article_qa.qa.export.formats import FORMATS, MEDIA_TYPES, SUFFIXES, ExportFormat, export_answer
from article_qa.qa.export.given import given_answer
from tests.qa.export.answers import ANSWER, AUTHORS

BEGINNINGS: dict[ExportFormat, bytes] = {
    "ris": b"TY  - NEWS\r\n",
    "bibtex": b"@article{ost2022costs,",
    "csl": b"[\n  {",
    "docx": b"PK",
    "md": b"---\ntitle:",
}


@pytest.mark.parametrize("format", FORMATS)
def test_each_format_is_a_file_with_a_suffix_and_a_media_type(format: ExportFormat) -> None:
    assert export_answer(ANSWER, format, authors=AUTHORS).startswith(BEGINNINGS[format])
    assert SUFFIXES[format].startswith(".")
    assert "/" in MEDIA_TYPES[format]


def test_another_format_is_refused_with_those_there_are() -> None:
    unknown: Any = "pdf"
    with pytest.raises(RequestRejected, match="no format 'pdf'; choose one of ris, bibtex, csl, docx, md"):
        export_answer(ANSWER, unknown)


def test_without_a_citation_there_is_no_list_of_references() -> None:
    refusal = replace(ANSWER, status="abstained", sentences=(), citations=())
    with pytest.raises(RequestRejected, match="choose md or docx"):
        export_answer(refusal, "ris")
    assert export_answer(refusal, "md")


def test_a_saved_answer_comes_back_as_it_was() -> None:
    assert given_answer(json.loads(json.dumps(ANSWER.as_dict()))) == ANSWER


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"question": 7}, "question"),
        ({"citations": [{"number": "one"}]}, "citations.0"),
        ({"sentences": None}, "sentences"),
        ({"status": "maybe"}, "status"),
    ],
)
def test_a_wrong_field_of_a_saved_answer_is_named(change: dict[str, Any], named: str) -> None:
    with pytest.raises(RequestRejected, match=f"the answer's {named}.* is wrong"):
        given_answer(ANSWER.as_dict() | change)


@pytest.mark.parametrize("other", [[], "words", {"citations": []}, {"question": "Why?", "citations": "all"}])
def test_what_is_not_an_answer_is_refused(other: Any) -> None:
    with pytest.raises(RequestRejected, match="not an answer"):
        given_answer(other)
