"""Questions changed by rule: so that the text no longer answers them, or so that it still does.

`changed` alters one word, name, role, order or number of a question whose
answer stands in a paragraph. The new word stands nowhere in that paragraph, in
no form. `paraphrased` says the same question otherwise.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

from article_qa.index.text.numbers import NUMBERS
from article_qa.index.text.stems import stem
from article_qa.index.text.words import WORD
from benchmarks.change_words import siblings, synonyms

CAPITALISED = r"(?:the )?[A-Z][\w.'’-]*(?: (?:of |the )*[A-Z][\w.'’-]*)*"
# "When did Rome fight Carthage?": the first asks the other way round when the two change places.
TWO_NAMES = re.compile(rf"\b(did|does|do) ({CAPITALISED}) (\w+(?: \w+)?) ({CAPITALISED})(?=[\s?,])")
# "Who defeated the Celts?", in which the asked one acts; and "Who did the Celts defeat?", in which it is acted on.
WHO_ACTED = re.compile(r"^Who (\w+)ed ((?:the |[A-Z])[^,?]*)\?$")
WHO_WAS_ACTED_ON = re.compile(rf"^Who(?:m)? did ({CAPITALISED}) (\w+)\?$")
SET_PHRASE = re.compile(r"\b(?:named|called|modell?ed|looked|looks?) after$|\bat (?:least|most|first)$")
YEAR = re.compile(r"\b(1[0-9]|20)(\d\d)(s?)\b")
SMALL = "two three four five six seven eight nine ten eleven twelve".split()
FIGURE = re.compile(r"(?<![\w.,:-])\d{1,4}(?![\w.,:-]*\d)(?=[\s?%])")


NAME_PART = r"[A-Z1-9][\w’'.-]*"
TIME_LAST = re.compile(
    r"^((?:What|Who|When|Where|How|Which|Why) [^,?]+)"
    rf" ((?:in|during|after|before|on) (?:the )?{NAME_PART}(?: (?:of|the|{NAME_PART}))*)\?$"
)


@dataclass(frozen=True, slots=True)
class Changed:
    """A question that asks something else: what `kind` of change it is, and the `word` that is new, if one is."""

    kind: str
    question: str
    word: str = ""


class Changer:
    """Changes questions with the words of one half of the lexicons, the same way for the same seed."""

    def __init__(self, half: int, seed: int) -> None:
        self._siblings = siblings(half)
        self._synonyms = synonyms(half)
        self._half = half
        self._random = Random(seed)

    def changed(self, question: str, paragraph: str) -> list[Changed]:
        """One change of each kind that can be made, in no order; `paragraph` answers none of them."""
        said = frozenset(stem(word) for word in WORD.findall(paragraph))
        of_kind: dict[str, list[Changed]] = {}
        for change in (*self._words(question), *self._numbers(question), *_roles(question)):
            if not any(stem(part) in said for part in WORD.findall(change.word)):
                of_kind.setdefault(change.kind, []).append(change)
        chosen = [self._random.choice(changes) for changes in of_kind.values()]
        self._random.shuffle(chosen)
        return chosen

    def paraphrased(self, question: str) -> str:
        """The same question said otherwise: by one or two of the ways that fit it."""
        ways: list[Callable[[str], str]] = [self._with_synonym, _rearranged, _reworded, _contracted]
        self._random.shuffle(ways)
        done, text = 0, question
        for way in ways:
            new = way(text)
            if new != text:
                done, text = done + 1, new
            if done == 1 + self._random.randrange(2):
                break
        return text if done and self._random.random() < 0.6 else _politely(text, self._random)

    def _words(self, question: str) -> Iterator[Changed]:
        for match in WORD.finditer(question):
            for kind, new in self._siblings.get(match.group().lower(), ()):
                # In the middle a capital makes a name, of which no part has brothers and sisters.
                is_name = match.start() > 0 and match.group()[0].isupper()
                if is_name != (kind == "name") or SET_PHRASE.search(question[: match.end()]):
                    continue
                shown = new.capitalize() if match.group()[0].isupper() else new
                yield Changed(kind, _put(question, match.start(), match.end(), shown), new)

    def _numbers(self, question: str) -> Iterator[Changed]:
        for match in YEAR.finditer(question):
            years = self._random.choice((3, 4, 6, 7) if not match[3] else (10, 20))
            new = f"{int(match[1] + match[2]) + self._random.choice((-1, 1)) * years}{match[3]}"
            yield Changed("number", _put(question, match.start(), match.end(), new), new)
        for match in FIGURE.finditer(question):
            if not YEAR.match(match.group()):
                new = str(int(match.group()) + self._random.randrange(2, 9))
                yield Changed("number", _put(question, match.start(), match.end(), new), new)
        for match in WORD.finditer(question):
            if match.group().lower() in SMALL and match.group().lower() in NUMBERS:
                new = self._random.choice([word for word in SMALL if word != match.group().lower()])
                yield Changed("number", _put(question, match.start(), match.end(), new), new)

    def _with_synonym(self, question: str) -> str:
        for match in WORD.finditer(question):
            new = self._synonyms.get(match.group())
            if new:
                return _put(question, match.start(), match.end(), new)
        return question


def _roles(question: str) -> Iterator[Changed]:
    """The question with those who act and those who are acted on in each other's place."""
    match = TWO_NAMES.search(question)
    if match and match[2] != match[4]:
        turned = f"{match[1]} {match[4]} {match[3]} {match[2]}"
        yield Changed("role", _put(question, match.start(), match.end(), turned))
    match = WHO_ACTED.match(question)
    if match and len(match[2].split()) <= 6 and not re.search(r"\b(?:in|at|on|for|from|with|to)\b", match[2]):
        yield Changed("role", f"Who was {match[1]}ed by {match[2]}?")
    match = WHO_WAS_ACTED_ON.match(question)
    if match and match[2].endswith(("t", "k", "l", "n", "ck")):
        yield Changed("role", f"Who {match[2]}ed {match[1]}?")


