"""All that is asked for, not the best few."""

from collections.abc import Mapping, Sequence

from article_qa.index.annotations import AnnotatedSentence, Annotations
from article_qa.index.records import Article
from article_qa.qa.answers import everybody
from article_qa.qa.answers.continuations import with_continuations
from article_qa.qa.answers.enumerations import LISTED, items, number_asked, whole_list
from article_qa.qa.answers.evidence import Excerpt, evidence_of, is_repeat, quote_all
from article_qa.qa.answers.listing_evidence import weighed_for_listing
from article_qa.qa.answers.material import Material
from article_qa.qa.answers.reply import Reply
from article_qa.qa.answers.subject import LEAD_SHARE, Subject, weigh
from article_qa.qa.reading.answer_types import Wanted
from article_qa.qa.reading.late_interaction import Candidate
from article_qa.qa.reading.quote_selection import choose
from article_qa.qa.reading.sufficiency import is_doubtful

# What is told in many sentences, in one that names several things, and in one that names as many as were asked for.
MANY, SEVERAL, ALL = (6, 160), (3, 120), (2, 80)
# A longer list is shown by its lines, a shorter one whole.
MAX_LIST_WORDS = 120
# A longer sentence before a list is not what introduces it.
MAX_INTRODUCTION_WORDS = 40
# Of the best sentences so many are looked at for a list that they stand in, as long as they are near the best.
LIST_DEPTH, LIST_MARGIN = 6, 0.25
# So far behind the best a sentence still belongs to the list, one of another article less far.
SAME_ARTICLE_MARGIN, OTHER_ARTICLE_MARGIN = 0.2, 0.1
# A sentence that was not read closely must say so much of the question, by rarity.
ALIKE_SHARE = 0.7
# What other articles list fits on the screen beside the first list.
MAX_ELSEWHERE = 3


def reply(material: Material) -> Reply | None:
    """Every sentence that names one of what was asked for; None where plain quotes do."""
    if everybody.is_asked_about(material.request.text):
        return everybody.who_says_something(material)
    if material.refusal or _lacks_names(material):
        return None
    catalog = material.library.catalog
    annotations = catalog.annotations.of(list(material.context.articles))
    candidates = weighed_for_listing(material, annotations)
    if not candidates:
        return None
    if whole := _list(candidates, material, annotations):
        return whole
    return _sentences(with_continuations(candidates, material.context.articles, annotations), material)


def _lacks_names(material: Material) -> bool:
    """Whether people's names are asked for, and what comes nearest has none of theirs."""
    return bool(Wanted.of(material.request.text).named) and is_doubtful(material.context)


def _list(candidates: Sequence[Candidate], material: Material, annotations: Mapping[str, Annotations]) -> Reply | None:
    """The whole list that one of the best sentences belongs to; None where none does."""
    near = [each for each in candidates[:LIST_DEPTH] if each.score >= candidates[0].score - LIST_MARGIN]
    for candidate in near:
        article = material.context.articles[candidate.passage.article_id]
        sentences = annotations[article.id].sentences if article.id in annotations else ()
        at = next((n for n, s in enumerate(sentences) if (s.start, s.end) == (candidate.start, candidate.end)), None)
        if at is None:
            continue
        if found := whole_list(sentences, at):
            return _whole(article, [*_introduction(article, sentences, found[0]), *found])
        if found := _list_after(article, sentences, at):
            return _whole(article, found)
    return None


def _list_after(article: Article, sentences: Sequence[AnnotatedSentence], at: int) -> list[AnnotatedSentence]:
    """The sentence with this index and the list whose lead-in comes next in its paragraph; else nothing."""
    if at + 1 == len(sentences) or article.text[sentences[at].end : sentences[at + 1].start].strip(" "):
        return []
    found = whole_list(sentences, at + 1) if sentences[at + 1].kind not in LISTED else []
    return [sentences[at], *found] if found else []


def _introduction(
    article: Article, sentences: Sequence[AnnotatedSentence], first: AnnotatedSentence
) -> list[AnnotatedSentence]:
    """The short paragraph right before a list without a lead-in: what its figures are, mostly."""
    if first.kind not in LISTED:
        return []
    found: list[AnnotatedSentence] = []
    for each in reversed(sentences[: sentences.index(first)]):
        if each.kind != "statement" or (found and "\n" in article.text[each.end : found[0].start]):
            break
        found.insert(0, each)
    words = len(article.text[found[0].start : found[-1].end].split()) if found else 0
    return found if words <= MAX_INTRODUCTION_WORDS else []


def _whole(article: Article, found: Sequence[AnnotatedSentence]) -> Reply:
    """A list as one quote, or item by item where it is long."""
    count = sum(each.kind in LISTED and _begins_line(article, each) for each in found)
    closing = f"{count} items are listed." if count > 1 else ""
    whole = Excerpt(article, found[0].start, found[-1].end)
    if len(whole.text.split()) <= MAX_LIST_WORDS:
        return quote_all([whole], closing=closing)
    return quote_all([Excerpt(article, each.start, each.end) for each in found], closing=closing)


def _begins_line(article: Article, sentence: AnnotatedSentence) -> bool:
    """Whether it stands first in its line, so that an item of two sentences counts once."""
    before = article.text[max(0, sentence.start - 80) : sentence.start].rstrip(" ")
    return not before or before.endswith("\n")


def _sentences(candidates: Sequence[Candidate], material: Material) -> Reply:
    """The sentences near the best; where none names several things, more than a plain question gets."""
    articles, best = material.context.articles, candidates[0]
    near = [candidate for candidate in candidates if _is_near(candidate, best)]
    named, number = items(best.text), number_asked(material.request.text)
    max_quotes, max_words = ALL if named and named == number else SEVERAL if named else MANY
    quotes = choose(near, articles, max_quotes=max_quotes, max_words=max_words)
    told = [Excerpt(articles[q.article_id], q.start, q.end) for q in quotes]
    return quote_all(told if named else [*told, *_elsewhere(told, material)])


def _elsewhere(told: Sequence[Excerpt], material: Material) -> list[Excerpt]:
    """Sentences of other articles on the matter that say nearly all that the question does: each may name another."""
    catalog = material.library.catalog
    subject = Subject.of(material.request.text, catalog)
    seen = {excerpt.article.id for excerpt in told}
    # Each sentence must say nearly all, so its article need not be about the matter as a whole.
    near = [each.article for each in weigh(subject, material) if each.lead >= LEAD_SHARE]
    articles = [article for article in near if article.id not in seen]
    annotations = catalog.annotations.of([article.id for article in articles])
    found: list[Excerpt] = []
    for article in articles:
        spans = [Excerpt(article, s.start, s.end) for s in evidence_of(article, annotations)]
        alike = [each for each in spans if subject.share(each.text) >= ALIKE_SHARE]
        new = [each for each in alike if not any(is_repeat(each.text, other.text) for other in (*told, *found))]
        found += new[:1]
    return found[:MAX_ELSEWHERE]


def _is_near(candidate: Candidate, best: Candidate) -> bool:
    same = candidate.passage.article_id == best.passage.article_id
    return candidate.score >= best.score - (SAME_ARTICLE_MARGIN if same else OTHER_ARTICLE_MARGIN)
