"""The records of saved answers, read from the catalog, and their JSON."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from article_qa.index.errors import RequestRejected
from article_qa.index.library import HasCatalog
from article_qa.index.store.notebook import StoredAnswer
from article_qa.qa.answer import Answer, Sentence
from article_qa.qa.citation import Citation
from article_qa.qa.export.text import shown
from article_qa.qa.receipts.receipt import CitationState, Receipt, VerifiedCitation
from article_qa.qa.receipts.verify import verify_answer

WORST_FIRST: tuple[CitationState, ...] = ("gone", "changed", "stands")
# Stands for the words of an article that was removed.
REMOVED = "(Removed with its article.)"


@dataclass(frozen=True, slots=True)
class SavedAnswer:
    """An answer in the notebook, with the reader's note.

    `saved` is a time in UTC and `saved_by` the reader's name, empty where nobody
    signs in. `receipt` says of each quote below the answer, its citations or what
    came nearest, whether it stands today. Where an article was removed, its
    quotes and the sentences that cite it are empty.
    """

    id: str
    answer: Answer
    note: str
    saved: str
    saved_by: str
    receipt: Receipt

    @property
    def legible(self) -> Answer:
        """The answer for readers: words that are gone are replaced by a sentence that says so."""
        return replace(
            self.answer,
            sentences=tuple(map(_legible_sentence, self.answer.sentences)),
            citations=tuple(map(_legible_citation, self.answer.citations)),
            nearest=tuple(map(_legible_citation, self.answer.nearest)),
        )

    @property
    def state(self) -> CitationState | None:
        """The worst that became of a quote; None where nothing is quoted."""
        counts = self.receipt.counts
        return next((name for name in WORST_FIRST if counts[name]), None)

    @property
    def told(self) -> str:
        """What became of the quotes, in words; empty where nothing is quoted."""
        count, counts = len(self.receipt.citations), self.receipt.counts
        if self.state in (None, "stands"):
            return ("The quote stands" if count == 1 else f"All {count} quotes stand") if count else ""
        if count == 1:
            return "The quote has changed" if counts["changed"] else "The quote is gone"
        changed = f"{counts['changed']} {'has' if counts['changed'] == 1 else 'have'} changed"
        gone = f"{counts['gone']} {'is' if counts['gone'] == 1 else 'are'} gone"
        fallen = " and ".join([changed] * bool(counts["changed"]) + [gone] * bool(counts["gone"]))
        return f"Of {count} quotes, {fallen}"

    def as_dict(self) -> dict[str, Any]:
        """The saved answer as JSON has it."""
        return {
            "id": self.id,
            "saved": self.saved,
            "saved_by": self.saved_by,
            "note": self.note,
            "answer": self.answer.as_dict(),
            "receipt": self.receipt.as_dict(),
        }


def save_answer(answer: Answer, library: HasCatalog, *, note: str = "", saved_by: str = "") -> SavedAnswer:
    """Save an answer in the notebook; one that is there already stays with its note.

    Raises RequestRejected for a note that is too long.
    """
    text = json.dumps(answer.as_dict(), ensure_ascii=False)
    return _read(library.catalog.notebook.add(answer.question, text, note, saved_by), library)


def saved_answers(library: HasCatalog, limit: int = -1, offset: int = 0) -> list[SavedAnswer]:
    """So many saved answers from `offset` on, the newest first; all of them with -1."""
    return [_read(stored, library) for stored in library.catalog.notebook.page(limit, offset)]


def saved_answer(saved_id: str, library: HasCatalog) -> SavedAnswer:
    """The saved answer with this very id. Raises UnknownSavedAnswer."""
    return _read(library.catalog.notebook.get(saved_id), library)


def notebook_as_dict(library: HasCatalog, limit: int = -1, offset: int = 0) -> dict[str, Any]:
    """A page of the notebook as `notebook --json` prints it, and how many answers there are in all."""
    return {
        "answers": [each.as_dict() for each in saved_answers(library, limit, offset)],
        "total": library.catalog.notebook.count(),
        "offset": offset,
    }


def _read(stored: StoredAnswer, library: HasCatalog) -> SavedAnswer:
    """Raises RequestRejected for an answer that was changed in the file."""
    try:
        answer = _restored(Answer.from_dict(json.loads(stored.answer)), library)
    except ValueError as exc:
        raise RequestRejected(f"the saved answer {stored.id!r} is no JSON ({exc}); delete it") from exc
    receipt = Receipt(tuple(_states(shown(answer), library)), answer.question)
    return SavedAnswer(stored.id, answer, stored.note, stored.saved, stored.saved_by, receipt)


def _restored(answer: Answer, library: HasCatalog) -> Answer:
    """The answer with the quotes of articles that were removed and are there again with the same text."""
    if all(each.quote for each in (*answer.citations, *answer.nearest)):
        return answer
    citations, nearest = (
        tuple(_requoted(each, library) for each in group) for group in (answer.citations, answer.nearest)
    )
    return replace(answer, citations=citations, nearest=nearest)


def _requoted(citation: Citation, library: HasCatalog) -> Citation:
    article = None if citation.quote else library.catalog.article(citation.article_id)
    if article is None or article.sha256 != citation.sha256:
        return citation
    return replace(citation, quote=article.text[citation.start : citation.end])


def _states(citations: Sequence[Citation], library: HasCatalog) -> list[VerifiedCitation]:
    """What became of each quote, in order; without its words nothing can be compared."""
    whole = [each for each in citations if each.quote]
    verified = iter(verify_answer([each.as_dict() for each in whole], library).citations if whole else ())
    return [next(verified) if each.quote else _gone(each, library) for each in citations]


def _gone(citation: Citation, library: HasCatalog) -> VerifiedCitation:
    newest = next(iter(library.catalog.versions.history(citation.article_id)), None)
    reason = "the article was removed, and the quoted words with it"
    since = newest.until if newest else None
    return VerifiedCitation(
        citation.number, citation.article_id, citation.title, "gone", "", since=since, reason=reason
    )


def _legible_sentence(sentence: Sentence) -> Sentence:
    return sentence if sentence.text else replace(sentence, text=REMOVED)


def _legible_citation(citation: Citation) -> Citation:
    return citation if citation.quote else replace(citation, quote=REMOVED)
