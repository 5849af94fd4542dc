"""An answer that was saved as JSON, read back with every field looked at."""

from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from article_qa.index.errors import RequestRejected
from article_qa.qa.answer import Answer

REMEDY = "give what ask --json prints"


def given_answer(facts: Any) -> Answer:
    """The answer in `facts`, the JSON of one; unknown fields are passed over.

    Raises RequestRejected, which names the first field that is wrong.
    """
    if not isinstance(facts, dict) or not isinstance(facts.get("citations"), list) or "question" not in facts:
        raise RequestRejected(f"this JSON is not an answer; {REMEDY}")
    try:
        return _adapter().validate_python(facts)
    except ValidationError as exc:
        wrong = exc.errors(include_url=False)[0]
        place = ".".join(map(str, wrong["loc"]))[:60]
        raise RequestRejected(f"the answer's {place} is wrong ({wrong['msg'][:100]}); {REMEDY}") from exc


@cache
def _adapter() -> TypeAdapter[Answer]:
    return TypeAdapter(Answer)
