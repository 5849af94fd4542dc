"""A statement that no single sentence decides, held against whole passages by the check of a model's sentences.

`qa.verification.verify` asks of a passage whether anything speaks against the
statement. That is enough to contradict it. To support it, one sentence must come
near to it as a whole and word by word, with nothing but its headline and the
sentence before it.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from article_qa.index.records import Passage, embedded_text
from article_qa.index.text.days import days
from article_qa.index.text.numbers import figures
from article_qa.index.text.sentences import Span, sentences
from article_qa.index.text.words import STOP_WORDS, WORD
from article_qa.qa.answers.held import Found
from article_qa.qa.reading.late_interaction import Candidate
from article_qa.qa.verification.alignment import Case, read
from article_qa.qa.verification.bearing import Bearing
from article_qa.qa.verification.clauses import clause_at
from article_qa.qa.verification.polarity import negations
from article_qa.qa.verification.reality import tells_undone
from article_qa.qa.verification.verify import verify

# The passages of so many of the best sentences are looked at.
MAX_PASSAGES = 2
MIN_MATCH = 0.5
# Set by hand on one half of the claims that `python -m benchmarks.drafts` grades.
# A shorter statement shares all its words with sentences that say something else.
SAYS_WORDS = 6
SAYS_MATCH = 0.6
SAYS_WORD = 0.45
# A word that comes no nearer than this is said in other words.
SURE_WORD = 0.75
# Of all words but the one that it comes least near to.
SAYS_SECOND = 0.45
DENIES_MATCH = 0.58
DENIES_WORD = 0.5
RELATIVE = re.compile(r", (?:which|who|whose|where) [^,]*,")
# The reasons of the check that name what stands in the place of the statement's words.
_OTHERWISE = re.compile(r"the passage (?:says|(?P<has>has)) (?P<stated>.+?)(?: say so)?, not (?P<claimed>.+)")


def second_look(statement: str, near: Sequence[Candidate], found: Found) -> Bearing | None:
    """How the passage that comes nearest bears on the statement; None where it decides nothing.

    `near` are the sentences that were found for it, the best match first.
    """
    looked = [(_case(statement, passage, found), passage) for passage in _nearest(near)]
    for case, passage in sorted(looked, key=lambda each: -each[0].match):
        candidate = _carrying(case, passage, near) if case.match >= DENIES_MATCH else None
        if candidate and (bearing := _bearing(case, candidate, found)):
            return bearing
    return None


def _bearing(case: Case, candidate: Candidate, found: Found) -> Bearing | None:
    """How a passage bears on the statement, by its sentence that carries it."""
    reason = verify(case.claim, case.sources, found.reader).reason
    if not reason:
        return Bearing(candidate, "says", case.match) if _is_said(case, candidate, found) else None
    otherwise = _OTHERWISE.fullmatch(reason)
    if not otherwise or not _excludes(case.claim, candidate.text, otherwise):
        return None
    if min(_nearness(case, otherwise["claimed"]), default=0.0) < DENIES_WORD:
        return None
    return Bearing(candidate, "denies", case.match, f"{otherwise['claimed']} / {otherwise['stated']}")


def _is_said(case: Case, candidate: Candidate, found: Found) -> bool:
    """Whether the sentence that carries the statement says it with its headline and the sentence before it.

    A passage has the words of many statements that it does not make.
    """
    if len(_nearness(case)) < SAYS_WORDS:
        return False
    if bool(negations(candidate.text)) != bool(negations(case.claim)) or (
        tells_undone(candidate.text) and not tells_undone(case.claim)
    ):
        return False
    article = found.articles[candidate.passage.article_id]
    before = article.text[candidate.passage.start : candidate.start].rstrip()
    spans = sentences(before)
    told = f"{before[slice(*spans[-1])] if spans else ''} {candidate.text}".strip()
    # A headline has figures of other things.
    if not all(any(own.fits(each) for each in figures(told)) for own in figures(case.claim)):
        return False
    text, _ = embedded_text(article.title, article.published, told)
    alone = read(case.claim, [text], found.reader)
    least, *others = sorted(_nearness(alone)) or [0.0]
    if max(_nearness(alone, _names_of(alone)), default=1.0) < SAYS_SECOND:
        return False
    if not _stands_together(alone):
        return False
    is_near = alone.match >= SAYS_MATCH and least >= SAYS_WORD and min(others, default=1.0) >= SAYS_SECOND
    return is_near and not verify(case.claim, [text], found.reader).reason


def _stands_together(case: Case) -> bool:
    """Whether what comes near to a word of the statement stands in one clause with the word before it.

    "The fire brought down the spire, but the towers were saved" does not say that towers came down.
    """
    words = [m for m in WORD.finditer(case.claim) if m.group().lower() not in STOP_WORDS and case.telling(*m.span())]
    for before, word in pairwise(words):
        if float(case.nearest[case.telling(*word.span())].mean()) >= SURE_WORD:
            continue
        one, two = (_clause_of(case, *each.span()) for each in (before, word))
        if one != two:
            return False
    return True


def _clause_of(case: Case, start: int, end: int) -> tuple[str, Span] | None:
    """The clause that has the statement's words from `start` to `end`: its sentence, and its place therein."""
    found = case.nearest_word(start, end)
    if not found:
        return None
    ground, token = found
    text = RELATIVE.sub(lambda aside: " " * len(aside.group()), ground.text)
    return ground.text, clause_at(text, ground.spans[token][0])


def _names_of(case: Case) -> str:
    return " ".join(case.claim[start:end] for start, end in case.names())


def _excludes(statement: str, sentence: str, otherwise: re.Match[str]) -> bool:
    """Whether what the sentence says cannot be true beside the statement: another figure, day, place or speaker.

    That somebody else did it excludes nothing: both may have done it.
    """
    claimed, stated = otherwise["claimed"].strip("“”"), otherwise["stated"]
    if stated not in sentence:
        return False
    if figures(claimed) or days(claimed) or otherwise["has"]:
        return True
    return _is_place(claimed, statement) and _is_place(stated, sentence)


def _is_place(name: str, text: str) -> bool:
    return bool(re.search(rf"\b(?:in|at|on|near|from|to|into) (?:the )?{re.escape(name)}", text))


def _nearest(near: Sequence[Candidate]) -> list[Passage]:
    """The passages of the sentences that match best, if they match well enough."""
    passages = {each.passage.id: each.passage for each in near if each.match >= MIN_MATCH}
    return list(passages.values())[:MAX_PASSAGES]


def _case(statement: str, passage: Passage, found: Found) -> Case:
    article = found.articles[passage.article_id]
    text, _ = embedded_text(article.title, article.published, passage.text)
    return read(statement, [text], found.reader)


def _nearness(case: Case, without: str = "") -> list[float]:
    """How near the passage comes to each word of the statement that tells something, but for some of its words."""
    left_out = {word.lower() for word in WORD.findall(without)}
    words = (match for match in WORD.finditer(case.claim) if match.group().lower() not in STOP_WORDS | left_out)
    tokens = (case.telling(*match.span()) for match in words if not match.group().isdigit())
    return [float(case.nearest[own].mean()) for own in tokens if own]


def _carrying(case: Case, passage: Passage, near: Sequence[Candidate]) -> Candidate | None:
    """The sentence that carries the statement, if it is evidence."""
    body = len(case.sources[0]) - len(passage.text)
    for ground in case.grounds:
        start = passage.start + ground.start - body
        for each in near:
            if each.passage.id == passage.id and each.start <= start < each.end:
                return each
    return None
