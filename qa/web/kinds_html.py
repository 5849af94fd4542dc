"""What the page shows of an answer beside its sentences: its kind, its verdict, its articles, corrected slips."""

from collections.abc import Mapping
from html import escape

from article_qa.qa.answer import Answer, Correction, Kind
from article_qa.qa.citation import dateline
from article_qa.qa.disagreement import OPENINGS

KIND_NAMES: Mapping[Kind, str] = {
    "sayings": "What was said", "timeline": "Timeline", "listing": "List", "comparison": "Comparison",
    "summary": "Summary", "news": "News", "library": "About the library", "claim": "Claim",
}  # fmt: skip
MAX_LISTED = 50


def kind_html(answer: Answer, *, is_last: bool) -> str:
    """The name of the kind above the answer; nothing for a plain fact or a greeting."""
    if answer.kind not in KIND_NAMES:
        return ""
    # An id may stand once on a page, so only the newest answer has it.
    name = 'id="answer-kind" ' if is_last else ""
    return f'<p {name}class="kind">{KIND_NAMES[answer.kind]}</p>'


def verdict_html(answer: Answer) -> str:
    """What the articles make of a claim, in words; nothing where there is nothing to say."""
    words = answer.judgement
    return f'<p class="claim {answer.verdict}">{words}</p>' if words else ""


def disagreements_html(answer: Answer) -> str:
    """What the reports tell differently, a row a value: the value, the outlet and the day."""
    tables = []
    for each in answer.disagreements:
        rows = "".join(
            f"<li><strong>{escape(value.value)}</strong>"
            f' <span class="dateline">· {escape(each.told_by(value))}</span></li>'
            for value in each.values
        )
        tables.append(f'<h3>{OPENINGS[each.kind]}</h3><ul class="disagreement {each.kind}">{rows}</ul>')
    return "".join(tables)


def corrections_html(answer: Answer, *, is_last: bool) -> str:
    """Which slips were searched as other words; with a button that takes it back at the newest answer."""
    if not answer.corrections:
        return ""
    searched = " and ".join(f"“{escape(each.searched)}”" for each in answer.corrections)
    button = f'<button type="button" class="literal">{_take_back(answer.corrections)}</button>' if is_last else ""
    return f'<p class="corrected">Searched for {searched}. {button}</p>'


def _take_back(corrections: tuple[Correction, ...]) -> str:
    return "Search for " + " and ".join(f"“{escape(each.asked)}”" for each in corrections) + " instead"


def articles_html(answer: Answer) -> str:
    """The articles that a question about the library has for an answer, the first fifty of them.

    Nothing where the sentence above has named them all.
    """
    articles = answer.articles
    if all(each.title in answer.text for each in articles):
        return ""
    items = "".join(
        f'<li><cite>{escape(each.title)}</cite> <span class="dateline">· {escape(dateline(each))}</span></li>'
        for each in articles[:MAX_LISTED]
    )
    more = f"<li>and {len(articles) - MAX_LISTED:,} more</li>" if len(articles) > MAX_LISTED else ""
    return f'<h3>Articles</h3><ul class="articles">{items}{more}</ul>'
