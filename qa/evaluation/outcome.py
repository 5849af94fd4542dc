"""A golden question with its answer, and what is right and wrong with that."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from article_qa.index.records import Passage
from article_qa.qa.answer import Answer
from article_qa.qa.evaluation.golden import Golden, Wanted
from article_qa.qa.evaluation.measures import stands_in

SHORT_WORDS = 60


@dataclass(frozen=True)
class Outcome:
    """A golden question, what it wants, its answer, and the passages found for it, the best first.

    `exact` says of each citation, and of each nearest passage, whether its
    quote is its slice of the stored article.
    """

    golden: Golden
    wanted: Wanted
    answer: Answer
    passages: tuple[Passage, ...]
    exact: tuple[bool, ...]

    @property
    def refused(self) -> bool:
        return self.answer.status == "abstained"

    @property
    def doubted(self) -> bool:
        return self.answer.status == "doubtful"

    @property
    def answer_words(self) -> int:
        """The length of the answer, markers aside."""
        return sum(len(sentence.text.split()) for sentence in self.answer.sentences)

    def gold_in(self, texts: Iterable[str]) -> bool:
        """Whether an accepted answer stands in one of the texts."""
        return any(stands_in(answer, text) for text in texts for answer in self.golden.answers)

    @cached_property
    def gold_in_quotes(self) -> bool:
        return self.gold_in(citation.quote for citation in self.answer.citations)

    @cached_property
    def gold_in_short_answer(self) -> bool:
        """Whether one stands in what a reader sees first: the first words, each article's title before its quote."""
        return self.gold_in([self.first_shown])

    @cached_property
    def first_shown(self) -> str:
        """The first words of the sentences; the titles of the articles among them are not counted."""
        titles = {citation.number: citation.title for citation in self.answer.citations}
        left, shown = SHORT_WORDS, []
        for sentence in self.answer.sentences if not self.refused else ():
            words = sentence.text.split()[:left]
            if words:
                shown += [*(titles.pop(number, "") for number in sentence.citations), " ".join(words)]
            left -= len(words)
        return "\n".join(shown)

    @cached_property
    def misses(self) -> list[str]:
        """What is wrong with it, in words for the reader; empty when nothing is."""
        golden, wanted = self.golden, self.wanted
        wrong = []
        if not all(self.exact):
            wrong.append("a quote is not what stands in its article")
        if golden.can_be_answered is False and not self.refused and not self.doubted:
            wrong.append("answered, though the articles do not say")
        if golden.can_be_answered and self.refused:
            wrong.append("refused, though the articles say")
        if golden.can_be_answered and not self.refused:
            if golden.answers and not self.gold_in_quotes:
                wrong.append("no accepted answer in the quotes")
            if not wanted.is_met_by({citation.article_id for citation in self.answer.citations}):
                several = len(wanted.articles) > 1
                wrong.append("not every gold article is cited" if several else "the gold article is not cited")
        return wrong
