"""The sentence of an article that says what it is about: its first statement, or its first on a subject."""

import re
from collections.abc import Iterator, Sequence

from article_qa.index.annotations import Annotations, Span
from article_qa.index.records import Article
from article_qa.index.text.sentences import sentences
from article_qa.index.text.stems import stem
from article_qa.index.text.words import WORD

# So much of an article is read where it was not annotated.
READ_CHARACTERS = 6000
# Fewer words are a heading or a dateline.
MIN_WORDS = 6
NOTE = re.compile(r"\W*editor['’]s note\b\W{1,3}", re.IGNORECASE)
BYLINE = re.compile(
    r"\W*(?:by|from|updated|published|posted|photo|image|credit|reporting by)\b[^.!?]{0,80}$", re.IGNORECASE
)
ENDS = (".", "!", '"', "”", "’", "'", ")")


def lead(article: Article, annotations: Annotations | None, subject: Sequence[str] = ()) -> Span | None:
    """Where the first statement stands, or the first with a word of `subject`; None for an article without one."""
    wanted = {stem(word) for word in subject}
    first = None
    for start, end in statements(article, annotations):
        words = WORD.findall(article.text[start:end])
        if not wanted or not wanted.isdisjoint(map(stem, words)):
            return start, end
        first = first or (start, end)
    return first


def statements(article: Article, annotations: Annotations | None) -> Iterator[Span]:
    """The statements of an article, in order; by the look of its lines where it was not annotated yet."""
    if annotations and annotations.sentences:
        kinds = [(s.start, s.end) for s in annotations.sentences if s.kind == "statement"]
        yield from (span for span in kinds if _tells(article.text[slice(*span)], article.title))
        return
    for start, end in sentences(article.text[:READ_CHARACTERS]):
        text = article.text[start:end]
        # The last sentence may be cut.
        if end < READ_CHARACTERS and text.endswith(ENDS) and not BYLINE.fullmatch(text) and _tells(text, article.title):
            yield start, end


def _tells(text: str, title: str) -> bool:
    """Whether this is neither the headline again, nor a note to the reader, nor a few words."""
    words = WORD.findall(text)
    return len(words) >= MIN_WORDS and words != WORD.findall(title) and not NOTE.match(text)
