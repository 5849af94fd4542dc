"""An answer while it is written: whatever has been shown of it stays, and so do its numbers."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Literal, TypeAlias

from article_qa.index.text.sentences import sentences
from article_qa.qa.answer import Sentence
from article_qa.qa.answers.quotes import cited
from article_qa.qa.citation import Citation
from article_qa.qa.reading.answer_quotes import answer_quotes
from article_qa.qa.reading.context import Context
from article_qa.qa.reading.quote_selection import Quote
from article_qa.qa.reading.sufficiency import why_not
from article_qa.qa.verification.check import Checked

# What to do with an unsupported sentence.
Unsupported: TypeAlias = Literal["quote", "mark", "drop"]


class Draft:
    """Checked sentences as an answer. Each method yields what is to be shown next.

    Nothing unsupported is shown before something that holds: where nothing
    does, the quotes take its place. `replaced`, `dropped` and `marked` count
    the unsupported sentences. `unchecked` are the languages of those that could
    not be checked; quotes take their place, whatever is wanted of unsupported ones.
    """

    def __init__(self, context: Context, unsupported: Unsupported) -> None:
        self.sentences: list[Sentence] = []
        self.citations: list[Citation] = []
        self.holds = False
        self.replaced = self.dropped = self.marked = 0
        self.unchecked: list[str] = []
        self._context = context
        self._unsupported = unsupported
        self._waiting: list[Checked] = []
        self._borne_out: list[Quote] = []

    @cached_property
    def refusal(self) -> str:
        """Why the quotes do not answer; empty when they do."""
        return why_not(self._context, self._context.answers)

    @cached_property
    def quotes(self) -> list[Quote]:
        """The quotes that answer without a model, the best first."""
        return [] if self.refusal else answer_quotes(self._context.answers, self._context)

    def add(self, checked: Checked) -> Iterator[str]:
        """The next sentence that the model wrote, or what takes its place."""
        if checked.verdict == "supported":
            self.holds = True
            self._borne_out += checked.quotes
            waiting, self._waiting = self._waiting, []
            for each in waiting:
                yield self._mark(each)
            yield self._show(checked.text, checked.verdict, checked.quotes)
        elif checked.verdict == "unchecked":
            self.unchecked.append(checked.language)
            if unseen := self._unseen():
                yield self._quote(unseen[0])
        elif self._unsupported == "drop":
            self.dropped += 1
        elif self._unsupported == "quote" and (unseen := self._unseen()):
            self.replaced += 1
            yield self._quote(unseen[0])
        elif self.holds:
            yield self._mark(checked)
        else:
            self._waiting.append(checked)

    def finish(self, *, is_whole: bool) -> Iterator[str]:
        """The quotes: all of them where nothing holds or the model broke off, else the best unless it was shown."""
        wanted = self._unseen()
        if self.holds and is_whole:
            wanted = [quote for quote in wanted if quote.overlaps(self._best)]
        for quote in wanted:
            yield self._quote(quote)

    @property
    def _best(self) -> Quote:
        """The sentence that answers best."""
        best = self._context.answers[0].candidate
        return Quote(best.passage.article_id, best.start, best.end)

    @property
    def _shown(self) -> list[Quote]:
        """What stands behind sentences that hold, or is quoted."""
        quoted = {number for each in self.sentences if each.verdict == "quoted" for number in each.citations}
        cited = [Quote(c.article_id, c.start, c.end) for c in self.citations if c.number in quoted]
        return [*self._borne_out, *cited]

    def _unseen(self) -> list[Quote]:
        """The quotes, or what of them was not shown yet."""
        shown = self._shown
        return [run for quote in self.quotes for run in self._without(quote, shown)]

    def _without(self, quote: Quote, shown: Sequence[Quote]) -> list[Quote]:
        """The runs of sentences in `quote` that have nothing in common with what was shown."""
        if not any(quote.overlaps(other) for other in shown):
            return [quote]
        text = self._context.articles[quote.article_id].text
        runs: list[Quote] = []
        is_beside = False
        for start, end in sentences(text[quote.start : quote.end]):
            sentence = replace(quote, start=quote.start + start, end=quote.start + end)
            is_new = not any(sentence.overlaps(other) for other in shown)
            if is_new:
                runs[-1:] = [replace(runs[-1], end=sentence.end)] if is_beside else [*runs[-1:], sentence]
            is_beside = is_new
        return runs

    def _mark(self, checked: Checked) -> str:
        self.marked += 1
        return self._show(checked.text, "unsupported", checked.quotes, checked.reason)

    def _quote(self, quote: Quote) -> str:
        text = self._context.articles[quote.article_id].text[quote.start : quote.end]
        return self._show(text, "quoted", [quote])

    def _show(
        self,
        text: str,
        verdict: Literal["quoted", "supported", "unsupported"],
        quotes: Sequence[Quote],
        reason: str = "",
    ) -> str:
        numbers = dict.fromkeys(map(self._number, quotes))
        sentence = Sentence(text, verdict, tuple(numbers), reason)
        space = " " if self.sentences else ""
        self.sentences.append(sentence)
        return f"{space}{sentence.told}"

    def _number(self, quote: Quote) -> int:
        """The number of this quote, which is cited when it is new."""
        for citation in self.citations:
            if (citation.article_id, citation.start, citation.end) == (quote.article_id, quote.start, quote.end):
                return citation.number
        self.citations.append(cited(len(self.citations) + 1, quote, self._context.answers, self._context))
        return len(self.citations)
