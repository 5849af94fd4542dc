"""The sentences of an answer as lines: what stands before each, which words answer, whose outlet and day stand below.

Pure; nothing here is HTML.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from article_qa.qa.answer import Answer, Sentence
from article_qa.qa.citation import Citation
from article_qa.qa.web.core_messages import localized
from article_qa.qa.web.phrases import gettext, gettext_noop

VERDICTS = {
    "quoted": gettext_noop("quoted"),
    "supported": gettext_noop("supported"),
    "unsupported": gettext_noop("not supported"),
    "computed": gettext_noop("said by the program"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence as a reader meets it; `before`, `answering` and `after` are its text, cut around what answers.

    `origin` is the citation whose outlet and day stand below it, None where
    nothing does. Its headline stands there, too, at the first line of its
    article. `label` stands before it: a day, a speaker or an outlet.
    """

    sentence: Sentence
    citations: tuple[Citation, ...]
    before: str
    answering: str
    after: str
    label: str = ""
    is_label_repeated: bool = False
    origin: Citation | None = None
    has_headline: bool = False

    @property
    def verdict(self) -> str:
        """What the check found, in words, with the reason where there is one."""
        return ": ".join(filter(None, [gettext(VERDICTS[self.sentence.verdict]), localized(self.sentence.reason)]))

    @property
    def when(self) -> str:
        """The event's day for programs, as exactly as it is known: "2022-05"; empty without one."""
        day = self.sentence.day.isoformat() if self.sentence.day else ""
        return day[: {"year": 4, "month": 7, "season": 4}.get(self.sentence.precision, 10)]


@dataclass(frozen=True, slots=True)
class Group:
    """Lines under one name: of a speaker, or of one side of a comparison."""

    name: str
    lines: tuple[Line, ...]


def lines(answer: Answer) -> list[Line]:
    """Every sentence of the answer but those that its tables say in full."""
    numbered = {citation.number: citation for citation in answer.citations}
    rows = {each.text for each in answer.disagreements}
    named: set[str] = set()
    label, made = "", []
    for sentence in answer.sentences:
        if sentence.text in rows:
            continue
        cited = tuple(numbered[n] for n in sentence.citations if n in numbered)
        origin = cited[0] if cited and not answer.model else None
        has_headline = origin is not None and origin.article_id not in named
        named.update(each.article_id for each in cited)
        before, label = label, answer.label(sentence)
        is_repeated = bool(label) and label == before
        made.append(Line(sentence, cited, *_cut(sentence, origin), label, is_repeated, origin, has_headline))
    return made


def by_speaker(shown: Sequence[Line]) -> list[Group]:
    """The lines by who speaks, in the order in which each speaks first; who is not named comes under no name."""
    return _grouped([(line, line.origin.speaker or "" if line.origin else "") for line in shown])


def by_side(shown: Sequence[Line]) -> list[Group]:
    """The lines of a comparison by outlet; by headline where all are of one outlet."""
    origins = [line.origin for line in shown if line.origin]
    by_title = len({origin.publisher for origin in origins}) < 2
    return _grouped([(line, _side(line.origin, by_title)) for line in shown])


def _side(origin: Citation | None, by_title: bool) -> str:
    if origin is None:
        return ""
    return origin.title if by_title or not origin.publisher else origin.publisher


def _grouped(named: Sequence[tuple[Line, str]]) -> list[Group]:
    order = list(dict.fromkeys(name for _, name in named))
    ordered = sorted(named, key=lambda each: order.index(each[1]))
    return [Group(name, tuple(line for line, _ in run)) for name, run in groupby(ordered, key=lambda each: each[1])]


def _cut(sentence: Sentence, origin: Citation | None) -> tuple[str, str, str]:
    """The sentence before, in and after the words that answer; the last two are empty where none are known."""
    if origin and origin.highlight and sentence.verdict == "quoted":
        words = origin.quote[slice(*origin.highlight)]
        before, found, after = sentence.text.partition(words)
        # Where all of it answers nothing need be marked.
        if words and found and (before.strip() or after.strip(" .”\"'")):
            return before, found, after
    return localized(sentence.text) if sentence.verdict == "computed" else sentence.text, "", ""
