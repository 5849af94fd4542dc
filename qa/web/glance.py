"""What the library holds, in one look: how many articles, of which outlets, whom they name. Knows nothing of Gradio."""

from markupsafe import Markup

from article_qa.index.library import Library
from article_qa.qa.web.days import in_words
from article_qa.qa.web.library_html import article_count, plain
from article_qa.qa.web.messages_html import hint
from article_qa.qa.web.people import KINDS, most_named
from article_qa.qa.web.phrases import gettext, gettext_noop, grouped
from article_qa.qa.web.templates import render

OUTLETS = 8
NAMES = 8
HINT = gettext_noop("An article opens here, whole.")
NAMED_MOST: dict[str, str] = {
    "People": gettext_noop("People named most"),
    "Places": gettext_noop("Places named most"),
    "Organisations": gettext_noop("Organisations named most"),
}


def glance_html(library: Library) -> Markup:
    """The library at a glance, where no article is open yet."""
    catalog = library.catalog
    overview = catalog.overview()
    if not overview.articles:
        return hint(gettext(HINT))
    outlets = [(plain(each.name), each.articles) for each in catalog.queries.outlets()[:OUTLETS]]
    most = max((count for _, count in outlets), default=1)
    oldest = next((each.published for each in catalog.queries.oldest() if each.published), None)
    dates = (
        gettext("from %(first)s to %(last)s", first=in_words(oldest), last=in_words(overview.newest))
        if oldest and overview.newest
        else gettext("undated")
    )
    named = [(label, most_named(library, kind)[:NAMES]) for label, kind in KINDS]
    return render(
        "glance.html",
        total=article_count(overview.articles),
        dates=dates,
        outlets=[(name, grouped(count), round(100 * count / most)) for name, count in outlets],
        named=[(NAMED_MOST[label], found) for label, found in named if found],
        collections=[(plain(name), grouped(count)) for name, count in catalog.collections.counts().items()],
    )
