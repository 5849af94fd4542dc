"""Answers to export, with signs that mean something in every format."""

from datetime import date

from article_qa.qa.answer import Answer, Sentence
from article_qa.qa.citation import Citation

AWKWARD = 'Costs rose 5% & {more}: \\ ~ ^ $_# "quoted" *so* [x](y) <b>ünï</b> – 橋'
FIRST = Citation(
    1, "a1", AWKWARD, "The Wire & Sons", date(2022, 11, 3), "https://example.org/a_(b)?q=1&r=%20", "It is shut.", 0, 11
)
SECOND = Citation(2, "a1", AWKWARD, "The Wire & Sons", date(2022, 11, 3), FIRST.url, AWKWARD, 20, 90)
THIRD = Citation(3, "b2", "Bridge opens", None, None, None, "It opened.", 0, 10)
ANSWER = Answer(
    "Is it: shut?",
    "Is it: shut?",
    "answered",
    "extract",
    (Sentence("It is shut.", "quoted", (1, 2)), Sentence("It opened.", "unsupported", (3,), "no word of it")),
    (FIRST, SECOND, THIRD),
    {},
    today=date(2026, 1, 2),
)
AUTHORS = {"a1": "Lena Ost and Jo van Dam", "b2": "Reuters staff"}
