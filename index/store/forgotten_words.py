"""A saved answer without the words of articles that were removed.

Works on the JSON of an answer (docs/answer.schema.json), because what is stored
knows no answers.
"""

import re
from collections.abc import Collection, Mapping
from typing import Any

# As `json.dumps` writes it.
CITED = re.compile(r'"article_id": "([^"\\]+)"')
CITATIONS = ("citations", "nearest")


def cites_any(answer: str, article_ids: Collection[str]) -> bool:
    """Whether the JSON of an answer names one of these articles."""
    return not set(CITED.findall(answer)).isdisjoint(article_ids)


def without_words(answer: Mapping[str, Any], article_ids: Collection[str]) -> dict[str, Any]:
    """The answer with what these articles said left out.

    A citation of one of them keeps its article's id and heading, its offsets and
    its checksum, and loses the quote with all that was taken from it. A sentence
    that cites it is empty. A disagreement that rests on it is left out.
    """
    made = {name: [_citation(each, article_ids) for each in answer.get(name, ())] for name in CITATIONS}
    gone = {
        each.get("number") for name in CITATIONS for each in answer.get(name, ()) if each["article_id"] in article_ids
    }
    return {
        **answer,
        **made,
        # It is made of the sentences.
        "text": "",
        "sentences": [_sentence(each, gone) for each in answer.get("sentences", ())],
        "disagreements": [each for each in answer.get("disagreements", ()) if gone.isdisjoint(_cited(each))],
    }


def _citation(citation: Mapping[str, Any], article_ids: Collection[str]) -> dict[str, Any]:
    if citation["article_id"] not in article_ids:
        return dict(citation)
    return {**citation, "quote": "", "highlight": None, "speaker": None, "fragment": "", "link": citation.get("url")}


def _sentence(sentence: Mapping[str, Any], gone: Collection[Any]) -> dict[str, Any]:
    is_gone = any(number in gone for number in sentence["citations"])
    return {**sentence, "text": "", "reason": ""} if is_gone else dict(sentence)


def _cited(disagreement: Mapping[str, Any]) -> list[int]:
    return [number for value in disagreement["values"] for number in value["citations"]]
