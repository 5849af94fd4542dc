"""Outlets or subjects side by side: what each side has, and which has nothing."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from article_qa.index.records import Scope
from article_qa.index.store.catalog import Catalog
from article_qa.index.text.lemmas import lemma
from article_qa.index.text.words import content_words
from article_qa.qa.answer import Sentence
from article_qa.qa.answers.evidence import Excerpt, is_repeat
from article_qa.qa.answers.material import Material
from article_qa.qa.answers.reply import Reply, computed
from article_qa.qa.citation import Citation, cite
from article_qa.qa.reading.answerability import terms
from article_qa.qa.reading.context import Context
from article_qa.qa.reading.late_interaction import Candidate
from article_qa.qa.reading.quote_selection import with_subject
from article_qa.qa.reading.sufficiency import why_not
from article_qa.qa.verification.claim_words import lemmas_of

# Each side is searched and read by itself, so this bounds the time.
PASSAGES_OF_SIDE = 4
# Of a subject one sentence answers. What an outlet writes needs a second one.
QUOTES_OF_OUTLET, QUOTES_OF_SUBJECT = 2, 1
# More columns cannot be read, and each side costs a search.
MAX_SIDES = 6
# A second quote of a side comes so near to its first.
MARGIN = 0.15
SITE = re.compile(r"^www\.|\.[a-z]{2,6}(?:\.[a-z]{2})?$", re.IGNORECASE)
CANNOT = (
    "Article QA cannot compare all articles with each other. "
    "Ask about one subject, and the answer shows what each article says about it."
)


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison, what is searched for it and where; `outlet` where it is one, known or not."""

    name: str
    query: str
    scope: Scope
    outlet: bool = False


def reply(material: Material) -> Reply | None:
    """The best quotes of each side in turn; None where fewer than two sides are named."""
    request = material.request
    sides = _sides(material)
    if len(sides) < 2:
        # Without a side and a subject, all articles would have to be compared.
        is_open = not sides and not content_words(request.subject) and not request.scope.publishers
        return Reply("answered", "extract", (computed(CANNOT),)) if is_open else None
    found = [(side, _best(side, material)) for side in sides]
    return _side_by_side(found) if any(excerpts for _, excerpts in found) else None


def _sides(material: Material) -> list[Side]:
    """The outlets or the subjects that are compared."""
    request, catalog = material.request, material.library.catalog
    names = list(dict.fromkeys(request.subjects or request.scope.publishers))[:MAX_SIDES]
    outlets = {name: _publisher(name, catalog) for name in names}
    if any(outlets.values()) and content_words(request.subject):
        return [_outlet(name, outlets[name], request.subject, request.scope) for name in names]
    return [Side(name, f"{name} {request.subject}".strip(), request.scope) for name in names]


def _publisher(name: str, catalog: Catalog) -> str | None:
    """The outlet as the articles write it; "The Vale Star" may be filed as valestar.com."""
    found = catalog.publisher(name) or catalog.queries.outlet_named(name)
    letters = _letters(name.removeprefix("the ").removeprefix("The "))
    return found or next((each for each in catalog.publishers() if _letters(SITE.sub("", each)) == letters), None)


def _letters(name: str) -> str:
    return "".join(filter(str.isalnum, name)).casefold()


def _outlet(name: str, publisher: str | None, subject: str, scope: Scope) -> Side:
    return Side(name, subject, replace(scope, publishers=(publisher or name,)), outlet=True)


def _best(side: Side, material: Material) -> list[Excerpt]:
    """The sentences of a side that are nearest to what is compared; none where it does not speak of it."""
    found = material.library.find([side.query], side.scope, PASSAGES_OF_SIDE, today=material.context.today)
    known = terms(side.query, material.library.catalog)
    context = Context(
        side.query, material.context.today, found.retrieved.hits, found.retrieved.articles, known,
        material.context.reader, material.context.multilingual, head=material.context.head,
    )  # fmt: skip
    candidates = [each for each in _evidence(context, material) if side.outlet or _names(side, each)]
    if not candidates or (side.outlet and why_not(context, context.ranked_answers(candidates))):
        return []
    return _distinct(candidates, context, QUOTES_OF_OUTLET if side.outlet else QUOTES_OF_SUBJECT)


def _evidence(context: Context, material: Material) -> list[Candidate]:
    """The sentences that state something, the best first; all where the articles are not annotated yet."""
    annotated = material.library.catalog.annotations.of(list(context.articles))
    states = {(i, s.start): s.is_evidence for i, each in annotated.items() for s in each.sentences}
    return [c for c in context.candidates if states.get((c.passage.article_id, c.start), True)]


def _names(side: Side, candidate: Candidate) -> bool:
    """Whether the sentence has all words of the side, in some form."""
    return {lemma(word) for word in content_words(side.name)} <= lemmas_of(candidate.text)


def _distinct(candidates: Sequence[Candidate], context: Context, most: int) -> list[Excerpt]:
    kept: list[Excerpt] = []
    for each in candidates:
        article = context.articles[each.passage.article_id]
        excerpt = Excerpt(article, *with_subject(each, article.text))
        is_near = each.score >= candidates[0].score - MARGIN
        if is_near and not any(is_repeat(excerpt.text, other.text) for other in kept):
            kept.append(excerpt)
        if len(kept) == most:
            break
    return kept


def _side_by_side(found: Sequence[tuple[Side, Sequence[Excerpt]]]) -> Reply:
    sentences: list[Sentence] = []
    citations: list[Citation] = []
    for side, excerpts in found:
        for excerpt in excerpts:
            citation = cite(len(citations) + 1, excerpt.article, excerpt.start, excerpt.end)
            citations.append(citation)
            sentences.append(Sentence(citation.quote, "quoted", (citation.number,)))
        if not excerpts:
            sentences.append(computed(_nothing(side)))
    return Reply("answered", "extract", tuple(sentences), tuple(citations))


def _nothing(side: Side) -> str:
    if side.outlet:
        return f"No article of {side.name} speaks of it."
    return f"No sentence that was found speaks of “{side.name}”."
