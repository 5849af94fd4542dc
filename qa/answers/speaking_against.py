"""Whether a passage speaks against a statement, by the check of a model's sentences.

What a single sentence says is held against its passage too, and does not count
where the passage speaks against it.
"""

import re
from collections.abc import Sequence

from article_qa.index.records import Passage, embedded_text
from article_qa.index.text.days import days
from article_qa.index.text.numbers import Figure, figures
from article_qa.qa.answers.held import Found
from article_qa.qa.reading.late_interaction import Candidate
from article_qa.qa.verification.slots import counted, covers_event, is_of_a_name
from article_qa.qa.verification.verify import verify

# The reasons of the check that name what stands in the place of the statement's words.
OTHERWISE = re.compile(r"the passage (?:says|(?P<has>has)) (?P<stated>.+?)(?: say so)?, not (?P<claimed>.+)")


def speaks_against(statement: str, says: Sequence[Candidate], found: Found) -> bool:
    """Whether the check of a model's sentences finds something in the passage of these that speaks against it.

    A figure that one of the sentences has is not another one because more stand in the passage.
    """
    reason = verify(statement, [as_read(says[0].passage, found)], found.reader).reason
    otherwise = OTHERWISE.fullmatch(reason)
    if otherwise and not otherwise["has"] and (claimed := figures(otherwise["claimed"])):
        return not all(any(_has_only(each.text, own, statement) for each in says) for own in claimed)
    # The check of a model's sentences knows nothing of "yesterday".
    if otherwise and (day := next(iter(days(otherwise["claimed"])), None)):
        return not any(event and covers_event(day, event) for event in map(found.days, says))
    return bool(reason)


def _has_only(sentence: str, claimed: Figure, statement: str) -> bool:
    """Whether the sentence has the figure, and no other of what it counts."""
    if any(each.fits(claimed) and is_of_a_name(statement, each) for each in figures(statement)):
        return False
    told = figures(sentence)
    units = {counted(sentence, each).unit for each in told if each.fits(claimed)}
    return bool(units) and all(each.fits(claimed) or counted(sentence, each).unit not in units for each in told)


def as_read(passage: Passage, found: Found) -> str:
    """The passage as it is read: under its headline and day."""
    article = found.articles[passage.article_id]
    return embedded_text(article.title, article.published, passage.text)[0]
