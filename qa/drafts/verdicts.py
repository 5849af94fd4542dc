"""A judgement -> the sentence of the draft with its verdict, its quotes, and what the library says instead."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from article_qa.qa.answers.claim import DISAGREE, UNSAID, quote_of
from article_qa.qa.answers.judgement import Judgement
from article_qa.qa.citation import Citation, cite
from article_qa.qa.drafts.draft import DraftSentence, Instead
from article_qa.qa.drafts.searching import Searched
from article_qa.qa.reading.quote_selection import Quote
from article_qa.qa.verification.bearing import Bearing
from article_qa.qa.verification.differences import YES
from article_qa.qa.verification.reasons import instead

SAID = "the article says so"
SAID_TO_BE = "the article says that it is so"
BETWEEN = " / "


@dataclass(slots=True)
class Quoting:
    """The citations of a draft: the same words have one number."""

    citations: list[Citation] = field(default_factory=list)
    _numbers: dict[tuple[str, int, int], int] = field(default_factory=dict)

    def number(self, quote: Quote, searched: Searched, words: str = "") -> int:
        """The number of the quote; `words` are those in it that matter, which are highlighted."""
        key = (quote.article_id, quote.start, quote.end)
        if key not in self._numbers:
            self._numbers[key] = len(self.citations) + 1
            self.citations.append(cite(self._numbers[key], searched.articles[quote.article_id], quote.start, quote.end))
        number = self._numbers[key]
        cited = self.citations[number - 1]
        at = cited.quote.find(words) if words else -1
        if at >= 0 and cited.highlight is None:
            self.citations[number - 1] = replace(cited, highlight=(at, at + len(words)))
        return number


def supported(sentence: DraftSentence, judgement: Judgement, searched: Searched, quoting: Quoting) -> DraftSentence:
    """The sentence with the quotes that say so."""
    numbers = _numbers(judgement.quoted, searched, quoting)
    return replace(sentence, verdict="supported", reason=_told(SAID, judgement), citations=numbers)


def contradicted(sentence: DraftSentence, judgement: Judgement, searched: Searched, quoting: Quoting) -> DraftSentence:
    """The sentence with the quotes that say otherwise, and in what."""
    best = judgement.first[0]
    claimed, _, stated = best.difference.partition(BETWEEN)
    quote = quote_of(best.candidate, searched.articles)
    is_value = YES not in (claimed, stated) and stated not in sentence.text
    shown = quoting.number(quote, searched, stated if is_value else "")
    numbers = _numbers(judgement.quoted, searched, quoting)
    text = stated if is_value else quoting.citations[shown - 1].quote
    return replace(
        sentence,
        verdict="contradicted",
        reason=_told(_otherwise(claimed, stated, is_value=is_value), judgement),
        citations=numbers,
        instead=Instead("otherwise", text, shown),
    )


def not_found(sentence: DraftSentence, judgement: Judgement, searched: Searched, quoting: Quoting) -> DraftSentence:
    """The sentence with the nearest words of the library, which are no evidence."""
    never = [word for word in searched.terms.never if len(word) > 1 and word.isalpha()]
    told = (
        f"the articles never mention “{_as_written(never[0], searched.claim)}”"
        if never
        else _uncapitalised(UNSAID).rstrip(".")
    )
    if not judgement.nearest:
        return replace(sentence, verdict="not_found", reason=told)
    best = judgement.nearest[0]
    number = quoting.number(Quote(best.passage.article_id, best.start, best.end), searched)
    nearest = Instead("nearest", quoting.citations[number - 1].quote, number)
    return replace(sentence, verdict="not_found", reason=told, instead=nearest)


def _numbers(found: Sequence[Bearing], searched: Searched, quoting: Quoting) -> tuple[int, ...]:
    return tuple(dict.fromkeys(quoting.number(quote_of(each.candidate, searched.articles), searched) for each in found))


def _otherwise(claimed: str, stated: str, *, is_value: bool) -> str:
    if is_value:
        return instead(claimed, stated).replace("the passage", "the article")
    if claimed == YES:
        return f"the article denies it: “{stated}”"
    return SAID_TO_BE if stated == YES else f"the article has {claimed} and {stated} the other way round"


def _told(reason: str, judgement: Judgement) -> str:
    return f"{reason}; {_uncapitalised(DISAGREE).rstrip('.')}" if judgement.others else reason


def _as_written(word: str, claim: str) -> str:
    at = claim.lower().find(word)
    return claim[at : at + len(word)] if at >= 0 else word


def _uncapitalised(text: str) -> str:
    return text[:1].lower() + text[1:]
