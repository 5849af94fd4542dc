"""The candidates by how well they answer a plain question.

The order is that of the reading. Among sentences that are nearly as near, the
one that holds what is asked for, a number, a day, a name, comes first; before
it the one that counts what the question counts.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from article_qa.index.annotations import Annotations
from article_qa.index.text.antonyms import are_alike
from article_qa.index.text.lemmas import lemma
from article_qa.index.text.sentences import Span
from article_qa.index.text.stems import stem
from article_qa.index.text.words import STOP_WORDS, WORD
from article_qa.qa.reading.answer_types import Wanted, answers, counts, is_told_roughly, names_in
from article_qa.qa.reading.attributes import happened, told_of
from article_qa.qa.reading.destinations import leads_to, motion_asked
from article_qa.qa.reading.late_interaction import Candidate

# What a sentence gains that holds what is asked for, and once more where that counts the asked things.
KIND_BONUS = 0.05
# The bonus where a measure is asked for: what gives no age cannot say how old somebody is.
MEASURE_BONUS = 0.15
# What a sentence gains that tells of the deed, where "who" did it or had it done: of 112 such questions of `xquad_en`
# the first quote holds the answer for 101, and for 99 without.
DEED_BONUS = 0.05
# What a sentence loses for each name or number of the question that its passage lacks, and so many count.
UNSAID_LOSS, MOST_UNSAID = 0.08, 2
# What a sentence gains that tells where a motion leads, where that is asked for.
DESTINATION_BONUS = 0.1
# What a sentence loses that only tells what else was so when it happened, where its day or manner is asked for.
PRESUPPOSED_LOSS = 0.15
WHEN_CLAUSE = re.compile(r"\b(?:when|after|before|as soon as|by the time|once|until)\b[^,;:]*", re.IGNORECASE)
# "The names of the miners" are people's. One name may be no person's: "the name of the teacher" asks for a word, too.
NAMES = re.compile(r"\bnames\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Answering:
    """A candidate, where within its text it holds what is asked for, and what orders it.

    `tells` says whether it has the verb of the question, where that is known.
    """

    candidate: Candidate
    spans: Sequence[Span]
    weight: float
    tells: bool = False

    @property
    def article_id(self) -> str:
        return self.candidate.passage.article_id


def rank_answers(
    candidates: Sequence[Candidate], question: str, annotations: Mapping[str, Annotations]
) -> list[Answering]:
    """The candidates by how well they answer `question`, the best first."""
    wanted, deed, event = Wanted.of(question), told_of(question), happened(question)
    motion = motion_asked(question)
    found = []
    for each in candidates:
        names = names_in(annotations.get(each.passage.article_id), each.start, each.end)
        spans = answers(wanted, each.text, names)
        bonus = (MEASURE_BONUS if wanted.measure else KIND_BONUS) * bool(spans)
        bonus += KIND_BONUS * any(counts(wanted, each.text, span) for span in spans)
        bonus += DEED_BONUS * _tells(each.text, deed)
        bonus += DESTINATION_BONUS * (bool(motion) and any(leads_to(each.text, span, motion) for span in spans))
        bonus -= PRESUPPOSED_LOSS * _presupposes(each.text, wanted, spans)
        bonus -= UNSAID_LOSS * min(MOST_UNSAID, sum(not word.islower() for word in each.unsaid))
        found.append(Answering(each, spans, each.score + bonus, _tells(each.text, deed or event)))
    return sorted(found, key=lambda each: -each.weight)


def _presupposes(text: str, wanted: Wanted, spans: Sequence[Span]) -> bool:
    """Whether the text names what happened only in a clause of time: "400 ships waited when it was freed"."""
    if wanted.asked not in ("time", "manner"):
        return False
    clauses = [match.span() for match in WHEN_CLAUSE.finditer(text)]
    said = [m.start() for m in WORD.finditer(text) if m.group().islower() and _is_asked(m.group(), wanted)]
    within = [any(start < at < end for start, end in clauses) for at in said]
    holds = any(start <= a and b <= end for a, b in spans for start, end in clauses)
    return bool(within) and all(within) and not holds


def _is_asked(word: str, wanted: Wanted) -> bool:
    return word not in STOP_WORDS and stem(word) in wanted.words


def none_holds(question: str, wanted: Wanted, ranked: Sequence[Answering]) -> bool:
    """Whether no sentence that was read holds the number, or the names of people, that the question asks for.

    There must be a sentence.
    """
    is_unsaid = any(word.islower() for word in ranked[0].candidate.unsaid)
    is_open = bool(wanted.named) and not NAMES.search(question) and not is_unsaid
    if not wanted.is_required or is_open or any(_may_hold(each, ranked[0]) for each in ranked):
        return False
    return not any(is_told_roughly(wanted, question, each.candidate.text) for each in ranked)


def _may_hold(answering: Answering, best: Answering) -> bool:
    """Whether a sentence holds what is asked for, and may be about what the question is about.

    What is asked for ("phone", "wife") must be said near it. A name that is not may be told earlier in the article
    that comes nearest, but hardly in another one.
    """
    unsaid = answering.candidate.unsaid
    is_of_best = answering.article_id == best.article_id
    return bool(answering.spans) and not any(word.islower() or not is_of_best for word in unsaid)


def _tells(text: str, deed: str) -> bool:
    """Whether the text has the verb, or one that tells the same."""
    return bool(deed) and any(are_alike(lemma(deed), lemma(word)) for word in WORD.findall(text))
