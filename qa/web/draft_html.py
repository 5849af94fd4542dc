"""A checked draft as HTML: its sentences with verdicts in words and colour, and the quotes beside each.

Every word of the draft and of an article is escaped. Knows nothing of Gradio.
"""

import json
from html import escape

from article_qa.qa.citation import Citation
from article_qa.qa.drafts.draft import DRAFT_VERDICT_WORDS, Draft, DraftSentence
from article_qa.qa.drafts.export import as_markdown, paragraphs

DRAFT_HINT = '<p class="hint">The article behind a sentence opens here, with the quoted words marked.</p>'


def draft_html(draft: Draft) -> str:
    """The whole draft, sentence by sentence, under what was found of it in all."""
    notes = "".join(f'<p class="warning">{escape(warning)}</p>' for warning in draft.warnings)
    shown = "".join(
        f'<ol class="paragraph">{"".join(_sentence(draft, sentence) for sentence in paragraph)}</ol>'
        for paragraph in paragraphs(draft)
    )
    summary = escape(draft.summary[:1].upper() + draft.summary[1:])
    above = f'<p class="summary" role="status">{summary}</p>{notes}'
    return f'<div class="draft-checked">{above}{shown}{_actions(draft)}</div>'


def progress_html(done: int, total: int) -> str:
    """How far the check has got; before the number of claims is known it is only under way."""
    words = f"Checked {done} of {total} claims" if total else "Reading the draft"
    share = f' value="{done}" max="{total}"' if total else ""
    return f'<p class="working" role="status"><progress{share} aria-label="Claims checked"></progress> {words}</p>'


def problem_html(problem: str) -> str:
    """Why a draft was not checked."""
    return f'<p class="problem" role="alert">{escape(problem[:1].upper() + problem[1:])}</p>'


def _sentence(draft: Draft, sentence: DraftSentence) -> str:
    reason = f'<span class="reason">{escape(sentence.reason)}</span>' if sentence.reason else ""
    verdict = f'<strong class="word">{DRAFT_VERDICT_WORDS[sentence.verdict]}</strong>'
    claim = f'<p class="claim-alone">Checked as: {escape(sentence.claim)}</p>' if sentence.claim else ""
    quotes = "".join(_quote(citation, sentence) for citation in draft.cited(sentence))
    listed = f'<ul class="quotes">{quotes}</ul>' if quotes else ""
    return (
        f'<li class="checked {sentence.verdict}"><p class="said">{escape(sentence.text)}</p>'
        f'<p class="found">{verdict} {reason}</p>{claim}{_instead(sentence)}{listed}</li>'
    )


def _instead(sentence: DraftSentence) -> str:
    instead = sentence.instead
    if not instead or instead.kind != "otherwise":
        return ""
    return f'<p class="instead">Instead: <b>{escape(" ".join(instead.text.split()))}</b></p>'


def _quote(citation: Citation, sentence: DraftSentence) -> str:
    """A quote as a button that opens its article."""
    is_evidence = citation.number in sentence.citations
    before = "" if is_evidence else '<span class="near">Nearest, no evidence:</span> '
    quote = escape(" ".join(citation.quote.split()))
    return (
        f'<li><button type="button" class="quote{"" if is_evidence else " nearest-quote"}"'
        f' data-citation="{citation.number}">{before}<span class="words">“{quote}”</span>'
        f' <span class="dateline"><cite>{escape(citation.title)}</cite> · {escape(citation.dateline)}</span>'
        "</button></li>"
    )


def _actions(draft: Draft) -> str:
    """The checked draft to take along."""
    markdown = escape(as_markdown(draft))
    facts = escape(json.dumps(draft.as_dict(), ensure_ascii=False, indent=2))
    return (
        '<div class="actions" role="group" aria-label="The checked draft">'
        f'<button type="button" class="save" data-name="draft.md" data-kind="text/markdown" data-text="{markdown}"'
        ' aria-label="Save the checked draft as Markdown">Markdown</button>'
        f'<button type="button" class="save" data-name="draft.json" data-kind="application/json" data-text="{facts}"'
        ' aria-label="Save the checked draft as JSON">JSON</button></div>'
    )
