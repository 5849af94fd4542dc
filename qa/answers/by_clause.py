"""A question that asks two things: the quotes that answer each, and by name what the articles do not say."""

from collections.abc import Sequence
from dataclasses import replace

from article_qa.qa.answer import Sentence, Status
from article_qa.qa.answers.quotes import MAY_NOT_ANSWER, quote
from article_qa.qa.answers.reply import Reply
from article_qa.qa.citation import Citation
from article_qa.qa.reading.context import Context
from article_qa.qa.reading.sufficiency import why_not

# So many quotes of each: the next answers the other thing.
MAX_OF_ONE = 2


def reply(asked: Sequence[Context]) -> Reply | None:
    """The quotes for each thing in order; None where the articles say nothing of the first, or one thing is asked."""
    replies = [None if why_not(context, context.answers) else quote(context) for context in asked]
    return joined(replies, [context.searched for context in asked])


def joined(replies: Sequence[Reply | None], questions: Sequence[str]) -> Reply | None:
    """The replies to several questions as one; None where the first has none. What has none is named.

    A second quote only adds to an answer, so it is of an article that gives one.
    """
    if not replies or replies[0] is None:
        return None
    answering = {each.citations[0].article_id for each in replies if each}
    kept: list[Citation] = []
    sentences: list[Sentence] = []
    for question, found in zip(questions, replies, strict=True):
        if found is None:
            sentences.append(Sentence(f"Not in these articles: “{question}”", "computed", ()))
            continue
        best, *others = found.citations[:MAX_OF_ONE]
        wanted = [best, *(each for each in others if each.article_id in answering)]
        for each in [each for each in wanted if not any(_overlaps(each, other) for other in kept)]:
            kept.append(replace(each, number=len(kept) + 1))
            sentences.append(Sentence(each.quote, "quoted", (len(kept),)))
    found_ones = [each for each in replies if each]
    is_doubtful = any(each.status == "doubtful" for each in found_ones)
    status: Status = "doubtful" if all(each.status == "doubtful" for each in found_ones) else "answered"
    warnings = (MAY_NOT_ANSWER,) if is_doubtful else ()
    return Reply(status, "extract", tuple(sentences), tuple(kept), warnings=warnings)


def _overlaps(one: Citation, other: Citation) -> bool:
    return one.article_id == other.article_id and one.start < other.end and other.start < one.end
