"""The form of each kind of answer as HTML: dated lists, speakers, columns, numbers, verdicts, tables.

Every word of an article is escaped, by the templates.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from article_qa.qa.answer import LINE_KINDS, Answer, ClaimVerdict, Kind
from article_qa.qa.answers.quotes import MAY_NOT_ANSWER
from article_qa.qa.citation import Citation
from article_qa.qa.disagreement import LEADING, OPENINGS, Disagreement
from article_qa.qa.web.answer_lines import Line, by_side, by_speaker
from article_qa.qa.web.conversation import Exchange
from article_qa.qa.web.days import dated
from article_qa.qa.web.phrases import gettext_noop
from article_qa.qa.web.templates import render

KIND_NAMES: Mapping[Kind, str] = {
    "sayings": gettext_noop("What was said"),
    "timeline": gettext_noop("Timeline"),
    "listing": gettext_noop("List"),
    "comparison": gettext_noop("Comparison"),
    "summary": gettext_noop("Summary"),
    "news": gettext_noop("News"),
    "library": gettext_noop("About the library"),
    "claim": gettext_noop("Claim"),
}
# A sign stands before the words, so that colour is not all that tells them apart.
SIGNS: Mapping[ClaimVerdict, str] = {"supported": "✓", "contradicted": "✗", "not_found": "○"}
# Of these the first sentence answers, and the others go with it.
DIRECT_KINDS: frozenset[Kind] = frozenset({"fact", "claim"})
MAX_LISTED = 50
CHART_WIDTH, MARGIN, DOT, BASE = 600, 8, 5, 10


@dataclass(frozen=True, slots=True)
class Dot:
    """An event of a chart, where it stands."""

    x: float
    y: float
    name: str


@dataclass(frozen=True, slots=True)
class Chart:
    """When the events of a timeline happened: those that lie close stand one on the other."""

    dots: tuple[Dot, ...]
    height: int
    first: str
    last: str


def form(answer: Answer, shown: Sequence[Line]) -> str:
    """The name of the form in which this answer is shown; its template is called so."""
    if answer.model or not any(line.origin for line in shown):
        has_lines = answer.kind in LINE_KINDS and (len(shown) > 1 or any(line.label for line in shown))
        return "lines" if has_lines else "prose"
    if answer.status == "doubtful" or answer.kind not in ("timeline", "sayings", "comparison", "listing"):
        return "quotes"
    return answer.kind


def form_html(answer: Answer, shown: Sequence[Line], exchange: Exchange, turn: int) -> Markup:
    """The sentences in the form of their kind; `turn` is the number of the exchange."""
    chosen = form(answer, shown)
    is_direct = answer.kind in DIRECT_KINDS and answer.status == "answered"
    groups = by_speaker(shown) if chosen == "sayings" else by_side(shown) if chosen == "comparison" else []
    is_said_once = not answer.model and all(each.verdict in ("quoted", "computed") for each in answer.sentences)
    return render(
        "answer_lines.html",
        form=chosen,
        lines=shown,
        groups=groups,
        chart=chart(shown) if chosen == "timeline" else None,
        is_direct=is_direct,
        is_claim=answer.kind == "claim",
        # That all of it is quoted is said once, below; a reader who listens still hears it at each sentence.
        quotes_only=" quotes-alone" if is_said_once else "",
        turn=turn,
        languages=exchange.languages,
        around=exchange.around,
        dated=dated,
    )


def chart(shown: Sequence[Line]) -> Chart | None:
    """When the lines happened, as dots along a line of time; None for fewer than three, or all of one day."""
    events = sorted((line.sentence.day, line.label) for line in shown if line.sentence.day)
    if len(events) < 3 or events[0][0] == events[-1][0]:
        return None
    first, last = events[0], events[-1]
    stacks: dict[int, int] = {}
    places = []
    for day, name in events:
        x = MARGIN + (CHART_WIDTH - 2 * MARGIN) * (day - first[0]).days / (last[0] - first[0]).days
        column = round(x / (2 * DOT))
        level = stacks[column] = stacks.get(column, -1) + 1
        places.append((x, level, name))
    height = BASE + 2 * DOT * (max(stacks.values()) + 1)
    dots = tuple(Dot(round(x, 1), height - BASE - DOT - 2 * DOT * level, name) for x, level, name in places)
    return Chart(dots, height, first[1], last[1])


def above_html(answer: Answer, shown: Sequence[Line], *, is_last: bool) -> Markup:
    """The kind, its number and the verdict; nothing for a plain fact or a greeting."""
    return render(
        "answer_above.html",
        kind=KIND_NAMES.get(answer.kind, ""),
        # An id may stand once on a page, so only the newest answer has it.
        is_last=is_last,
        count=len(shown) if form(answer, shown) == "listing" else 0,
        judgement=answer.judgement,
        verdict=answer.verdict,
        sign=SIGNS[answer.verdict] if answer.verdict else "",
    )


def below_html(answer: Answer, turn: int, *, is_last: bool) -> Markup:
    """What the reports tell differently, corrected slips, warnings, and the articles of an answer about the library.

    The articles are left out where the sentence above has named them all.
    """
    numbered = {citation.number: citation for citation in answer.citations}
    is_named = all(each.title in answer.text for each in answer.articles)
    return render(
        "answer_below.html",
        tables=[(OPENINGS[each.kind], each.kind, _rows(each, numbered)) for each in answer.disagreements],
        searched=" and ".join(f"“{each.searched}”" for each in answer.corrections),
        asked=" and ".join(f"“{each.asked}”" for each in answer.corrections) if is_last else "",
        # What may not answer says so above.
        warnings=[each for each in answer.warnings if each != MAY_NOT_ANSWER],
        articles=() if is_named else answer.articles[:MAX_LISTED],
        more=max(0, len(answer.articles) - MAX_LISTED),
        turn=turn,
        dated=dated,
    )


def _rows(disagreement: Disagreement, numbered: Mapping[int, Citation]) -> list[dict[str, object]]:
    """Who says what: each value with its outlet, its day, the citations, and whether it is the latest."""
    leading = LEADING[disagreement.kind]
    return [
        {
            "value": each.value,
            "publisher": each.publisher,
            "published": each.published,
            "mark": leading if each == disagreement.values[0] and each.is_latest else "",
            "citations": [numbered[n] for n in each.citations if n in numbered],
        }
        for each in disagreement.values
    ]
