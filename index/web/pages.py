"""An address -> its articles, and what the catalog remembers so that an unchanged page is not sent again."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from urllib.parse import urljoin

from article_qa.index.addresses import ascii_address
from article_qa.index.errors import ArticleRejected, PartMissing
from article_qa.index.formats.article import Item, Note
from article_qa.index.formats.html import onward
from article_qa.index.formats.load import load_bytes
from article_qa.index.ingest.originals import Keeper
from article_qa.index.limits import MAX_FACT_CHARACTERS
from article_qa.index.records import OVERRIDES, Article
from article_qa.index.store.catalog import Catalog
from article_qa.index.web.fetch import Fetched, Fetcher, Validators

MAX_STEPS = 3


def read(address: str, catalog: Catalog, fetcher: Fetcher, keeper: Keeper | None = None) -> Iterator[Item]:
    """The articles at `address`, in its order; what cannot be taken comes as its rejection.

    A page that has not changed since it was stored comes as the article stored. The `keeper` is told of the page.
    """
    try:
        place = ascii_address(address)
        kept = _kept(catalog, place)
        # A page that is to be kept and is not yet is sent once more.
        is_known = kept and (keeper is None or keeper.has(kept[0].id))
        fetched = _arrived(fetcher.fetch(place, known=kept[1] if kept and is_known else None), fetcher)
    except ArticleRejected as rejection:
        yield rejection
        return
    except PartMissing as missing:
        yield ArticleRejected(f"{address!r} was not read: {missing}")
        return
    if keeper and fetched:
        keeper.read_page(repr(place), fetched.suffix, fetched.content)
    elif keeper:
        keeper.read_nothing()
    if fetched is None:
        # Only a page that was kept is asked whether it has changed.
        yield from [kept[0]] if kept else []
        return
    found = load_bytes(fetched.content, suffix=fetched.suffix, source=place, named=repr(place), url=fetched.url)
    named = [catalog.identified(each) if isinstance(each, Article) else each for each in found]
    loaded = [_kept_whole(each, kept[0] if kept else None) for each in named]
    yield from loaded
    # Notes say something of an article, and are none.
    articles = [each for each in loaded if not isinstance(each, Note)]
    if len(articles) == 1 and isinstance(articles[0], Article):
        _keep(catalog, place, articles[0], fetched.validators)


def _arrived(fetched: Fetched | None, fetcher: Fetcher) -> Fetched | None:
    """The page that is reached by following those which only send their reader elsewhere, `MAX_STEPS` at most."""
    for _ in range(MAX_STEPS):
        target = onward(fetched.content) if fetched and fetched.suffix == ".html" else ""
        if not fetched or not target:
            break
        fetched = fetcher.fetch(ascii_address(urljoin(fetched.url, target)))
    return fetched


def completed(article: Article, title: str | None, published: date | None) -> Article:
    """The article with this title and date where it has none of its own."""
    # Without a title of its own an article is called by its first words.
    untitled = OVERRIDES.sub("", article.text[:MAX_FACT_CHARACTERS]).startswith(article.title.removesuffix("…"))
    return replace(
        article,
        title=title if untitled and title else article.title,
        published=article.published or published,
    )


def _kept_whole(loaded: Item, kept: Article | None) -> Item:
    """The same text keeps the title and date that a feed gave it."""
    if isinstance(loaded, Article) and kept and loaded.sha256 == kept.sha256:
        return completed(loaded, kept.title, kept.published)
    return loaded


def _kept(catalog: Catalog, place: str) -> tuple[Article, Validators] | None:
    """The article that this address gave, if the library still holds that very text."""
    for article_id, sha256, etag, modified in catalog.database.rows(
        "SELECT article, sha256, etag, modified FROM pages WHERE address = ?", place
    ):
        article = catalog.article(article_id)
        if article and article.sha256 == sha256:
            return article, Validators(etag, modified)
    return None


def _keep(catalog: Catalog, place: str, article: Article, validators: Validators) -> None:
    catalog.database.change(
        "INSERT INTO pages (address, article, sha256, etag, modified) VALUES (?,?,?,?,?) "
        "ON CONFLICT (address) DO UPDATE SET article = excluded.article, sha256 = excluded.sha256, "
        "etag = excluded.etag, modified = excluded.modified",
        place, article.id, article.sha256, validators.etag, validators.modified,
    )  # fmt: skip
