"""Of what a sentence tells: the noun phrase that it begins with. English only."""

import re

from article_qa.qa.questions.claims import FINITE

# A longer phrase before the verb is a clause.
MAX_SUBJECT_WORDS = 8
_WORD = re.compile(r"[\w'’.-]+")
_ENDING = re.compile(r"[a-z]{2,}ed")
_OPENS = re.compile(
    r"(?:the|a|an|its|his|her|their|this|that|these|those|some|many|several|both|all|more than|over|about|at least"
    r"|two|three|four|five|six|seven|eight|nine|ten|\d[\d,.]*|[A-Z])",
)
_ARTICLE = re.compile(r"An? (?=\w)")
_PRONOUN = re.compile(r"(?:he|she|it|they|we|i|you|there|this|that|these|those|who|what)$", re.IGNORECASE)


def subject_phrase(sentence: str) -> str:
    """The subject as a later sentence would name it: "The crane" for "A crane fell on it.".

    Empty where it is not plain. It ends before the first word that can hardly be anything but a verb.
    """
    words = list(_WORD.finditer(sentence))[: MAX_SUBJECT_WORDS + 1]
    for number, word in enumerate(words):
        if number and (word.group().lower() in FINITE or _ENDING.fullmatch(word.group())):
            phrase = sentence[: word.start()].strip()
            is_plain = bool(_OPENS.match(sentence)) and not re.search(r"[,;:\"“”()]", phrase)
            return _ARTICLE.sub("The ", phrase) if is_plain and not _PRONOUN.match(phrase) else ""
    return ""


def begins_with_subject(text: str, start: int) -> bool:
    """Whether a sentence begins at this place of a text."""
    before = text[max(0, start - 2) : start]
    return not before.strip() or before.rstrip(" ")[-1:] in ".!?\n"
