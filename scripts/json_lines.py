"""JSON, one record a line."""

import json
from collections.abc import Iterable
from typing import Any, TypeAlias

Record: TypeAlias = dict[str, Any]


def lines(records: Iterable[Record]) -> str:
    """The records as text, letters of every script as they are."""
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def records(content: bytes) -> list[Record]:
    """The records of such a file."""
    return [json.loads(line) for line in content.decode("utf-8").splitlines()]
