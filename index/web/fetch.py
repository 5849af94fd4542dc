"""An address on the web -> its bytes, with care: guarded, bounded in time and size, within robots.txt.

Nothing of one request is carried to the next but what robots.txt said: no
cookies, no credentials, no proxies of the environment.
"""

import ssl
import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from email.message import Message
from functools import cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, TypeVar

import httpcore
import httpx

from article_qa import __version__
from article_qa.index.addresses import fetchable
from article_qa.index.deadline import Deadline
from article_qa.index.errors import FetchFailed, FetchRefused
from article_qa.index.extras import part
from article_qa.index.retries import Retries, asked_pause
from article_qa.index.web.gunzip import Gunzip
from article_qa.index.web.network import Guard, Network, SystemNetwork

if TYPE_CHECKING:
    from protego import Protego

AGENT = "ArticleQA"
HEADERS = {
    "User-Agent": f"{AGENT}/{__version__} (keeps news articles for its reader)",
    "Accept": "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, */*;q=0.5",
    # What can be unpacked in steps of a bounded size.
    "Accept-Encoding": "gzip",
}
REDIRECTS = 5
TRIES = 3
PAUSE_GROWTH = 3
MAX_PAUSE_SECONDS = 10.0
# RFC 9309 asks that at least 500 KiB of a robots.txt are read.
ROBOTS_BYTES = 512_000
ROBOTS_SECONDS = 15.0

PAGES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "text/x-markdown": ".md",
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/epub+zip": ".epub",
    "application/json": ".json",
    "application/jsonl": ".jsonl",
    "application/x-ndjson": ".jsonl",
}
FEEDS = {
    "application/rss+xml": ".xml",
    "application/atom+xml": ".xml",
    "application/rdf+xml": ".xml",
    "application/xml": ".xml",
    "text/xml": ".xml",
}
# Servers that do not know a file's kind say one of these; its name then tells.
UNTOLD = ("", "application/octet-stream", "binary/octet-stream", "text/plain")

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Limits:
    """How long and how much; bytes are counted unpacked."""

    connect_seconds: float = 10.0
    read_seconds: float = 20.0
    total_seconds: float = 60.0
    max_bytes: int = 25_000_000


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave to ask later whether its page has changed."""

    etag: str | None = None
    modified: str | None = None

    def headers(self) -> dict[str, str]:
        named = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        # What a server wrote outside ASCII cannot be sent back to it.
        return {name: value for name, value in named.items() if value and value.isascii()}


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page or feed as it came: where it was found in the end, its kind as a suffix, its bytes unpacked."""

    url: str
    suffix: str
    content: bytes
    validators: Validators


