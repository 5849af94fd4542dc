"""Who did it to whom: a question in which those who act and those acted on have changed places. English only.

"Who was trained by Ida Holm?" is not answered by "Ida Holm was trained by Ost",
though every word is there. Only what the sentence itself tells the other way
round counts, and only where nothing near tells it as the question does. The
question's verb must stand there, as far as it has one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from article_qa.index.text.lemmas import lemma
from article_qa.index.text.stems import stem
from article_qa.index.text.words import STOP_WORDS, WORD

_BE = frozenset("is are was were be been being am".split())
_AUXILIARY = _BE | frozenset(
    """has have had will would may might can could did does do also still then later already first recently finally
    not never once""".split()
)
# Either may be named first.
_MUTUAL = frozenset(map(lemma, "meet marry wed divorce fight play face debate talk speak merge collide date".split()))
_NAME_WORD = r"[A-Z0-9][\w’'-]*"
_NAME = rf"(?:the |an? )?{_NAME_WORD}(?: (?:of |the )*{_NAME_WORD})*"
_WAS_DONE_BY = re.compile(
    r"\bwho(?:m)? (?:was|were|is|are|(?:has|have|had) been) (?P<verb>\w+) by (?P<doer>(?:the |an? )?[^,?]+)",
    re.IGNORECASE,
)
_WHO_DID = re.compile(r"^\W*(?:[Ww]ho|[Ww]hich \w+) (?P<verb>\w+) (?P<other>(?:the |[A-Z])[^,?]+)")
_DID_TO = re.compile(
    rf"\b(?:did|does|do) (?P<doer>{_NAME}) (?P<verb>(?!and\b|or\b)[a-z]+)(?: [a-z]+)? (?P<other>{_NAME})"
)
# Behind one of these begins what tells the noun before it apart from others.
_NARROWS = re.compile(
    r"\b(?:of|in|for|at|on|to|from|with|during|after|before|that|who|which|named|called|when|while|against|as|by|into"
    r"|over|under|upon|about|through|because|since|until|than|without|between|among|is|are|was|were)\b"
)
_PHRASE_END = re.compile(r"[,;:()]|\band\b")
_SENTENCE_END = re.compile(r"[.;:!?](?=\s|$)|\n")
_BY = re.compile(r"\W*(?:\w+\W+){0,3}?by\b")
# "Shah of Iran", "Costa v ENEL", "Super Bowl".
_JOINS = r" (?:of|for|in|v\.?|vs\.?)(?: the)? |[’']s "
_PAIR = re.compile(rf"(?<=\W)({_NAME_WORD})({_JOINS}| )(?=({_NAME_WORD}))")


@dataclass(frozen=True, slots=True)
class _Told:
    """What a text tells of a verb: the stems of the nouns right beside it, and all that stands on either side.

    `doer` is empty for a passive without "by".
    """

    doer: str
    other: str
    doers: str
    others: str


def has_turned_roles(question: str, sentence: str, around: str) -> bool:
    """Whether `sentence` has it the other way round, and nothing in `around` as the question does.

    `around` is the passage with its headline.
    """
    if found := _WAS_DONE_BY.search(question):
        return _is_turned(found["verb"], _head(found["doer"]), "", sentence, around)
    if _has_turned_names(question, sentence, around):
        return True
    if found := _DID_TO.search(question):
        return _is_turned(found["verb"], _head(found["doer"]), _head(found["other"]), sentence, around)
    if (found := _WHO_DID.search(question)) and found["verb"].lower() not in STOP_WORDS | _AUXILIARY:
        return _is_turned(found["verb"], "", _head(found["other"]), sentence, around)
    return False


def _is_turned(verb: str, doer: str, other: str, sentence: str, around: str) -> bool:
    """Whether the sentence tells of the verb with what acts acted on, and `around` never as it is asked."""
    if not (doer or other) or doer == other or lemma(verb.lower()) in _MUTUAL:
        return False
    if any(_has(told.doers, doer) and _has(told.others, other) for told in _tellings(verb, around)):
        return False
    # Of two who are named, both must stand on the other's side.
    return any(
        (bool(doer) and told.other == doer and not _has(told.doers, doer) and _has(told.doers, other))
        or (bool(other) and told.doer == other and not _has(told.others, other) and _has(told.others, doer))
        for told in _tellings(verb, sentence)
    )


def _tellings(verb: str, text: str) -> Iterator[_Told]:
    """What the text tells of the verb, each time that it does."""
    wanted = lemma(verb.lower())
    for found in WORD.finditer(text):
        if not found.group().islower() or lemma(found.group()) != wanted:
            continue
        start = max((end.end() for end in _SENTENCE_END.finditer(text, 0, found.start())), default=0)
        end = _SENTENCE_END.search(text, found.end())
        before, behind = text[start : found.start()], text[found.end() : end.start() if end else len(text)]
        if by := _BY.match(behind):
            behind = behind[by.end() :]
            yield _Told(_head(behind), _subject(before), behind, before)
        elif _is_passive(before):
            yield _Told("", _subject(before), "", before)
        else:
            yield _Told(_subject(before), _head(behind), before, behind)


def _subject(before: str) -> str:
    """The stem of the word that ends what stands before a verb, auxiliaries and adverbs aside; empty behind a comma."""
    words = list(WORD.finditer(before))
    end = len(before)
    while words and (words[-1].group().lower() in _AUXILIARY or words[-1].group().endswith("ly")):
        end = words.pop().start()
    if not words or before[words[-1].end() : end].strip() or words[-1].group().lower() in STOP_WORDS:
        return ""
    return stem(words[-1].group())


def _is_passive(before: str) -> bool:
    """Whether what stands before a verb ends in a form of "be"."""
    words = [word.lower() for word in WORD.findall(before)]
    while words and (words[-1] in _AUXILIARY or words[-1].endswith("ly")):
        if words.pop() in _BE:
            return True
    return False


def _head(phrase: str) -> str:
    """The stem of the noun that a phrase begins with: of "the final round of the cup, which" that of "round"."""
    phrase = _PHRASE_END.split(phrase, maxsplit=1)[0]
    words = [word for word in WORD.findall(_NARROWS.split(phrase)[0]) if word.lower() not in STOP_WORDS]
    return stem(words[-1]) if words else ""


def _has(text: str, word: str) -> bool:
    return not word or word in map(stem, WORD.findall(text))


def _has_turned_names(question: str, sentence: str, around: str) -> bool:
    """Whether two joined names stand in the sentence the other way round: "Iran of the Shah"."""
    for found in _PAIR.finditer(question):
        one, other = re.escape(found[1]), re.escape(found[3])
        if one == other or found[1].isdigit() or found[3].isdigit():
            continue
        # "Lund City" is the "City of Lund", so both must be joined alike.
        join = " " if found[2] == " " else _JOINS
        as_asked = re.compile(rf"\b{one}(?:[’']s)?(?:\W+\w+)?\W+{other}\b")
        if re.search(rf"\b{other}(?:{join}){one}\b", sentence) and not as_asked.search(around):
            return True
    return False
