"""What a question in another language asks for besides a fact: news, or more of the answer before.

The phrases are those of `index/text/language_data`, under `news` and `more`.
"""

from collections.abc import Sequence

from article_qa.index.text.native import NativeWords, native_words
from article_qa.index.text.native_words import comparable, is_ideograph, words

# "Die neuesten Nachrichten": so many words of its own may stand before the news.
MAX_BEFORE = 1
MARKS = " \t.,;:!?¡¿،؟。，！？…"


def asks_for_more(question: str, code: str | None) -> bool:
    """Whether the question is "mehr dazu" or the like and nothing else."""
    known = native_words(code)
    return known is not None and _plain(question) in {_plain(phrase) for phrase in known.questions["more"]}


def news_subject(question: str, code: str | None) -> str | None:
    """What news are asked of: "den Streik" in "Nachrichten über den Streik", empty for all; None for other questions.

    Its days are off already. A question such as "was ist passiert" asks for news only where
    it is the whole: with a subject it asks for an event.
    """
    known = native_words(code)
    for phrase in sorted(known.questions["news"], key=len, reverse=True) if known else ():
        assert known, "it was looked at before the loop"
        if _plain(question) == _plain(phrase):
            return ""
        if not is_ideograph(phrase) and " " not in phrase and (subject := _after(question, phrase, known)) is not None:
            return subject
    return None


def is_asking_for_news(question: str, code: str) -> bool:
    """Whether the question is made of nothing but words for news or days, and small words: "Was geschah heute?"."""
    known = native_words(code)
    if not known:
        return False
    phrases = [*known.questions["news"], *(phrase for listed in known.days.values() for phrase in listed)]
    told = [word.key for word in words(question)]
    said = [[word.key for word in words(phrase)] for phrase in phrases]
    idle = known.small_words | known.question_words | {key for keys in said for key in keys}
    held = f" {' '.join(told)} "
    return idle.issuperset(told) and any(f" {' '.join(keys)} " in held for keys in said)


def _after(question: str, noun: str, known: NativeWords) -> str | None:
    """What stands after the noun and a preposition; None where the noun is not what the question begins with."""
    told = words(question.strip(MARKS))
    place = next((n for n, word in enumerate(told) if word.key == comparable(noun)), None)
    if place is None or len(_own([word.key for word in told[:place]], known)) > MAX_BEFORE:
        return None
    rest = told[place + 1 :]
    if rest and rest[0].key not in known.small_words:
        return None
    kept = rest[1:]
    return question.strip(MARKS)[kept[0].start :] if kept else ""


def _own(keys: Sequence[str], known: NativeWords) -> list[str]:
    return [key for key in keys if key not in known.small_words | known.question_words]


def _plain(text: str) -> str:
    return comparable(text).strip(MARKS)
