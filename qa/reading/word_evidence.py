"""Is there enough to answer from, where words only were compared? Signals, weights and a threshold of their own.

No signal depends on the language: they are shares of the question's words.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from article_qa.index.text.keywords import keywords
from article_qa.qa.reading.answerability import OTHER_MATTERS, Terms, likelihood
from article_qa.qa.reading.late_interaction import Candidate
from article_qa.qa.reading.word_reader import AskedWords

# In the order of `WordEvidence.signals`: fitted on the tuned halves of xquad_ar, _de, _es and _zh, over 48 and over 240
# paragraphs, every question with and without the paragraph that answers it. Over the halves held out the area under
# the curve is .95, .97, .98 and .98 (48 paragraphs), and .88, .93, .94 and .92 (240).
WEIGHTS = (2.16, 2.83, 4.03, -1.82, 2.84, 1.87)
BIAS = -2.93
REFUSED_BELOW, DOUBTED_BELOW = 0.3, 0.5
# With less of the question in its passage no sentence answers, however much of what the library knows it says.
MIN_COVERED = 0.15


@dataclass(frozen=True, slots=True)
class WordEvidence:
    """What speaks for an answer.

    `match` is the share of the question that the best sentence says, `covered`
    that of its passage, `known_covered` the same of the words that the library
    has at all. `never` is the share that it has not. `lacking` is how far the
    word said least is from being said, `lead` how far the best sentence is
    before the mean of the others. All lie between 0 and 1.
    """

    match: float
    covered: float
    known_covered: float
    lacking: float
    lead: float
    never: float

    @property
    def signals(self) -> tuple[float, ...]:
        """What is weighed, in the order of `WEIGHTS`."""
        return self.match, self.covered, self.known_covered, self.lacking, self.lead, self.never

    @property
    def weight(self) -> float:
        """How likely the passages answer the question, between 0 and 1."""
        return likelihood(self.signals, WEIGHTS, BIAS)

    @property
    def thin(self) -> bool:
        return self.covered < MIN_COVERED or self.weight < REFUSED_BELOW

    @property
    def doubtful(self) -> bool:
        return self.thin or self.weight < DOUBTED_BELOW

    @property
    def reason(self) -> str:
        """Why it is too thin, for the reader."""
        return OTHER_MATTERS


def word_evidence(question: str, terms: Terms, ranked: Sequence[Candidate]) -> WordEvidence:
    """What speaks for an answer in the first of the ranked candidates; there must be one."""
    best, *others = ranked
    asked = AskedWords.of(question, terms)
    known = AskedWords({word: weight for word, weight in asked.weights.items() if terms.counts.get(word)})
    said = asked.said_in(keywords(best.passage.text))
    mean = sum(other.match for other in others) / len(others) if others else 0.0
    return WordEvidence(
        match=best.match,
        covered=best.covered,
        known_covered=known.share(said),
        lacking=best.lacking,
        lead=best.match - mean,
        never=asked.share({word: 1.0 for word in asked.weights if word not in known.weights}),
    )