@dataclass(slots=True)
class Fetcher:
    """Fetches for one run, in one thread; remembers each site's robots.txt as long as it lives.

    `network` and `pause` are what it asks of the machine, so that a test can
    give its own.
    """

    allow_private: bool = False
    limits: Limits = field(default_factory=Limits)
    network: Network = field(default_factory=SystemNetwork)
    pause: Callable[[float], None] = time.sleep
    _robots: "dict[httpx.URL, Protego | str]" = field(default_factory=dict)
    _visited: dict[httpx.URL, float] = field(default_factory=dict)

    def fetch(self, address: str, *, feed: bool = False, known: Validators | None = None) -> Fetched | None:
        """What stands at `address`; None when it is unchanged since `known`.

        A feed is taken only where one is asked for. Raises FetchRefused for
        what will not come, FetchFailed for what may yet come, after a few
        more tries where the server could not be reached or asked to wait, and
        PartMissing where what reads addresses is not installed.
        """
        url = fetchable(address)
        kinds = PAGES | FEEDS if feed else PAGES
        headers = HEADERS | (known or Validators()).headers()
        return self._patiently(lambda: self._page(url, headers, kinds))

    def _patiently(self, attempt: Callable[[], T]) -> T:
        retries = Retries(TRIES, 1.0, PAUSE_GROWTH, MAX_PAUSE_SECONDS, sleep=self.pause)
        while True:
            try:
                return attempt()
            except FetchFailed as failure:
                if not (failure.at_once and retries.pause(failure.retry_after)):
                    raise

    def _page(self, url: httpx.URL, headers: Mapping[str, str], kinds: Mapping[str, str]) -> Fetched | None:
        def take(found_at: httpx.URL, response: httpcore.Response) -> Fetched | None:
            facts = _facts(response)
            if response.status == 304 and headers.keys() - HEADERS.keys():
                return None
            _check_status(found_at, response.status, facts)
            suffix, charset = _kind(found_at, facts, kinds)
            content, whole = _body(found_at, response, facts, self.limits.max_bytes)
            if not whole:
                megabytes = self.limits.max_bytes // 1_000_000
                raise FetchRefused(f"{str(found_at)!r} is larger than {megabytes} MB; save what you need as a file")
            validators = Validators(facts.get("etag"), facts.get("last-modified"))
            return Fetched(str(found_at), suffix, _as_utf8(content, suffix, charset), validators)

        return self._follow(url, headers, self.limits, self._obey_robots, take)

    def _follow(
        self,
        url: httpx.URL,
        headers: Mapping[str, str],
        limits: Limits,
        check: Callable[[httpx.URL], None],
        take: Callable[[httpx.URL, httpcore.Response], T],
    ) -> T:
        """What `take` makes of the reply at the end of the redirects; each address on the way is checked."""
        deadline = Deadline.after(limits.total_seconds)
        guard = Guard(self.network, deadline, allow_private=self.allow_private)
        timeouts = {"connect": limits.connect_seconds, "read": limits.read_seconds, "write": limits.read_seconds}
        with httpcore.ConnectionPool(ssl_context=_trust(), network_backend=guard) as pool:
            for _ in range(REDIRECTS + 1):
                check(url)
                wire = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
                named: list[tuple[bytes | str, bytes | str]] = [("Host", url.netloc), *headers.items()]
                sent = pool.stream("GET", wire, headers=named, extensions={"timeout": timeouts})
                with _explained(url), sent as response:
                    target = _facts(response).get("location")
                    if response.status not in (301, 302, 303, 307, 308) or not target:
                        return take(url, response)
                    url = fetchable(target, base=url)
        raise FetchRefused(f"{str(url)!r} redirects too often; give the address of the article itself")

    def _obey_robots(self, url: httpx.URL) -> None:
        site = url.copy_with(raw_path=b"/robots.txt", fragment=None)
        if site not in self._robots:
            self._robots[site] = self._robots_of(site)
        rules = self._robots[site]
        if isinstance(rules, str):
            raise FetchFailed(str(url), f"the robots.txt of its site: {rules}")
        if not rules.can_fetch(str(url), AGENT):
            raise FetchRefused(
                f"{str(url)!r} may not be read by programs (the robots.txt of its site says so); "
                "save the page from your browser and add the file"
            )
        wait = min(rules.crawl_delay(AGENT) or 0, MAX_PAUSE_SECONDS)
        wait -= time.monotonic() - self._visited.get(site, -MAX_PAUSE_SECONDS)
        if wait > 0:
            self.pause(wait)
        self._visited[site] = time.monotonic()

    def _robots_of(self, site: httpx.URL) -> "Protego | str":
        """The rules of a site, or why they cannot be had (RFC 9309: then nothing is allowed)."""
        # First of all, so that without it nothing is asked for.
        with part("the reader of web addresses", "feeds"):
            from protego import Protego

        def take(found_at: httpx.URL, response: httpcore.Response) -> str:
            if response.status >= 500 or response.status == 429:
                _check_status(found_at, response.status, _facts(response))
            # No such file, and a login in front of it, are no rules.
            if response.status != 200:
                return ""
            return _body(found_at, response, _facts(response), ROBOTS_BYTES)[0].decode("utf-8", "replace")

        limits = replace(self.limits, total_seconds=min(ROBOTS_SECONDS, self.limits.total_seconds))
        try:
            text = self._patiently(lambda: self._follow(site, HEADERS, limits, _unchecked, take))
        except FetchFailed as failure:
            return failure.reason
        except FetchRefused:
            text = ""
        return Protego.parse(text)


def _unchecked(url: httpx.URL) -> None:
    """For robots.txt itself, which no robots.txt forbids."""


@cache
def _trust() -> ssl.SSLContext:
    return httpcore.default_ssl_context()


