"""Reading the articles that the annotator has not read, a few at a time, by whoever owns the vectors.

Nothing of it is needed for an article to be found. The annotator is loaded
when there is something for it to read.
"""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import replace

from article_qa.index.annotate.version import VERSION
from article_qa.index.annotations import Annotations
from article_qa.index.errors import LibraryDamaged
from article_qa.index.records import Article
from article_qa.index.store.catalog import Catalog
from article_qa.index.text.languages import language_of

# Few, for whoever reads the catalog waits while they are stored.
BATCH = 4


def unannotated(catalog: Catalog) -> int:
    """How many articles this annotator has not read."""
    return catalog.annotations.left(VERSION)


def annotate_next(catalog: Catalog) -> bool:
    """Read the next few articles that wait for it; False when none does."""
    waiting = catalog.annotations.pending(BATCH, VERSION)
    catalog.annotate(annotated(catalog, waiting), VERSION)
    return bool(waiting)


def annotated(catalog: Catalog, article_ids: Sequence[str]) -> list[tuple[Article, Annotations]]:
    """These articles with what is learned of them; those that are gone, or were passed over, are left out."""
    return [pair for article_id in article_ids for pair in _read(catalog, article_id)]


def _read(catalog: Catalog, article_id: str) -> Iterator[tuple[Article, Annotations]]:
    """The article with its annotations; none where it is gone, or has been passed over as unreadable."""
    from article_qa.index.annotate.annotate import annotate

    try:
        if article := catalog.article(article_id):
            # An earlier version may have stored it without its language.
            article = replace(article, language=language_of(article.text, article.language))
            yield article, annotate(article)
    except LibraryDamaged:  # For `doctor` to find; the other articles must not wait for it.
        catalog.annotations.pass_over(article_id, VERSION)
    except Exception:
        logging.getLogger(__name__).exception("the annotator failed on article %s", article_id)
        catalog.annotations.pass_over(article_id, VERSION)
