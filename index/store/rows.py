"""Rows of the catalog as records, and a scope as a condition on them."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from article_qa.index.errors import LibraryDamaged
from article_qa.index.records import EVERYTHING, UNKNOWN_LANGUAGE, Passage, Scope
from article_qa.index.store.database import Database

# The text is cut out in the database, which counts code points as Python does.
PASSAGE = 'a.id, p."start", p."end", substr(a.text, p."start" + 1, p."end" - p."start")'
JOINED = "passages p JOIN articles a ON a.number = p.article"
# The numbers of the articles with these ids, of those in these collections, and of those in these languages.
OF_IDS = "SELECT number FROM articles WHERE id IN (SELECT value FROM json_each(?))"
OF_COLLECTIONS = (
    "SELECT o.number FROM collections c JOIN articles o ON o.id = c.article "
    "WHERE c.name IN (SELECT value FROM json_each(?))"
)

OF_LANGUAGES = (
    f"SELECT number FROM articles WHERE coalesce(language, '{UNKNOWN_LANGUAGE}') IN (SELECT value FROM json_each(?))"
)


def as_passage(row: Sequence[Any]) -> Passage:
    """A row of `PASSAGE`."""
    article_id, start, end, text = row
    return Passage(article_id, start, end, text)


def as_date(value: str | None) -> date | None:
    """A day as it is stored, "2022-11-03"; None for an undated article. Raises LibraryDamaged."""
    try:
        return date.fromisoformat(value) if value else None
    except ValueError as exc:
        raise unreadable(value) from exc


def as_questions(value: str) -> tuple[str, ...]:
    """The questions of an article, as they are stored. Raises LibraryDamaged."""
    try:
        return tuple(json.loads(value))
    except ValueError as exc:
        raise unreadable(value) from exc


def unreadable(value: str | None) -> LibraryDamaged:
    """What to say of a value that was changed in the file."""
    return LibraryDamaged(
        f"the catalog holds {value!r}, which this program does not store; run: article-qa doctor --repair"
    )


def bounds(scope: Scope, table: str) -> tuple[str, list[str]]:
    """The scope as a further condition on the articles `a` or on `table`, and its values; none for everything.

    Other tables than the articles, such as the passages `p`, have the number,
    the day and the outlet of their article in columns of their own.
    """
    conditions: list[str] = []
    values: list[str] = []
    for sign, day in ((">=", scope.since), ("<=", scope.until)):
        if day:
            conditions.append(f" AND {table}.published {sign} ?")
            values.append(day.isoformat())
    if scope.publishers:
        marks = ",".join("?" * len(scope.publishers))
        conditions.append(f" AND {table}.publisher IN ({marks})")
        values += scope.publishers
    number = f"{table}.{'number' if table == 'a' else 'article'}"
    for chosen, numbers in (
        (scope.articles, OF_IDS), (scope.collections, OF_COLLECTIONS), (scope.languages, OF_LANGUAGES)
    ):  # fmt: skip
        if chosen:
            conditions.append(f" AND {number} IN ({numbers})")
            values.append(json.dumps(chosen))
    return "".join(conditions), values


def share(database: Database, scope: Scope) -> float:
    """Which share of the articles is in `scope`, between 0 and 1."""
    if scope == EVERYTHING:
        return 1.0
    condition, values = bounds(scope, "a")
    within, everything = database.rows(
        f"SELECT (SELECT count(*) FROM articles a WHERE 1{condition}), (SELECT count(*) FROM articles)", *values
    )[0]
    return within / everything if everything else 0.0
