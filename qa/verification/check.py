"""A model's finished text, whole -> sentences with verdicts, citations with exact quotes.

Each sentence is held against what it cites by `qa.verification.verify`.
Promises that a quote is cut out of the article, never taken from the model, and
that a sentence which cites nothing or says what its passages do not is marked.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from article_qa.index.records import Article, Passage, embedded_text
from article_qa.index.text.languages import is_english
from article_qa.index.text.sentences import Span
from article_qa.qa.answer import NOT_FOUND, Sentence
from article_qa.qa.citation import Citation, cite
from article_qa.qa.generation.citation_markers import Claim, claims
from article_qa.qa.generation.generate import sources
from article_qa.qa.generation.llm import Model, reply
from article_qa.qa.generation.prompts import judge_messages
from article_qa.qa.reading.context import Context
from article_qa.qa.reading.late_interaction import Candidate
from article_qa.qa.verification.verify import Finding, verify

CITES_NOTHING = "it cites nothing"
NOT_ENGLISH = "only English can be checked"
JUDGED = "asked again, the model does not find it in the passages"
# A second sentence belongs to the quote when it stands beside the best and matches nearly as well.
SECOND_MARGIN = 0.08


@dataclass(frozen=True, slots=True)
class Checked:
    """The sentences that stand, their citations, and whether the model said that it found nothing."""

    sentences: tuple[Sentence, ...]
    citations: tuple[Citation, ...]
    refused: bool


def check(text: str, context: Context) -> Checked:
    """Hold each sentence of `text` against the passages it cites; marker [n] is `context.passages[n - 1]`."""
    written = claims(text)
    book: list[Citation] = []
    sentences = []
    for claim in written:
        if not claim.numbers and not _states(claim):
            continue
        cited = [context.passages[number - 1] for number in claim.numbers]
        finding = _finding(claim, cited, context)
        numbers = [
            _number(
                book,
                context.articles[passage.article_id],
                _carrying(context.reading.rank(claim.text, within={passage.id})),
            )
            for passage in cited
        ]
        sentences.append(Sentence(claim.text, finding.verdict, tuple(dict.fromkeys(numbers)), finding.reason))
    return Checked(tuple(sentences), tuple(book), any(_refuses(claim) for claim in written))


def without_unsupported(checked: Checked) -> Checked:
    """The same without its unsupported sentences, the citations numbered anew."""
    kept = [sentence for sentence in checked.sentences if sentence.verdict != "unsupported"]
    used = [c for c in checked.citations if any(c.number in sentence.citations for sentence in kept)]
    number = {citation.number: n for n, citation in enumerate(used, 1)}
    return Checked(
        tuple(replace(sentence, citations=tuple(number[n] for n in sentence.citations)) for sentence in kept),
        tuple(replace(citation, number=number[citation.number]) for citation in used),
        checked.refused,
    )


def judge(model: Model, checked: Checked, context: Context, deadline: float) -> Checked:
    """Ask the model of each supported sentence whether its articles' passages say so. Raises ModelFailed."""
    asked = [sentence for sentence in checked.sentences if sentence.verdict == "supported"]
    if not asked:
        return checked
    article_of = {citation.number: citation.article_id for citation in checked.citations}
    pairs = []
    for sentence in asked:
        cited = {article_of[number] for number in sentence.citations}
        pairs.append((sentence.text, sources([p for p in context.passages if p.article_id in cited], context.articles)))
    said = [line.lower().replace(".", " ").replace(":", " ").split() for line in
            reply(model, judge_messages(pairs), deadline).text.splitlines()]  # fmt: skip
    denied = {asked[int(n) - 1].text for n, verdict, *_ in (w for w in said if len(w) > 1)
              if n.isdigit() and 0 < int(n) <= len(asked) and verdict == "no"}  # fmt: skip
    return replace(
        checked,
        sentences=tuple(
            replace(s, verdict="unsupported", reason=JUDGED) if s.text in denied else s for s in checked.sentences
        ),
    )


def _finding(claim: Claim, cited: Sequence[Passage], context: Context) -> Finding:
    if not cited:
        return Finding("unsupported", CITES_NOTHING)
    if context.by_sentence and not is_english(claim.text):
        return Finding("unsupported", NOT_ENGLISH)
    texts = []
    for passage in cited:
        article = context.articles[passage.article_id]
        texts.append(embedded_text(article.title, article.published, passage.text)[0])
    return verify(claim.text, texts, context.reader)


def _carrying(candidates: Sequence[Candidate]) -> Span:
    """The sentence of a passage that carries a claim, or the two beside each other that do."""
    best = candidates[0]
    for other in candidates[1:]:
        beside = abs(other.start - best.end) <= 2 or abs(best.start - other.end) <= 2
        if beside and best.score - other.score < SECOND_MARGIN:
            return min(best.start, other.start), max(best.end, other.end)
    return best.start, best.end


def _number(book: list[Citation], article: Article, span: Span) -> int:
    """The number of this quote, entered into `book` when it is new."""
    for citation in book:
        if (citation.article_id, citation.start, citation.end) == (article.id, *span):
            return citation.number
    book.append(cite(len(book) + 1, article, *span))
    return len(book)


def _states(claim: Claim) -> bool:
    """Whether a sentence without a marker claims anything; a lead-in, a question or the refusal does not."""
    return not _refuses(claim) and not claim.text.rstrip().endswith((":", "?"))


def _refuses(claim: Claim) -> bool:
    return NOT_FOUND.rstrip(".").lower() in claim.text.lower()
