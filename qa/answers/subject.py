"""How much of a subject a text tells, and which articles are about it. By words, so that many texts can be held
against it.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from article_qa.index.records import Article
from article_qa.index.store.catalog import Catalog
from article_qa.index.text.stems import fold, stem
from article_qa.index.text.words import QUESTION_WORDS, WORD, content_words
from article_qa.qa.answers.material import Material
from article_qa.qa.reading.answerability import terms

# What a subject may be called, whatever it is.
CALLED = frozenset(
    """affair article articles case coverage development developments event events history issue life matter news
    report reports saga situation stories story subject topic""".split()
)
# Passages searched for articles about it.
MAX_PASSAGES = 40
# The first two or three paragraphs.
LEAD_CHARACTERS = 500
# An article about a subject has this share of its words, by rarity, in headline and lead, and that in all of its text.
LEAD_SHARE, TEXT_SHARE = 0.4, 0.6
# One that is found so much less well than the best must have this share in its headline.
WEAK_SCORE_PART, TITLE_SHARE = 0.3, 0.75
# Nor has it less than these parts of what the best article has in its lead and text.
BEST_LEAD_PART, BEST_TEXT_PART = 0.4, 0.75
# One that is found nearly as well as the best may say it in other words: so much of the best's text is enough.
MIN_TEXT_PART, BEST_SCORE_PART = 0.4, 0.6


@dataclass(frozen=True)
class Subject:
    """A subject in words: its content words as stems, each with its rarity in the library."""

    text: str
    rarity: Mapping[str, float]

    @classmethod
    def of(cls, text: str, catalog: Catalog, *, is_whole: bool = False) -> "Subject":
        """The subject `text`, without what any subject may be called.

        Words that no article has are left out too, unless it must be told whole.
        """
        words = content_words(text)
        found = terms(
            " ".join([word for word in words if word not in CALLED and word not in QUESTION_WORDS] or words), catalog
        )
        known = {word: weight for word, weight in found.rarity.items() if found.counts[word] or is_whole}
        return cls(text, {stem(word): weight for word, weight in (known or found.rarity).items()})

    def share(self, text: str) -> float:
        """Which share of the subject, by rarity, stands in `text`; 0 for a subject without words."""
        total = sum(self.rarity.values())
        return sum(self.rarity[word] for word in stems_among(self.rarity, text)) / total if total else 0.0

    def is_named(self, text: str) -> bool:
        """Whether `text` has all names of the subject as names, so that "given" is not "Ever Given"."""
        return _capitalised(self.text) <= _capitalised(text)


@dataclass(frozen=True, slots=True)
class Weighed:
    """An article, how much of a subject its headline, lead and text tell, and how well its best passage was found.

    One that is not about the subject may still mention it.
    """

    article: Article
    title: float
    lead: float
    text: float
    score: float
    is_about: bool = False


def articles_about(subject: Subject, material: Material) -> list[Article]:
    """The articles in scope that are about the subject, one copy of each report, the one that tells most first."""
    return [each.article for each in weigh(subject, material) if each.is_about]


def weigh(subject: Subject, material: Material) -> list[Weighed]:
    """The articles that are found for the subject, the one that tells most of it first.

    Those that the scope itself names are all about it.
    """
    request = material.request
    found = material.library.find([subject.text], request.scope, MAX_PASSAGES, today=material.context.today).retrieved
    scores: dict[str, float] = {}
    for hit in found.hits:
        scores.setdefault(hit.passage.article_id, hit.score)
    weighed = [_weigh(subject, found.articles[article_id], score) for article_id, score in scores.items()]
    about = [replace(each, is_about=bool(request.scope.articles) or _is_about(each, weighed)) for each in weighed]
    return sorted(about, key=lambda each: (-each.lead - each.text, -each.score))


def _weigh(subject: Subject, article: Article, score: float) -> Weighed:
    lead = lead_of(article)
    return Weighed(
        article, subject.share(article.title), subject.share(lead), subject.share(f"{lead}\n{article.text}"), score
    )


def _is_about(one: Weighed, found: Collection[Weighed]) -> bool:
    best_score = max(each.score for each in found)
    if one.score < WEAK_SCORE_PART * best_score and one.title < TITLE_SHARE:
        return False
    if one.lead < max(LEAD_SHARE, BEST_LEAD_PART * max(each.lead for each in found)):
        return False
    best_text = max(each.text for each in found)
    is_well_found = one.text >= MIN_TEXT_PART * best_text and one.score >= BEST_SCORE_PART * best_score > 0
    return one.text >= max(TEXT_SHARE, BEST_TEXT_PART * best_text) or is_well_found


def _capitalised(text: str) -> set[str]:
    return {word for word in WORD.findall(fold(text)) if word[0].isupper()}


def lead_of(article: Article) -> str:
    """The headline and the beginning of the text."""
    return f"{article.title}\n{article.text[:LEAD_CHARACTERS]}"


def stems_among(wanted: Collection[str], text: str) -> set[str]:
    """Which of these stems stand in `text`."""
    heads = {word[:2] for word in wanted}
    # Few words begin as one of them does, and a stem takes longer than a glance.
    words = {word.lower() for word in WORD.findall(fold(text))}
    return {found for word in words if word[:2] in heads and (found := stem(word)) in wanted}