@contextmanager
def _explained(url: httpx.URL) -> Iterator[None]:
    """What goes wrong on the wire as one of ours."""
    try:
        yield
    except httpcore.TimeoutException as exc:
        raise FetchFailed(str(url), "the server is too slow") from exc
    except (httpcore.NetworkError, httpcore.ProtocolError) as exc:
        raise FetchFailed(str(url), f"no connection: {exc}", at_once=True) from exc
    except zlib.error as exc:
        raise FetchRefused(f"{str(url)!r} came with broken compression ({exc}); save the page as a file") from exc


def _facts(response: httpcore.Response) -> dict[str, str]:
    """The reply's headers by their names in small letters; of several the last."""
    return {
        name.decode("latin-1").lower(): value.decode("utf-8", "replace").strip() for name, value in response.headers
    }


def _check_status(url: httpx.URL, status: int, facts: Mapping[str, str]) -> None:
    if status in (200, 203):
        return
    if status in (408, 425, 429) or status >= 500:
        at_once = status in (429, 502, 503, 504)
        raise FetchFailed(
            str(url), f"status {status}", at_once=at_once, retry_after=asked_pause(facts.get("retry-after"))
        )
    if status in (401, 402, 403, 407, 451):
        raise FetchRefused(
            f"{str(url)!r} is closed to programs (status {status}); save the page from your browser and add the file"
        )
    if status in (404, 410):
        raise FetchRefused(f"there is no page at {str(url)!r} (status {status}); check the address")
    raise FetchRefused(f"{str(url)!r} sends no page (status {status}); open it in your browser and save it as a file")


def _kind(url: httpx.URL, facts: Mapping[str, str], kinds: Mapping[str, str]) -> tuple[str, str]:
    """The suffix of what a reply carries and its character set ("" if unknown)."""
    message = Message()
    message["content-type"] = facts.get("content-type", "")
    told = message.get_content_type() if facts.get("content-type") else ""
    named = PurePosixPath(url.path).suffix.lower()
    if told in UNTOLD and named in kinds.values():
        suffix = named
    elif told in kinds:
        suffix = kinds[told]
    elif told in FEEDS:
        raise FetchRefused(f"{str(url)!r} is a feed; follow it with: article-qa follow {url}")
    else:
        raise FetchRefused(
            f"{str(url)!r} is not a page that can be read ({told or 'unknown content type'}); "
            "give the address of an article"
        )
    return suffix, message.get_content_charset("")


def _body(url: httpx.URL, response: httpcore.Response, facts: Mapping[str, str], limit: int) -> tuple[bytes, bool]:
    """At most `limit` bytes of the body, unpacked, and whether that is all of it."""
    packing = facts.get("content-encoding", "").lower()
    if packing not in ("", "identity", "gzip", "x-gzip"):
        raise FetchRefused(
            f"{str(url)!r} came compressed as {packing!r}, which was not asked for; save the page as a file"
        )
    unpacker = Gunzip() if "gzip" in packing else None
    content, sent = bytearray(), 0
    for chunk in response.iter_stream():
        sent += len(chunk)
        # A few bytes can unpack to gigabytes: never more than one byte past the limit.
        content += unpacker.unpack(chunk, limit + 1 - len(content)) if unpacker else chunk
        # What unpacks to nothing may not go on for ever either; packing never doubles.
        if len(content) > limit or sent > 2 * limit:
            return bytes(content[:limit]), False
    if unpacker and not unpacker.is_whole:
        raise zlib.error("it ends too soon")
    return bytes(content), True


def _is_utf8(content: bytes) -> bool:
    """Whether it is UTF-8 beyond ASCII, as text in another encoding hardly ever is."""
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return not content.isascii() and not {0, 0x1B} & set(content)


def _as_utf8(content: bytes, suffix: str, charset: str) -> bytes:
    """Text in the character set that its server named, as UTF-8; what was named wrongly stays as it is."""
    if suffix not in (".html", ".txt", ".md") or charset in ("", "utf-8", "utf8") or _is_utf8(content):
        return content
    try:
        # The mark at the head tells the reader, whatever the page says of itself.
        return content.decode(charset).encode("utf-8-sig")
    # No such character set, another one, or a name with a NUL in it.
    except (LookupError, ValueError):
        return content
