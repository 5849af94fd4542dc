"""Two answers to one question -> what changed that a reader should know."""

from collections.abc import Iterator, Sequence

from article_qa.index.text.stems import stem
from article_qa.index.text.words import STOP_WORDS, WORD
from article_qa.qa.answer import LINE_KINDS, Answer
from article_qa.qa.citation import Citation
from article_qa.qa.receipts.receipt import Receipt
from article_qa.qa.watching.watches import AnswerChange, ChangeKind

# A quote without a marked answer must bring so many words that no earlier quote had.
MIN_NEW_WORDS = 3
# Of a first answer, for its list may be long; the notice has all of it.
MAX_FIRST = 3
COUNTED_KINDS = frozenset({"library"})


def changes(before: Answer, after: Answer, receipt: Receipt) -> tuple[AnswerChange, ...]:
    """What `after` tells that `before` did not, or otherwise; `receipt` says how the citations of `before` fare.

    Nothing where only the ranking changed: an answer that is refused now is
    withdrawn only where words that it rested on are gone.
    """
    if not is_told(after):
        return tuple(_withdrawn(before, after, receipt)) if is_told(before) else ()
    if before.kind in COUNTED_KINDS or after.kind in COUNTED_KINDS:
        return _recounted(before, after)
    if not is_told(before):
        return tuple(AnswerChange("new", None, quoted(each), (each.number,)) for each in after.citations[:MAX_FIRST])
    corrected = tuple(_corrected(before, after))
    said = {number for change in corrected for number in change.citations}
    rest = [*_replaced(before, after, receipt), *_withdrawn(before, after, receipt)]
    told = said | {number for change in rest for number in change.citations}
    return (*corrected, *rest, *_new(before, after, told))


def is_told(answer: Answer) -> bool:
    """Whether the articles answer."""
    return answer.status in ("answered", "partial")


def quoted(citation: Citation) -> str:
    """The quote on one line."""
    return " ".join(citation.quote.split())


def _recounted(before: Answer, after: Answer) -> tuple[AnswerChange, ...]:
    if before.count == after.count and before.text == after.text:
        return ()
    return (AnswerChange("changed", before.text, after.text, tuple(each.number for each in after.citations)),)


def _corrected(before: Answer, after: Answer) -> Iterator[AnswerChange]:
    """Values that the reports give otherwise, where that was not said before."""
    known = {(each.kind, value.value) for each in before.disagreements for value in each.values}
    for each in after.disagreements:
        first, *others = each.values
        if (each.kind, first.value) not in known:
            kind: ChangeKind = "correction" if each.kind == "correction" else "changed"
            numbers = tuple(number for value in each.values for number in value.citations)
            yield AnswerChange(kind, others[0].value if others else None, first.value, numbers)


def _replaced(before: Answer, after: Answer, receipt: Receipt) -> Iterator[AnswerChange]:
    """Quotes whose article has other words in their place now, where the answer quotes these."""
    for was, verified in zip(before.citations, receipt.citations, strict=True):
        now = next((each for each in after.citations if verified.now and _same_place(each, verified.now)), None)
        if verified.state == "changed" and now and now.article_id == was.article_id:
            yield AnswerChange("changed", quoted(was), quoted(now), (now.number,))


def _same_place(citation: Citation, words: str) -> bool:
    return words in citation.quote or citation.quote in words


def _withdrawn(before: Answer, after: Answer, receipt: Receipt) -> Iterator[AnswerChange]:
    """Quotes whose words are gone, where the new answer has nothing that says the same."""
    told = _stems(each.quote for each in after.citations) if is_told(after) else frozenset()
    for was, verified in zip(before.citations, receipt.citations, strict=True):
        is_replaced = any(_same_place(each, verified.now) for each in after.citations if verified.now)
        if verified.state != "stands" and not is_replaced and not _stems([_value(was)]) <= told:
            # The words of an article that was removed are not to be kept here either.
            is_gone = verified.state == "gone"
            yield AnswerChange("withdrawn", f"{was.title} ({was.dateline})" if is_gone else quoted(was), None)


def _new(before: Answer, after: Answer, told: set[int]) -> Iterator[AnswerChange]:
    """Quotes that bring words which no earlier quote had; in place of the first where none of the earlier is left."""
    quotes = {quoted(each): each for each in before.citations}
    known = _stems([before.question, *quotes])
    is_single = after.kind not in LINE_KINDS
    was = (
        next(iter(quotes)) if is_single and quotes and quotes.keys().isdisjoint(map(quoted, after.citations)) else None
    )
    for each in after.citations:
        if each.number in told or quoted(each) in quotes:
            continue
        needed = 1 if is_single and each.highlight else MIN_NEW_WORDS
        if len(_stems([_value(each)]) - known) >= needed:
            yield AnswerChange("changed" if was else "new", was, quoted(each), (each.number,))
            was = None


def _value(citation: Citation) -> str:
    """The answering words of a citation, or all of its quote."""
    start, end = citation.highlight or (0, len(citation.quote))
    return citation.quote[start:end]


def _stems(texts: Sequence[str] | Iterator[str]) -> frozenset[str]:
    words = (word.lower() for text in texts for word in WORD.findall(text))
    return frozenset(stem(word) for word in words if word not in STOP_WORDS)
