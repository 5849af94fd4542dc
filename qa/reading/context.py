"""What a question found: its passages, read when they are first needed."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from article_qa.index.annotations import Annotations
from article_qa.index.records import Article, Hit, Passage
from article_qa.index.text.languages import is_english, is_foreign
from article_qa.qa.reading.answer_ranking import Answering, rank_answers
from article_qa.qa.reading.answerability import Terms
from article_qa.qa.reading.evidence_sentences import evidence_sentences
from article_qa.qa.reading.late_interaction import Candidate, NoReader, TokenReader, TokenReading
from article_qa.qa.reading.reader_head import ReaderHead
from article_qa.qa.reading.sentence_reader import SentenceReader, SentenceReading
from article_qa.qa.reading.turns import speakers_in
from article_qa.qa.reading.word_reader import WordReading
from article_qa.qa.steps import as_step

# Two passages are enough to see whether the question is plainly answered.
GLANCE = 2


@dataclass(frozen=True)
class Context:
    """What was found for the question `searched` on the day `today`, the best first, and the articles it is from.

    They are read token by token by `reader`, which reads English, and by the
    question's `terms`; where not all is English, by whole sentences by
    `multilingual`, if there is one. Without it, what is not in English is read by
    its words. `language` is that of the question, None for English. What
    `annotations` say is no evidence answers nothing.
    """

    searched: str
    today: date
    hits: Sequence[Hit]
    articles: Mapping[str, Article]
    terms: Terms
    reader: TokenReader
    multilingual: SentenceReader | None = None
    annotations: Mapping[str, Annotations] = field(default_factory=dict)
    # What reads the question closer, token by token.
    head: ReaderHead | None = None
    language: str | None = None

    @classmethod
    def without_passages(cls, searched: str, today: date) -> "Context":
        """The context of an answer for which no passage was searched."""
        return cls(searched, today, (), {}, Terms({}, 0), NoReader())

    @cached_property
    def passages(self) -> list[Passage]:
        return [hit.passage for hit in self.hits]

    @cached_property
    def by_sentence(self) -> bool:
        """Whether the passages are read by whole sentences."""
        english = is_english(self.searched) and all(is_english(passage.text) for passage in self.passages)
        return self.multilingual is not None and not english

    @cached_property
    def by_words(self) -> bool:
        """Whether the passages are read by their words: no model at hand reads the question, or any of them."""
        languages = {self.articles[passage.article_id].language for passage in self.passages}
        return self.multilingual is None and (
            bool(self.language) or (bool(languages) and all(map(is_foreign, languages)))
        )

    @property
    def by_tokens(self) -> bool:
        """Whether they are read token by token, as English is."""
        return not (self.by_sentence or self.by_words)

    @cached_property
    def glance(self) -> list[Candidate]:
        """The evidence of the first passages ranked: enough to see that there is something to answer from."""
        passages = self.passages[:GLANCE]
        if not self.by_tokens:
            return self._ranked(self.reading, within={passage.id for passage in passages})
        return (
            self._ranked(TokenReading(passages, self.articles, self.reader, self._scores, self._speakers))
            if passages
            else []
        )

    @cached_property
    def reading(self) -> TokenReading | SentenceReading | WordReading:
        """All passages, read."""
        if self.multilingual and self.by_sentence:
            return SentenceReading(self.passages, self.articles, self.multilingual)
        if self.by_words:
            return self.word_reading
        return TokenReading(self.passages, self.articles, self.reader, self._scores, self._speakers)

    @cached_property
    def word_reading(self) -> WordReading:
        """All passages by their words."""
        return WordReading(self.passages, self.articles, self.terms, self._scores)

    @property
    def read(self) -> dict[str, int]:
        """How many passages there are of each article, by headline, the nearest first."""
        return Counter(self.articles[passage.article_id].title for passage in self.passages)

    @cached_property
    def candidates(self) -> list[Candidate]:
        """All evidence of the passages ranked, the best first; there may be none."""
        return self._ranked(self.reading) if self.passages else []

    @cached_property
    def answers(self) -> list[Answering]:
        """The candidates by how well they answer, the best first; there may be none."""
        return self.ranked_answers(self.candidates)

    def ranked_answers(self, candidates: Sequence[Candidate]) -> list[Answering]:
        """Some of the candidates by how well they answer, the best first."""
        return rank_answers(candidates, self.searched, self.annotations)

    @cached_property
    def _speakers(self) -> dict[str, str]:
        return speakers_in(self.passages, self.annotations, self.articles)

    @property
    def _scores(self) -> dict[str, float]:
        return {hit.passage.id: hit.score for hit in self.hits}

    @as_step("rerank", "context")
    def _ranked(
        self, reading: TokenReading | SentenceReading | WordReading, within: Collection[str] | None = None
    ) -> list[Candidate]:
        if isinstance(reading, SentenceReading | WordReading):
            ranked = reading.rank(self.searched, today=self.today, within=within)
        else:
            ranked = reading.rank(
                self.searched, today=self.today, within=within, rarity=self.terms.rarity, head=self.head
            )
        return evidence_sentences(ranked, self.articles, self.annotations)
