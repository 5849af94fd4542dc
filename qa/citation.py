"""Citations: the exact words of an article, and what a reader wants to know of it. Offsets count code points."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from typing import Any

from article_qa.index.records import OVERRIDES, Article, ArticleRef, Copy, Listing
from article_qa.qa.day_words import dated
from article_qa.qa.markdown import is_link
from article_qa.qa.text_fragment import text_fragment, with_fragment

COPIES_NAMED = 5
# A citation holds so many; of a report that repeats itself daily there may be thousands.
MAX_COPIES = 50


@dataclass(frozen=True, slots=True)
class Citation:
    """The exact words of an article that a sentence rests on: `text[start:end] == quote`.

    `also_in` holds the other copies of the article in the library, in the scope
    of the question or not, the oldest first; `more_copies` says how many there
    are beyond the first 50. `sha256` is that of the text the quote was cut
    from. `highlight` is where the answering words stand within the quote, and
    `speaker` who says them, where that is known. `fragment` is the text
    directive that leads to the quote in its article.
    """

    number: int
    article_id: str
    title: str
    publisher: str | None
    published: date | None
    url: str | None
    quote: str
    start: int
    end: int
    also_in: tuple[Copy, ...] = ()
    more_copies: int = 0
    sha256: str = ""
    highlight: tuple[int, int] | None = None
    speaker: str | None = None
    fragment: str = ""

    def told_in(self, copies: Sequence[Copy]) -> "Citation":
        """The same with the copies of its article, itself among them or not."""
        also_in, more = others(copies, self.article_id)
        return replace(self, also_in=also_in, more_copies=more)

    @property
    def link(self) -> str | None:
        """The article's address with a text fragment that browsers scroll to; None without a web address."""
        if self.url is None or not is_link(self.url):
            return None
        return with_fragment(self.url, self.fragment or text_fragment(self.quote, 0, len(self.quote)))

    @property
    def dateline(self) -> str:
        """Outlet and date in words, "undated" where the article has no date."""
        return dateline(self)

    @property
    def elsewhere(self) -> str:
        """Where else the report stands: "Also in Daily Star, Morning Post"; empty when nowhere."""
        names = list(dict.fromkeys(self._name(copy) for copy in self.also_in))
        beyond = max(0, len(names) - COPIES_NAMED) + self.more_copies
        more = f" and {beyond} more" if beyond else ""
        return f"Also in {', '.join(names[:COPIES_NAMED])}{more}" if names else ""

    def _name(self, copy: Copy) -> str:
        if copy.publisher and copy.publisher == self.publisher:
            return f"{copy.publisher} ({dated(copy.published)})"
        return copy.publisher or copy.title

    def as_dict(self) -> dict[str, Any]:
        """The citation as JSON has it."""
        facts = {each.name: getattr(self, each.name) for each in fields(self)}
        return facts | {
            "published": self.published.isoformat() if self.published else None,
            "also_in": refs_as_dicts(self.also_in),
            "highlight": list(self.highlight) if self.highlight else None,
            "link": self.link,
        }

    @classmethod
    def from_dict(cls, facts: Mapping[str, Any]) -> "Citation":
        """The citation that `as_dict` gave; unknown fields are passed over. Raises KeyError, TypeError, ValueError."""
        known = {each.name: facts[each.name] for each in fields(cls) if each.name in facts}
        highlight = known.get("highlight")
        return cls(
            **known
            | {
                "published": as_day(known["published"]),
                "also_in": tuple(map(ref_from_dict, known["also_in"])),
                "highlight": (highlight[0], highlight[1]) if highlight else None,
            }
        )


@dataclass(frozen=True, slots=True)
class Hit(Citation):
    """A passage that a search found, whole; `score` compares within one search only, unless it was rated."""

    score: float = 0.0

    @property
    def passage_id(self) -> str:
        """The id of the passage, as the index has it."""
        return f"{self.article_id}:{self.start}-{self.end}"

    @classmethod
    def of(cls, citation: Citation, score: float) -> "Hit":
        """The citation of a whole passage with its score."""
        return cls(**{each.name: getattr(citation, each.name) for each in fields(citation)}, score=round(score, 4))


def rated(hits: Sequence[Hit], likelihoods: Mapping[str, float]) -> tuple[Hit, ...]:
    """The hits with their likelihoods for scores, by passage id, and the likeliest first; ties keep their order."""
    scored = [replace(hit, score=round(likelihoods[hit.passage_id], 4)) for hit in hits]
    ordered = sorted(scored, key=lambda hit: -hit.score)
    return tuple(replace(hit, number=number) for number, hit in enumerate(ordered, 1))


def cite(number: int, article: Article, start: int, end: int) -> Citation:
    """The citation of `article.text[start:end]`; its quote is exact, its heading as `headed` has it."""
    title, publisher = headed(article.title, article.publisher)
    return Citation(
        number, article.id, title, publisher, article.published, article.url, article.text[start:end], start, end,
        sha256=article.sha256, fragment=text_fragment(article.text, start, end) if article.url else "",
    )  # fmt: skip


def dateline(of: Citation | ArticleRef | Listing) -> str:
    """Outlet and date in words, "undated" where the article has no date."""
    return f"{of.publisher}, {dated(of.published)}" if of.publisher else dated(of.published)


def headed(title: str, publisher: str | None) -> tuple[str, str | None]:
    """Title and outlet without what turns their words round; earlier versions stored them with it."""
    return OVERRIDES.sub("", title), OVERRIDES.sub("", publisher) if publisher else publisher


def others(copies: Sequence[Copy], article_id: str) -> tuple[tuple[Copy, ...], int]:
    """The first 50 of the copies that are not this article, and how many there are beyond them."""
    found = [copy for copy in copies if copy.article_id != article_id]
    return tuple(found[:MAX_COPIES]), max(0, len(found) - MAX_COPIES)


def refs_as_dicts(refs: Sequence[ArticleRef]) -> list[dict[str, Any]]:
    """Articles as JSON has them."""
    return [asdict(ref) | {"published": ref.published.isoformat() if ref.published else None} for ref in refs]


def ref_from_dict(facts: Mapping[str, Any]) -> ArticleRef:
    """The article that `refs_as_dicts` gave. Raises KeyError, TypeError, ValueError."""
    return ArticleRef(**{**facts, "published": as_day(facts["published"])})


def as_day(text: str | None) -> date | None:
    """A day of JSON, "2022-11-03", as a date. Raises ValueError."""
    return date.fromisoformat(text) if text else None
