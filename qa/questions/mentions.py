"""What a question or an answer names: whole names, and the words that tell its subject. English only."""

import re

from article_qa.index.text.words import ASKING, COMPOUND, CONTRACTION, QUESTION_WORDS, STOP_WORDS

CAPITAL = r"[A-Z][\w&-]*(?:[’'](?!s\b)\w+)?"
NAME = re.compile(rf"\b{CAPITAL}(?:\s+(?:(?:of|the|de|von|van|al|and|for|&)\s+){{0,2}}(?:{CAPITAL}|\d[\w-]*))*")
# Nouns up to the end of the phrase: where the verb comes last ("did the Pope come?") it cannot be told from one.
AFTER_NAME = re.compile(r"(?P<words>(?: [a-z][a-z-]+){1,3})(?=[?.,!]|$| (?:of|in|on|at|for|with|by|from|to|and)\b)")
DO = re.compile(r"\b(?:do|does|did)\b", re.IGNORECASE)
PEOPLE = re.compile(r"(?:ish|ese|ian|an)$")
ONE_WORD = re.compile(r" ([a-z]{3,}s?)\b(?! (?:the|a|an|his|her|its|their)\b)")
SENTENCE_START = re.compile(r"(?:^|[.!?:“\"])\s*$")


def names(text: str) -> list[str]:
    """Runs of capitalised words, but for a lone word that only opens a sentence."""
    return list(dict.fromkeys(name for name in (_name(text, run) for run in NAME.finditer(text)) if name))


def _name(text: str, run: re.Match[str]) -> str:
    """The name in a run of capitals, empty where it is none.

    What opens a sentence has its capital for that. Elsewhere "Ever Given" and
    "New York" are names, though their first words are small words too.
    """
    words = run.group().split()
    opens = bool(SENTENCE_START.search(text[: run.start()]))
    while opens and words and _opens_question(words[0]):
        words.pop(0)
        opens = False
    if len(words) > 1:
        return " ".join(words)
    is_name = words and not is_idle(words[0]) and (not opens or words[0][1:].lower() != words[0][1:])
    return words[0] if is_name else ""


def whole_names(text: str) -> list[str]:
    """The names with the words that belong to them: "Mecca crane collapse" of "in the Mecca crane collapse"."""
    found = []
    for name in names(text):
        after = AFTER_NAME.match(text, text.find(name) + len(name))
        determined = re.search(r"\b(?:the|a|an) $", text[: text.find(name)], re.IGNORECASE)
        people = PEOPLE.search(name) and " " not in name
        words = after["words"].split() if after and determined and not DO.search(text) else []
        if people and not words and (one := ONE_WORD.match(text, text.find(name) + len(name))) and not is_idle(one[1]):
            words = [one[1]]
        kept = words if not any(is_idle(word) for word in words) else []
        found.append(" ".join([name, *kept[:2]]))
    return found


def content(text: str) -> list[str]:
    """The words of `text` that are not in questions of every subject."""
    return [word for word in COMPOUND.findall(text) if not is_idle(word)]


def is_idle(word: str) -> bool:
    """Whether a word tells nothing of the subject."""
    plain = CONTRACTION.sub("", word.lower())
    return plain in STOP_WORDS or plain in QUESTION_WORDS


def _opens_question(word: str) -> bool:
    plain = CONTRACTION.sub("", word.lower())
    return plain in STOP_WORDS or plain in ASKING
