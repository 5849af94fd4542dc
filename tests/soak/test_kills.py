"""Each command that writes, killed at any moment and run again, leaves what one undisturbed run leaves."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from article_qa.index.ingest.add import add
from article_qa.index.library import open_library
from article_qa.index.records import Listing
from article_qa.index.web.fetch import Fetcher
from article_qa.index.web.refresh import follow
from tests.index.fakes import ToyEmbedder, gives
from tests.index.web.servers import Reply, serving
from tests.qa.fakes import Endpoint, scripted_server
from tests.soak.commands import Work, bridge, kill_again_and_again, write_bridges
from tests.starters import SEEDS

OLD = range(40)
CHANGED = range(3, 11)
GONE = range(30, 40)
NEW = range(40, 60)


def library_with_bridges(folder: Path) -> Path:
    """A library of the starter articles and forty reports, all of them files of its neighbour `articles`."""
    articles = folder / "articles"
    shutil.copytree(SEEDS, articles)
    write_bridges(articles, OLD)
    data = folder / "before"
    with open_library(data, create=True) as library:
        add(library, [articles])
    return data


@contextmanager
def syncing(folder: Path) -> Iterator[Work]:
    """Files that are new, changed and gone."""
    data, articles = library_with_bridges(folder), folder / "articles"
    write_bridges(articles, CHANGED, month="April")
    write_bridges(articles, NEW)
    for number in GONE:
        (articles / f"{number:03}.txt").unlink()
    yield Work(data, ["sync", "--prune", str(articles)])


@contextmanager
def removing(folder: Path) -> Iterator[Work]:
    data = library_with_bridges(folder)
    with open_library(data) as library:
        ids = [each.id for each in library.catalog.listings() if _number(each) in [*CHANGED, *GONE]]
    # Once they are gone, their ids are unknown.
    yield Work(data, ["remove", *ids], statuses_again=(0, 1))


def _number(listing: Listing) -> int:
    stem = Path(listing.source).stem
    return int(stem) if stem.isdigit() else -1


@contextmanager
def refreshing(folder: Path) -> Iterator[Work]:
    """A feed with twenty new entries."""
    data = library_with_bridges(folder)
    items = "".join(f"<item><title>Bridge {n}</title><link>/{n}</link><guid>{n}</guid></item>" for n in NEW)
    feed = f'<rss version="2.0"><channel><title>The Wire</title>{items}</channel></rss>'
    pages = {f"/{n}": Reply(f"<html><body><article><p>{bridge(n)}</p></article></body></html>") for n in NEW}
    with serving({"/feed": Reply(feed, "application/rss+xml", headers={"ETag": '"1"'}), **pages}) as site:
        with open_library(data) as library:
            follow(library, site.url("/feed"), Fetcher(allow_private=True))
        yield Work(data, ["refresh", "--allow-private"])


@contextmanager
def reembedding(folder: Path) -> Iterator[Work]:
    """Another embedder, on a server of its own."""
    data = library_with_bridges(folder)

    def reply(endpoint: Endpoint) -> None:
        gives(*ToyEmbedder().embed_passages(endpoint.server.requests[-1]["input"]))(endpoint)

    with scripted_server(reply) as server:
        settings = {"EMBEDDER": "endpoint", "EMBEDDING_BASE_URL": server.url, "EMBEDDING_MODEL": "second"}
        yield Work(data, ["reembed"], {f"INDEX_{name}": value for name, value in settings.items()})


@pytest.mark.parametrize("command", [syncing, removing, refreshing, reembedding])
def test_a_command_killed_at_any_moment_and_rerun_equals_one_run(
    command: Callable[[Path], AbstractContextManager[Work]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with command(tmp_path) as work:
        for name, value in work.environment.items():
            monkeypatch.setenv(name, value)
        kill_again_and_again(work, tmp_path)
