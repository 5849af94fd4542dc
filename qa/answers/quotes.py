"""The answer in the articles' own words, and the refusal with the nearest of them."""

from collections.abc import Callable

from article_qa.qa.answer import Sentence
from article_qa.qa.answers.reply import Reply
from article_qa.qa.citation import cite
from article_qa.qa.reading.context import Context
from article_qa.qa.reading.quote_selection import choose

MAX_NEAREST = 3


def quote(context: Context, is_told: Callable[[str], bool] = lambda _: False) -> Reply:
    """The sentences that answer best, verbatim; of those that are told already none, as long as there are others."""
    new = [candidate for candidate in context.candidates if not is_told(candidate.text)]
    quotes = choose(new or context.candidates, context.articles)
    citations = tuple(cite(n, context.articles[q.article_id], q.start, q.end) for n, q in enumerate(quotes, 1))
    sentences = tuple(Sentence(citation.quote, "quoted", (citation.number,)) for citation in citations)
    return Reply("answered", "extract", sentences, citations)


def abstain(reason: str, context: Context) -> Reply:
    """The refusal, with the best sentence of each of the nearest passages."""
    best = {candidate.passage.id: candidate for candidate in reversed(context.candidates)}
    near = sorted(best.values(), key=lambda candidate: -candidate.score)[:MAX_NEAREST]
    nearest = tuple(cite(n, context.articles[c.passage.article_id], c.start, c.end) for n, c in enumerate(near, 1))
    return Reply("abstained", "extract", nearest=nearest, reason=reason)
