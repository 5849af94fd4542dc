"""The JSON schema of an answer, made from its records.

python -m scripts.answer_schema            writes docs/answer.schema.json
python -m scripts.answer_schema --check    says whether it is up to date
"""

import json
import sys
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from article_qa.index.records import ArticleRef, Scope
from article_qa.qa.answer import VERSION, Answer, Correction, Sentence
from article_qa.qa.citation import Citation
from article_qa.qa.disagreement import Disagreement, ReportedValue
from article_qa.qa.usage import Usage

FILE = Path(__file__).parents[1] / "docs" / "answer.schema.json"
# What the JSON says beside the fields of the records.
COMPUTED: dict[type, dict[str, Any]] = {
    Answer: {
        "version": {"const": VERSION},
        "text": {"type": "string"},
        "reports": {"type": "integer", "minimum": 0},
    },
    Citation: {"link": {"type": ["string", "null"]}},
}


def schema() -> str:
    """The schema as JSON, in the 2020-12 draft."""
    made = TypeAdapter(Answer).json_schema()
    definitions = made.pop("$defs")
    for record, fields in COMPUTED.items():
        part = made if record is Answer else definitions[record.__name__]
        part["properties"] |= fields
    for part in (
        made,
        *(
            definitions[record.__name__]
            for record in (ArticleRef, Citation, Correction, Disagreement, ReportedValue, Scope, Sentence, Usage)
        ),
    ):
        _trim(part)
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Answer"}
    return json.dumps(head | made | {"$defs": definitions}, indent=2) + "\n"


def _trim(part: dict[str, Any]) -> None:
    """Every field is always there, and the docstrings are for readers of the code."""
    part.pop("description", None)
    part["properties"].pop("publisher", None) if part.get("title") == "Scope" else None
    part["required"] = list(part["properties"])
    for value in part["properties"].values():
        value.pop("default", None)


if __name__ == "__main__":
    if "--check" in sys.argv[1:]:
        sys.exit(FILE.read_text(encoding="utf-8") != schema())
    FILE.write_text(schema(), encoding="utf-8")
