"""The standing questions as HTML, each with what changed in its answer.

Every word of a reader or an article is escaped. Knows nothing of Gradio.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from article_qa.qa.citation import Citation
from article_qa.qa.watching.watches import Notice, Watch
from article_qa.qa.web.core_messages import sentence
from article_qa.qa.web.days import in_words
from article_qa.qa.web.filters import named
from article_qa.qa.web.templates import render

NOTICES_SHOWN = 10
WEB = ("http://", "https://")


def watches_html(
    watches: Sequence[Watch], notices: Sequence[Notice], *, feed: str, asked_about: str = "", problem: str = ""
) -> str:
    """The questions, the newest first. `notices` come newest first, and `feed` is the address of their feed.

    `asked_about` is the id of the question that a reader is about to remove.
    """
    shown = [_shown(watch, [each for each in notices if each.watch_id == watch.id]) for watch in reversed(watches)]
    return render("watches.html", watches=shown, feed=feed, asked_about=asked_about, problem=sentence(problem))


def _shown(watch: Watch, notices: Sequence[Notice]) -> dict[str, Any]:
    """What the template says of one question."""
    return {
        "watch": watch,
        "within": named(watch.scope),
        "made": _day(watch.made),
        "asked": _day(watch.asked),
        "notices": [
            {"day": _day(each.told), "changes": each.changes, "citations": _cited(each)}
            for each in notices[:NOTICES_SHOWN]
        ],
        "older": max(0, len(notices) - NOTICES_SHOWN),
    }


def _cited(notice: Notice) -> list[tuple[Citation, str]]:
    """The citations that the changes rest on, each with its address on the web; empty where it has none."""
    numbers = {number for change in notice.changes for number in change.citations}
    cited = [citation for citation in notice.answer.citations if citation.number in numbers]
    return [(each, each.link if each.link and each.link.startswith(WEB) else "") for each in cited]


def _day(time: str) -> str:
    """The day of a stored time, in words."""
    return in_words(date.fromisoformat(time[:10]))
