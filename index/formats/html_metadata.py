"""What a web page says of its article in its metadata: the day of publication, language and address.

Only what the page declares is evidence. Days in its text are days of events.
Reading it takes steps in proportion to the page, however its elements are nested.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice
from typing import Any
from urllib.parse import urljoin, urlsplit

from article_qa.index.addresses import canonical_url
from article_qa.index.formats.linked_data import articles
from article_qa.index.text.languages import language_code
from article_qa.index.text.published import doubt, published_date

# The clearest first. Times of change and of the event are not among them.
DATE_NAMES = (
    "article:published_time", "og:article:published_time", "article:published:time", "datepublished",
    "citation_publication_date",
    "dcterms.issued", "dc.date.issued", "dcterms.date", "dc.date", "parsely-pub-date", "sailthru.date",
    "cxenseparse:recs:publishtime", "publication_date", "publication-date", "publishdate", "publish-date",
    "publish_date", "published_time", "published-date", "published_at", "pubdate", "article_date_original",
    "originalpublicationdate", "dcterms.created", "dc.date.created", "article.published", "date",
)  # fmt: skip
LANGUAGE_NAMES = ("og:locale", "content-language", "dc.language", "dcterms.language")
ADDRESS_DAY = re.compile(r"/((?:19|20)\d\d)/(\d{1,2}|[a-z]{3})/(\d{1,2})(?=/)", re.IGNORECASE)
MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
UNSET = date(1970, 1, 1)
IN_UTC = re.compile(r"\d:\d\d(?::\d\d(?:\.\d+)?)?\s*(?:Z|UTC|GMT|[+-]00:?00)$", re.IGNORECASE)
ONE_DAY = timedelta(days=1)
ARCHIVED = re.compile(r"https?://web\.archive\.org/web/\d{4,14}(?:[a-z]{2}_)?/(https?:/.+)", re.IGNORECASE)
A_LINE = 120  # characters; a time in a longer paragraph tells of an event
CANDIDATES_LIMIT = 100  # days of one kind that are tried; each may be as long as the page
ELSEWHERE = ("aside", "blockquote", "figure", "footer", "nav")


def publication_day(tree: Any, url: str | None, own: Iterable[Mapping[str, Any]]) -> date | None:
    """The day that the page declares, or its own address names; None when it says none that can be believed.

    In this order: the page's `own` articles in JSON-LD, meta tags, marked-up
    times, the `/2022/11/03/` of its address. A time in UTC may be a day off
    what its readers were told, so the address decides between neighbours.
    """
    stated = (node.get("datePublished") for node in own)
    for candidates in (stated, _meta(tree, DATE_NAMES), _times(tree), _address_days(url)):
        for candidate in islice(filter(None, candidates), CANDIDATES_LIMIT):
            day = published_date(candidate)
            if day and day != UNSET and not doubt(day):
                local = published_date(next(_address_days(url), None)) if IN_UTC.search(str(candidate)) else None
                return local if local and abs(local - day) == ONE_DAY else day
    return None


def language(tree: Any) -> str | None:
    """The language that the page declares for itself, in short."""
    declared = [tree.get("lang"), tree.get("{http://www.w3.org/XML/1998/namespace}lang"), tree.get("xml:lang")]
    spoken = (node.get("inLanguage") for node in articles(tree))
    candidates = (*declared, *_meta(tree, LANGUAGE_NAMES), *spoken)
    return next(filter(None, map(language_code, candidates)), None)


def address(tree: Any, read_at: str | None) -> str | None:
    """The address that the page claims; not the front door of its site, which many a page names for itself."""
    links = [link.get("href") or "" for link in tree.xpath("//link[@rel='canonical']")]
    for link in (*links, *_meta(tree, ("og:url",))):
        try:
            url = canonical_url(unarchived(urljoin(read_at or "", link.strip())))
        except ValueError:
            continue
        if url and (urlsplit(url).path != "/" or urlsplit(url).query):
            return _of_page(url, tree)
    return None


def unarchived(url: str) -> str:
    """The original address of one in the Wayback Machine; others as they are."""
    found = ARCHIVED.fullmatch(url)
    return re.sub(r"^(https?:)/+", r"\1//", found[1]) if found else url


def _of_page(url: str, tree: Any) -> str:
    """The address of a story's later page: many such pages name the first one as their own."""
    before = next((link.get("href") or "" for link in tree.xpath("//link[@rel='prev']")), "")
    number = re.search(r"(\d+)/?$", before)
    page = f"page={int(number[1]) + 1 if number else 2}"
    is_first = not before or re.search(r"[/=]\d+/?$", url) is not None
    return url if is_first else f"{url}{'&' if urlsplit(url).query else '?'}{page}"


