"""Sentences of articles that can be quoted, and the reply that quotes them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from article_qa.index.annotations import AnnotatedSentence, Annotations, Days, Saying, Span
from article_qa.index.records import Article
from article_qa.index.text.sentences import sentences
from article_qa.index.text.words import WORD
from article_qa.qa.answer import Sentence
from article_qa.qa.answers.reply import Reply
from article_qa.qa.citation import Citation, cite

# Two sentences that share this much of the words of the shorter say the same.
REPEAT_SHARE = 0.75


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Words of an article to be quoted: `days` is when that happened, `words` what `speaker` says in them."""

    article: Article
    start: int
    end: int
    days: Days | None = None
    speaker: str = ""
    words: Span | None = None

    @property
    def text(self) -> str:
        return self.article.text[self.start : self.end]

    @property
    def shown(self) -> str:
        """The text, with the speaker in brackets before it where it does not name them."""
        surname = self.speaker.rpartition(" ")[2]
        return self.text if not surname or surname in self.text else f"[{self.speaker}] {self.text}"


def quote_all(excerpts: Iterable[Excerpt], *, warnings: Sequence[str] = (), closing: str = "") -> Reply:
    """Each excerpt as a quoted sentence, in this order; `closing` is the program's own last sentence."""
    told, citations = [], []
    for number, excerpt in enumerate(excerpts, 1):
        citations.append(cite_excerpt(number, excerpt))
        told.append(_told(number, excerpt))
    own = [Sentence(closing, "computed", ())] if closing else []
    return Reply("answered", "extract", (*told, *own), tuple(citations), warnings=tuple(filter(None, warnings)))


def cite_excerpt(number: int, excerpt: Excerpt) -> Citation:
    """The citation of the excerpt, with its speaker and their words where it has one."""
    citation = cite(number, excerpt.article, excerpt.start, excerpt.end)
    if not excerpt.speaker:
        return citation
    start, end = excerpt.words or (excerpt.start, excerpt.end)
    return replace(citation, speaker=excerpt.speaker, highlight=(start - excerpt.start, end - excerpt.start))


def excerpt_of(article: Article, saying: Saying) -> Excerpt:
    """The sentences of a saying with its speaker and words."""
    words = (saying.words_start, saying.words_end)
    return Excerpt(article, saying.start, saying.end, speaker=saying.speaker, words=words)


def evidence_of(article: Article, annotations: Mapping[str, Annotations]) -> list[AnnotatedSentence]:
    """The sentences of the article that state something, in order; all but its headline where it is not annotated."""
    known = annotations.get(article.id)
    if known:
        found = [each for each in known.sentences if each.is_evidence]
    else:
        found = [AnnotatedSentence(start, end, "statement") for start, end in sentences(article.text, article.language)]
    return [each for each in found if article.text[each.start : each.end] != article.title]


def is_repeat(one: str, other: str) -> bool:
    """Whether the shorter of the two says hardly anything that the other does not."""
    a, b = _words(one), _words(other)
    return len(a & b) >= REPEAT_SHARE * max(1, min(len(a), len(b)))


def _words(text: str) -> frozenset[str]:
    return frozenset(word.lower() for word in WORD.findall(text))


def _told(number: int, excerpt: Excerpt) -> Sentence:
    said = Sentence(excerpt.shown, "quoted", (number,))
    return replace(said, day=excerpt.days.first, precision=excerpt.days.precision) if excerpt.days else said
