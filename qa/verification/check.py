"""A sentence that a model wrote -> a verdict, and the exact quotes that it rests on.

It is held against the passages that it cites, by `qa.verification.verify`; one
that cites nothing against each of those that were given. Promises that a quote
is cut out of the article, never taken from the model, and that a sentence which
says what its passages do not is marked.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from article_qa.index.records import Passage, embedded_text
from article_qa.index.text.sentences import sentences
from article_qa.index.text.words import WORD
from article_qa.qa.generation.citation_markers import Claim
from article_qa.qa.generation.generate import sources
from article_qa.qa.generation.llm import Model, reply
from article_qa.qa.generation.prompts import judge_messages
from article_qa.qa.reading.context import Context
from article_qa.qa.reading.late_interaction import Candidate
from article_qa.qa.reading.quote_selection import Quote
from article_qa.qa.steps import as_step
from article_qa.qa.usage import Usage
from article_qa.qa.verification.native import NativeFinding, NativeSource, can_english_read, verify_native
from article_qa.qa.verification.verify import Finding, verify

CITES_NOTHING = "it cites nothing"
JUDGED = "asked again, the model does not find it in the passages"
# A second sentence belongs to the quote when it stands beside the best and matches nearly as well.
SECOND_MARGIN = 0.08


@dataclass(frozen=True, slots=True)
class Checked:
    """A sentence that was checked. `quotes` carry it, or come nearest to it in what it cites.

    It is "unchecked" where nothing speaks against it, and its language, or that of
    the passages, cannot be compared further. `language` is that one, by its English name.
    """

    text: str
    verdict: Literal["supported", "unsupported", "unchecked"]
    reason: str
    quotes: tuple[Quote, ...]
    language: str = ""


@as_step("check", "claim", "given", "context")
def check(claim: Claim, given: Sequence[Passage], context: Context) -> Checked:
    """Hold `claim` against the passages it cites; its number n is `given[n - 1]`."""
    cited: Sequence[Passage] = [given[number - 1] for number in claim.numbers]
    if cited:
        finding = _finding(claim, cited, context)
    else:
        cited, finding = _borne_out(claim, given, context)
    if isinstance(finding, NativeFinding):
        return _native(claim, finding, cited, context)
    return Checked(claim.text, finding.verdict, finding.reason, _nearest(claim, cited, context))


def _nearest(claim: Claim, cited: Sequence[Passage], context: Context) -> tuple[Quote, ...]:
    """The words of each passage that come nearest to the claim."""
    quotes = [_carrying(context.reading.rank(claim.text, within={passage.id})) for passage in cited]
    return tuple(dict.fromkeys(quotes))


def _native(claim: Claim, finding: NativeFinding, cited: Sequence[Passage], context: Context) -> Checked:
    """What was found of a sentence in another language; a supported one quotes the sentence that it is made of."""
    quotes = _nearest(claim, cited, context)
    if finding.verdict == "supported":
        passage = cited[finding.source]
        quotes = (Quote(passage.article_id, passage.start + finding.start, passage.start + finding.end),)
    return Checked(claim.text, finding.verdict, finding.reason, quotes, finding.language)


def judge(
    model: Model, checked: Sequence[Checked], context: Context, deadline: float
) -> tuple[list[Checked], Usage | None]:
    """Ask the model of each supported sentence whether its articles' passages say so. Raises ModelFailed."""
    asked = [each for each in checked if each.verdict == "supported"]
    if not asked:
        return list(checked), None
    pairs = []
    for each in asked:
        cited = {quote.article_id for quote in each.quotes}
        pairs.append((each.text, sources([p for p in context.passages if p.article_id in cited], context.articles)))
    completion = reply(model, judge_messages(pairs), deadline)
    said = [line.lower().replace(".", " ").replace(":", " ").split() for line in completion.text.splitlines()]
    denied = {asked[int(n) - 1].text for n, verdict, *_ in (w for w in said if len(w) > 1)
              if n.isdigit() and 0 < int(n) <= len(asked) and verdict == "no"}  # fmt: skip
    judged = [replace(each, verdict="unsupported", reason=JUDGED) if each.text in denied else each for each in checked]
    return judged, completion.usage


def _borne_out(
    claim: Claim, given: Sequence[Passage], context: Context
) -> tuple[list[Passage], Finding | NativeFinding]:
    """The passage that bears out a claim which cites none, if one does; the nearest are tried first."""
    passages = {passage.id: passage for passage in given}
    ranked = context.reading.rank(claim.text, within=passages.keys())
    nearest: Finding | NativeFinding = Finding("unsupported", CITES_NOTHING)
    for number, passage_id in enumerate(dict.fromkeys(candidate.passage.id for candidate in ranked)):
        finding = _finding(claim, [passages[passage_id]], context)
        if finding.verdict == "supported":
            return [passages[passage_id]], finding
        # What one passage leaves open is not false for what another one says.
        if number == 0 or (finding.verdict == "unchecked" and nearest.verdict == "unsupported"):
            nearest = finding
    return [], nearest


def _finding(claim: Claim, cited: Sequence[Passage], context: Context) -> Finding | NativeFinding:
    if _is_verbatim(claim.text, cited):
        return Finding("supported", "")
    english = [passage for passage in cited if can_english_read(claim.text, _to_be_told(passage, context))]
    finding = verify(claim.text, [_source(each, context) for each in english], context.reader) if english else None
    if finding and (finding.verdict == "supported" or len(english) == len(cited)):
        return finding
    reports = {passage.id: context.articles[passage.article_id].published for passage in cited}
    return verify_native(claim.text, [NativeSource(passage.text, reports[passage.id]) for passage in cited])


def _to_be_told(passage: Passage, context: Context) -> list[str]:
    """The text whose language must be told; none where the article is known to be in English."""
    return [] if context.articles[passage.article_id].language == "en" else [passage.text]


def _source(passage: Passage, context: Context) -> str:
    article = context.articles[passage.article_id]
    return embedded_text(article.title, article.published, passage.text)[0]


def _is_verbatim(text: str, passages: Sequence[Passage]) -> bool:
    """Whether `text` is, word for word, a whole sentence of one of the passages, in whatever language."""
    words = WORD.findall(text)
    stated = (passage.text[slice(*span)] for passage in passages for span in sentences(passage.text))
    return any(WORD.findall(sentence) == words for sentence in stated)


def _carrying(candidates: Sequence[Candidate]) -> Quote:
    """The sentence of a passage that carries a claim, or the two beside each other that do."""
    best = candidates[0]
    start, end = best.start, best.end
    for other in candidates[1:]:
        beside = abs(other.start - best.end) <= 2 or abs(best.start - other.end) <= 2
        if beside and best.score - other.score < SECOND_MARGIN:
            start, end = min(best.start, other.start), max(best.end, other.end)
            break
    return Quote(best.passage.article_id, start, end)
