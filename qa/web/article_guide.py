"""What the library knows of one article: who, when, where, how it begins, and who else tells it.

All of it was learned when the article was added. Knows nothing of Gradio.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from markupsafe import Markup

from article_qa.index.annotations import Annotations, Name, NameKind
from article_qa.index.library import Library
from article_qa.index.records import Article, ArticleRef
from article_qa.index.store.versions import Version
from article_qa.qa.citation import others
from article_qa.qa.web.days import dated, dateline, in_words
from article_qa.qa.web.library_html import article_count
from article_qa.qa.web.originals import Original, original_of
from article_qa.qa.web.phrases import gettext
from article_qa.qa.web.templates import render

LEADS = 3
BEGINNING = 5
WHO = 3
NAMES = 8
STORIES = 4
MAX_VERSIONS = 10
MAX_CHANGES = 6
GROUPS: tuple[tuple[str, NameKind], ...] = (
    ("People", "person"),
    ("Organisations", "organisation"),
    ("Places", "place"),
)
_SENTENCE = re.compile(r"[^\n]+?(?:[.!?…]+[\"”’)]*(?=\s|$)|(?=\n|$))")


@dataclass(frozen=True, slots=True)
class Report:
    """What another article says of the same: where it stands and how it begins."""

    ref: ArticleRef
    lead: str = ""

    @property
    def dateline(self) -> str:
        """Outlet and day."""
        return dateline(self.ref)


@dataclass(frozen=True, slots=True)
class Past:
    """A text that the article had: since when, and what the next one says instead of it, as (was, now)."""

    since: str
    changes: tuple[tuple[str, str], ...] = ()
    is_kept: bool = True


@dataclass(frozen=True, slots=True)
class Guide:
    """The guide to one article. `names` are by group, each with the number of articles that have it."""

    who: tuple[str, ...] = ()
    when: tuple[str, ...] = ()
    where: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
    names: tuple[tuple[str, tuple[tuple[str, int], ...]], ...] = ()
    copies: tuple[Report, ...] = ()
    more_copies: int = 0
    reports: tuple[Report, ...] = ()
    versions: tuple[Past, ...] = ()
    original: Original | None = None
    is_read: bool = True


def guide_to(library: Library, article: Article) -> Guide:
    """The guide to an article of the library."""
    catalog = library.catalog
    copies, more = others(catalog.copies([article.id]).get(article.id, ()), article.id)
    told = {copy.article_id for copy in copies}
    stories = catalog.names.same_story(article.id, article.published, STORIES + len(told))
    reports = [each for each in stories if each.article_id not in told][:STORIES]
    found = catalog.annotations.of([article.id, *(each.article_id for each in reports)])
    known = found.get(article.id)
    return Guide(
        *_facts(article, known or Annotations()),
        leads=leads(article, known),
        names=_names(library, known.names if known else ()),
        copies=tuple(map(Report, copies)),
        more_copies=more,
        reports=tuple(_report(library, each, found.get(each.article_id)) for each in reports),
        versions=_versions(library, article.id),
        original=original_of(library, article.id),
        is_read=known is not None,
    )


def guide_html(guide: Guide, *, is_folded: bool = False) -> Markup:
    """The guide as it stands above an article; where it `is_folded`, a line that opens it."""
    brief = " · ".join([*guide.who[:2], *guide.when[:1], *guide.where[:1]])
    return render("guide.html", guide=guide, is_folded=is_folded, brief=brief, article_count=article_count)


def leads(article: Article, known: Annotations | None, limit: int = LEADS) -> tuple[str, ...]:
    """The first sentences of an article that tell something, in their order; none before it was read."""
    spans = [(each.start, each.end) for each in known.sentences if each.kind == "statement"][:limit] if known else []
    return tuple(" ".join(article.text[start:end].split()) for start, end in spans)


def _facts(article: Article, known: Annotations) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Who, when and where."""
    by_kind = {kind: _most_said(known.names, kind) for _, kind in GROUPS}
    who = by_kind["person"][:WHO] or by_kind["organisation"][:WHO]
    beginning = [each for each in known.sentences if each.is_evidence][:BEGINNING]
    # A year that a beginning names is seldom when its event was.
    told = next((each.days for each in beginning if each.days and each.days.precision != "year"), None)
    event = in_words(told.first, told.precision) if told else ""
    published = dated(article.published)
    when = (event, gettext("published %(day)s", day=published)) if event and event != published else (published,)
    return tuple(_named(each, known) for each in who), when, tuple(each.name for each in by_kind["place"][:WHO])


def _named(name: Name, known: Annotations) -> str:
    """A name with the role that the article gives it."""
    roles = [saying.role for saying in known.sayings if saying.speaker == name.name and saying.role]
    role = max(roles, key=len, default="")
    return f"{name.name} ({role})" if role and role.casefold() not in name.name.casefold() else name.name


def _most_said(names: Sequence[Name], kind: NameKind) -> list[Name]:
    return sorted((each for each in names if each.kind == kind), key=lambda each: -len(each.mentions))


def _names(library: Library, names: Sequence[Name]) -> tuple[tuple[str, tuple[tuple[str, int], ...]], ...]:
    chosen = {group: [each.name for each in _most_said(names, kind)[:NAMES]] for group, kind in GROUPS}
    counts = library.catalog.names.counts([name for group in chosen.values() for name in group])
    counted_names = {group: tuple((name, counts.get(name, 1)) for name in found) for group, found in chosen.items()}
    return tuple((group, found) for group, found in counted_names.items() if found)


def _report(library: Library, ref: ArticleRef, known: Annotations | None) -> Report:
    article = library.catalog.article(ref.article_id)
    return Report(ref, next(iter(leads(article, known, 1)), "") if article else "")


def _versions(library: Library, article_id: str) -> tuple[Past, ...]:
    """The texts that an article had, the newest first; none where it had one only."""
    texts = list(library.catalog.versions.texts(article_id))[:MAX_VERSIONS]
    if len(texts) < 2:
        return ()
    changed = [_past(older, newer) for newer, older in pairwise(texts)]
    return (Past(_since(texts[0][0])), *changed)


def _past(older: tuple[Version, str | None], newer: tuple[Version, str | None]) -> Past:
    version, text = older
    is_kept = text is not None and newer[1] is not None
    return Past(_since(version), tuple(changes(text or "", newer[1] or "")) if is_kept else (), is_kept)


def _since(version: Version) -> str:
    return version.since[:10] if version.since else ""


def changes(older: str, newer: str, limit: int = MAX_CHANGES) -> Iterator[tuple[str, str]]:
    """What `newer` says otherwise, sentence by sentence, as (was, now); at most `limit` places."""
    before, after = (_SENTENCE.findall(text) for text in (older, newer))
    steps = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    differences = [step for step in steps if step[0] != "equal"]
    for _, first, last, start, end in differences[:limit]:
        yield " ".join("".join(before[first:last]).split()), " ".join("".join(after[start:end]).split())
