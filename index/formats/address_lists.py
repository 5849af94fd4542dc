"""Files that hold addresses and no text: shortcuts, lists, and exports of Pocket and Instapaper.

Nothing is fetched here. Who adds such a file finds its addresses in the rejection.
"""

import csv
import io
import plistlib
import re
from collections.abc import Callable, Iterator, Mapping
from html import unescape

from article_qa.index.addresses import canonical_url
from article_qa.index.errors import ArticleRejected, OnlyAddresses
from article_qa.index.formats.article import Loaded, Origin
from article_qa.index.formats.encoding import encoding_of

MAX_LIST_BYTES = 5_000_000
MAX_ADDRESSES = 10_000
START = 2_000
SHORTCUT = re.compile(r"^[^\S\n]*URL[^\S\n]*=[^\S\n]*(\S+)", re.IGNORECASE | re.MULTILINE)
ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
FIRST_LINE = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:https?://|#|$)", re.IGNORECASE)
SAVED_LIST = re.compile(rb"<title>\s*Pocket Export\s*</title>|<!doctype\s+netscape-bookmark-file-1", re.IGNORECASE)
LINK = re.compile(r"<a\s[^>]{0,200}?href\s*=\s*\"([^\">]+)\"", re.IGNORECASE)
# The columns of Pocket and Instapaper. A table with others says more of its articles than where they are.
COLUMNS = frozenset("title url time_added cursor tags status selection folder timestamp starred".split())


def load_addresses(content: bytes, origin: Origin) -> Loaded:
    """The page at the address of a shortcut. `article-qa add` fetches it."""
    yield from ()
    refuse_addresses(content, origin)
    raise ArticleRejected(f"{origin.named} holds no address of a web page; add the address itself")


def refuse_addresses(content: bytes, origin: Origin) -> None:
    """Raise OnlyAddresses, which carries them, for a file that holds nothing else."""
    read = READERS.get(origin.suffix)
    if read is None or len(content) > MAX_LIST_BYTES:
        return
    found = list(dict.fromkeys(address for address in read(content) if canonical_url(address)))
    if len(found) > MAX_ADDRESSES:
        raise ArticleRejected(f"{origin.named} holds {len(found):,} addresses; split it into {MAX_ADDRESSES:,} each")
    if found:
        raise OnlyAddresses(origin.named, found)


def _text(content: bytes) -> str:
    return content.decode(encoding_of(content), "replace").removeprefix("\ufeff")


def _of_shortcut(content: bytes) -> Iterator[str]:
    yield from (match[1] for match in [SHORTCUT.search(_text(content))] if match)


def _of_webloc(content: bytes) -> Iterator[str]:
    try:
        value = plistlib.loads(content)["URL"]
    # What is no list of properties is an error of many kinds.
    except Exception:
        return
    if isinstance(value, str):
        yield value


def _of_lines(content: bytes) -> Iterator[str]:
    """The lines of a text that are addresses, where all are; those that begin with "#" are remarks."""
    # Most texts are none, as their first lines show.
    if not all(FIRST_LINE.match(line) for line in content[:START].splitlines()[:-1]) or b"://" not in content[:START]:
        return
    lines = [line.strip() for line in _text(content).splitlines()]
    said = [line for line in lines if line and not line.startswith("#")]
    if all(ADDRESS.fullmatch(line) for line in said):
        yield from said


def _of_page(content: bytes) -> Iterator[str]:
    if SAVED_LIST.search(content, 0, START):
        yield from map(unescape, LINK.findall(_text(content)))


def _of_table(content: bytes) -> Iterator[str]:
    head = content[:START].partition(b"\n")[0].decode("utf-8-sig", "replace")
    names = [name.strip().strip('"').lower() for name in head.split(",")]
    if "url" not in names or len(names) < 2 or not COLUMNS.issuperset(names):
        return
    rows = csv.reader(io.StringIO(_text(content), newline=""))
    place = names.index("url")
    try:
        yield from (row[place].strip() for row in rows if len(row) > place)
    except csv.Error:
        return


READERS: Mapping[str, Callable[[bytes], Iterator[str]]] = {
    ".url": _of_shortcut,
    ".webloc": _of_webloc,
    ".txt": _of_lines,
    ".html": _of_page,
    ".htm": _of_page,
    ".csv": _of_table,
}
