"""A statement held against the articles that were found for it: what decides it, and how.

The sentences of the passages that were read are held against it one by one
(`qa.verification.bearing`). Where articles disagree, the newest decides.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from article_qa.index.annotations import Annotations
from article_qa.index.text.days import days
from article_qa.qa.answer import ClaimVerdict
from article_qa.qa.answers.compound import parts
from article_qa.qa.answers.held import MAX_HELD, Found, held, near_sentences
from article_qa.qa.answers.second_look import second_look
from article_qa.qa.answers.speaking_against import speaks_against
from article_qa.qa.answers.time_clause import TimeClause, time_clause
from article_qa.qa.reading.context import Context
from article_qa.qa.reading.late_interaction import Candidate
from article_qa.qa.verification.bearing import Bearing, Stance, Whole, bearings

# So many of the sentences that decide are quoted.
MAX_DECIDING = 2
_STANCES: tuple[Stance, Stance] = ("says", "denies")


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the articles make of a statement: `first` are the sentences that decide, the nearest first.

    `others` say the opposite and stand in other articles than those. Both are empty where nothing decides.
    `nearest` is the sentence that matches best, if there is any, whether it decides or not.
    """

    verdict: ClaimVerdict
    first: tuple[Bearing, ...] = ()
    others: tuple[Bearing, ...] = ()
    nearest: Sequence[Candidate] = ()

    @property
    def quoted(self) -> list[Bearing]:
        """What is quoted of it: the best that decide, then the best of the others."""
        return [*self.first[:MAX_DECIDING], *self.others[:1]]


def judge(statement: str, found: Found, most: int = MAX_HELD) -> Judgement:
    """The judgement of `statement` by the sentences of what was found for it, at most so many.

    Where it is not found as a whole and tells two things, each is judged by itself.
    """
    whole = _judge(statement, found, most)
    if whole.verdict != "not_found":
        return whole
    if timed := time_clause(statement):
        return _at_its_time(timed, whole, found, most)
    told = parts(statement)
    return _together([_judge(each, found, most) for each in told], whole) if told else whole


def _at_its_time(timed: TimeClause, whole: Judgement, found: Found, most: int) -> Judgement:
    """What happened must be supported, and beside what; both on days that fit, with nothing against the whole."""
    main, event = _judge(timed.main, found, most), _judge(timed.event, found, most)
    if main.verdict == "contradicted":
        return replace(main, nearest=whole.nearest)
    if main.verdict != "supported" or event.verdict != "supported":
        return whole
    told, beside = main.first[0].candidate, event.first[0].candidate
    is_of_it = told.passage.article_id == beside.passage.article_id or timed.days is not None
    if not is_of_it or not timed.fits(found.days(told), found.days(beside)):
        return whole
    if speaks_against(timed.uncounted, [told], found):
        return whole
    return Judgement("supported", (main.first[0], event.first[0]), main.others, whole.nearest)


def _together(judged: Sequence[Judgement], whole: Judgement) -> Judgement:
    """All must be supported, and one contradicted is enough."""
    denied = [each for each in judged if each.verdict == "contradicted"]
    if denied:
        return replace(denied[0], nearest=whole.nearest)
    if any(each.verdict == "not_found" for each in judged):
        return whole
    first = tuple(bearing for each in judged for bearing in each.first[:1])
    others = tuple(bearing for each in judged for bearing in each.others)
    return Judgement("supported", first, others, whole.nearest)


def _judge(statement: str, found: Found, most: int) -> Judgement:
    near = near_sentences(statement, found) if statement else []
    against = [(each, found.days(each)) for each in held(near, most)]
    speakers = [found.speaker(each) for each, _ in against]
    borne = bearings(statement, against, found.wholes, found.reader, found.rarity, speakers) if against else []
    says, denies = ([each for each in borne if each.stance == stance] for stance in _STANCES)
    by_passage: dict[str, list[Candidate]] = defaultdict(list)
    for each in says:
        by_passage[each.candidate.passage.id].append(each.candidate)
    refuted = {key for key, own in by_passage.items() if speaks_against(statement, own, found)}
    says = [each for each in says if each.candidate.passage.id not in refuted]
    if says:
        denies = [each for each in denies if not _is_of_another_year(each, statement, found)]
    if not says and not denies:
        return _at_second_look(statement, near, found)
    is_supported = not denies or (bool(says) and _weight(says, found) >= _weight(denies, found))
    first, others = (says, denies) if is_supported else (denies, says)
    verdict: ClaimVerdict = "supported" if is_supported else "contradicted"
    return Judgement(verdict, _best(first), _of_others(_best(others), first), near[:1])


def _is_of_another_year(bearing: Bearing, statement: str, found: Found) -> bool:
    """Whether its sentence tells of years that neither the statement nor the day of its article is in."""
    published = found.articles[bearing.candidate.passage.article_id].published
    known = {day.year for day in days(statement)} | ({published.year} if published else set())
    years = {day.year for day in days(bearing.candidate.text) if day.year}
    return bool(years) and years.isdisjoint(known)


def found_for(context: Context, annotations: Mapping[str, Annotations]) -> Found:
    """What was found for the question of a context."""
    articles = context.articles
    wholes = {article_id: Whole.of(article) for article_id, article in articles.items()}
    return Found(context.passages, articles, annotations, wholes, context.reader, context.terms.rarity)


def _at_second_look(statement: str, near: Sequence[Candidate], found: Found) -> Judgement:
    decided = second_look(statement, near, found)
    if decided is None:
        return Judgement("not_found", nearest=near[:1])
    return Judgement("supported" if decided.stance == "says" else "contradicted", (decided,), nearest=near[:1])


def _weight(borne: Sequence[Bearing], found: Found) -> tuple[date, float]:
    """The day of the newest article among them, then how near the best of them comes."""
    days = [found.articles[each.candidate.passage.article_id].published or date.min for each in borne]
    return max(days), max(each.nearness for each in borne)


def _best(found: Sequence[Bearing]) -> tuple[Bearing, ...]:
    """The nearest first, of those alike the one that answers best."""
    return tuple(sorted(found, key=lambda each: -each.nearness))


def _of_others(found: Sequence[Bearing], first: Sequence[Bearing]) -> tuple[Bearing, ...]:
    """Those of other articles than the first ones: an article that speaks of two things does not disagree."""
    articles = {each.candidate.passage.article_id for each in first}
    return tuple(each for each in found if each.candidate.passage.article_id not in articles)
