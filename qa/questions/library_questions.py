"""Questions about the library itself, which the catalog answers: how many articles, which, of whom, since when."""

import re

from article_qa.qa.questions.library_articles import ARTICLE_RULES
from article_qa.qa.questions.library_as_a_whole import WHOLE_RULES
from article_qa.qa.questions.phrases import AUXILIARY, LIBRARY, first_match, trimmed
from article_qa.qa.questions.request import Request

# The order matters: the first that fits is taken.
RULES = (*WHOLE_RULES, *ARTICLE_RULES)
YES_NO = re.compile(rf"{AUXILIARY}\b", re.IGNORECASE)
# "The quarry, in how many articles is that mentioned?"
NAMED_FIRST = re.compile(
    r"([^,:;?!]{2,80})[,:] ((?:(?:in )?(?:how many|which|what)|how often) .*?)"
    r"\b(?:it|that|this|they|he|she)\b",
    re.IGNORECASE,
)
# An article that is asked about, and not for: "the article about the comet".
TAIL = re.compile(
    (
        rf"\s+(?:(?:here|in total|in all|altogether)|(?:in|of|from) (?:the|this"
        rf"|your|these|our) {LIBRARY[LIBRARY.rfind('(?:') :]})$"
    ),
    re.IGNORECASE,
)


def library_request(text: str) -> Request | None:
    """`text` as a question about the library, its days taken off; None where it is none.

    Its `speaker` is who published or wrote the articles.
    """
    body = NAMED_FIRST.sub(r"\2\1", trimmed(text), count=1)
    for query, patterns in RULES:
        match = first_match(patterns, body)
        if match:
            found = match.groupdict()
            subject = trimmed(TAIL.sub("", found.get("subject") or found.get("genre") or ""))
            speaker = trimmed(found.get("outlet"))
            return Request(
                "library",
                subject or speaker,
                subject,
                speaker=speaker,
                library_query=query,
                is_yes_no=bool(YES_NO.match(body)),
            )
    return None
