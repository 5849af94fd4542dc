"""`follow`, `unfollow`, `feeds`, `refresh`: the feeds whose new articles are added."""

from datetime import datetime
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from article_qa.index.errors import ArticleRejected
from article_qa.qa.cli.shared import (
    AllowPrivate,
    AsJson,
    Data,
    Quiet,
    err,
    guarded,
    out,
    progress_bars,
    show_failures,
    show_notes,
    show_result,
)
from article_qa.qa.cli.watching import attend

Urls = Annotated[list[str], typer.Argument(metavar="URL…", help="Addresses of feeds.")]


@guarded
def follow(
    urls: Annotated[
        list[str], typer.Argument(metavar="URL…", help="Addresses of RSS or Atom feeds, or of pages that link to one.")
    ],
    data: Data,
    allow_private: AllowPrivate = False,
    as_json: AsJson = False,
) -> None:
    """Follow feeds. Add their new articles with: article-qa refresh."""
    from article_qa.index.library import open_library
    from article_qa.index.web.fetch import Fetcher
    from article_qa.index.web.refresh import follow as follow_feed

    followed, failed = [], []
    fetcher = Fetcher(allow_private=allow_private)
    with open_library(data, create=True) as library:
        for url in urls:
            try:
                followed.append(follow_feed(library, url, fetcher))
            except ArticleRejected as failure:
                failed.append(str(failure))
    show_failures(failed, "Not followed")

    def lines() -> None:
        for feed, is_new in followed:
            state = "Following" if is_new else "Followed already:"
            out.print(f"{state} {escape(feed.title or 'a feed without a title')} ({escape(feed.address)})")
        if followed:
            err.print("Add their new articles with: article-qa refresh")

    show_result({"followed": [feed.as_json() for feed, _ in followed], "failed": failed}, as_json, lines)
    raise typer.Exit(1 if failed else 0)


@guarded
def unfollow(urls: Urls, data: Data, as_json: AsJson = False) -> None:
    """Stop following feeds. Their articles stay in the library."""
    from article_qa.index.library import open_library
    from article_qa.index.web.subscriptions import Subscriptions

    with open_library(data) as library:
        subscriptions = Subscriptions(library.catalog)
        feeds = subscriptions.named(urls)
        for feed in feeds:
            subscriptions.remove(feed.address)
    addresses = [feed.address for feed in feeds]
    show_result({"unfollowed": addresses}, as_json, lambda: out.print(f"{len(addresses)} unfollowed"))


@guarded
def feeds(data: Data, as_json: AsJson = False) -> None:
    """List the feeds that you follow, when each was last read, and its failures."""
    from article_qa.index.library import open_library
    from article_qa.index.web.subscriptions import Subscriptions

    with open_library(data) as library:
        followed = Subscriptions(library.catalog).all()

    def table() -> None:
        if not followed:
            out.print("No feed is followed. Follow one with: article-qa follow URL")
            return
        grid = Table(box=None, pad_edge=False, header_style="bold")
        for name in ("title", "address", "last good", "failures", "next try"):
            grid.add_column(name, overflow="fold", justify="right" if name == "failures" else "left")
        for feed in followed:
            failures = str(feed.failures or "")
            good = _minute(feed.last_good) or "never"
            shown = (feed.title or "", feed.address, good, failures, _minute(feed.next_try) or "any time")
            grid.add_row(*map(escape, shown))
        out.print(grid)
        for feed in followed:
            if feed.reason:
                out.print(f"[yellow]Failed:[/] {escape(feed.reason)}", soft_wrap=True)

    show_result({"feeds": [feed.as_json() for feed in followed]}, as_json, table)


@guarded
def refresh(
    data: Data,
    urls: Annotated[
        list[str] | None,
        typer.Argument(metavar="[URL…]", help="Feeds to read now, even if they failed lately. All feeds by default."),
    ] = None,
    allow_private: AllowPrivate = False,
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Add the new articles of the feeds that you follow."""
    from article_qa.index.library import open_library
    from article_qa.index.web.fetch import Fetcher
    from article_qa.index.web.refresh import refresh as refresh_feeds

    with open_library(data) as library, progress_bars(is_quiet=quiet) as progress:
        attend(library)
        done = refresh_feeds(library, Fetcher(allow_private=allow_private), urls or (), progress)
    show_failures(done.report.failed)
    if not quiet:
        show_notes(done.report.notes)
    waiting = [feed.as_json() for feed in done.waiting]

    def lines() -> None:
        out.print(done.report.counts)
        for feed in done.waiting:
            when = _minute(feed.next_try)
            out.print(f"Failed lately, and not read before {when}: {escape(feed.address)}", soft_wrap=True)

    show_result(done.report.as_json() | {"waiting": waiting}, as_json, lines)
    raise typer.Exit(1 if done.report.failed else 0)


def _minute(moment: datetime | None) -> str | None:
    """The moment in this machine's own time."""
    return f"{moment.astimezone():%Y-%m-%d %H:%M}" if moment else None
