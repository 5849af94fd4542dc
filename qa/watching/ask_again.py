"""What is new in the library -> the standing questions whose search it enters, asked again.

Called by the process that embeds, once nothing waits. A question is asked only
when a new passage is among those that its search finds, or an article that its
answer cites was changed or removed. No language model is asked: the answers of
two days must be comparable.
"""

import json
import logging
from datetime import date

from article_qa.index.library import Library
from article_qa.index.records import Scope
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


def watch_question(question: str, scope: Scope, library: Library, *, today: date | None = None) -> Watch:
    """Ask a question and keep it. Raises QuestionRejected for one that is empty or too long."""
    answer = Assistant.over(library).answer(question, Ask(scope=scope, today=today, mode="extract"))
    return keep(library.catalog, answer.question, scope, answer)


def ask_again(library: Library, *, today: date | None = None) -> int:
    """Ask the questions that what is new may answer, and note what changed; how many were asked."""
    store = library.catalog.watches
    queue = store.queue()
    stored = store.all()
    if not queue or not stored:
        store.clear(queue)
        return 0
    assistant, asked = Assistant.over(library), 0
    passages, articles = frozenset(queue), frozenset(each.rpartition(":")[0] for each in queue)
    for each in stored:
        try:
            watch = as_watch(each)
            if _concerns(watch, passages, articles, assistant, today):
                _ask(watch, library, assistant, today)
                asked += 1
        except Exception:  # One question must not keep the others, nor an `add`, from their end.
            logging.getLogger(__name__).exception("the standing question %r could not be asked", each.question)
    store.clear(queue)
    return asked


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
    hits = assistant.search(watch.answer.searched or watch.question, scope=watch.scope, limit=limit, today=today).hits
    return any(f"{hit.article_id}:{hit.start}-{hit.end}" in passages for hit in hits)


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
