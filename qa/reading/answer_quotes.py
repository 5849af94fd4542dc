"""Which sentences answer a plain question: one where one answers, a second only where it may add what was asked for.

Another sentence is quoted where the first leaves it open whether it answers; of another
article only where that is about the same subject and the sentence stands alone.
"""

from collections.abc import Sequence
from dataclasses import replace

from article_qa.qa.reading.answer_ranking import Answering
from article_qa.qa.reading.context import Context
from article_qa.qa.reading.quote_selection import Quote, is_same, looks_back, stand_in_a_row, with_subject

# More is no answer but reading matter.
MAX_QUOTES = 3
# All quotes together; where the first leaves less, so many words more.
MAX_WORDS, MIN_MORE = 60, 30
# A first sentence that leads by so much answers alone: where it holds what is asked for, and where that is not seen.
SEEN_LEAD, UNSEEN_LEAD = 0.12, 0.2
# Where words only were compared, it is less plain which sentence answers: the one beside it is quoted more readily.
# Chosen on the tuned halves of Spanish and German by `python -m benchmarks.languages`.
BY_WORDS_MAX_WORDS, BY_WORDS_SEEN_LEAD, BY_WORDS_UNSEEN_LEAD = 90, 0.32, 0.4
# How far behind the first another sentence may be: of its own article, and of another.
MARGIN, OTHER_MARGIN = 0.25, 0.12
# The share of the question that another article's passage may say less than the first one's.
COVERED_LESS = 0.1
# A sentence is compared with so many better ones: what says the same stands near in the ranking.
COMPARED = 8


def answer_quotes(ranked: Sequence[Answering], context: Context) -> list[Quote]:
    """The quotes of the ranked candidates, the best first; sentences in a row are one quote."""
    ranked = _distinct(ranked)
    if not ranked:
        return []
    first = ranked[0]
    quotes = [_quoted(first, context)]
    most = BY_WORDS_MAX_WORDS if context.by_words else MAX_WORDS
    left = max(MIN_MORE, most - quotes[0].words(_text(first, context)))
    for other in () if _is_sure(first, ranked[1:], by_words=context.by_words) else ranked[1:]:
        if _adds(first, other):
            joined = _joined(quotes, _quoted(other, context), _text(other, context))
            words = _words(joined, context) - _words(quotes, context)
            if words <= left and len(joined) <= MAX_QUOTES:
                quotes, left = joined, left - words
    return quotes


def _distinct(ranked: Sequence[Answering]) -> list[Answering]:
    """The same in the same order, of those that say the same the first only."""
    distinct: list[Answering] = []
    for each in ranked:
        if not any(is_same(each.candidate.text, other.candidate.text) for other in distinct[:COMPARED]):
            distinct.append(each)
    return distinct


def _is_sure(first: Answering, others: Sequence[Answering], *, by_words: bool) -> bool:
    """Whether the first answers so plainly that nothing need stand beside it."""
    seen, unseen = (BY_WORDS_SEEN_LEAD, BY_WORDS_UNSEEN_LEAD) if by_words else (SEEN_LEAD, UNSEEN_LEAD)
    return not others or first.weight - others[0].weight >= (seen if first.spans else unseen)


def _adds(first: Answering, other: Answering) -> bool:
    """Whether the other may add what was asked for."""
    behind = first.weight - other.weight
    if first.spans and not other.spans:
        return False
    if other.article_id == first.article_id:
        return behind <= MARGIN
    if first.tells and not other.tells:
        return False
    about = other.candidate.covered >= first.candidate.covered - COVERED_LESS
    return about and behind <= OTHER_MARGIN and not looks_back(other.candidate.text)


def _joined(quotes: Sequence[Quote], quote: Quote, text: str) -> list[Quote]:
    """The quotes with one more, in its place where it stands in a row with others."""
    beside = [each for each in quotes if stand_in_a_row(quote, each, text)]
    row = [quote, *beside]
    whole = replace(quote, start=min(each.start for each in row), end=max(each.end for each in row))
    kept = [whole if beside and each is beside[0] else each for each in quotes if each not in beside[1:]]
    return kept if beside else [*kept, whole]


def _words(quotes: Sequence[Quote], context: Context) -> int:
    return sum(quote.words(context.articles[quote.article_id].text) for quote in quotes)


def _quoted(answer: Answering, context: Context) -> Quote:
    return Quote(answer.article_id, *with_subject(answer.candidate, _text(answer, context)))


def _text(answer: Answering, context: Context) -> str:
    return context.articles[answer.article_id].text
