"""Which sentences are quoted: the best, and those near it that add something."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from article_qa.index.records import Article
from article_qa.index.text.sentences import Span, sentences
from article_qa.index.text.words import WORD
from article_qa.qa.reading.late_interaction import Candidate

# More is no answer but reading matter.
MAX_QUOTES = 3
# Of all quotes together: what a reader takes in at a glance.
MAX_WORDS = 120
# Where so many passages have a sentence near the best, they tell the same again and again: so many words are enough.
CROWD, CROWD_MARGIN, CROWD_WORDS = 3, 0.14, 60
# How far behind the best score another sentence's may be and still be quoted.
MARGIN = 0.25
# Two sentences that share this much of their words say the same.
DUPLICATE_WORD_SHARE = 0.7
LOOKS_BACK = frozenset(
    """he she they it his her their its him them this that these those both such there then
    but and so yet or nor however instead also meanwhile afterwards later""".split()
)
# "Before it, only a few wanted to join": what "it" is stands in the sentence before.
POINTS_BACK = re.compile(
    r"\W*(?:before|after|since|until|despite|besides|during|without|with|for|by|in|at|because of|due to|thanks to)"
    r" (?:it|this|that|these|those|them|which|then)[,;:—–]",
    re.IGNORECASE,
)
# Whom "he" means stands a few sentences before, not on another page.
LOOK_BACK_CHARACTERS = 1200


@dataclass(frozen=True, slots=True)
class Quote:
    """What is quoted of an article: a sentence, or several in a row."""

    article_id: str
    start: int
    end: int

    def words(self, text: str) -> int:
        """How many words of the article's `text` it holds."""
        return len(text[self.start : self.end].split())

    def overlaps(self, other: "Quote") -> bool:
        """Whether the two have words in common."""
        return self.article_id == other.article_id and self.start < other.end and other.start < self.end


def choose(
    candidates: Sequence[Candidate],
    articles: Mapping[str, Article],
    *,
    max_quotes: int = MAX_QUOTES,
    max_words: int | None = None,
) -> list[Quote]:
    """The quote with the best candidate and up to two more of those that come near it and add something.

    Sentences in a row are one quote. The best stands first, the others after it in the order they are read in.
    A crowd of passages near the best is quoted at less length, unless `max_words` says how much is wanted.
    """
    chosen: list[Candidate] = []
    quotes: list[Quote] = []
    near = {c.passage.id for c in candidates if c.score >= candidates[0].score - CROWD_MARGIN}
    left = max_words or (CROWD_WORDS if len(near) >= CROWD else MAX_WORDS)
    for candidate in candidates:
        if candidate.score < candidates[0].score - MARGIN:
            break
        if any(is_same(candidate.text, other.text) for other in chosen):
            continue
        text = articles[candidate.passage.article_id].text
        quote = Quote(candidate.passage.article_id, *with_subject(candidate, text))
        beside = [other for other in quotes if stand_in_a_row(quote, other, text)]
        joined = replace(quote, start=min(q.start for q in [quote, *beside]), end=max(q.end for q in [quote, *beside]))
        words = joined.words(text) - sum(other.words(text) for other in beside)
        apart = [other for other in quotes if other not in beside]
        if chosen and (words > left or len(apart) == max_quotes):
            continue
        chosen.append(candidate)
        quotes = [*apart, joined]
        left -= words
    return _in_order(quotes, chosen)


def with_subject(candidate: Candidate, text: str) -> Span:
    """The span of the article's `text` to quote: the sentence, and its lead-in or the sentence before where needed."""
    if candidate.opening is not None:
        return candidate.opening, candidate.closing or candidate.end
    if not looks_back(candidate.text):
        return candidate.start, candidate.end
    window = max(0, candidate.start - LOOK_BACK_CHARACTERS)
    before = sentences(text[window : candidate.start])
    # The first sentence of a window in mid-text may be cut in two.
    whole = before if window == 0 else before[1:]
    return (window + whole[-1][0] if whole else candidate.start), candidate.end


def looks_back(sentence: str) -> bool:
    """Whether the sentence needs the one before it to be understood."""
    first = WORD.search(sentence)
    return bool(first and first.group().lower() in LOOKS_BACK) or bool(POINTS_BACK.match(sentence))


def stand_in_a_row(one: Quote, other: Quote, text: str) -> bool:
    """Whether the two overlap, or nothing but a space stands between them."""
    first, second = sorted((one, other), key=lambda quote: quote.start)
    return one.article_id == other.article_id and not text[first.end : second.start].strip(" ")


def _in_order(quotes: Sequence[Quote], chosen: Sequence[Candidate]) -> list[Quote]:
    """The quote of the first of `chosen`, then the others, article by article as these were chosen, as they stand."""
    if not chosen:
        return []
    best = chosen[0]
    articles = [candidate.passage.article_id for candidate in chosen]
    return sorted(
        quotes,
        key=lambda quote: (
            not (quote.article_id == best.passage.article_id and quote.start <= best.start < quote.end),
            articles.index(quote.article_id),
            quote.start,
        ),
    )


def is_same(one: str, other: str) -> bool:
    a, b = ({word.lower() for word in WORD.findall(text)} for text in (one, other))
    return len(a & b) >= DUPLICATE_WORD_SHARE * max(1, len(a | b))
