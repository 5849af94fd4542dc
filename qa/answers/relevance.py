"""Which of many excerpts are about a subject: the likeliest by their words, then read token by token."""

from collections.abc import Sequence
from dataclasses import replace

from article_qa.index.records import Passage
from article_qa.index.text.sentences import sentences
from article_qa.qa.answers.evidence import Excerpt
from article_qa.qa.answers.material import Material
from article_qa.qa.answers.subject import Subject
from article_qa.qa.reading.answerability import terms
from article_qa.qa.reading.late_interaction import Candidate, TokenReading

MAX_READ = 10
# What stands before an excerpt tells what it is about, the question of an interview above all.
CONTEXT_CHARACTERS = 300
CONTEXT_WEIGHT = 0.85
# An excerpt is about the subject when it has this share of its words, in these or near ones, or matches it so well.
# Of 168 pairs of speaker and subject, hardly one on another matter had either.
COVERED_THRESHOLD = 0.6
SCORE_THRESHOLD = 0.7
# One so far behind the best says less of it.
MARGIN = 0.2
# Beside the words of the excerpt, what the headline has of the subject, and that a passage found for it holds it.
TITLE_WEIGHT = 0.3
FOUND_WEIGHT = 0.2
# A longer excerpt is cut to the sentences that say most.
MAX_WORDS = 80


def most_relevant(excerpts: Sequence[Excerpt], subject: str, material: Material) -> list[Excerpt]:
    """Those about the subject, the best match first; none where none is."""
    likeliest = _likeliest(excerpts, subject, material)
    passages = [_passage(excerpt) for excerpt in likeliest]
    read = _read(passages, likeliest, subject, material)
    scored = [(_score(read[p.id], e), e, read[p.id]) for p, e in zip(passages, likeliest, strict=True) if read[p.id]]
    best = max((score for score, _, _ in scored), default=0.0)
    about = [each for each in scored if _is_about(each[0], each[2]) and each[0] >= best - MARGIN]
    return [_cut(excerpt, found) for _, excerpt, found in sorted(about, key=lambda each: -each[0])]


def first_words(excerpt: Excerpt) -> Excerpt:
    """The excerpt without what is beyond its first so many words, whole sentences."""
    spans = _sentences(excerpt)
    end = spans[0][1] if spans else excerpt.end
    for span in spans:
        if len(excerpt.article.text[excerpt.start : span[1]].split()) > MAX_WORDS:
            break
        end = span[1]
    return _narrowed(excerpt, excerpt.start, end)


def _likeliest(excerpts: Sequence[Excerpt], subject: str, material: Material) -> list[Excerpt]:
    """The excerpts that share most with the subject, or stand in passages that were found."""
    wanted = Subject.of(subject, material.library.catalog)
    found = {(p.article_id, p.start, p.end) for p in material.context.passages}

    def shared(excerpt: Excerpt) -> float:
        is_found = any(i == excerpt.article.id and s <= excerpt.start < e for i, s, e in found)
        text = excerpt.article.text[_context_start(excerpt) : excerpt.end]
        return wanted.share(text) + TITLE_WEIGHT * wanted.share(excerpt.article.title) + FOUND_WEIGHT * is_found

    return sorted(excerpts, key=shared, reverse=True)[:MAX_READ]


def _read(
    passages: Sequence[Passage], excerpts: Sequence[Excerpt], subject: str, material: Material
) -> dict[str, list[Candidate]]:
    """The sentences of each passage as they match the subject."""
    articles = {excerpt.article.id: excerpt.article for excerpt in excerpts}
    reading = TokenReading(passages, articles, material.context.reader)
    read: dict[str, list[Candidate]] = {passage.id: [] for passage in passages}
    for candidate in reading.rank(subject, rarity=terms(subject, material.library.catalog).rarity):
        read[candidate.passage.id].append(candidate)
    return read


def _score(candidates: Sequence[Candidate], excerpt: Excerpt) -> float:
    """How well the excerpt matches, as its best sentence does, or the one before it at less weight."""
    return max(c.score if c.start >= excerpt.start else CONTEXT_WEIGHT * c.score for c in candidates)


def _is_about(score: float, candidates: Sequence[Candidate]) -> bool:
    return score >= SCORE_THRESHOLD or max(c.covered for c in candidates) >= COVERED_THRESHOLD


def _cut(excerpt: Excerpt, candidates: Sequence[Candidate]) -> Excerpt:
    """The best sentence of a long excerpt, and what follows and precedes it, up to so many words."""
    spans = _sentences(excerpt)
    own = [c for c in candidates if c.start >= excerpt.start]
    if len(excerpt.text.split()) <= MAX_WORDS or not own or not spans:
        return excerpt
    best = max(own, key=lambda candidate: candidate.score)
    first = last = next((n for n, (_, end) in enumerate(spans) if end > best.start), 0)
    text = excerpt.article.text
    while True:
        wider = [(first, last + 1)] * (last + 1 < len(spans)) + [(first - 1, last)] * (first > 0)
        fits = [(a, b) for a, b in wider if len(text[spans[a][0] : spans[b][1]].split()) <= MAX_WORDS]
        if not fits:
            return _narrowed(excerpt, spans[first][0], spans[last][1])
        first, last = fits[0]


def _narrowed(excerpt: Excerpt, start: int, end: int) -> Excerpt:
    """The excerpt from `start` to `end`, and as much of its words as is left."""
    words = excerpt.words or (start, end)
    kept = (min(max(words[0], start), end), max(min(words[1], end), start))
    return replace(excerpt, start=start, end=end, words=kept if kept[0] < kept[1] else (start, end))


def _sentences(excerpt: Excerpt) -> list[tuple[int, int]]:
    return [(excerpt.start + start, excerpt.start + end) for start, end in sentences(excerpt.text)]


def _passage(excerpt: Excerpt) -> Passage:
    start = _context_start(excerpt)
    return Passage(excerpt.article.id, start, excerpt.end, excerpt.article.text[start : excerpt.end])


def _context_start(excerpt: Excerpt) -> int:
    """Where the sentence before the excerpt begins; the excerpt's own start where it is the first or too long."""
    window = max(0, excerpt.start - CONTEXT_CHARACTERS)
    before = sentences(excerpt.article.text[window : excerpt.start])
    # The first sentence of a window in mid-text may be cut in two.
    whole = before if window == 0 else before[1:]
    return window + whole[-1][0] if whole else excerpt.start
