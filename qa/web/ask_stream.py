"""A question on its way: the assistant's stream as a turn of the conversation that grows.

A failed question is a sentence and not a crash.
"""

import logging
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace

from article_qa.index.errors import ArticleQAError
from article_qa.qa.ask import Ask
from article_qa.qa.assistant import Assistant
from article_qa.qa.questions.follow_ups import Turn
from article_qa.qa.web.conversation import Exchange

# As often as an eye can follow; a fast model would send far more.
DRAFT_SECONDS = 0.08


def answered(assistant: Assistant, asked: Exchange, before: Sequence[Exchange]) -> Iterator[Exchange]:
    """The turn as it comes about: with its draft, in the end with the answer or with why there is none."""
    history = tuple(Turn(turn.question, turn.answer.text) for turn in before if turn.answer)
    draft, shown_at = "", 0.0
    try:
        for piece in assistant.stream(asked.question, Ask(history, asked.scope, is_literal=asked.is_literal)):
            if not isinstance(piece, str):
                yield replace(asked, answer=piece)
                return
            draft += piece
            if time.monotonic() - shown_at >= DRAFT_SECONDS:
                shown_at = time.monotonic()
                yield replace(asked, draft=draft)
    except ArticleQAError as error:
        yield replace(asked, problem=str(error))
    except Exception as error:  # The reader gets a sentence and keeps the page; the log gets the trace.
        logging.getLogger(__name__).exception("asking %r failed", asked.question)
        yield replace(asked, problem=f"this went wrong ({type(error).__name__}); the terminal says more")
