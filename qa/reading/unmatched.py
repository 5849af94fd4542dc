"""What a question has and the passage that should answer it has not: a number, a name, what is asked for; its opposite.

Match and coverage hardly see it when one word of an article's own is changed.
A number that nobody wrote is as near, as a vector, as the one that somebody
did; so it is compared as it is written. A name is unsaid when neither its stem
nor anything near it stands in the passage or its headline. What is asked of it
("salary", who "refereed") is unsaid where nothing comes near. A word is opposed when the
passage says one that excludes it, and not the word itself.
"""

import re
from collections.abc import Iterator, Mapping

from article_qa.index.text.antonyms import excludes
from article_qa.index.text.numbers import ORDINALS, figures
from article_qa.index.text.stems import stem
from article_qa.index.text.words import WORD
from article_qa.qa.reading.attributes import attribute, deed
from article_qa.qa.reading.destinations import motion_asked

# Of 1,190 answerable questions of `xquad_en` .03 have a name that is less near than this; of those changed by a
# name .89 (benchmarks/changed_questions.py).
NEAR_NAME = 0.5
# Of every second one of them .02 ask for something that is less near than this.
NEAR_ATTRIBUTE = 0.31
# Of 50 questions who did something none has a verb that is less near; of those with the verb of another, half have.
NEAR_DEED = 0.35
# Shorter names with the same letters are often others.
MIN_SLIPPED = 5
# "Look after" tells of no order, so it is not the opposite of "before".
LOOKS_AFTER = re.compile(r"\b(look(?:s|ed|ing)?|named?|naming|tak(?:es?|en|ing)|took) after\b", re.IGNORECASE)
FIGURE = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")


def names_in(question: str) -> dict[str, str]:
    """The words with a capital after the first word, in lower case and as they are written."""
    words = [match for match in WORD.finditer(question) if match.start() > 0 and match.group()[0].isupper()]
    return {match.group().lower(): match.group() for match in words}


def unsaid(question: str, nearness: Mapping[str, float], passage: str, heading: str) -> tuple[str, ...]:
    """The names and numbers of the question, and what it asks for, that neither the passage nor its heading says.

    The heading is the headline, who speaks, and the day. `nearness` is the cosine
    of each content word with what is nearest to it in the passage.
    """
    around = f"{passage} {heading}"
    asked = FIGURE.findall(question)
    values = set(_values(around)) if asked else set()
    numbers = [number for number in asked if not values.intersection(_values(number))]
    far = {word: shown for word, shown in names_in(question).items() if nearness.get(word, 1.0) <= NEAR_NAME}
    words = {word.lower() for word in WORD.findall(around)} if far else set()
    said = set(map(stem, words))
    names = [shown for word, shown in far.items() if stem(word) not in said and not word[0].isdigit()]
    asked_for, done = attribute(question), deed(question)
    return (
        *numbers,
        *(name for name in names if not any(_is_slip(name.lower(), word) for word in words)),
        *((asked_for,) if nearness.get(asked_for, 1.0) < NEAR_ATTRIBUTE else ()),
        *((done,) if nearness.get(done, 1.0) < NEAR_DEED else ()),
    )


def is_opposed(question: str, passage: str, title: str) -> bool:
    """Whether the passage or its headline says the opposite of a word of the question, such as "first" for "last"."""
    texts = (LOOKS_AFTER.sub(r"\1", text) for text in (question, f"{title} {passage}"))
    asked, said = (set(map(stem, WORD.findall(text))) for text in texts)
    # "Where did they go after Lund?" is answered by where they went from Lund, whatever was before.
    asked -= {"after", "before"} if motion_asked(question) else set()
    return any(excludes(one, other, asked, said) for one in asked - said for other in said)


def _is_slip(one: str, other: str) -> bool:
    """Whether the two are one name with letters swapped."""
    return len(one) >= MIN_SLIPPED and one[0] == other[0] and sorted(one) == sorted(other)


def _values(text: str) -> Iterator[str]:
    """The numbers of a text, without commas or leading zeros; those written out as words too, "tenth" as "10th"."""
    for figure in FIGURE.findall(text):
        yield figure.replace(",", "").lstrip("0") or "0"
    for written in figures(text):
        yield f"{written.value:.0f}"
    for word in WORD.findall(text):
        if word.lower() in ORDINALS:
            yield f"{ORDINALS[word.lower()]:.0f}"