def _rearranged(question: str) -> str:
    """What stands before the comma put last, or a time or place at the end put first."""
    match = re.match(r"^((?:In|On|At|During|After|Before|According to|As of) [^,?]+), (\w[^?]*)\?$", question)
    if match:
        return f"{match[2][0].upper()}{match[2][1:]} {match[1][0].lower()}{match[1][1:]}?"
    match = TIME_LAST.match(question)
    if match and len(match[2].split()) <= 5 and len(match[1].split()) >= 4:
        return f"{match[2][0].upper()}{match[2][1:]}, {match[1][0].lower()}{match[1][1:]}?"
    match = re.match(r"^Who (\w+ed) ((?:the |[A-Z])[^,?]*)\?$", question)
    if match and len(match[2].split()) <= 6:
        return f"By whom was {match[2]} {match[1]}?"
    return question


REWORDED = (
    (r"^How many (\w+)", r"What number of \1"),
    (r"^Why ", "For what reason "),
    (r"^Where ", "In which place "),
    (r"^Who (?!was|were|is|are|did|does|do)", "Which person "),
    (r"^What year ", "Which year "),
    (r"^In what year ", "In which year "),
    (r"^What (type|kind|sort) of ", r"Which \1 of "),
    (r"^What is the name of ", "What do they call "),
    (r"^When was ", "At what time was "),
    (r"^When did ", "At what time did "),
)


def _reworded(question: str) -> str:
    for pattern, other in REWORDED:
        question, count = re.subn(pattern, other, question)
        if count:
            break
    return question


def _contracted(question: str) -> str:
    new = re.sub(r"^(What|Who|Where|How|When) is\b", r"\1's", question)
    return re.sub(r"\b(did|does|do|was|were|is|are|could|would|should|has|have) not\b", r"\1n't", new)


def _politely(question: str, random: Random) -> str:
    """The question inside a request; one that asks what something is with its verb last."""
    ask = random.choice(("Could you tell me", "Can you tell me", "Please tell me", "I would like to know"))
    end = "." if ask.startswith(("Please", "I ")) else "?"
    match = re.match(r"^(What|Who|Where) (is|was|are|were) ((?:the|a|an) [^,?]+)\?$", question)
    if match and len(match[3].split()) <= 7 and not re.search(r"\w(?:ed|ing)\b", match[3]):
        return f"{ask} {match[1].lower()} {match[3]} {match[2]}{end}"
    match = re.match(
        r"^(Who|What|Which \w+) ((?!is|was|are|were|did|does|do|has|have|can|would|should)\w+[^?]*)\?$", question
    )
    if match and re.match(r"\w+(?:ed|s) ", f"{match[2]} "):
        return f"{ask} {match[1].lower()} {match[2]}{end}"
    return f"{ask}: {question[0].lower()}{question[1:]}"


def _put(text: str, start: int, end: int, new: str) -> str:
    return text[:start] + new + text[end:]
