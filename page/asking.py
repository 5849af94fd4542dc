"""A question on its way: the assistant's stream as turns of the conversation.

A failed question is a sentence and not a crash.
"""

import logging
from collections.abc import Iterator, Sequence

from index.errors import ArticleQAError
from page.conversation import Turn
from qa.answer import Assistant
from qa.condense import Turn as Conversed


def answered(assistant: Assistant, question: str, before: Sequence[Turn]) -> Iterator[Turn]:
    """The turn as it comes about: with its draft, in the end with the answer or with why there is none."""
    history = [Conversed(turn.question, turn.answer.text) for turn in before if turn.answer]
    draft = ""
    try:
        for piece in assistant.stream(question, history=history):
            if isinstance(piece, str):
                draft += piece
                yield Turn(question, draft=draft)
            else:
                yield Turn(question, piece)
    except ArticleQAError as error:
        yield Turn(question, problem=str(error))
    except Exception as error:  # The reader gets a sentence and keeps the page; the log gets the trace.
        logging.getLogger(__name__).exception("asking %r failed", question)
        yield Turn(question, problem=f"this went wrong ({type(error).__name__}); the terminal says more")
