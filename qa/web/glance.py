"""What the library holds, in one look: how many articles, of which outlets, whom they name. Knows nothing of Gradio."""

from markupsafe import Markup

from article_qa.index.library import Library
from article_qa.qa.day_words import in_words
from article_qa.qa.web.library_html import counted, plain
from article_qa.qa.web.messages_html import hint
from article_qa.qa.web.people import KINDS, most_named
from article_qa.qa.web.templates import render

OUTLETS = 8
NAMES = 8
HINT = "An article opens here, whole."


def glance_html(library: Library) -> Markup:
    """The library at a glance, where no article is open yet."""
    catalog = library.catalog
    overview = catalog.overview()
    if not overview.articles:
        return hint(HINT)
    outlets = [(plain(each.name), each.articles) for each in catalog.queries.outlets()[:OUTLETS]]
    most = max((count for _, count in outlets), default=1)
    oldest = next((each.published for each in catalog.queries.oldest() if each.published), None)
    dates = f"from {in_words(oldest)} to {in_words(overview.newest)}" if oldest and overview.newest else "undated"
    named = [(label, most_named(library, kind)[:NAMES]) for label, kind in KINDS]
    return render(
        "glance.html",
        total=counted(overview.articles, "article"),
        dates=dates,
        outlets=[(name, f"{count:,}", round(100 * count / most)) for name, count in outlets],
        named=[(label, found) for label, found in named if found],
        collections=[(plain(name), f"{count:,}") for name, count in catalog.collections.counts().items()],
    )
