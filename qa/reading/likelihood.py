"""How likely each passage bears an answer, by the same weighing that decides whether a question is refused."""

from article_qa.qa.reading.answer_ranking import Answering
from article_qa.qa.reading.context import Context
from article_qa.qa.reading.sufficiency import evidence


def likelihoods(context: Context) -> dict[str, float]:
    """The likelihood of each passage by its id, between 0 and 1; 0 for one that states nothing."""
    by_passage: dict[str, list[Answering]] = {}
    for each in context.answers:
        by_passage.setdefault(each.candidate.passage.id, []).append(each)
    found = {passage_id: evidence(context, ranked).weight for passage_id, ranked in by_passage.items()}
    return {passage.id: found.get(passage.id, 0.0) for passage in context.passages}
