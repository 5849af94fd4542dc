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
from article_qa.index.text.languages import is_english
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
from article_qa.qa.verification.verify import Finding, verify

CITES_NOTHING = "it cites nothing"
NOT_ENGLISH = "only English can be checked"
JUDGED = "asked again, the model does not find it in the passages"
# A second sentence belongs to the quote when it stands beside the best and matches nearly as well.
SECOND_MARGIN = 0.08


@dataclass(frozen=True, slots=True)
class Checked:
    """A sentence that was checked. `quotes` carry it, or come nearest to it in what it cites."""

    text: str
    verdict: Literal["supported", "unsupported"]
    reason: str
    quotes: tuple[Quote, ...]


@as_step("check", "claim", "given", "context")
def check(claim: Claim, given: Sequence[Passage], context: Context) -> Checked:
    """Hold `claim` against the passages it cites; its number n is `given[n - 1]`."""
    cited: Sequence[Passage] = [given[number - 1] for number in claim.numbers]
    if cited:
        finding = _finding(claim, cited, context)
    else:
        cited, finding = _borne_out(claim, given, context)
    quotes = [_carrying(context.reading.rank(claim.text, within={passage.id})) for passage in cited]
    return Checked(claim.text, finding.verdict, finding.reason, tuple(dict.fromkeys(quotes)))


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


def _borne_out(claim: Claim, given: Sequence[Passage], context: Context) -> tuple[list[Passage], Finding]:
    """The passage that bears out a claim which cites none, if one does; the nearest are tried first."""
    passages = {passage.id: passage for passage in given}
    ranked = context.reading.rank(claim.text, within=passages.keys())
    nearest = Finding("unsupported", CITES_NOTHING)
    for number, passage_id in enumerate(dict.fromkeys(candidate.passage.id for candidate in ranked)):
        finding = _finding(claim, [passages[passage_id]], context)
        if finding.verdict == "supported":
            return [passages[passage_id]], finding
        nearest = finding if number == 0 else nearest
    return [], nearest


def _finding(claim: Claim, cited: Sequence[Passage], context: Context) -> Finding:
    if _is_verbatim(claim.text, cited):
        return Finding("supported", "")
    if context.by_sentence and not is_english(claim.text):
        return Finding("unsupported", NOT_ENGLISH)
    texts = []
    for passage in cited:
        article = context.articles[passage.article_id]
        texts.append(embedded_text(article.title, article.published, passage.text)[0])
    return verify(claim.text, texts, context.reader)


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
