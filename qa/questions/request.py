"""What a question asks for, once it is understood. Plain records; `understand` fills them."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from article_qa.index.records import EVERYTHING, Scope
from article_qa.qa.answer import Correction as Correction
from article_qa.qa.answer import Kind

AnswerType: TypeAlias = Literal["person", "place", "time", "number", "reason", "manner"]
# Questions that the catalog answers, exactly.
LibraryQuery: TypeAlias = Literal[
    "count_articles",  # How many articles mention X? How many did Y publish?
    "list_articles",  # Which articles mention X? Which interviews are there?
    "count_outlets",  # How many outlets are there?
    "list_outlets",  # Which outlets reported Y?
    "newest",  # What is the newest article?
    "oldest",
    "undated",  # Which article has no date?
    "topics",  # What is this library about?
]
ChatTopic: TypeAlias = Literal["greeting", "thanks", "self", "language", "farewell"]


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for.

    `text` is the question as it is searched and weighed: it stands alone,
    without request words, its slips corrected. `subject` is what it is about,
    empty where it names nothing ("latest news"). `subjects` are the sides of a
    comparison. `speaker` is whose words are wanted, as asked. `scope` is the
    reader's scope, narrowed by the days and outlets that the question names.
    `wants_more` asks for what the answer before did not show. `language` is the
    code of the question's language where that is not English, such as "es".
    `is_current` says that such a question is about these days: fresh articles
    are preferred, as for "this week" in English.
    """

    kind: Kind
    text: str
    subject: str = ""
    subjects: tuple[str, ...] = ()
    speaker: str = ""
    scope: Scope = EVERYTHING
    answer_type: AnswerType | None = None
    library_query: LibraryQuery | None = None
    chat_topic: ChatTopic | None = None
    corrections: tuple[Correction, ...] = ()
    is_yes_no: bool = False
    is_brief: bool = False
    wants_more: bool = False
    language: str | None = None
    is_current: bool = False
