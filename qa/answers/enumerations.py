"""Sentences that name several things, and lists of them."""

import re
from collections.abc import Sequence

from article_qa.index.annotations import AnnotatedSentence, SentenceKind

# What parts one thing from the next in a sentence; the last is parted by "and" or "or".
SEPARATOR = re.compile(r"(?:[,;]\s+)?\b(?P<last>and|or|as well as)\s+|[,;]\s+|(?P<opens>:)\s+")
# Longer pieces between two separators are clauses, not things.
MAX_ITEM_WORDS = 5
# Things that are parted by commas alone, but for the last, may be longer.
SERIAL = re.compile(r"[,;]\s+(?P<last>(?:and|or|as well as)\s+)?|(?P<opens>:)\s+")
# An item is a short phrase. Pieces between commas need to be more, for commas part clauses too.
MAX_SERIAL_WORDS, MIN_SERIAL_ITEMS = 9, 4
# Two things are a pair, not a list.
MIN_ITEMS = 3
# What is read of a sentence: one that was not cut may be a whole text.
MAX_CHARACTERS = 2000
# A piece that begins so is a clause.
CLAUSE = re.compile(
    r"(?:a[mst]|are|after|although|because|before|but|did|does|had|ha[sv]e?|he|i[fst]|it|said|she|since|so|that|then|there"
    r"|they|though|was|we|were|when|where|which|while|who|whose|will|with|would|you)\b",
    re.IGNORECASE,
)
NUMBER_WORDS = {
    word: number for number, word in enumerate("two three four five six seven eight nine ten eleven twelve".split(), 2)
}
PLURAL = re.compile(r"[a-z]+[^sui']s|people|men|women|children")
# These may end in an s without telling what is asked for.
NO_NOUNS = frozenset("does goes has kinds lots names parts says sorts things types was ways whose years".split())
# A noun is asked for above all when one of these stands up to so many longer words before it.
ASKS_FOR, NOUN_REACH = frozenset("all every list name".split()), 3
LISTED: frozenset[SentenceKind] = frozenset({"list_item", "table_row"})


def items(sentence: str) -> int:
    """How many things the longest enumeration in `sentence` has ("a, b and c"); 0 for fewer than three."""
    longest = _longest(sentence, SEPARATOR, MAX_ITEM_WORDS)
    if longest >= MIN_ITEMS:
        return longest
    serial = _longest(sentence, SERIAL, MAX_SERIAL_WORDS)
    return serial if serial >= MIN_SERIAL_ITEMS else 0


def _longest(sentence: str, separator: re.Pattern[str], max_words: int) -> int:
    longest, run, first = 0, "", 1
    for piece, before in _pieces(sentence, separator):
        kind = _kind(piece, max_words, is_last=bool(before["last"]))
        if before["opens"] or not kind or set(run) - {kind}:
            # The first thing stands at the end of the piece before, unless a colon opens the enumeration.
            run, first = "", 0 if before["opens"] else 1
        run += kind
        if before["last"]:
            longest, run, first = max(longest, len(run) + first), "", 1
    return longest


def _pieces(sentence: str, separator: re.Pattern[str]) -> list[tuple[str, re.Match[str]]]:
    """What follows each separator, but for ages and other figures."""
    text = sentence[:MAX_CHARACTERS].strip(' .!?"”')
    found = list(separator.finditer(text))
    ends = [*[match.start() for match in found[1:]], len(text)]
    told = [(text[match.end() : end].strip(), match) for match, end in zip(found, ends, strict=False)]
    return [(piece, match) for piece, match in told if not piece.isdigit()]


def _kind(piece: str, max_words: int, *, is_last: bool) -> str:
    """N for a name, t for another thing; empty for a clause. Things in a row are all names or all none."""
    words = [word for word in piece.split() if word.lower() not in ("the", "a", "an")]
    # The last thing may be followed by the rest of the sentence.
    if not words or CLAUSE.match(piece) or (len(words) > max_words and not is_last):
        return ""
    return "N" if words[0][:1].isupper() else "t"


def number_asked(question: str) -> int:
    """How many things a question says there are ("the four students"); 0 where it does not."""
    words = re.findall(r"[a-z]+|(?<!\d)\d{1,2}(?!\d)", question.lower())
    return next((n for word in words if (n := NUMBER_WORDS.get(word, int(word) if word.isdigit() else 0)) > 1), 0)


def noun_asked(question: str) -> str:
    """The plural that a question asks for ("crops" in "which crops …"); empty where there is none.

    One that follows "all" or the like is it, wherever it stands; "where" asks for no other.
    """
    words = re.findall(r"\b[A-Za-z]{3,}\b", question)
    plurals = [n for n, word in enumerate(words) if PLURAL.fullmatch(word) and word not in NO_NOUNS]
    marked = [n for n in plurals if ASKS_FOR & {word.lower() for word in words[max(0, n - NOUN_REACH) : n]}]
    if marked or question[:5].lower() == "where":
        return words[marked[0]] if marked else ""
    return words[plurals[0]] if plurals else ""


def whole_list(sentences: Sequence[AnnotatedSentence], at: int) -> list[AnnotatedSentence]:
    """The list that the sentence with this index is an item of or leads in, with the lead-in first; else nothing.

    Rows of a table are a list, too.
    """
    sentence = sentences[at]
    if sentence.kind not in LISTED:
        following = sentences[at + 1] if at + 1 < len(sentences) else None
        leads = following and following.kind in LISTED and following.lead == (sentence.start, sentence.end)
        return [sentence, *_items_from(sentences, at + 1, 1)] if leads else []
    before = _items_from(sentences, at, -1)[::-1]
    found = [*before, *_items_from(sentences, at + 1, 1)] if at + 1 < len(sentences) else before
    lead = next((each for each in sentences if (each.start, each.end) == sentence.lead), None)
    return [lead, *found] if lead and lead not in found else found


def _items_from(sentences: Sequence[AnnotatedSentence], at: int, step: int) -> list[AnnotatedSentence]:
    """The items in a row from this index on, as long as they belong to one list."""
    found: list[AnnotatedSentence] = []
    first = sentences[at]
    while 0 <= at < len(sentences) and sentences[at].kind in LISTED and sentences[at].lead == first.lead:
        found.append(sentences[at])
        at += step
    return found
