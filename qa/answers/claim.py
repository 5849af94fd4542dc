"""A statement held against the articles: supported, contradicted or not found.

`qa.answers.judgement` finds the sentences that decide. They are quoted first, and
where articles disagree, the others are quoted after the newest.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from article_qa.index.records import Article
from article_qa.qa.answer import Sentence
from article_qa.qa.answers.judgement import Judgement, found_for, judge
from article_qa.qa.answers.material import Material
from article_qa.qa.answers.quotes import abstain, quoted
from article_qa.qa.answers.reply import Reply
from article_qa.qa.citation import Citation, cite
from article_qa.qa.reading.context import Context
from article_qa.qa.reading.late_interaction import Candidate
from article_qa.qa.reading.quote_selection import Quote, with_subject

# A claim that is asked is one; a draft has many, and less time for each.
MAX_HELD = 16
OPENING = re.compile(
    r"(?:(?:is|was) it (?:really )?(?:true|correct|right|the case) that|true or false\W+|(?:fact[- ]?)?check\W+"
    r"|(?:is|was) that (?:true|right|so)\W+|(?:i (?:heard|read|think|believe)|they say|people say)(?: that)?)\s*",
    re.IGNORECASE,
)
DISAGREE = "The articles do not agree on this; the newest of them decides."
UNSAID = "No sentence was found that says so, or otherwise."


def reply(material: Material) -> Reply | None:
    """The verdict with the quotes that bear it out; None where the passages cannot be held against it."""
    context = material.context
    # Only English can be compared word by word.
    if not context.passages or not context.by_tokens:
        return None
    annotations = material.library.catalog.annotations.of(list(context.articles))
    statement = stated(material.request.text)
    if not statement:
        return None
    judgement = judge(statement, found_for(context, annotations), MAX_HELD)
    return _not_found(material) if judgement.verdict == "not_found" else _decided(judgement, material)


def stated(text: str) -> str:
    """What is claimed, without "is it true that" in front and the question mark."""
    return OPENING.sub("", text.strip(), count=1).strip(' ?!"“”')


def _not_found(material: Material) -> Reply:
    """The nearest quotes where they may answer all the same, else a refusal."""
    if material.refusal:
        return replace(abstain(UNSAID, material.context), verdict="not_found")
    # The verdict says the doubt.
    return replace(quoted(material.context.answers, material.context), verdict="not_found")


def _decided(judgement: Judgement, material: Material) -> Reply:
    context = material.context
    quotes = distinct([quote_of(each.candidate, context.articles) for each in judgement.quoted])
    if material.request.is_yes_no:
        quotes = distinct([*quotes, *(_as_quote(c) for c in quoted(context.answers, context).citations)])
    citations = tuple(_cited(n, each, context) for n, each in enumerate(quotes, 1))
    sentences = tuple(Sentence(each.quote, "quoted", (each.number,)) for each in citations)
    warnings = (DISAGREE,) if judgement.others else ()
    return Reply("answered", "extract", sentences, citations, warnings=warnings, verdict=judgement.verdict)


def quote_of(candidate: Candidate, articles: Mapping[str, Article]) -> Quote:
    """The sentence, with the one before it where it needs that."""
    text = articles[candidate.passage.article_id].text
    return Quote(candidate.passage.article_id, *with_subject(candidate, text))


def _as_quote(citation: Citation) -> Quote:
    return Quote(citation.article_id, citation.start, citation.end)


def distinct(quotes: Sequence[Quote]) -> list[Quote]:
    """The quotes but those that overlap one before."""
    kept: list[Quote] = []
    for each in quotes:
        if not any(each.overlaps(other) for other in kept):
            kept.append(each)
    return kept


def _cited(number: int, quoted: Quote, context: Context) -> Citation:
    return cite(number, context.articles[quoted.article_id], quoted.start, quoted.end)
