"""The conversation as HTML: turns in, sections out.

Promises that every word of an article, a model or a reader is escaped, so it
reaches the browser as text. Knows nothing of Gradio.
"""

from collections.abc import Sequence
from html import escape

from article_qa.qa.web.answer_html import actions, answer_html
from article_qa.qa.web.conversation import MAX_TURNS, Exchange
from article_qa.qa.web.filters import named


def conversation_html(turns: Sequence[Exchange], *, dropped: int = 0) -> str:
    """All turns, the oldest first; `dropped` says how many older ones are no longer kept."""
    last = len(turns) - 1
    shown = "".join(_turn(turn, index, is_last=index == last) for index, turn in enumerate(turns))
    # A draft is not read out word for word, only the answer that takes its place.
    busy = str(bool(turns) and not turns[-1].settled).lower()
    earlier = f'<p class="dropped">{_dropped(dropped)}</p>' if dropped else ""
    log = f'<div class="turns" role="log" aria-live="polite" aria-busy="{busy}" aria-label="Conversation">{shown}</div>'
    return earlier + log


def _dropped(count: int) -> str:
    gone = "The first question is" if count == 1 else f"The first {count} questions are"
    return f"{gone} no longer kept: a conversation holds its last {MAX_TURNS}."


def _turn(turn: Exchange, index: int, *, is_last: bool) -> str:
    asked = escape(" ".join(turn.question.split()))
    within = " · ".join(escape(words) for words in named(turn.scope).values())
    filters = f'<p class="within">{within}</p>' if within else ""
    state = "settled" if turn.settled else "working"
    return (
        f'<section class="turn {state}"><h2 class="asked">{asked}</h2>{filters}{_body(turn, index, is_last)}</section>'
    )


def _body(turn: Exchange, index: int, is_last: bool) -> str:
    if turn.answer:
        return answer_html(turn, index, is_last=is_last)
    draft = f'<p class="text draft">{escape(turn.draft)}</p>' if turn.draft else ""
    if turn.stopped:
        said = "Stopped. What stands here is not the whole answer." if draft else "Stopped before there was an answer."
        done = actions(turn, index, is_last=is_last)
        return f'<div class="answer stopped">{draft}<p class="refusal">{said}</p>{done}</div>'
    if turn.problem:
        problem = escape(turn.problem[:1].upper() + turn.problem[1:])
        return f'<p class="problem">{problem}</p>{actions(turn, index, is_last=is_last)}'
    doing = "Writing" if draft else "Reading the articles"
    return f'{draft}<p class="working">{doing}<span class="dots" aria-hidden="true">…</span></p>'
