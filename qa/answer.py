"""The records of an answer, and their JSON."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any, Literal, TypeAlias

from article_qa.index.annotations import Precision
from article_qa.index.errors import RequestRejected
from article_qa.index.records import EVERYTHING, ArticleRef, Scope
from article_qa.qa.citation import Citation, Hit, as_day, ref_from_dict, refs_as_dicts
from article_qa.qa.day_words import in_words
from article_qa.qa.disagreement import Disagreement
from article_qa.qa.jupyter_html import answer_html
from article_qa.qa.usage import Usage
from article_qa.qa.wording import Say, in_english

# `computed` are the program's own words, which claim nothing about the world.
Verdict: TypeAlias = Literal["quoted", "supported", "unsupported", "computed"]
Status: TypeAlias = Literal["answered", "partial", "doubtful", "abstained"]
AnswerMode: TypeAlias = Literal["extract", "llm"]
Kind: TypeAlias = Literal[
    "fact", "sayings", "timeline", "listing", "comparison", "summary", "news", "library", "claim", "chat"
]
ClaimVerdict: TypeAlias = Literal["supported", "contradicted", "not_found"]

VERDICT_WORDS: Mapping[ClaimVerdict, str] = {
    "supported": "The articles say so.",
    "contradicted": "The articles say otherwise.",
    "not_found": "No sentence was found that plainly says so, or otherwise.",
}
# Their sentences stand one below the other, each with its day where it has one.
LINE_KINDS: frozenset[Kind] = frozenset({"sayings", "timeline", "listing", "comparison", "news"})
NOT_FOUND = "Not in these articles."
DOUBTFUL = "Nearest; may not answer."
# Of the JSON. It grows when a field is added.
VERSION = 1


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the answer, what the check of it found, and the numbers it cites.

    `reason` says in words why an unsupported sentence is one. `day` is when
    the event it tells of happened, where that is known: the first day of its
    month where `precision` is "month".
    """

    text: str
    verdict: Verdict
    citations: tuple[int, ...]
    reason: str = ""
    day: date | None = None
    precision: Precision = "day"

    @property
    def when(self) -> str:
        """The event's day in words, as exactly as it is known: "May 2022"; empty where it is not."""
        return in_words(self.day, self.precision) if self.day else ""

    @property
    def marked(self) -> str:
        """The text on one line, with its markers: "The bridge is shut. [1]"."""
        return " ".join([*self.text.split(), *(f"[{number}]" for number in self.citations)])

    @property
    def told(self) -> str:
        """The same and, where it is not supported, why: what a reader of plain text is shown."""
        return self.told_in(in_english)

    def told_in(self, say: Say) -> str:
        """The same, with the words of the program as `say` has them."""
        told = replace(self, text=say(self.text)) if self.verdict == "computed" else self
        doubt = f" {say(f'(not supported: {self.reason})')}" if self.verdict == "unsupported" else ""
        return f"{told.marked}{doubt}"

    def as_dict(self) -> dict[str, Any]:
        """The sentence as JSON has it."""
        return {
            "text": self.text,
            "verdict": self.verdict,
            "citations": list(self.citations),
            "reason": self.reason,
            "day": self.day.isoformat() if self.day else None,
            "precision": self.precision,
        }

    @classmethod
    def from_dict(cls, facts: Mapping[str, Any]) -> "Sentence":
        """The sentence that `as_dict` gave. Raises KeyError, TypeError, ValueError."""
        return cls(
            facts["text"], facts["verdict"], tuple(facts["citations"]),
            facts.get("reason", ""), as_day(facts.get("day")), facts.get("precision", "day"),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Correction:
    """A word of the question that no article has, and the one that was searched instead."""

    asked: str
    searched: str


@dataclass(frozen=True, slots=True)
class Answer:
    """All that every door shows of an answer.

    `searched` is the question as it was searched, in `scope`, on the day
    `today`. `reason` says why an abstained answer abstained and is empty
    otherwise, `nearest` holds the passages that came closest then. `sent_to` is
    the host that question and passages went to, None when they stayed on this
    machine. `read` counts the passages that were found and read by the headline
    of their article, the nearest first. `usage` is what a language model took,
    None where none was asked. Timings are in milliseconds.

    `verdict` says what the articles make of a claim. `count` and `articles`
    belong to answers about the library: `articles` is the whole list.
    `corrections` are the slips that were searched as other words.
    `disagreements` are what the reports tell differently of what is cited.
    """

    question: str
    searched: str
    status: Status
    mode: AnswerMode
    sentences: tuple[Sentence, ...]
    citations: tuple[Citation, ...]
    timings_ms: dict[str, float]
    model: str | None = None
    reason: str = ""
    warnings: tuple[str, ...] = ()
    nearest: tuple[Citation, ...] = ()
    sent_to: str | None = None
    read: dict[str, int] = field(default_factory=dict)
    kind: Kind = "fact"
    scope: Scope = EVERYTHING
    today: date | None = None
    usage: Usage | None = None
    verdict: ClaimVerdict | None = None
    count: int | None = None
    articles: tuple[ArticleRef, ...] = ()
    corrections: tuple[Correction, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()

    @property
    def text(self) -> str:
        """The sentences with their markers and doubts, or the refusal and its reason."""
        return self.text_in(in_english)

    def text_in(self, say: Say) -> str:
        """The same, with the words of the program as `say` has them."""
        if self.status == "abstained":
            return say(f"{NOT_FOUND} {self.reason}".strip())
        told = [sentence.told_in(say) for sentence in self.sentences]
        if self.kind not in LINE_KINDS:
            return " ".join(told)
        labels = map(self.label, self.sentences)
        return "\n".join(f"{say(label)}: {line}" if label else line for label, line in zip(labels, told, strict=True))

    def _repr_html_(self) -> str:
        """What a Jupyter notebook shows: text, quotes and warnings, all of it escaped."""
        if self.status == "abstained":
            return answer_html(NOT_FOUND, [self.reason], self.nearest, self.warnings)
        heading = DOUBTFUL if self.status == "doubtful" else self.judgement
        return answer_html(heading, self.text.split("\n"), self.citations, self.warnings)

    @property
    def judgement(self) -> str:
        """The verdict of a claim in words; empty without one, and where a refusal says it.

        Also where a model answers and no single sentence decides: its own sentences were checked.
        """
        is_open = self.verdict == "not_found" and bool(self.model)
        return "" if not self.verdict or is_open or self.status == "abstained" else VERDICT_WORDS[self.verdict]

    def label(self, sentence: Sentence) -> str:
        """What stands before a line: the event's day, who speaks, or the outlet compared; empty where it is plain."""
        cited = next((c for c in self.citations if c.number in sentence.citations), None)
        if sentence.when or cited is None:
            return sentence.when
        if self.kind == "sayings" and cited.speaker:
            return "" if cited.speaker.split()[-1] in sentence.text else cited.speaker
        several = len({citation.publisher for citation in self.citations}) > 1
        return (cited.publisher or cited.title) if self.kind == "comparison" and several else ""

    @property
    def reports(self) -> int:
        """On how many independent reports the answer rests: copies count once, who disagrees does not."""
        dissenting = frozenset().union(*(each.dissenting for each in self.disagreements))
        reports: list[set[str]] = []
        for c in (c for c in self.citations if c.number not in dissenting):
            told = {c.article_id, *(copy.article_id for copy in c.also_in)}
            # Of a report with very many copies two citations may name different ones, but the first ones both.
            if all(told.isdisjoint(other) for other in reports):
                reports.append(told)
        return len(reports)

    @property
    def basis(self) -> str:
        """The same in words, where it is worth saying: several reports, or one of several copies; else empty."""
        copies = max((1 + len(c.also_in) + c.more_copies for c in self.citations), default=0)
        if self.reports == 1 and copies > 1:
            return f"Rests on one report, in {copies} copies."
        return f"Rests on {self.reports} independent reports." if self.reports > 1 else ""

    def as_dict(self) -> dict[str, Any]:
        """The answer as JSON has it, on every door."""
        return {
            "version": VERSION,
            "question": self.question,
            "searched": self.searched,
            "scope": scope_as_dict(self.scope),
            "today": self.today.isoformat() if self.today else None,
            "kind": self.kind,
            "status": self.status,
            "reason": self.reason,
            "mode": self.mode,
            "model": self.model,
            "sent_to": self.sent_to,
            "text": self.text,
            "sentences": [sentence.as_dict() for sentence in self.sentences],
            "citations": [citation.as_dict() for citation in self.citations],
            "reports": self.reports,
            "nearest": [citation.as_dict() for citation in self.nearest],
            "read": self.read,
            "warnings": list(self.warnings),
            "timings_ms": self.timings_ms,
            "usage": self.usage.as_dict() if self.usage else None,
            "verdict": self.verdict,
            "count": self.count,
            "articles": refs_as_dicts(self.articles),
            "corrections": [asdict(correction) for correction in self.corrections],
            "disagreements": [each.as_dict() for each in self.disagreements],
        }

    as_json = as_dict

    @classmethod
    def from_dict(cls, facts: Mapping[str, Any]) -> "Answer":
        """The answer that `as_dict` gave; unknown fields are passed over. Raises RequestRejected for anything else."""
        try:
            return cls(
                question=facts["question"],
                searched=facts["searched"],
                status=facts["status"],
                mode=facts["mode"],
                sentences=tuple(map(Sentence.from_dict, facts["sentences"])),
                citations=tuple(map(Citation.from_dict, facts["citations"])),
                timings_ms=dict(facts["timings_ms"]),
                model=facts["model"],
                reason=facts.get("reason", ""),
                warnings=tuple(facts["warnings"]),
                nearest=tuple(map(Citation.from_dict, facts["nearest"])),
                sent_to=facts.get("sent_to"),
                read=dict(facts.get("read", {})),
                kind=facts.get("kind", "fact"),
                scope=scope_from_dict(facts.get("scope", {})),
                today=as_day(facts.get("today")),
                usage=Usage(**facts["usage"]) if facts.get("usage") else None,
                verdict=facts.get("verdict"),
                count=facts.get("count"),
                articles=tuple(map(ref_from_dict, facts.get("articles", ()))),
                corrections=tuple(Correction(**each) for each in facts.get("corrections", ())),
                disagreements=tuple(map(Disagreement.from_dict, facts.get("disagreements", ()))),
            )
        except (KeyError, TypeError, ValueError, AttributeError) as exc:
            raise RequestRejected(
                f"this is not the JSON of an answer ({type(exc).__name__}: {exc}); give what ask --json prints"
            ) from exc


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The passages that a search found, the best first, without an answer; `warnings` are sentences for the reader."""

    query: str
    scope: Scope
    hits: tuple[Hit, ...]
    warnings: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """The result as JSON has it."""
        return {"passages": [hit.as_dict() for hit in self.hits], "warnings": list(self.warnings)}


def scope_as_dict(scope: Scope) -> dict[str, Any]:
    """A scope as JSON has it, days as 2022-11-03."""
    return {
        "since": scope.since.isoformat() if scope.since else None,
        "until": scope.until.isoformat() if scope.until else None,
        "publishers": list(scope.publishers),
        "articles": list(scope.articles),
        "collections": list(scope.collections),
        "languages": list(scope.languages),
    }


def scope_from_dict(facts: Mapping[str, Any]) -> Scope:
    """The scope that `scope_as_dict` gave. Raises TypeError, ValueError."""
    publishers, articles, collections, languages = (
        tuple(facts.get(name, ())) for name in ("publishers", "articles", "collections", "languages")
    )
    return Scope(as_day(facts.get("since")), as_day(facts.get("until")), publishers, articles, collections, languages)
