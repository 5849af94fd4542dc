"""The sentences that a statement is held against: those of the passages found that come near to it.

They are ranked by late interaction as the answers to a question are
(`qa.reading.late_interaction`), but only by the words of the statement that tell
something, and without the trained head: what is not near decides nothing anyhow.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from article_qa.index.annotations import Annotations, Days
from article_qa.index.embedders.local import FloatMatrix
from article_qa.index.records import Article, Passage, embedded_text
from article_qa.index.text.languages import is_foreign
from article_qa.index.text.sentence_language import sentence_language
from article_qa.index.text.sentences import Span, sentences
from article_qa.qa.reading.evidence_sentences import evidence_sentences
from article_qa.qa.reading.late_interaction import Candidate, TokenReader
from article_qa.qa.verification.alignment import telling
from article_qa.qa.verification.bearing import Whole

# So many of the best sentences are held against a statement, and only those that match it so well.
MAX_HELD, MIN_MATCH = 6, 0.4


@dataclass(frozen=True, slots=True)
class Found:
    """What was found for a statement: the passages, and what is known of the articles they are from, by id.

    `rarity` is that of the statement's words.
    """

    passages: Sequence[Passage]
    articles: Mapping[str, Article]
    annotations: Mapping[str, Annotations]
    wholes: Mapping[str, Whole]
    reader: TokenReader
    rarity: Mapping[str, float]

    def days(self, candidate: Candidate) -> Days | None:
        """When what the sentence tells happened, where that is known."""
        known = self.annotations.get(candidate.passage.article_id)
        inside = (each for each in known.sentences if each.start == candidate.start) if known else ()
        return next((each.days for each in inside), None)

    def speaker(self, candidate: Candidate) -> str:
        """Who is quoted with the sentence; empty where nobody is, or it is not known."""
        known = self.annotations.get(candidate.passage.article_id)
        sayings = known.sayings if known else ()
        within = (each.speaker for each in sayings if each.start <= candidate.start and candidate.end <= each.end)
        return next(within, "")


def near_sentences(statement: str, found: Found) -> list[Candidate]:
    """The sentences of the passages that state something, the best match first."""
    ((vectors, spans),) = found.reader.token_vectors([statement])
    own = telling(statement, spans, 0, len(statement)) or list(range(len(spans)))
    matched = (each for passage in found.passages for each in _matched(passage, vectors[own], found))
    ranked = sorted((each for each in matched if _is_readable(each, found)), key=lambda each: -each.match)
    stated = evidence_sentences(ranked, found.articles, found.annotations)
    return [each for each in stated if not each.text.rstrip("\"”'’)").endswith("?")]


def _is_readable(candidate: Candidate, found: Found) -> bool:
    """Whether the English rules can read it; in other languages they would find differences that are none."""
    language = found.articles[candidate.passage.article_id].language
    return not is_foreign(language) or sentence_language(candidate.text) == "en"


def held(near: Sequence[Candidate], most: int = MAX_HELD) -> list[Candidate]:
    """Those of the ranked sentences that are near enough to decide, at most so many."""
    return [each for each in near[:most] if each.match >= MIN_MATCH]


def _matched(passage: Passage, claimed: FloatMatrix, found: Found) -> Iterator[Candidate]:
    """The sentences of one passage, each with the mean cosine of the statement's tokens and its nearest ones."""
    article = found.articles[passage.article_id]
    text, body = embedded_text(article.title, article.published, passage.text)
    ((theirs, spans),) = found.reader.token_vectors([text])
    # Not "@": its threads wait for each other longer than so small a product takes.
    cosines = np.einsum("id,jd->ij", claimed, theirs)
    starts, ends = [a for a, _ in spans], [b for _, b in spans]
    for start, end in _sentences(passage.text):
        first, last = bisect_left(starts, start + body), bisect_right(ends, end + body)
        told = passage.text[start:end]
        if first < last and (told != article.title or told == article.text):
            match = float(cosines[:, first:last].max(axis=1).mean())
            yield Candidate(passage, passage.start + start, passage.start + end, told, match, match)


# A passage is cut for every statement that finds it.
@lru_cache(maxsize=1024)
def _sentences(text: str) -> tuple[Span, ...]:
    return tuple(sentences(text))
