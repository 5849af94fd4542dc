"""An article or a subject in its lead sentences."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from article_qa.index.annotations import AnnotatedSentence, Annotations, Span
from article_qa.index.records import Article
from article_qa.qa.answers.centrality import MIN_WORDS, content_stems, word_weights
from article_qa.qa.answers.evidence import Excerpt, evidence_of, is_repeat, quote_all
from article_qa.qa.answers.material import Material
from article_qa.qa.answers.reply import Reply
from article_qa.qa.answers.subject import Subject, articles_about

# A summary of more articles has a sentence of each and tells nothing.
MAX_ARTICLES = 3
# What is read in half a minute. "In a sentence" gets one.
MAX_SENTENCES, MAX_BRIEF = 4, 1
# Four long sentences would be a column.
MAX_WORDS = 150
# A headline that says this much more of the subject than any other is the article that is meant.
TITLE_LEAD = 0.34
# What sentences that name somebody, or tell when or how many, are worth beside the weight of their words.
FACT_WEIGHT = 0.15
# Of a subject that the headline does not name so much, only sentences that do are of use.
MIN_SHARE = 0.4
# Shorter sentences hardly say anything by themselves.
MIN_SENTENCE_WORDS = 6


def reply(material: Material) -> Reply | None:
    """Who, what, when, where and why, in the order of the text; None where nothing is summed up."""
    request, catalog = material.request, material.library.catalog
    subject = Subject.of(request.subject or request.text, catalog)
    articles = _meant(subject, articles_about(subject, material))[: 1 if request.is_brief else MAX_ARTICLES]
    annotations = catalog.annotations.of([article.id for article in articles])
    each = MAX_BRIEF if request.is_brief else MAX_SENTENCES if len(articles) == 1 else 2
    told: list[Excerpt] = []
    for article in sorted(articles, key=lambda article: (article.published or date.max, article.id)):
        told += [e for e in summed_up(article, annotations, subject, each, material.is_told) if not _is_told(e, told)]
    return quote_all(told) if told else None


def summed_up(
    article: Article,
    annotations: Mapping[str, Annotations],
    subject: Subject,
    limit: int,
    is_told: Callable[[str], bool],
) -> list[Excerpt]:
    """The lead and the most central other sentences, `limit` of them, as they stand in the text.

    Where the lead is told already, the most central of the others.
    """
    known = _evidence(article, annotations, subject)
    evidence = [each for each in known if not is_told(article.text[each.start : each.end])]
    weights = word_weights([content_stems(article.text[each.start : each.end]) for each in evidence])
    names = [mention for name in _names(article, annotations) for mention in name]
    chosen: list[AnnotatedSentence] = evidence[:1] if evidence[:1] == known[:1] else []
    left = MAX_WORDS - sum(_length(article, each) for each in chosen)
    while len(chosen) < limit:
        told = {word for each in chosen for word in content_stems(article.text[each.start : each.end])}
        rest = [each for each in evidence if each not in chosen and _length(article, each) <= left]
        if not rest:
            break
        best = max(rest, key=lambda each: _weight(article, each, weights, told, names, subject))
        chosen.append(best)
        left -= _length(article, best)
    return [Excerpt(article, each.start, each.end) for each in sorted(chosen, key=lambda each: each.start)]


def _evidence(article: Article, annotations: Mapping[str, Annotations], subject: Subject) -> list[AnnotatedSentence]:
    """What may be quoted; of an article whose headline is on something else, what names the subject."""
    asking = _leading_to_questions(article, annotations)
    whole = [
        each
        for each in evidence_of(article, annotations)
        if each.start not in asking and _is_whole(article.text[each.start : each.end])
    ]
    if subject.share(article.title) >= MIN_SHARE:
        return whole
    return [each for each in whole if subject.share(article.text[each.start : each.end]) >= MIN_SHARE]


def _leading_to_questions(article: Article, annotations: Mapping[str, Annotations]) -> set[int]:
    """Where the sentences of paragraphs begin that end in a question: an interviewer's own words."""
    known = annotations[article.id].sentences if article.id in annotations else ()
    asking: set[int] = set()
    is_asked, next_start = False, len(article.text)
    for sentence in reversed(known):
        if "\n" in article.text[sentence.end : next_start] or next_start == len(article.text):
            is_asked = sentence.kind == "question"
        if is_asked:
            asking.add(sentence.start)
        next_start = sentence.start
    return asking


def _meant(subject: Subject, articles: Sequence[Article]) -> list[Article]:
    """The one article whose headline names the subject as no other does, else the first few about it."""
    shares = sorted((subject.share(article.title) for article in articles), reverse=True)
    if len(shares) > 1 and shares[0] - shares[1] >= TITLE_LEAD:
        return [max(articles, key=lambda article: subject.share(article.title))]
    return list(articles)


def _weight(
    article: Article,
    sentence: AnnotatedSentence,
    weights: Mapping[str, float],
    told: set[str],
    names: Sequence[Span],
    subject: Subject,
) -> float:
    """How central a sentence is, after SumBasic (Nenkova and Vanderwende, 2005): what was told counts less."""
    text = article.text[sentence.start : sentence.end]
    words = content_stems(text)
    central = sum(weights[word] * (0.3 if word in told else 1) for word in words) / max(MIN_WORDS, len(words))
    has_name = any(sentence.start <= start < sentence.end for start, _ in names)
    facts = has_name + bool(sentence.days) + any(character.isdigit() for character in text)
    return central + FACT_WEIGHT * facts + FACT_WEIGHT * subject.share(text)


def _names(article: Article, annotations: Mapping[str, Annotations]) -> list[tuple[Span, ...]]:
    known = annotations.get(article.id)
    return [name.mentions for name in known.names] if known else []


def _is_whole(text: str) -> bool:
    return len(text.split()) >= MIN_SENTENCE_WORDS


def _length(article: Article, sentence: AnnotatedSentence) -> int:
    return len(article.text[sentence.start : sentence.end].split())


def _is_told(excerpt: Excerpt, told: Sequence[Excerpt]) -> bool:
    return any(is_repeat(excerpt.text, other.text) for other in told)
