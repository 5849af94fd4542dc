"""News is asked on its day: of articles that fit alike, the fresher one is preferred.

Where the question says "this week" or the like, the more so; what is asked of
another year is looked for as if all were of one day.
"""

import math
from collections.abc import Callable
from datetime import date

from article_qa.index.text.days import is_current, names_another_year

# A passage of today gains this much in the fused ranking, in standard scores; one of two weeks ago a third of it.
PASSAGE_WEIGHT = 2.0
PASSAGE_DAYS = 14
# Where the question itself says that it is about these days.
CURRENT_WEIGHT = 4.0
CURRENT_DAYS = 21
# A sentence of today gains this much over its match with the question; one of a month ago a third of it.
SENTENCE_WEIGHT, SENTENCE_DAYS = 0.05, 30
# Where the article is written it may be tomorrow already.
AHEAD_DAYS = 2


def of_passages(question: str, today: date, *, current: bool = False) -> Callable[[date | None], float]:
    """What the passages of an article of some day gain in the fused ranking.

    `current` says that the question is about these days, where its words in English do not.
    """
    is_late = current or is_current(question)
    weight, days = (CURRENT_WEIGHT, CURRENT_DAYS) if is_late else (PASSAGE_WEIGHT, PASSAGE_DAYS)
    if names_another_year(question, today):
        weight = 0.0
    return lambda published: weight * fading(published, today, days)


def of_sentences(published: date | None, today: date | None) -> float:
    """What an article's sentences gain over their match with the question."""
    return SENTENCE_WEIGHT * fading(published, today, SENTENCE_DAYS)


def of_evidence(published: date | None, today: date | None) -> float:
    """How fresh what an article says is, between 0 and 1."""
    return fading(published, today, SENTENCE_DAYS)


def fading(published: date | None, today: date | None, days: float) -> float:
    """1 for an article of today, a third after `days`; 0 for one that is undated or lies ahead."""
    if published is None or today is None or (published - today).days > AHEAD_DAYS:
        return 0.0
    return math.exp(-max(0, (today - published).days) / days)


def lateness(question: str, published: date | None, today: date) -> float:
    """How far the article is from these days, between 0 and 1, where the question says that it is about them; else 0.

    0 for an undated article too: it may be of today.
    """
    return 1 - of_evidence(published, today) if published and is_current(question) else 0.0
