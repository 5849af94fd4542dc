"""The notebook as HTML: each saved answer in the form of its kind, its note, and whether its quotes still stand.

Every word of a reader, an article or a model is escaped, by the templates. Knows nothing of Gradio.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from markupsafe import Markup

from article_qa.index.store.catalog import Catalog
from article_qa.index.store.notebook import MAX_NOTE_CHARACTERS
from article_qa.qa.answer import DOUBTFUL, NOT_FOUND
from article_qa.qa.notebook.saved_answers import SavedAnswer
from article_qa.qa.receipts.receipt import Receipt, VerifiedCitation
from article_qa.qa.web.answer_html import sources_of
from article_qa.qa.web.answer_lines import lines
from article_qa.qa.web.conversation import Exchange
from article_qa.qa.web.core_messages import sentence
from article_qa.qa.web.days import dated, in_words
from article_qa.qa.web.filters import named
from article_qa.qa.web.follow_ups import cited_articles
from article_qa.qa.web.kinds_html import above_html, below_html, form_html
from article_qa.qa.web.notebook_export import FORMATS
from article_qa.qa.web.notebook_told import quotes_told
from article_qa.qa.web.phrases import gettext, gettext_noop, ngettext
from article_qa.qa.web.templates import render

# On a page of the notebook.
ROWS = 20
WHO_OPENS = gettext_noop("Everyone who can open this page can read what is saved, edit its notes and delete it.")
WHO_SIGNS_IN = gettext_noop("Everyone who signs in here can read what is saved, edit its notes and delete it.")


@dataclass(frozen=True, slots=True)
class NotebookView:
    """What a reader sees of the notebook: from which answer on, and what is being done to one of them, by its id.

    `draft` is a note as it was typed, where it could not be kept; `problem` says why.
    """

    first: int = 0
    editing: str = ""
    draft: str | None = None
    asked_about: str = ""
    problem: str = ""


def notebook_html(
    saved: Sequence[SavedAnswer], view: NotebookView, *, total: int, catalog: Catalog, has_sign_in: bool = False
) -> Markup:
    """A page of the notebook, the newest answer first; `total` answers are saved in all."""
    return render(
        "notebook.html",
        entries=[_entry(each, index, catalog) for index, each in enumerate(saved)],
        view=view,
        problem=sentence(view.problem),
        who=WHO_SIGNS_IN if has_sign_in else WHO_OPENS,
        formats=FORMATS,
        total=total,
        rows=ROWS,
        counted=ngettext("%(num)s saved answer", "%(num)s saved answers", total),
        max_note=MAX_NOTE_CHARACTERS,
        doubtful=DOUBTFUL,
        not_found=NOT_FOUND,
        dated=dated,
    )


def _entry(saved: SavedAnswer, index: int, catalog: Catalog) -> dict[str, Any]:
    """What the template says of one answer; `index` is its place on the page."""
    answer = saved.legible
    said = lines(answer)
    exchange = Exchange(answer.question, answer, languages=_languages(saved, catalog))
    return {
        "saved": saved,
        "answer": answer,
        "day": in_words(date.fromisoformat(saved.saved[:10])),
        "within": named(answer.scope),
        "above": above_html(answer, said, is_last=False),
        "told": form_html(answer, said, exchange, index),
        "below": below_html(answer, index, is_last=False),
        "turn": index,
        "sources": sources_of(answer) if answer.model else (),
        "fallen": _fallen(saved.receipt),
        "stands": quotes_told(saved),
    }


def _fallen(receipt: Receipt) -> list[dict[str, Any]]:
    """The quotes that do not stand any more, those of one article with one fate together."""
    fallen = [each for each in receipt.citations if each.state != "stands"]
    groups = {(each.article_id, each.state, each.reason): each for each in reversed(fallen)}
    return [
        {
            "first": first,
            "numbers": ", ".join(
                str(each.number) for each in fallen if (each.article_id, each.state, each.reason) == key
            ),
            "became": _became(first),
        }
        for key, first in reversed(groups.items())
    ]


def _became(fallen: VerifiedCitation) -> str:
    """What became of a quote, and since when where that is known."""
    is_gone = fallen.state == "gone"
    if not fallen.day:
        return gettext("Gone") if is_gone else gettext("Changed")
    day = in_words(date.fromisoformat(fallen.day))
    return gettext("Gone since %(day)s", day=day) if is_gone else gettext("Changed since %(day)s", day=day)


def _languages(saved: SavedAnswer, catalog: Catalog) -> dict[str, str]:
    return {each.id: each.language for each in cited_articles(saved.answer, catalog) if each.language}
