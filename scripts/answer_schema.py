"""The JSON schema of an answer, made from its records.

python -m scripts.answer_schema            writes docs/answer.schema.json
python -m scripts.answer_schema --check    says whether it is up to date
"""

import json
import sys
from pathlib import Path

from article_qa.qa.answer_schema import answer_schema

FILE = Path(__file__).parents[1] / "docs" / "answer.schema.json"


def schema() -> str:
    """The schema as JSON."""
    return json.dumps(answer_schema(), indent=2) + "\n"


if __name__ == "__main__":
    if "--check" in sys.argv[1:]:
        sys.exit(FILE.read_text(encoding="utf-8") != schema())
    FILE.write_text(schema(), encoding="utf-8")
