"""The conversation as HTML: turns in, sections out.

Promises that every word of an article, a model or a reader is escaped, so it
reaches the browser as text. Knows nothing of Gradio.
"""

from collections.abc import Sequence

from markupsafe import Markup

from article_qa.qa.web.answer_html import actions_html, answer_html
from article_qa.qa.web.conversation import MAX_TURNS, Exchange
from article_qa.qa.web.core_messages import sentence
from article_qa.qa.web.filters import named
from article_qa.qa.web.templates import render


def conversation_html(turns: Sequence[Exchange], *, dropped: int = 0) -> str:
    """All turns, the oldest first; `dropped` says how many older ones are no longer kept."""
    last = len(turns) - 1
    return render(
        "conversation.html",
        turns=[_turn(turn, index, is_last=index == last) for index, turn in enumerate(turns)],
        # A draft is not read out word for word, only the answer that takes its place.
        is_busy=bool(turns) and not turns[-1].settled,
        dropped=dropped,
        kept=MAX_TURNS,
    )


def _turn(turn: Exchange, index: int, *, is_last: bool) -> Markup:
    return render(
        "turn.html",
        asked=" ".join(turn.question.split()),
        within=" · ".join(named(turn.scope, turn.titles)),
        turn=turn,
        problem=sentence(turn.problem),
        answer=answer_html(turn, index, is_last=is_last) if turn.answer else "",
        actions=actions_html(turn, index, is_last=is_last) if turn.settled and not turn.answer else "",
    )
