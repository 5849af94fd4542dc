"""What happens in the Library tab: each event -> the parts of the tab that change, by name.

Knows nothing of Gradio. `library_tab` has the components, and `shelf` what is shown of the articles.
"""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from article_qa.index.library import Library
from article_qa.index.web.fetch import Fetcher
from article_qa.qa.web.adding import add_addresses, add_files, add_text
from article_qa.qa.web.bulk import act, chosen_html
from article_qa.qa.web.events import Parts, Press
from article_qa.qa.web.following import feeds_html, follow_feed, look_for_news, unfollow_feed
from article_qa.qa.web.glance import glance_html
from article_qa.qa.web.library_html import Result, View, results_html
from article_qa.qa.web.phrases import gettext, gettext_noop
from article_qa.qa.web.shelf import Shelf, Shown

# The boxes of a pasted text.
PASTED = ("title", "outlet", "day", "text")


class LibraryDesk:
    """The events of the tab over one library. A `View` is how the reader sees the list.

    `fetcher` makes what reads addresses, anew each time.
    """

    def __init__(self, library: Library, fetcher: Callable[[], Fetcher]) -> None:
        self._library, self._fetcher, self._shelf = library, fetcher, Shelf(library)

    # Looking

    def enter(self, view: View, *, is_reading: bool) -> Parts:
        """What a reader finds in the tab; no half of it is empty."""
        glance: Parts = {} if is_reading else {"article": glance_html(self._library)}
        return {**self.listed(view), **glance, "chosen": chosen_html(self._library), "feeds": feeds_html(self._library)}

    def listed(self, view: View) -> Parts:
        """The list as the library is now."""
        return _parts(self._shelf.listed(view))

    def search(self, words: str, view: View) -> Parts:
        """The list of what has these words."""
        return _parts(self._shelf.searched(words, view))

    def press(self, press: Press, view: View) -> Parts:
        """After a button of the list or a bar of the chart."""
        return _parts(self._shelf.pressed(press, view))

    def decide(self, press: Press, view: View) -> Parts:
        """After a button or the form of the article that is open."""
        return _parts(self._shelf.decided(press, view))

    def act(self, press: Press, view: View) -> Parts:
        """After a button of the bar for ticked articles."""
        ids = [str(each) for each in press.fields.get("ids", ())]
        return {"chosen": act(self._library, press.what, ids, press.fields), **self.listed(view)}

    # Adding

    def upload(self, paths: Sequence[str] | None) -> Iterator[Parts]:
        """What becomes of uploaded files, one after the other; then the box for files is empty."""
        files = [Path(path) for path in paths or ()]
        results: list[Result] = []
        for result in add_files(self._library, files):
            results.append(result)
            yield _outcome(results, gettext_noop("Reading %(number)s of %(all)s…"), len(files))
        yield {"outcome": results_html(results), "drop": None}

    def fetch(self, text: str) -> Iterator[Parts]:
        """What becomes of the addresses in `text`; where one failed they stay in their box."""
        count = len(text.split())
        results: list[Result] = []
        yield {"outcome": results_html(results, under_way=gettext("Fetching…")) if count else ""}
        for result in add_addresses(self._library, text, self._fetcher()):
            results.append(result)
            yield _outcome(results, gettext_noop("Fetching %(number)s of %(all)s…"), count)
        has_failed = any(result.report.failed for result in results)
        yield {"outcome": results_html(results), "address": text if has_failed else ""}

    def paste(self, title: str, outlet: str, day: str, text: str) -> Parts:
        """What becomes of a pasted text; where it failed, it stays in its boxes."""
        result = add_text(self._library, title=title, publisher=outlet, published=day, text=text)
        boxes = () if result.report.failed else PASTED
        return {"outcome": results_html([result]), **dict.fromkeys(boxes, "")}

    # Feeds

    def follow(self, address: str) -> Parts:
        """Follow the feed at this address."""
        return {"feeds": follow_feed(self._library, address, self._fetcher())}

    def unfollow(self, address: str) -> Parts:
        """Stop following the feed at this address."""
        return {"feeds": unfollow_feed(self._library, address)}

    def refresh(self) -> Parts:
        """Look for news in every feed."""
        return {"feeds": look_for_news(self._library, self._fetcher())}


def _outcome(results: Sequence[Result], doing: str, count: int) -> Parts:
    """What became of the first of `count` things, and which one is next in the phrase `doing`."""
    going = gettext(doing, number=len(results) + 1, all=count) if len(results) < count else ""
    return {"outcome": results_html(results, under_way=going)}


def _parts(shown: Shown) -> Parts:
    """The parts that changed; the tab follows the library while passages wait to be read."""
    named = {"listing": shown.listing, "months": shown.months, "article": shown.article, "view": shown.view}
    changed: Parts = {name: value for name, value in named.items() if value is not None}
    if shown.article is not None:
        changed["is_open"] = True
    return {**changed, "is_busy": shown.is_busy} if shown.view else changed
