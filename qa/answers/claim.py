"""A statement held against the articles: supported, contradicted or not found.

The sentences of the passages that were read are held against it one by one
(`qa.verification.bearing`). Those that decide are quoted first. Where articles
disagree, the newest decides, and the others are quoted after it.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from article_qa.index.annotations import AnnotatedSentence, Days
from article_qa.qa.answer import ClaimVerdict, Sentence
from article_qa.qa.answers.material import Material
from article_qa.qa.answers.quotes import abstain, quoted
from article_qa.qa.answers.reply import Reply
from article_qa.qa.citation import Citation, cite
from article_qa.qa.reading.context import Context
from article_qa.qa.reading.late_interaction import Candidate
from article_qa.qa.reading.quote_selection import Quote, with_subject
from article_qa.qa.verification.bearing import Bearing, Stance, Whole, bearings

# So many of the best sentences are held against the claim, and so many that decide are quoted.
MAX_HELD = 16
MAX_DECIDING = 2
OPENING = re.compile(
    r"(?:(?:is|was) it (?:really )?(?:true|correct|right|the case) that|true or false\W+|(?:fact[- ]?)?check\W+"
    r"|(?:is|was) that (?:true|right|so)\W+|(?:i (?:heard|read|think|believe)|they say|people say)(?: that)?)\s*",
    re.IGNORECASE,
)
DISAGREE = "The articles do not agree on this; the newest of them decides."
UNSAID = "No sentence was found that says so, or otherwise."


def reply(material: Material) -> Reply | None:
    """The verdict with the quotes that bear it out; None where the passages cannot be held against it."""
    context, statement = material.context, stated(material.request.text)
    # Only English can be compared word by word.
    if not statement or not context.passages or context.by_sentence:
        return None
    found = bearings(statement, _held(material), _wholes(context), context.reader, context.terms.rarity)
    says, denies = ([each for each in found if each.stance == stance] for stance in _STANCES)
    if not says and not denies:
        return _not_found(material)
    return _decided(says, denies, material)


def stated(text: str) -> str:
    """What is claimed, without "is it true that" in front and the question mark."""
    return OPENING.sub("", text.strip(), count=1).strip(' ?!"“”')


_STANCES: tuple[Stance, Stance] = ("says", "denies")


def _held(material: Material) -> list[tuple[Candidate, Days | None]]:
    """The best sentences that state something, each with the days of its event where they are known."""
    context = material.context
    annotated = material.library.catalog.annotations.of(list(context.articles))
    known = {(i, s.start): s for i, each in annotated.items() for s in each.sentences}
    held = []
    for candidate in context.candidates:
        sentence = known.get((candidate.passage.article_id, candidate.start))
        if _states(candidate, sentence):
            held.append((candidate, sentence.days if sentence else None))
    return held[:MAX_HELD]


def _states(candidate: Candidate, sentence: AnnotatedSentence | None) -> bool:
    return sentence.is_evidence if sentence else not candidate.text.rstrip("\"”'’)").endswith("?")


def _wholes(context: Context) -> dict[str, Whole]:
    return {article.id: Whole.of(article) for article in context.articles.values()}


def _not_found(material: Material) -> Reply:
    """The nearest quotes where they may answer all the same, else a refusal."""
    if material.refusal:
        return replace(abstain(UNSAID, material.context), verdict="not_found")
    # The verdict says the doubt.
    return replace(quoted(material.context.answers, material.context), verdict="not_found")


def _decided(says: Sequence[Bearing], denies: Sequence[Bearing], material: Material) -> Reply:
    context = material.context
    is_supported = not denies or (bool(says) and _weight(says, context) >= _weight(denies, context))
    verdict: ClaimVerdict = "supported" if is_supported else "contradicted"
    first, others = (says, denies) if is_supported else (denies, says)
    chosen = [*_best(first)[:MAX_DECIDING], *_of_others(_best(others), first)[:1]]
    quotes = _distinct([_quote(each, context) for each in chosen])
    if material.request.is_yes_no:
        quotes = _distinct([*quotes, *(_as_quote(c) for c in quoted(context.answers, context).citations)])
    citations = tuple(_cited(n, each, context) for n, each in enumerate(quotes, 1))
    sentences = tuple(Sentence(each.quote, "quoted", (each.number,)) for each in citations)
    warnings = (DISAGREE,) if _of_others(others, first) else ()
    return Reply("answered", "extract", sentences, citations, warnings=warnings, verdict=verdict)


def _weight(found: Sequence[Bearing], context: Context) -> tuple[date, float]:
    """The day of the newest article among them, then how near the best of them comes."""
    days = [context.articles[each.candidate.passage.article_id].published or date.min for each in found]
    return max(days), max(each.nearness for each in found)


def _best(found: Sequence[Bearing]) -> list[Bearing]:
    """The nearest first, of those alike the one that answers best."""
    return sorted(found, key=lambda each: -each.nearness)


def _of_others(found: Sequence[Bearing], first: Sequence[Bearing]) -> list[Bearing]:
    """Those of other articles than the first ones: an article that speaks of two things does not disagree."""
    articles = {each.candidate.passage.article_id for each in first}
    return [each for each in found if each.candidate.passage.article_id not in articles]


def _quote(bearing: Bearing, context: Context) -> Quote:
    candidate = bearing.candidate
    text = context.articles[candidate.passage.article_id].text
    return Quote(candidate.passage.article_id, *with_subject(candidate, text))


def _as_quote(citation: Citation) -> Quote:
    return Quote(citation.article_id, citation.start, citation.end)


def _distinct(quotes: Sequence[Quote]) -> list[Quote]:
    kept: list[Quote] = []
    for each in quotes:
        if not any(each.overlaps(other) for other in kept):
            kept.append(each)
    return kept


def _cited(number: int, quoted: Quote, context: Context) -> Citation:
    return cite(number, context.articles[quoted.article_id], quoted.start, quoted.end)
