"""Which of many excerpts are about a subject: the likeliest by their words, then read token by token."""

from collections.abc import Sequence
from dataclasses import replace

from article_qa.index.records import Passage
from article_qa.index.text.sentences import sentences
from article_qa.qa.answers.evidence import Excerpt
from article_qa.qa.answers.material import Material
from article_qa.qa.answers.subject import Subject, lead_of
from article_qa.qa.reading.answerability import terms
from article_qa.qa.reading.late_interaction import Candidate, TokenReading

# Together hardly more tokens than the passages of a plain question.
MAX_READ = 6
# What stands before an excerpt tells what it is about, the question of an interview above all.
CONTEXT_CHARACTERS = 200
CONTEXT_WEIGHT = 0.85
# An excerpt is about the subject when it has half of its words, or matches it so well, by itself or in its context.
# Of 168 pairs of speaker and subject, hardly one on another matter did.
SHARE_THRESHOLD, MATCH_THRESHOLD = 0.5, 0.5
SCORE_THRESHOLD = 0.7
# Or when it and its context have this share in these or near words, and its own sentences are not quite off it.
COVERED_THRESHOLD = 0.6
MIN_MATCH = 0.25
# Where no saying is, those that match it as well as this come near enough. Of 30 pairs on another matter none did.
NEAR_SCORE = 0.4
# Or those that match it nearly so well where what stands around has this share of its words.
NEAR_MATCH, AROUND_THRESHOLD, AROUND_CHARACTERS = 0.28, 0.3, 400
# Else those of an article whose lead tells this share of the subject are.
LEAD_THRESHOLD = 0.9
# One so far behind the best says less of it.
MARGIN = 0.2
# Beside the words of the excerpt, what the headline has of the subject, and that a passage found for it holds it.
TITLE_WEIGHT = 0.3
# Of two that fit alike, the one that the search found comes first.
FOUND_WEIGHT = 0.2
# A longer excerpt is read and shown in pieces of whole sentences.
MAX_WORDS = 60


def most_relevant(excerpts: Sequence[Excerpt], subject: str, material: Material) -> list[Excerpt]:
    """Those about the subject, long ones in pieces, the best match first; none where none is."""
    wanted = Subject.of(subject, material.library.catalog, is_whole=True)
    likeliest = _likeliest([piece for excerpt in excerpts for piece in pieces(excerpt)], wanted, material)
    passages = [_passage(excerpt) for excerpt in likeliest]
    read = _read(passages, likeliest, subject, material)
    scored = [(_score(read[p.id], e), e, read[p.id]) for p, e in zip(passages, likeliest, strict=True)]
    best = max((score for score, _, _ in scored), default=0.0)
    about = [(score, e) for score, e, found in scored if score >= best - MARGIN and _is_about(score, found, e, wanted)]
    about = about or [(score, e) for score, e, found in scored if score >= best - MARGIN and _is_near(found, e, wanted)]
    # In an article about somebody, "she" is often all that a saying names.
    about = about or [(s, e) for s, e, _ in scored if wanted.share(lead_of(e.article)) >= LEAD_THRESHOLD]
    return [excerpt for _, excerpt in sorted(about, key=lambda each: -each[0])]


def pieces(excerpt: Excerpt) -> list[Excerpt]:
    """The excerpt, or its sentences in groups of so many words where it is longer."""
    text, groups = excerpt.article.text, [(excerpt.start, excerpt.start)]
    for start, end in sentences(excerpt.text):
        first, last = groups[-1]
        span = (excerpt.start + start, excerpt.start + end)
        if len(text[first : span[1]].split()) <= MAX_WORDS or first == last:
            groups[-1] = (first, span[1])
        else:
            groups.append(span)
    return [_narrowed(excerpt, start, end) for start, end in groups if start < end] or [excerpt]


def _likeliest(excerpts: Sequence[Excerpt], wanted: Subject, material: Material) -> list[Excerpt]:
    """The excerpts that share most with the subject, or stand in passages that were found."""
    found = {(p.article_id, p.start, p.end) for p in material.context.passages}

    def shared(excerpt: Excerpt) -> float:
        is_found = any(i == excerpt.article.id and s <= excerpt.start < e for i, s, e in found)
        in_context = wanted.share(excerpt.article.text[_context_start(excerpt) : excerpt.end])
        by_itself = in_context and wanted.share(excerpt.text)
        return by_itself + in_context + TITLE_WEIGHT * wanted.share(excerpt.article.title) + FOUND_WEIGHT * is_found

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
    return max((c.score if c.start >= excerpt.start else CONTEXT_WEIGHT * c.score for c in candidates), default=0.0)


def _is_about(score: float, candidates: Sequence[Candidate], excerpt: Excerpt, wanted: Subject) -> bool:
    match = _match(candidates, excerpt)
    if score >= SCORE_THRESHOLD or match >= MATCH_THRESHOLD or wanted.share(excerpt.text) >= SHARE_THRESHOLD:
        return True
    return match >= MIN_MATCH and max(c.covered for c in candidates) >= COVERED_THRESHOLD


def _is_near(candidates: Sequence[Candidate], excerpt: Excerpt, wanted: Subject) -> bool:
    """Whether the excerpt may well be about the subject, in other words or by what stands around it."""
    if _score(candidates, excerpt) >= NEAR_SCORE:
        return True
    around = excerpt.article.text[max(0, excerpt.start - AROUND_CHARACTERS) : excerpt.end + AROUND_CHARACTERS]
    return _match(candidates, excerpt) >= NEAR_MATCH and wanted.share(around) >= AROUND_THRESHOLD


def _match(candidates: Sequence[Candidate], excerpt: Excerpt) -> float:
    """How well the best sentence of the excerpt itself matches."""
    return max((c.match for c in candidates if c.start >= excerpt.start), default=0.0)


def _narrowed(excerpt: Excerpt, start: int, end: int) -> Excerpt:
    """The excerpt from `start` to `end`, and as much of its words as is left."""
    words = excerpt.words or (start, end)
    kept = (min(max(words[0], start), end), max(min(words[1], end), start))
    return replace(excerpt, start=start, end=end, words=kept if kept[0] < kept[1] else (start, end))


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