def _meta(tree: Any, names: tuple[str, ...]) -> list[str]:
    """The contents of the tags with these names, in the order of `names`."""
    found: dict[str, str] = {}
    for tag in tree.iter("meta"):
        name = tag.get("property") or tag.get("name") or tag.get("itemprop") or tag.get("http-equiv") or ""
        found.setdefault(name.strip().lower(), tag.get("content") or "")
    return [found[name] for name in names if name in found]


def _times(tree: Any) -> Iterator[str]:
    """Times that are marked as the publication's, then those that stand in the head of an article, in their order."""
    marked = tree.xpath("//*[contains(@itemprop, 'datePublished')] | //time[@pubdate]")
    yield from (element.get("datetime") or element.get("content") or _beginning(element) for element in marked)
    times = list(tree.iter("time"))
    places = _places(tree) if times else {}
    lengths = _text_lengths(tree) if times else {}
    bylines = [time for time in times if _is_byline(time, places[time], lengths)]
    # Above the headline may be cards of other stories.
    order = {element: number for number, element in enumerate(tree.iter("h1", "time"))}
    headline = min((number for element, number in order.items() if element.tag == "h1"), default=0)
    yield from (time.get("datetime") for time in sorted(bylines, key=lambda time: order[time] < headline))


@dataclass(frozen=True, slots=True)
class Place:
    """What an element stands below; one is shared by all that stand below the same."""

    is_headed: bool = False  # an article or main part with a headline
    articles: int = 0
    is_elsewhere: bool = False
    paragraph: Any = None  # the nearest


def _places(tree: Any) -> dict[Any, Place]:
    """The place of every element, each made once, from its parent's."""
    headed = _above(tree.iter("h1"))
    places: dict[Any, Place] = {}
    below: dict[Any, Place] = {}
    for element in tree.iter():
        place = places[element] = below.get(element.getparent(), Place())
        below[element] = _below(element, place, element in headed)
    return places


def _below(element: Any, place: Place, has_headline: bool) -> Place:
    """The place of what stands in `element`, which itself stands at `place`."""
    name = element.tag
    if has_headline and (name in ("article", "main") or element.get("role") == "main"):
        place = replace(place, is_headed=True)
    if name == "article":
        place = replace(place, articles=place.articles + 1)
    if name in ELSEWHERE:
        place = replace(place, is_elsewhere=True)
    return replace(place, paragraph=element) if name in ("p", "li") else place


def _above(elements: Iterable[Any]) -> set[Any]:
    """All elements that one of these stands in; each way up ends where another has been."""
    found: set[Any] = set()
    for element in elements:
        parent = element.getparent()
        while parent is not None and parent not in found:
            found.add(parent)
            parent = parent.getparent()
    return found


def _text_lengths(tree: Any) -> dict[Any, int]:
    """How many characters of text each element holds, those in it before itself."""
    lengths: dict[Any, int] = defaultdict(int)
    for element in reversed(list(tree.iter())):
        if isinstance(element.tag, str):
            lengths[element] += len(element.text or "")
        lengths[element.getparent()] += lengths[element] + len(element.tail or "")
    return lengths


def _beginning(element: Any) -> str:
    """The first characters of an element's text, more than any date has."""
    return "".join(islice(element.itertext(), A_LINE))[:A_LINE]


def _is_byline(time: Any, place: Place, lengths: Mapping[Any, int]) -> bool:
    said = " ".join(filter(None, (time.get("itemprop"), time.get("class"), time.getparent().get("class")))).lower()
    return (
        place.is_headed
        and place.articles < 2
        and not place.is_elsewhere
        and bool(time.get("datetime"))
        and not any(word in said for word in ("modif", "updat", "comment"))
        and (place.paragraph is None or lengths[place.paragraph] <= A_LINE)
    )


def _address_days(url: str | None) -> Iterator[str]:
    for year, month, day in ADDRESS_DAY.findall(urlsplit(url or "").path + "/"):
        number = MONTHS.index(month.lower()) + 1 if month.lower() in MONTHS else month
        if str(number).isdigit():
            yield f"{year}-{int(number):02}-{int(day):02}"
