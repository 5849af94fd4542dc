"""XQuAD as an evaluation set: its paragraphs are the articles, and each question names its own."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from scripts.json_lines import Record, lines


def xquad(language: str, files: Mapping[str, bytes]) -> dict[str, str]:
    """The two files of one language. English is needed for the ids."""
    raw, english = (json.loads(files[f"xquad.{code}.json"]) for code in (language, "en"))
    return {
        "corpus.jsonl": lines(corpus(language, raw, english)),
        "questions.jsonl": lines(questions(language, raw, english)),
    }


def corpus(language: str, raw: Record, english: Record) -> Iterator[Record]:
    """An article for each paragraph; titles are English, so other languages go without."""
    for doc_id, title, paragraph in paragraphs(language, raw, english):
        article = {"doc_id": doc_id, "title": title if language == "en" else "", "text": paragraph["context"]}
        yield article if language == "en" else article | {"language": language}


def questions(language: str, raw: Record, english: Record) -> Iterator[Record]:
    for doc_id, _, paragraph in paragraphs(language, raw, english):
        for asked in paragraph["qas"]:
            yield {
                "qid": asked["id"],
                "question": asked["question"],
                "answers": [answer["text"] for answer in asked["answers"]],
                "gold_doc": doc_id,
                "answerable": True,
            }


def paragraphs(language: str, raw: Record, english: Record) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Each paragraph with its id and the English title: numbered through in English, by article elsewhere."""
    before = 0
    for article, named in zip(raw["data"], english["data"], strict=True):
        for number, paragraph in enumerate(article["paragraphs"], before if language == "en" else 0):
            yield f"xq-{named['title']}-{number}", named["title"], paragraph
        before += len(article["paragraphs"])
