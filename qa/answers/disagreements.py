"""What the reports tell differently of what an answer quotes: found, put in order, and added to the reply.

Only sentences of passages that were read are compared, and those of a few
copies of a quoted article, whose words are compared as they stand.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from article_qa.index.records import Article, Passage
from article_qa.index.store.catalog import Catalog
from article_qa.index.text.numbers import figures
from article_qa.index.text.sentences import Span, sentences
from article_qa.qa.answer import Kind, Sentence
from article_qa.qa.answers.reply import Reply, computed
from article_qa.qa.citation import Citation, cite
from article_qa.qa.disagreement import Disagreement, DisagreementKind, ReportedValue
from article_qa.qa.reading.context import Context
from article_qa.qa.reading.late_interaction import Candidate
from article_qa.qa.reading.quote_selection import with_subject
from article_qa.qa.verification.changed_words import changed_value
from article_qa.qa.verification.correcting import is_correcting, is_retold
from article_qa.qa.verification.same_figure import is_asked
from article_qa.qa.verification.same_slot import SlotKind, differences
from article_qa.qa.verification.told import Told, read_question, read_told

# Others are answered without reading closely, or compare by themselves.
COMPARED_KINDS: frozenset[Kind] = frozenset({"fact", "claim"})
# The best sentences of all articles that each quoted sentence is compared with.
MAX_COMPARED = 24
# Quoted sentences that are compared.
MAX_SHOWN = 6
# Copies of a quoted article that are read.
MAX_COPIES_READ = 5
# More tables would hide the answer.
MAX_DISAGREEMENTS = 2
# In characters: what a cell of the table has room for.
MAX_ABOUT = 80
# What a question word asks for; without one, or in a claim, everything is.
_BY_WORDS: tuple[tuple[str, tuple[SlotKind, ...]], ...] = (
    (r"\bhow (?:many|much|long|old|far|tall|big|high)\b|\b(?:number|figure|count|toll)s?\b", ("number",)),
    (r"\b(?:why|how)\b", ()),
    (r"\b(?:when|what (?:day|date|year))\b", ("day",)),
    (r"\b(?:who|whom|whose|where|which)\b", ("name",)),
    (r"\bwhat\b", ("name", "number")),
)
ASKED_KINDS = tuple((re.compile(words, re.IGNORECASE), frozenset(kinds)) for words, kinds in _BY_WORDS)
ALL_KINDS: frozenset[SlotKind] = frozenset({"number", "day", "name", "status"})


@dataclass(frozen=True, slots=True)
class Mention:
    """A value where it stands: `span` lies within the sentence."""

    candidate: Candidate
    article: Article
    span: Span
    kind: SlotKind

    @property
    def value(self) -> str:
        return self.candidate.text[slice(*self.span)]

    @property
    def key(self) -> object:
        """What makes two values the same one: "15" and "fifteen"."""
        found = figures(self.value) if self.kind == "number" else []
        return found[0].value if found else " ".join(self.value.casefold().split())

    @property
    def day(self) -> date:
        return self.article.published or date.min

    @property
    def is_correcting(self) -> bool:
        return is_correcting(self.article.title, self.candidate.text, self.candidate.passage.text)


def with_disagreements(reply: Reply, context: Context, catalog: Catalog) -> Reply:
    """The reply with what other reports tell differently of what it quotes: quoted, and said in a sentence of ours."""
    if reply.status not in ("answered", "partial") or not reply.citations or not context.by_tokens:
        return reply
    groups = disagreeing(reply.citations, context, catalog)[:MAX_DISAGREEMENTS]
    for group in groups:
        reply = _with(reply, group)
    return reply


def apart(citations: Sequence[Citation], disagreements: Sequence[Disagreement]) -> tuple[Citation, ...]:
    """The citations, none of them named as a copy of one that says otherwise."""
    cited = {citation.number: citation.article_id for citation in citations}
    told = {number for each in disagreements for value in each.values for number in value.citations}
    others = {cited[number] for number in told if number in cited}
    return tuple(
        replace(c, also_in=tuple(copy for copy in c.also_in if copy.article_id not in others))
        if c.number in told
        else c
        for c in citations
    )


def disagreeing(citations: Sequence[Citation], context: Context, catalog: Catalog) -> list[list[Mention]]:
    """Groups of mentions that give several values for one thing that is cited."""
    pairs = [*_read_pairs(citations, context), *_copied_pairs(citations, context, catalog)]
    pairs = [pair for pair in pairs if _is_asked(pair[0], context) or _is_asked(pair[1], context)]
    groups: list[list[Mention]] = []
    for pair in pairs:
        met = [group for group in groups if any(_same(mention, each) for mention in pair for each in group)]
        joined = [each for group in met for each in group]
        joined += [each for each in pair if not any(_same(each, other) for other in joined)]
        groups = [*(group for group in groups if group not in met), joined]
    return groups


def _is_asked(mention: Mention, context: Context) -> bool:
    """Whether the question asks for such a value, and a figure counts what the question speaks of."""
    kinds = next((kinds for words, kinds in ASKED_KINDS if words.search(context.searched)), ALL_KINDS)
    if mention.kind not in kinds:
        return False
    if mention.kind != "number":
        return True
    told = _read(mention, context)
    question = read_question(context.searched, context.reader)
    return any(is_asked(told, f, question) for f in told.figures if (f.start, f.end) == mention.span)


def _read(mention: Mention, context: Context) -> Told:
    return read_told(mention.candidate, mention.article, None, context.reader)


def _same(one: Mention, other: Mention) -> bool:
    return (one.article.id, one.candidate.start, one.span) == (other.article.id, other.candidate.start, other.span)


def _read_pairs(citations: Sequence[Citation], context: Context) -> Iterator[tuple[Mention, Mention]]:
    """Each quoted sentence, paired with the sentences of other articles that tell the same with another value."""
    shown = [c for c in context.candidates if any(_is_in(c, citation) for citation in citations)][:MAX_SHOWN]
    compared = [c for c in context.candidates[:MAX_COMPARED] if not _is_retold(c, context)]
    if len({c.passage.article_id for c in compared}) < 2:
        return
    told = {(c.passage.article_id, c.start): _told(c, context) for c in [*shown, *compared]}
    for quoted in shown:
        for other in compared:
            if quoted.passage.article_id == other.passage.article_id or _is_retold(quoted, context):
                continue
            one, two = (told[c.passage.article_id, c.start] for c in (quoted, other))
            for each in differences(one, two):
                yield (
                    Mention(quoted, context.articles[quoted.passage.article_id], each.ours, each.kind),
                    Mention(other, context.articles[other.passage.article_id], each.theirs, each.kind),
                )


def _is_retold(candidate: Candidate, context: Context) -> bool:
    return is_retold(context.articles[candidate.passage.article_id].title, candidate.text)


def _is_in(candidate: Candidate, citation: Citation) -> bool:
    return candidate.passage.article_id == citation.article_id and citation.start <= candidate.start < citation.end


def _told(candidate: Candidate, context: Context) -> Told:
    article = context.articles[candidate.passage.article_id]
    known = context.annotations.get(article.id)
    event = next((each.days for each in known.sentences if each.start == candidate.start), None) if known else None
    return read_told(candidate, article, event, context.reader)


def _copied_pairs(
    citations: Sequence[Citation], context: Context, catalog: Catalog
) -> Iterator[tuple[Mention, Mention]]:
    """Each quoted sentence beside its other version in a copy of its article."""
    copies = catalog.copies({citation.article_id for citation in citations})
    for citation in citations:
        own = context.articles.get(citation.article_id)
        for copy in [c for c in copies.get(citation.article_id, ()) if c.article_id != citation.article_id][
            :MAX_COPIES_READ
        ]:
            article = catalog.article(copy.article_id)
            if own and article:
                yield from _changed(citation, own, article)


def _changed(citation: Citation, own: Article, copy: Article) -> Iterator[tuple[Mention, Mention]]:
    stated = sentences(copy.text)
    for start, end in sentences(citation.quote):
        text = citation.quote[start:end]
        if text in copy.text or is_retold(own.title, text):
            continue
        for a, b in stated:
            if changed := changed_value(text, copy.text[a:b]):
                first = citation.start + start
                yield (
                    Mention(_alone(own, first, first + len(text)), own, changed.ours, changed.kind),
                    Mention(_alone(copy, a, b), copy, changed.theirs, changed.kind),
                )
                break


def _alone(article: Article, start: int, end: int) -> Candidate:
    text = article.text[start:end]
    return Candidate(Passage(article.id, start, end, text), start, end, text, 0.0, 0.0)


def _with(reply: Reply, group: Sequence[Mention]) -> Reply:
    """The reply with one more disagreement: its values quoted, the correcting or latest one first."""
    values = ordered(group)
    if len(values) < 2:
        return reply
    for at, mentions in enumerate(values):
        # The newest report of the first value is what makes it the first.
        if not any(_is_cited(mention, reply) for mention in (mentions[:1] if at == 0 else mentions)):
            reply = _quoting(reply, mentions[0])
    if reply.mode == "extract":
        reply = _leading(reply, values)
    found = _disagreement(values, reply)
    numbers = dict.fromkeys(number for value in found.values for number in value.citations)
    sentences_ = (*reply.sentences, computed(found.text, *numbers))
    return replace(reply, sentences=sentences_, disagreements=(*reply.disagreements, found))


def ordered(group: Sequence[Mention]) -> list[list[Mention]]:
    """The mentions by their values: the correcting one first, then the latest."""
    values: dict[object, list[Mention]] = {}
    for mention in sorted(group, key=lambda each: each.day, reverse=True):
        values.setdefault(mention.key, []).append(mention)
    newest = max(mention.day for mention in group)
    return sorted(
        values.values(),
        key=lambda each: not any(mention.is_correcting and mention.day == newest for mention in each),
    )


def kind_of(values: Sequence[Sequence[Mention]]) -> DisagreementKind:
    """What values that are in order are to each other."""
    first, others = values[0], [mention for each in values[1:] for mention in each]
    newest = max(mention.day for mention in first)
    earlier = all(other.day < newest for other in others)
    if any(mention.is_correcting for mention in first) and all(other.day <= newest for other in others):
        return "correction"
    counts = [figures(each[0].value) for each in values]
    is_count = first[0].kind == "number" and all(found and not found[0].measure for found in counts)
    if earlier and is_count and all(found[0].value < counts[0][0].value for found in counts[1:]):
        return "update"
    return "conflict"


def _is_cited(mention: Mention, reply: Reply) -> bool:
    return any(_is_in(mention.candidate, citation) for citation in reply.citations)


def _quoting(reply: Reply, mention: Mention) -> Reply:
    start, end = with_subject(mention.candidate, mention.article.text)
    citation = cite(len(reply.citations) + 1, mention.article, start, end)
    citations = (*reply.citations, citation)
    if reply.mode != "extract":
        return replace(reply, citations=citations)
    last = next((n for n, s in enumerate(reply.sentences) if s.verdict == "computed"), len(reply.sentences))
    quoted = Sentence(citation.quote, "quoted", (citation.number,))
    return replace(reply, citations=citations, sentences=(*reply.sentences[:last], quoted, *reply.sentences[last:]))


def _leading(reply: Reply, values: Sequence[Sequence[Mention]]) -> Reply:
    """The same with the quote of the first value before all others, where another value stands first."""
    dissent = {m.article.id for each in values[1:] for m in each} - {m.article.id for m in values[0]}
    first = reply.citations[0]
    leading = [c for c in reply.citations if any(_is_in(m.candidate, c) for m in values[0])]
    if reply.disagreements or first.article_id not in dissent or not leading:
        return reply
    order = [leading[0], *(c for c in reply.citations if c != leading[0])]
    numbers = {c.number: n for n, c in enumerate(order, 1)}
    moved = [replace(s, citations=tuple(numbers[n] for n in s.citations)) for s in reply.sentences]
    told = sorted(moved, key=lambda s: min(s.citations, default=len(order) + 1))
    return replace(reply, citations=tuple(replace(c, number=numbers[c.number]) for c in order), sentences=tuple(told))


def _disagreement(values: Sequence[Sequence[Mention]], reply: Reply) -> Disagreement:
    newest = max(mention.day for each in values for mention in each)
    is_alone = sum(any(m.day == newest for m in each) for each in values) == 1
    kind = kind_of(values)
    reported = []
    for at, mentions in enumerate(values):
        numbers = tuple(c.number for c in reply.citations if any(_is_in(m.candidate, c) for m in mentions))
        is_latest = any(m.day == newest for m in mentions) and (is_alone or (kind == "correction" and at == 0))
        cited = next(c for m in mentions for c in reply.citations if _is_in(m.candidate, c))
        reported.append(ReportedValue(_shown(mentions[0]), numbers, cited.publisher, cited.published, is_latest))
    return Disagreement(_about(values[0][0]), kind, tuple(reported))


def _shown(mention: Mention) -> str:
    """The value on one line, bounded."""
    value = " ".join(mention.value.split())
    return value if len(value) <= 2 * MAX_ABOUT else f"{value[: 2 * MAX_ABOUT].rsplit(' ', 1)[0]} …"


def _about(mention: Mention) -> str:
    """The words after a figure, up to the end of its clause; else the headline."""
    if mention.kind != "number":
        return mention.article.title
    after = re.split(r"[,;:.!?]", mention.candidate.text[mention.span[1] :], maxsplit=1)[0]
    words = " ".join(after.split())
    return words[:MAX_ABOUT].rsplit(" ", 1)[0] if len(words) > MAX_ABOUT else words or mention.article.title
