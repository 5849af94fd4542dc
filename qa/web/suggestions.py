"""What an empty conversation offers: questions that the articles answer."""

import re
from collections.abc import Sequence
from html import escape

from article_qa.index.store.catalog import Catalog

STARTERS = 4
MAX_WORDS = 16


def starters(catalog: Catalog) -> list[str]:
    """Questions to begin with: the articles' own, then what the newest headlines tell of."""
    own = catalog.questions(STARTERS)
    missing = STARTERS - len(own)
    made = [question for title in catalog.newest_titles(missing) if (question := about(title))] if missing else []
    return [*own, *made]


def about(title: str) -> str:
    """A question that the article under this headline answers; empty where the headline has no words."""
    words = re.sub(r"[\s.:;,!?…–—-]+$", "", " ".join(title.split()[:MAX_WORDS]))
    return f"What happened: {words}?" if any(map(str.isalnum, words)) else ""


def welcome(questions: Sequence[str], *, is_empty: bool) -> str:
    """The greeting over an empty conversation."""
    if is_empty:
        return (
            '<div class="greeting"><h2>No articles yet</h2><p>Add news articles in the Library tab,'
            " or from a terminal:</p><p><code>article-qa add PATH</code></p>"
            "<p>This page follows as soon as they are there.</p></div>"
        )
    buttons = (f'<li><button type="button" class="starter">{escape(question)}</button></li>' for question in questions)
    return (
        '<div class="greeting"><h2>What do the articles say?</h2>'
        "<p>Every sentence of an answer shows the exact words it rests on.</p>"
        f'<ul class="starters">{"".join(buttons)}</ul></div>'
    )
