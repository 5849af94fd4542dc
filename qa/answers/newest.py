"""The newest report of a state of affairs first, with its day: what was true years ago is not told as if now.

It is told only where reports of several days speak of the same subject and state.
"""

from dataclasses import replace
from datetime import date

from article_qa.qa.answer import Sentence
from article_qa.qa.answers.material import Material
from article_qa.qa.answers.quotes import MAX_NEAREST
from article_qa.qa.answers.reply import Reply, computed
from article_qa.qa.citation import Citation, cite
from article_qa.qa.day_words import in_words
from article_qa.qa.questions.present_state import PresentState, present_state, speaks_of
from article_qa.qa.questions.request import Request
from article_qa.qa.reading.answer_ranking import Answering
from article_qa.qa.reading.answer_types import Wanted
from article_qa.qa.reading.context import Context
from article_qa.qa.reading.quote_selection import Quote, looks_back, with_subject

# How far behind the best report of a state another may be and still be one of it.
MARGIN = 0.25


def asked_state(request: Request) -> PresentState | None:
    """The state that is asked for as it is now; None where none is."""
    is_claim = request.kind == "claim"
    if request.language or not (request.kind == "fact" or (is_claim and request.is_yes_no)):
        return None
    return present_state(request.text, is_claim=is_claim)


def newest_first(reply: Reply, material: Material) -> Reply:
    """The reply with the newest report of the state first, and a sentence that names its day.

    The same reply where the question asks for no state, or only reports of one
    day speak of it. What bears out or contradicts a claim stays first.
    """
    context, state = material.context, asked_state(material.request)
    if reply.mode != "extract" or not reply.citations or not context.by_tokens:
        return reply
    reports = _reports(state, context) if state else []
    if len({_day(each, context) for each in reports}) < 2:
        return reply
    newest = max(reports, key=lambda each: (_day(each, context), each.weight))
    day = _day(newest, context)
    first = context.articles[reply.citations[0].article_id].published
    return reply if first and first > day else _with(newest, day, reply, context)


def _reports(state: PresentState, context: Context) -> list[Answering]:
    """What speaks of the state, of dated articles, as near as the best of it."""
    wants = Wanted.of(context.searched)
    found = [
        each
        for each in context.answers
        if context.articles[each.article_id].published
        and speaks_of(state, each.candidate.text, context.articles[each.article_id].title)
        and (each.spans or wants.asked == "other")
        and not looks_back(each.candidate.text)
    ]
    return [each for each in found if each.weight >= found[0].weight - MARGIN]


def _day(answer: Answering, context: Context) -> date:
    return context.articles[answer.article_id].published or date.min


def _with(newest: Answering, day: date, reply: Reply, context: Context) -> Reply:
    """The reply with the quote of the newest report, first where no verdict rests on the others."""
    article = context.articles[newest.article_id]
    quote = Quote(newest.article_id, *with_subject(newest.candidate, article.text))
    own = cite(1, article, quote.start, quote.end)
    others = [each for each in reply.citations if not quote.overlaps(_as_quote(each))]
    if reply.verdict in ("supported", "contradicted"):
        cited = [*others, own] if len(others) == len(reply.citations) else list(reply.citations)
    else:
        cited = [own, *others][:MAX_NEAREST]
    numbered = tuple(replace(each, number=n) for n, each in enumerate(cited, 1))
    number = next(each.number for each in numbered if quote.overlaps(_as_quote(each)))
    quotes = tuple(Sentence(each.quote, "quoted", (each.number,)) for each in numbered)
    told = computed(f"The newest report of this is of {in_words(day)}.", number, day=day)
    return replace(reply, sentences=(*quotes, told), citations=numbered)


def _as_quote(citation: Citation) -> Quote:
    return Quote(citation.article_id, citation.start, citation.end)
