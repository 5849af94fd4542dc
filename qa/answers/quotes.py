"""The answer in the articles' own words, and the refusal with the nearest of them."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from article_qa.qa.answer import Sentence
from article_qa.qa.answers.reply import Reply
from article_qa.qa.citation import Citation, cite
from article_qa.qa.reading.answer_quotes import answer_quotes
from article_qa.qa.reading.answer_ranking import Answering
from article_qa.qa.reading.answer_types import Wanted, answering_words
from article_qa.qa.reading.context import Context
from article_qa.qa.reading.quote_selection import Quote
from article_qa.qa.reading.sufficiency import is_doubtful
from article_qa.qa.steps import as_step

# Enough to see what the articles are about.
MAX_NEAREST = 3
MAY_NOT_ANSWER = "These are the nearest quotes; they may not answer the question."


@as_step("synthesize", "context")
def quote(context: Context, is_told: Callable[[str], bool] = lambda _: False) -> Reply:
    """The sentences that answer best, verbatim, as doubtful where they may not answer.

    Of those that are told already none, as long as there are others.
    """
    new = [each for each in context.answers if not is_told(each.candidate.text)]
    reply = quoted(new or context.answers, context)
    # What goes on after an answer need not be one by itself.
    if len(new) == len(context.answers) and is_doubtful(context):
        return replace(reply, status="doubtful", warnings=(MAY_NOT_ANSWER,))
    return reply


def quoted(ranked: Sequence[Answering], context: Context) -> Reply:
    """The best of the ranked candidates, verbatim, whether they answer or not."""
    quotes = answer_quotes(ranked, context)
    citations = tuple(cited(n, each, ranked, context) for n, each in enumerate(quotes, 1))
    sentences = tuple(Sentence(citation.quote, "quoted", (citation.number,)) for citation in citations)
    return Reply("answered", "extract", sentences, citations)


def cited(number: int, quote: Quote, ranked: Sequence[Answering], context: Context) -> Citation:
    """The citation of a quote, with the answering words highlighted where the best of the ranked stands in it."""
    citation = cite(number, context.articles[quote.article_id], quote.start, quote.end)
    best = ranked[0] if ranked else None
    if not best or best.article_id != quote.article_id or not quote.start <= best.candidate.start < quote.end:
        return citation
    found = answering_words(Wanted.of(context.searched), best.candidate.text, best.spans)
    shift = best.candidate.start - quote.start
    return replace(citation, highlight=(found[0] + shift, found[1] + shift)) if found else citation


def abstain(reason: str, context: Context) -> Reply:
    """The refusal, with the best sentence of each of the nearest passages."""
    best = {candidate.passage.id: candidate for candidate in reversed(context.candidates)}
    near = sorted(best.values(), key=lambda candidate: -candidate.score)[:MAX_NEAREST]
    nearest = tuple(cite(n, context.articles[c.passage.article_id], c.start, c.end) for n, c in enumerate(near, 1))
    return Reply("abstained", "extract", nearest=nearest, reason=reason)
