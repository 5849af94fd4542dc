"""A statement held against the articles that were found for it: what decides it, and how.

The sentences of the passages that were read are held against it one by one
(`qa.verification.bearing`). Where articles disagree, the newest decides.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from article_qa.index.annotations import AnnotatedSentence, Annotations, Days
from article_qa.qa.answer import ClaimVerdict
from article_qa.qa.answers.second_look import second_look
from article_qa.qa.reading.context import Context
from article_qa.qa.reading.late_interaction import Candidate
from article_qa.qa.verification.bearing import Bearing, Stance, Whole, bearings

# So many of the best sentences are held against the claim, and so many that decide are quoted.
MAX_HELD = 16
MAX_DECIDING = 2
_STANCES: tuple[Stance, Stance] = ("says", "denies")


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the articles make of a statement: `first` are the sentences that decide, the nearest first.

    `others` say the opposite and stand in other articles than those. Both are empty where nothing decides.
    """

    verdict: ClaimVerdict
    first: tuple[Bearing, ...] = ()
    others: tuple[Bearing, ...] = ()

    @property
    def quoted(self) -> list[Bearing]:
        """What is quoted of it: the best that decide, then the best of the others."""
        return [*self.first[:MAX_DECIDING], *self.others[:1]]


def judge(
    statement: str, context: Context, annotations: Mapping[str, Annotations], wholes: Mapping[str, Whole]
) -> Judgement | None:
    """The judgement of `statement` by the sentences of `context`; None where they cannot be held against it.

    `wholes` are what is known of the articles that were found, by id.
    """
    # Only English can be compared word by word.
    if not statement or not context.passages or context.by_sentence:
        return None
    held = _held(context, annotations)
    found = bearings(statement, held, wholes, context.reader, context.terms.rarity)
    says, denies = ([each for each in found if each.stance == stance] for stance in _STANCES)
    if not says and not denies:
        return _at_second_look(statement, context)
    is_supported = not denies or (bool(says) and _weight(says, context) >= _weight(denies, context))
    first, others = (says, denies) if is_supported else (denies, says)
    return Judgement("supported" if is_supported else "contradicted", _best(first), _of_others(_best(others), first))


def _at_second_look(statement: str, context: Context) -> Judgement:
    found = second_look(statement, context)
    if found is None:
        return Judgement("not_found")
    return Judgement("supported" if found.stance == "says" else "contradicted", (found,))


def wholes_of(context: Context) -> dict[str, Whole]:
    """What is known of each article of the context."""
    return {article.id: Whole.of(article) for article in context.articles.values()}


def _held(context: Context, annotations: Mapping[str, Annotations]) -> list[tuple[Candidate, Days | None]]:
    """The best sentences that state something, each with the days of its event where they are known."""
    known = {(i, s.start): s for i, each in annotations.items() for s in each.sentences}
    held = []
    for candidate in context.candidates:
        sentence = known.get((candidate.passage.article_id, candidate.start))
        if _states(candidate, sentence):
            held.append((candidate, sentence.days if sentence else None))
    return held[:MAX_HELD]


def _states(candidate: Candidate, sentence: AnnotatedSentence | None) -> bool:
    return sentence.is_evidence if sentence else not candidate.text.rstrip("\"”'’)").endswith("?")


def _weight(found: Sequence[Bearing], context: Context) -> tuple[date, float]:
    """The day of the newest article among them, then how near the best of them comes."""
    days = [context.articles[each.candidate.passage.article_id].published or date.min for each in found]
    return max(days), max(each.nearness for each in found)


def _best(found: Sequence[Bearing]) -> tuple[Bearing, ...]:
    """The nearest first, of those alike the one that answers best."""
    return tuple(sorted(found, key=lambda each: -each.nearness))


def _of_others(found: Sequence[Bearing], first: Sequence[Bearing]) -> tuple[Bearing, ...]:
    """Those of other articles than the first ones: an article that speaks of two things does not disagree."""
    articles = {each.candidate.passage.article_id for each in first}
    return tuple(each for each in found if each.candidate.passage.article_id not in articles)
