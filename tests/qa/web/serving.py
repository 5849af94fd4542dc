"""The page served from this very process, without a browser."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from article_qa.index.ingest.embedding_worker import EmbeddingWorker
from article_qa.index.library import open_library
from article_qa.index.web.fetch import Fetcher
from article_qa.qa.assistant import Assistant
from article_qa.qa.settings import QASettings
from article_qa.qa.watching.ask_again import ask_again
from article_qa.qa.web.api import Api, mcp_server
from article_qa.qa.web.hosting import PLAIN, Hosting
from article_qa.qa.web.originals import original_route
from article_qa.qa.web.page import STYLE, THEME, build_page
from article_qa.qa.web.passwords import Passwords, hashed
from article_qa.qa.web.phrases import ANY_LANGUAGE, Languages
from article_qa.qa.web.rest.app import rest_app
from article_qa.qa.web.rest.asking import KEEP_ALIVE_SECONDS
from article_qa.qa.web.server import MAX_QUEUED, address_of, application, listen, listening
from article_qa.qa.web.tokens import Token, token_digest
from article_qa.qa.web.uploads import MAX_BYTES, private_uploads

NAME, PASSWORD = "ada", "correct horse"
# Tokens of two programs; the second one may add and remove.
READS, WRITES = "aqa_reads", "aqa_writes"


def readers() -> Passwords:
    """Ada with her password, and two programs with their tokens."""
    tokens = {token_digest(READS): Token("reader", False), token_digest(WRITES): Token("writer", True)}
    return Passwords({NAME: hashed(PASSWORD)}, tokens)


@contextmanager
def served(
    folder: Path,
    *,
    passwords: Passwords | None = None,
    fetcher: Callable[[], Fetcher] = Fetcher,
    most_queued: int = MAX_QUEUED,
    max_upload_bytes: int = MAX_BYTES,
    settings: QASettings | None = None,
    hosting: Hosting = PLAIN,
    keep_alive_seconds: float = KEEP_ALIVE_SECONDS,
    languages: Languages = ANY_LANGUAGE,
) -> Iterator[str]:
    """The address of the page over the library in `folder`, its MCP tools with it, until the block ends."""
    with (
        listen("127.0.0.1", 0, is_protected=passwords is not None) as own,
        private_uploads(),
        open_library(folder) as library,
        EmbeddingWorker(library, every_seconds=0.1),
    ):
        library.after_embedding = ask_again
        api = Api(Assistant.over(library, settings or QASettings(_env_file=None)))
        page = build_page(
            library,
            api,
            has_sign_in=passwords is not None,
            fetcher=fetcher,
            root_path=hosting.root_path,
            languages=languages,
        )
        served = application(
            page,
            passwords=passwords,
            mcp=mcp_server(api),
            rest=rest_app(library, api, fetcher=fetcher, keep_alive_seconds=keep_alive_seconds),
            routes=[original_route(library)],
            hosting=hosting,
            most_queued=most_queued,
            max_upload_bytes=max_upload_bytes,
            theme=THEME,
            css=STYLE,
        )
        with listening(served, own, hosting):
            yield address_of(own)
