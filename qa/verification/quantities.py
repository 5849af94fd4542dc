"""The figures of a claim, and of how many it tells: all, some or the only one."""

import re
from collections.abc import Sequence

from article_qa.index.text.days import days
from article_qa.index.text.lemmas import lemma
from article_qa.index.text.numbers import NUMBERS, Figure, figures
from article_qa.qa.verification.alignment import Case, Ground
from article_qa.qa.verification.clauses import clause_at
from article_qa.qa.verification.polarity import SOME_OF_ALL, UNIVERSAL, words_of
from article_qa.qa.verification.reasons import instead
from article_qa.qa.verification.slots import UNITS, counted

# What is told with another figure must match better by so much than what is told with the claim's, where that stands
# in a sentence that the claim rests on.
LEAD = 0.1
# Small numbers count many things; of large ones the word after need not tell what ("hundreds of people").
LARGE = 100
# Two of something are seldom counted by the text that names both.
UNCOUNTED = 2
NUMBER_OF = re.compile(r"\bnumber of ([^\W\d_]+)", re.IGNORECASE)
RELATIVE = re.compile(r"\b(this|last|next) (year|month|week|season|spring|summer|autumn|winter)\b", re.IGNORECASE)
# Words that leave nobody out, and those that leave out all others.
# "The last of the ships" has been told of all.
OF_ALL = frozenset("both throughout last".split())
EVERY = UNIVERSAL - {"whole", "entire", "any"} | {"everybody", "none", "nobody"}
ONLY_SO_MANY = re.compile(
    rf"\b(?:only|just|merely) (?:a |an |about )?(?:\d|{'|'.join(NUMBERS)}|few|half|third)", re.IGNORECASE
)
ONLY = frozenset("only sole solely alone just nobody except exclusively merely".split())


def wrong_figure(case: Case) -> str:
    """A figure that is nowhere, or that stands elsewhere while another is told of the same."""
    years = {(day.start, day.end) for day in days(case.claim)}
    claimed = [figure for figure in figures(case.claim) if (figure.start, figure.end) not in years]
    for figure in claimed:
        clause = _without(figure, case)
        told = _best(figure, case, clause, fits=True)
        rivals = _best(figure, case, clause, fits=False)
        if told is None and figure.value == UNCOUNTED and figure.text.lower() == "two":
            continue
        near = [f for ground in case.grounds for f in figures(ground.text) if f.measure == figure.measure]
        near = [f for f in near if not any(own.fits(f) for own in claimed)]
        if told is None:
            return instead(figure.text, near[0].text if near else "")
        is_near = any(figure.fits(other) for ground in case.grounds for other in figures(ground.text))
        if (
            rivals
            and rivals[0] > told[0] + (LEAD if is_near else 0)
            and not any(own.fits(rivals[1]) for own in claimed)
        ):
            return instead(figure.text, rivals[1].text)
    return ""


def wrong_count(case: Case) -> str:
    """The number of something, as a figure that the sources do not count it by while another one does."""
    named = NUMBER_OF.search(case.claim)
    claimed = next((f for f in figures(case.claim) if named and f.start >= named.end()), None)
    if named is None or claimed is None:
        return ""
    stated = [(ground, figure) for ground in case.stated for figure in figures(ground.text)]
    counting = [f for ground, f in stated if counted(ground.text, f).unit == lemma(named[1])]
    return instead(claimed.text, counting[0].text) if counting and not any(map(claimed.fits, counting)) else ""


def another_time(case: Case) -> str:
    """A figure of this year, week or the like that the sources give for the last or the next one."""
    for figure in figures(case.claim):
        claimed = RELATIVE.search(case.claim, *clause_at(case.claim, figure.start))
        if claimed is None:
            continue
        for ground in case.stated:
            near = (clause_at(ground.text, other.start) for other in figures(ground.text) if figure.fits(other))
            told = (time for start, end in near for time in RELATIVE.finditer(ground.text, start, end))
            stated = {time.group().lower(): time.group() for time in told if time[2].lower() == claimed[2].lower()}
            if stated and claimed.group().lower() not in stated:
                return instead(claimed.group(), next(iter(stated.values())))
    return ""


def _without(figure: Figure, case: Case) -> list[int]:
    """The telling tokens of the figure's clause, its own aside."""
    own = set(case.telling(figure.start, figure.end))
    start, end = clause_at(case.claim, figure.start)
    return [n for n in case.telling(start, end) if n not in own] or case.telling(0, len(case.claim))


def _best(figure: Figure, case: Case, clause: Sequence[int], *, fits: bool) -> tuple[float, Figure] | None:
    """The figure of the same kind, fitting or not, in the clause that matches best, and how well that matches."""
    unit = counted(case.claim, figure)
    found = []
    for ground in case.stated:
        for stated in figures(ground.text):
            theirs = counted(ground.text, stated)
            is_other_unit = {unit.unit, theirs.unit} <= UNITS and unit.unit != theirs.unit
            does_fit = figure.fits(stated) and not is_other_unit
            is_large = min(figure.value, stated.value) >= LARGE and not (unit.unit and theirs.unit)
            is_alike = does_fit or (figure.measure == stated.measure and (unit == theirs or is_large))
            if is_alike and does_fit == fits:
                found.append((_match(ground, clause, stated), stated))
    return max(found, key=lambda each: each[0], default=None)


def _match(ground: Ground, claimed: Sequence[int], figure: Figure) -> float:
    """How well the clause around a figure of the sentence matches these tokens of the claim."""
    inside = ground.telling(*clause_at(ground.text, figure.start))
    return float(ground.likeness(claimed, inside).max(axis=1).mean()) if inside and claimed else -1.0


def not_all(case: Case) -> str:
    """All, every or only in a claim, where no sentence that it rests on says so."""
    stated = "\n".join(ground.text for ground in case.grounds_of(case.telling(0, len(case.claim))))
    for listed in (EVERY, ONLY):
        # "Only 12" and "almost all" leave out nobody.
        said = words_of(ONLY_SO_MANY.sub("", SOME_OF_ALL.sub("", case.claim)), listed)
        if said and not words_of(SOME_OF_ALL.sub("", stated), listed | OF_ALL):
            return f"the passage does not say “{min(said)}”"
    return ""
