"""What readers thought of answers, kept in the library's folder beside the articles.

Promises that what was recorded stays: several processes may record at once,
and a crash loses nothing that was recorded before it. Nothing is sent anywhere.
"""

import json
import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal, TypeAlias

from article_qa.index.errors import NotWritable
from article_qa.index.library import FEEDBACK
from article_qa.index.store.permissions import make_file
from article_qa.qa.answer import Answer

Thumb: TypeAlias = Literal["up", "down"]

MAX_CHARACTERS = 2000
TABLE = """CREATE TABLE IF NOT EXISTS feedback (
    id TEXT PRIMARY KEY, at TEXT NOT NULL, verdict TEXT NOT NULL, comment TEXT NOT NULL, answer TEXT NOT NULL
)"""


@dataclass(frozen=True, slots=True)
class Feedback:
    """What one reader thought of one answer, when (UTC), and that answer as `ask --json` prints it."""

    id: str
    at: datetime
    verdict: Thumb
    comment: str
    answer: dict[str, Any]

    def as_json(self) -> dict[str, Any]:
        return asdict(self) | {"at": self.at.isoformat()}


def record(folder: Path, answer: Answer, verdict: Thumb, comment: str = "", *, replaces: str | None = None) -> str:
    """Keep what a reader thought of `answer` in the library's `folder`; returns the id of the record.

    With that id as `replaces`, the reader's second thought takes the place of
    the first. A comment is cut after 2,000 characters. Raises NotWritable.
    """
    feedback_id = replaces or uuid.uuid4().hex
    now = datetime.now(UTC).isoformat(timespec="seconds")
    told = json.dumps(answer.as_dict(), ensure_ascii=False)
    with _opened(folder) as db:
        db.execute(
            "INSERT OR REPLACE INTO feedback VALUES (?,?,?,?,?)",
            (feedback_id, now, verdict, comment.strip()[:MAX_CHARACTERS], told),
        )
    return feedback_id


def recorded(folder: Path) -> list[Feedback]:
    """All that readers of the library in `folder` thought, the oldest first; empty when nobody said anything."""
    if not (folder / FEEDBACK).exists():
        return []
    with _opened(folder) as db:
        rows = db.execute("SELECT id, at, verdict, comment, answer FROM feedback ORDER BY at, rowid").fetchall()
    return [Feedback(i, datetime.fromisoformat(at), v, comment, json.loads(told)) for i, at, v, comment, told in rows]


@contextmanager
def _opened(folder: Path) -> Iterator[sqlite3.Connection]:
    """The file with its table, in one transaction."""
    try:
        make_file(folder / FEEDBACK)
        with closing(sqlite3.connect(folder / FEEDBACK, timeout=30)) as db, db:
            db.execute(TABLE)
            yield db
    except OSError as exc:
        raise NotWritable(folder, exc.strerror or str(exc)) from exc
    except sqlite3.OperationalError as exc:
        raise NotWritable(folder, str(exc)) from exc
