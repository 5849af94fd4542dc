"""The candidates by how well they answer a plain question.

The order is that of the reading. Among sentences that are nearly as near, the
one that holds what is asked for, a number, a day, a name, comes first; before
it the one that counts what the question counts.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from article_qa.index.annotations import Annotations
from article_qa.index.text.antonyms import are_alike
from article_qa.index.text.lemmas import lemma
from article_qa.index.text.sentences import Span
from article_qa.index.text.words import WORD
from article_qa.qa.reading.answer_types import Wanted, answers, counts, names_in
from article_qa.qa.reading.attributes import told_of
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


@dataclass(frozen=True, slots=True)
class Answering:
    """A candidate, where within its text it holds what is asked for, and what orders it."""

    candidate: Candidate
    spans: Sequence[Span]
    weight: float

    @property
    def article_id(self) -> str:
        return self.candidate.passage.article_id


def rank_answers(
    candidates: Sequence[Candidate], question: str, annotations: Mapping[str, Annotations]
) -> list[Answering]:
    """The candidates by how well they answer `question`, the best first."""
    wanted, deed = Wanted.of(question), told_of(question)
    found = []
    for each in candidates:
        names = names_in(annotations.get(each.passage.article_id), each.start, each.end)
        spans = answers(wanted, each.text, names)
        bonus = (MEASURE_BONUS if wanted.measure else KIND_BONUS) * bool(spans)
        bonus += KIND_BONUS * any(counts(wanted, each.text, span) for span in spans)
        bonus += DEED_BONUS * _tells(each.text, deed)
        bonus -= UNSAID_LOSS * min(MOST_UNSAID, sum(not word.islower() for word in each.unsaid))
        found.append(Answering(each, spans, each.score + bonus))
    return sorted(found, key=lambda each: -each.weight)


def _tells(text: str, deed: str) -> bool:
    """Whether the text has the verb, or one that tells the same."""
    return bool(deed) and any(are_alike(lemma(deed), lemma(word)) for word in WORD.findall(text))
