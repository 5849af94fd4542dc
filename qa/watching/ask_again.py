"""What is new in the library -> the standing questions whose search it enters, asked again.

Called by the process that embeds, once nothing waits. A question is asked only
when a new passage is among those that its search finds, or an article that its
answer cites was changed or removed. Which ones that are is noted at once, so
that those for which there is no time are asked later. No language model is asked: the answers of
two days must be comparable.
"""

import json
import logging
import time
from collections.abc import Sequence
from datetime import date

from article_qa.index.library import Library
from article_qa.index.records import Scope
from article_qa.index.store.watches import StoredWatch
from article_qa.qa.answer import Answer
from article_qa.qa.ask import Ask
from article_qa.qa.assistant import PASSAGES_READ, Assistant
from article_qa.qa.receipts.receipt import Receipt
from article_qa.qa.receipts.verify import verify_answer
from article_qa.qa.watching.compare import changes, is_told
from article_qa.qa.watching.watches import Watch, as_text, as_watch, keep

# The kinds that read more than the best passages.
DEEP_LIMIT = 50
NARROW_KINDS = frozenset({"fact", "claim"})
# An `add` waits for the questions that it concerns no longer than this, for each takes as long as a reader's.
ASK_SECONDS = 10.0


def watch_question(question: str, scope: Scope, library: Library, *, today: date | None = None) -> Watch:
    """Ask a question and keep it. Raises QuestionRejected for one that is empty or too long."""
    answer = Assistant.over(library).answer(question, Ask(scope=scope, today=today, mode="extract"))
    return keep(library.catalog, answer.question, scope, answer)


def ask_again(library: Library, *, today: date | None = None, seconds: float = ASK_SECONDS) -> int:
    """Ask the questions that what is new may answer, and note what changed; how many were asked.

    After `seconds` no further one is begun. Those that are left are kept, and
    asked by the next call.
    """
    started = time.monotonic()
    store = library.catalog.watches
    assistant = Assistant.over(library)
    if queue := store.queue():
        store.clear(queue, _concerned(store.all(), queue, assistant, today))
    asked = 0
    for each in store.due():
        if asked and time.monotonic() - started > seconds:
            break
        try:
            _ask(as_watch(each), library, assistant, today)
            asked += 1
        except Exception:  # One question must not keep the others, nor an `add`, from their end.
            logging.getLogger(__name__).exception("the standing question %r could not be asked", each.question)
            with library.catalog.database.transaction():
                store.settled(each.id)
    return asked


def _concerned(
    stored: Sequence[StoredWatch], queue: Sequence[str], assistant: Assistant, today: date | None
) -> list[str]:
    """The ids of the questions that something in `queue` concerns."""
    passages, articles = frozenset(queue), frozenset(each.rpartition(":")[0] for each in queue)
    found = []
    for each in stored:
        try:
            if _concerns(as_watch(each), passages, articles, assistant, today):
                found.append(each.id)
        except Exception:
            logging.getLogger(__name__).exception("the standing question %r could not be asked", each.question)
    return found


def _concerns(
    watch: Watch, passages: frozenset[str], articles: frozenset[str], assistant: Assistant, today: date | None
) -> bool:
    """Whether something new is in the question's search, or something that its answer cites is not as it was."""
    kept = (*watch.answer.citations, *watch.answer.nearest)
    if not articles.isdisjoint(citation.article_id for citation in kept):
        return True
    if watch.answer.kind == "library":
        return True
    limit = PASSAGES_READ if watch.answer.kind in NARROW_KINDS else DEEP_LIMIT
    asked = watch.answer.searched or watch.question
    return any(each.id in passages for each in assistant.found(asked, scope=watch.scope, limit=limit, today=today))


def _ask(watch: Watch, library: Library, assistant: Assistant, today: date | None) -> None:
    answer = assistant.answer(watch.question, Ask(scope=watch.scope, today=today, mode="extract"))
    found = changes(watch.answer, answer, _receipt(watch.answer, library))
    is_refused = is_told(watch.answer) and not is_told(answer)
    if not found and is_refused:
        # The words stand; that the search prefers others now is nothing to tell, nor to forget the answer for.
        answer = watch.answer
    notice = {"changes": [each.as_dict() for each in found], "answer": answer.as_dict()} if found else None
    library.catalog.watches.answered(
        watch.id, as_text(answer), json.dumps(notice, ensure_ascii=False) if notice else None
    )


def _receipt(answer: Answer, library: Library) -> Receipt:
    return verify_answer(answer, library) if answer.citations else Receipt(())
