"""What a question found: its passages, read when they are first needed."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from index.records import Article, Passage
from qa.extract import Candidate, Reading, TokenReader

GLANCE = 2


@dataclass(frozen=True)
class Found:
    """The passages for the question `searched` on the day `today`, the best first, and their articles."""

    searched: str
    today: date
    passages: Sequence[Passage]
    articles: Mapping[str, Article]
    reader: TokenReader

    @cached_property
    def glance(self) -> list[Candidate]:
        """The sentences of the first passages ranked: enough to see that there is something to answer from."""
        reading = Reading(self.passages[:GLANCE], self.articles, self.reader)
        return reading.rank(self.searched, today=self.today) if self.passages else []

    @cached_property
    def reading(self) -> Reading:
        """All passages, read."""
        return Reading(self.passages, self.articles, self.reader)

    @property
    def read(self) -> dict[str, int]:
        """How many passages there are of each article, by headline, the nearest first."""
        return Counter(self.articles[passage.article_id].title for passage in self.passages)

    @cached_property
    def candidates(self) -> list[Candidate]:
        """All sentences of the passages ranked, the best first."""
        return self.reading.rank(self.searched, today=self.today) if self.passages else []
