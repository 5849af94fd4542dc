"""The filters of a question: what the reader typed -> a Scope, and a Scope as chips."""

from datetime import date
from html import escape

from article_qa.index.errors import QuestionRejected
from article_qa.index.records import Scope
from article_qa.qa.day_words import dated

# The fields that `scope_of` reads, in their order.
NAMES = ("since", "until", "outlet", "collection")


def scope_of(since: str | None, until: str | None, outlet: str | None, collection: str | None = None) -> Scope:
    """The scope of these fields; empty ones bound nothing. Raises QuestionRejected for what is no date."""
    collections = tuple(filter(None, [(collection or "").strip()]))
    scope = Scope(_date(since), _date(until), collections=collections, publisher=(outlet or "").strip() or None)
    if scope.since and scope.until and scope.since > scope.until:
        raise QuestionRejected(
            f"the filter ends on {dated(scope.until)}, before it begins on {dated(scope.since)}; "
            "change one of the dates"
        )
    return scope


def named(scope: Scope) -> dict[str, str]:
    """What each filter in use says, by its name: since, until, outlet, collection."""
    said = {
        "since": f"From {dated(scope.since)}" if scope.since else "",
        "until": f"Until {dated(scope.until)}" if scope.until else "",
        "outlet": ", ".join(scope.publishers),
        "collection": f"In {', '.join(scope.collections)}" if scope.collections else "",
    }
    return {name: words for name, words in said.items() if words}


def chips(scope: Scope) -> str:
    """The filters in use, each to be removed by a click."""
    return "".join(
        f'<button type="button" class="chip" data-filter="{name}" aria-label="Remove the filter: {escape(words)}">'
        f'{escape(words)}<span aria-hidden="true">×</span></button>'
        for name, words in named(scope).items()
    )


def problem(error: Exception) -> str:
    """What is wrong with a filter."""
    said = str(error)
    return f'<p class="problem" role="alert">{escape(said[:1].upper() + said[1:])}</p>'


def _date(text: str | None) -> date | None:
    text = (text or "").strip()
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise QuestionRejected(f"{text!r} in the filters is no date; write it as 2022-11-03") from None
