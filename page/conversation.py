"""The conversation as HTML: turns in, sections out.

Promises that every word of an article, a model or a reader is escaped, so it
reaches the browser as text. Knows nothing of Gradio.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from index.records import Overview
from qa.records import NOT_FOUND, Answer, Citation, Sentence


@dataclass(frozen=True)
class Turn:
    """A question and what became of it: an answer, a problem, or neither yet but perhaps a draft."""

    question: str
    answer: Answer | None = None
    problem: str = ""
    draft: str = ""


def find_citation(turns: Sequence[Turn], turn: Any, number: Any) -> Citation | None:
    """The citation with this number in this turn, among the nearest passages too; None if there is none."""
    answers = {index: each.answer for index, each in enumerate(turns)}
    if not (answer := answers.get(turn)):
        return None
    return next((c for c in (*answer.citations, *answer.nearest) if c.number == number), None)


def conversation(turns: Sequence[Turn]) -> str:
    """All turns, the oldest first."""
    last = len(turns) - 1
    shown = "".join(_turn_html(turn, index, is_last=index == last) for index, turn in enumerate(turns))
    return f'<div class="turns" role="log" aria-live="polite" aria-label="Conversation">{shown}</div>'


def welcome(overview: Overview, questions: Sequence[str]) -> str:
    """What an empty conversation offers: questions that the articles answer."""
    if not overview.articles:
        return (
            "<h2>No articles yet</h2><p>Add news articles (text, Markdown or HTML files) from a terminal:"
            "</p><p><code>article-qa add PATH</code></p><p>Then load this page again.</p>"
        )
    buttons = (f'<button type="button" class="starter">{escape(question)}</button>' for question in questions)
    return (
        "<h2>What do the articles say?</h2><p>Every sentence of an answer shows the exact words it rests on."
        f'</p><div class="starters">{"".join(buttons)}</div>'
    )


def _turn_html(turn: Turn, index: int, *, is_last: bool) -> str:
    if turn.answer:
        body = _answer_html(turn.answer, index, is_last=is_last)
    elif turn.problem:
        body = f'<p class="problem">{escape(turn.problem[:1].upper() + turn.problem[1:])}</p>'
    elif turn.draft:
        body = f'<p class="text draft">{escape(turn.draft)}</p><p class="working">Writing, to be checked…</p>'
    else:
        body = '<p class="working">Reading the articles…</p>'
    asked = " ".join(turn.question.split()) or "(nothing)"
    return f'<section class="turn"><h2 class="asked">{escape(asked)}</h2>{body}</section>'


def _answer_html(answer: Answer, turn: int, *, is_last: bool) -> str:
    notes = "".join(f'<p class="warning">{escape(warning)}</p>' for warning in answer.warnings)
    seconds = answer.timings_ms.get("total", 0) / 1000
    if answer.status == "abstained":
        text = f'<p class="refusal"><strong>{NOT_FOUND}</strong> {escape(answer.reason)}</p>'
        how = _how(answer, "Searched without a model")
        sources = "".join(_nearest_item(citation, turn) for citation in answer.nearest)
        listed = f'<h3>Nearest passages</h3><ul class="sources">{sources}</ul>' if sources else ""
    else:
        numbered = {citation.number: citation for citation in answer.citations}
        text = f'<p class="text">{" ".join(_sentence_html(s, numbered, turn, is_last) for s in answer.sentences)}</p>'
        how = _how(answer, "Quoted word for word, without a model")
        articles = {citation.article_id: citation for citation in reversed(answer.citations)}
        sources = "".join(_source_item(first, answer, turn) for first in reversed(articles.values()))
        listed = f'<h3>Sources</h3><ul class="sources">{sources}</ul>'
    return (
        f'<div class="answer {answer.status}">{text}{notes}{listed}'
        f'<p class="how">{escape(f"{answer.basis} {how}".strip())} · {seconds:.1f} s{_searched(answer)}</p></div>'
    )


def _searched(answer: Answer) -> str:
    """What a follow-up was taken to mean, where that was not its own words."""
    return f"<br>Searched for: {escape(answer.searched)}" if answer.searched != answer.question else ""


def _how(answer: Answer, alone: str) -> str:
    if not answer.model:
        return alone
    sent = f" · question and passages were sent to {answer.sent_to}" if answer.sent_to else ""
    return f"Written by {answer.model}, each sentence checked{sent}"


def _sentence_html(sentence: Sentence, numbered: dict[int, Citation], turn: int, is_last: bool) -> str:
    buttons = "".join(_citation_button(numbered[n], turn, is_last and n == 1) for n in sentence.citations)
    flag = f' <em class="flag">not supported: {escape(sentence.reason)}</em>' if sentence.reason else ""
    return f'<span class="sentence {sentence.verdict}">{escape(sentence.text)}{flag}</span>{buttons}'


def _citation_button(citation: Citation, turn: int, is_open: bool) -> str:
    name = escape(f"Source {citation.number}: {citation.title}, {citation.dateline}")
    hover = escape(f"“{' '.join(citation.quote.split())}” {citation.dateline}")
    current = ' aria-current="true"' if is_open else ""
    return (
        f'<button type="button" class="citation" data-citation="{citation.number}" data-turn="{turn}"'
        f'{current} aria-label="{name}" title="{hover}">{citation.number}</button>'
    )


def _source_item(first: Citation, answer: Answer, turn: int) -> str:
    numbers = ", ".join(str(c.number) for c in answer.citations if c.article_id == first.article_id)
    return (
        f'<li><button type="button" class="source-link" data-citation="{first.number}" data-turn="{turn}">'
        f'<span class="number">{numbers}</span><span><cite>{escape(first.title)}</cite>'
        f' <span class="dateline">· {escape(first.dateline)}{_elsewhere(first)}</span></span></button></li>'
    )


def _elsewhere(citation: Citation) -> str:
    """The other outlets that print the same report."""
    return f'<span class="also"> · {escape(citation.elsewhere)}</span>' if citation.elsewhere else ""


def _nearest_item(citation: Citation, turn: int) -> str:
    return (
        f'<li><button type="button" class="nearest" data-citation="{citation.number}" data-turn="{turn}">'
        f'<span class="words">“{escape(" ".join(citation.quote.split()))}”</span>'
        f'<cite>{escape(citation.title)}</cite> <span class="dateline">· {escape(citation.dateline)}</span>'
        "</button></li>"
    )
