"""Exports of news databases (Nexis, Factiva, ProQuest): one text -> its articles, without the database's own lines.

A text is split only where each part has a head that such an export writes.
Rules and dates between the parts of an article split nothing.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from article_qa.index.formats.article import Loaded, Note, Origin, left_out, make_article, odd_date
from article_qa.index.formats.encoding import decode
from article_qa.index.formats.markup import html_text
from article_qa.index.formats.tables import articles_of
from article_qa.index.limits import MAX_FACT_CHARACTERS
from article_qa.index.text.published import published_date

# What the databases call their fields, in the languages of their pages.
FIELDS = {
    label: fact
    for fact, labels in {
        "title": "headline|title|titel|titre|título|überschrift",
        "author": "byline|author|authors|autor|auteur|auteurs|autores|verfasser|von",
        "published": "publication date|date|datum|date of publication|date de publication|fecha de publicación",
        "publisher": "publication title|publication|paper|newspaper|source|quelle|publication name|"
                     "titre de publication",
        "info": "publication info|publication information",
        "highlight": "highlight|teaser",
        "language": "language|language of publication|sprache|langue|idioma",
        "url": "url|document url",
        "text": "full text|fulltext|volltext|texte intégral|texto completo|body",
        "length": "length|länge|longueur|lengte|extensión|lunghezza|word count",
        "": "section|rubrik|dateline|ortsangabe|series|distribution|column|edition|ausgabe|page|pages|pg|seite|volume|"
            "issue|abstract|load-date|update|publication-type|document-type|document type|journal-code|subject|"
            "organization|company|ticker|person|people|geographic|country|city|state|industry|graphic|type|"
            "source type|publication subject|publication year|publication country|year|publisher|place of publication|"
            "country of publication|issn|source attribution|proquest document id|document id|database|copyright|"
            "last updated|links|location|identifier / keyword|company / organization|classification|"
            "company/organization|accession number|record|record number|number of pages|issue date|word count|"
            "first page|coden|notes|publication frequency|credit|illustration|publication type|persistent link",
    }.items()
    for label in labels.split("|")
}  # fmt: skip
LABELLED = re.compile(r"\s*([^\W\d_][^:\n|]{1,32}?)\s*:(?:\s+(.*)|)$")
RULE = re.compile(r"\s*[_=*\-–—]{20,}\s*")
NUMBERED = re.compile(
    r"\s*(?:(?:document|dokument|documento|record)\s*:?\s*(\d{1,5})\s+(?:of|von|de|di|sur|van)\s+(\d{1,5})"
    r"|(\d{1,5})\s+(?:of|von|de|di|sur|van)\s+(\d{1,5})\s+(?:documents?|dokumenten?|documentos?|documenti))\s*",
    re.IGNORECASE,
)
END_OF_DOCUMENT = re.compile(r"\s*(?:end of document|ende des dokuments|fin du document|fin del documento)\s*", re.I)
ACCESSION = re.compile(r"\s*(?:document|dokument|documento)\s+(?=\w*\d)[A-Z][A-Z0-9]{5,}\w{4,}\s*", re.IGNORECASE)
BODY = re.compile(r"\s*(?:body|text|full text)\s*:?\s*", re.IGNORECASE)
LOAD_DATE = re.compile(r"\s*load-?date\s*:", re.IGNORECASE)
AFTER_BODY = re.compile(r"\s*(?:graphic|classification|notes|details|links)\s*", re.IGNORECASE)
COUNTED = re.compile(r"\s*\d[\d.,]{0,8}\s+(?:words?|wörter|worte|mots|palabras|parole|woorden|palavras)\s*", re.I)
COPYRIGHT = re.compile(r"\s*(?:copyright\b|\(c\)|©|all rights reserved|tous droits|alle rechte vorbehalten)", re.I)
FURNITURE = re.compile(
    r"\s*(?:page \d+(?: of \d+)?|link to (?:pdf|image|original).*|all rights reserved.*|about lexisnexis.*|"
    r"proquest document link|.*correction appended)\s*",
    re.IGNORECASE,
)
CODE = re.compile(
    r"[\s|]{0,12}(SE|HD|CR|BY|WC|PD|ET|SN|SC|ED|PG|LA|CY|LP|TD|CT|CX|RF|CO|IN|NS|RE|IPC|IPD|PUB|AN|CLM|VOL|ART|DLN)"
    r"(?:\s*\||\s{2,}|\t|\s*$)(.*)"
)
CODED = {"HD": "title", "BY": "author", "PD": "published", "SN": "publisher", "LA": "language", "LP": "text",
         "TD": "text", "CX": "text"}  # fmt: skip
DATE_WORDS = frozenset(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug "
    "sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun "
    "januar februar märz mai juni juli oktober dezember montag dienstag mittwoch donnerstag freitag samstag sonntag "
    "janvier février mars avril juin juillet août septembre octobre novembre décembre lundi mardi mercredi jeudi "
    "vendredi samedi dimanche enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre "
    "lunes martes miércoles jueves viernes sábado domingo gennaio febbraio aprile maggio giugno luglio settembre "
    "ottobre novembre dicembre lunedì martedì mercoledì giovedì venerdì sabato domenica januari februari maart mei "
    "augustus maandag dinsdag woensdag donderdag vrijdag zaterdag zondag am pm gmt bst est edt pst pdt utc cet cest "
    "uhr de le of the st nd rd th at".split()
)
EDITION = re.compile(r".{0,40}\b(?:edition|ausgabe|édition|edición|editie)\b.{0,20}", re.IGNORECASE)
IN_COVER = re.compile(
    r"\s*(?:\d{1,4}\.\s|(?:documents?|dokumente?|results?)\s*\(\d+\)|(?:user name|date and time|job number|"
    r"client/matter|search terms|search type|narrowed by|content type|delivered by)\b)",
    re.IGNORECASE,
)
NAMED_PERSON = re.compile(r"(?:by\s+)?(?:[^\W\d_][\w.'’\-]*\s+){1,3}[^\W\d_][\w.'’\-]*(?:(?:,| and |;).{2,60})?")
SECTION_WORDS = 3
MIN_LABELS = 3
MAX_LOOKED_AHEAD = 20
MAX_TITLE_LINES = 6
# A text in which these stand twice looks like several articles.
MARKS = (
    NUMBERED,
    END_OF_DOCUMENT,
    LOAD_DATE,
    COUNTED,
    re.compile(r"\s*(?:length|länge)\s*:\s*\d+ \w+\s*", re.IGNORECASE),
    re.compile(r"\s*full text\s*:", re.IGNORECASE),
    re.compile(r"\s*(?:copyright|©|\(c\))\W{0,4}(?:\(c\)\s)?\d{4}\b", re.IGNORECASE),
)
# A file whose first article has none of them needs no second look.
SAMPLE = 100_000
IS_LIKELY = re.compile(
    r"load-?date ?:|end of document|ende des dokuments|fin du document|full text\b|volltext ?:"
    r"|\b(?:of|von|de|di) \d{1,5} (?:documents?|dokumenten?|documentos)|(?:document|dokument) \d{1,5} (?:of|von|de) \d"
    r"|^[ |\t]{0,9}LP(?:[ |\t]|$)|^[^\w\n]{0,80}\d[\d.,]{0,8} (?:words|wörter|mots|palabras|parole|woorden)"
    r"[^\S\n]{0,9}$"
    r"|^[^\S\n]{0,80}(?:copyright|©|\(c\))[^\w\n]{0,4}\d{4}\b"
    r"|^[^\S\n]{0,9}(?:length|länge|title|headline|titel|titre|título|überschrift) ?:",
    re.IGNORECASE | re.MULTILINE,
)
IS_LIKELY_PAGE = re.compile(
    rb"load-?date|end of document|ende des dokuments|fin du document|\d documents?\b|>\s*LP\b|full text|\d words\b",
    re.I,
)

Part = Mapping[str, Any]


def exported_page(content: bytes, origin: Origin) -> Loaded:
    """The articles of an export that was saved as a web page; none where the page is no export."""
    from lxml import html

    if not IS_LIKELY_PAGE.search(content, 0, SAMPLE):
        return
    page = html.document_fromstring(decode(content, origin).encode(), html.HTMLParser(encoding="utf-8"))
    for rule in page.iter("hr"):
        rule.text = "_" * 40
    text = html_text(page)
    if IS_LIKELY.search(text, 0, SAMPLE) and split(text)[0]:
        yield from text_articles({}, text, origin)


def text_articles(
    facts: Mapping[str, Any], text: str, origin: Origin, *, lines: str | None = None, join: Callable[[str], str] = str
) -> Loaded:
    """The articles of an export that `text` is, else the one article that `facts` and `text` are.

    `lines` is the same text line by line where `text` has joined them, and `join` then
    joins those of one article. A text that looks like several articles and cannot be split is noted.
    """
    whole = text if lines is None else lines
    parts, declared = split(whole) if IS_LIKELY.search(whole, 0, SAMPLE) else ([], 0)
    parts = [{**part, "text": join(part["text"])} for part in parts]
    if len(parts) > 1:
        named = ((f"document {number} of {origin.named}", part) for number, part in enumerate(parts, 1))
        yield from articles_of(named, origin)
    else:
        facts, text = (parts[0], parts[0]["text"]) if parts else (facts, text)
        yield make_article(facts, text, origin)
        if odd := odd_date(facts):
            yield left_out([odd], origin)
    if declared > max(1, len(parts)):
        yield Note(
            f"{origin.named} looks like {declared:,} articles, of which {len(parts) or 'none'} could be told apart; "
            "export them once more, or one by one"
        )


def split(text: str) -> tuple[list[Part], int]:
    """The articles of an export by our names for their facts, and how many it seems to hold.

    There are none where the text is no export, or one that cannot be split.
    """
    lines = text.split("\n")
    declared = max(sum(bool(mark.match(line)) for line in lines) for mark in MARKS)
    readings = (
        [part for part in read(lines) if part.get("text") and part.get("title")]
        for read in (_coded, _numbered, _ended, _ruled, _by_accession, _titled)
    )
    return max(readings, key=len), declared


def _coded(lines: Sequence[str]) -> Iterator[Part]:
    """Factiva with field codes: each line begins with a code, or goes on with the field before."""
    if sum(bool(CODE.match(line)) for line in lines) < 5 or not any(
        line.lstrip(" |").startswith("LP") for line in lines
    ):
        return
    fields: dict[str, list[str]] = {}
    fact: str | None = None
    for line in lines:
        code = CODE.match(line)
        if code and code[1] in ("SE", "HD") and "title" in fields:
            yield _from_codes(fields)
            fields = {}
        if code:
            fact = CODED.get(code[1])
        if fact:
            fields.setdefault(fact, []).append((code[2] if code else line).strip().rstrip("|").strip())
            if code and fact == "text":
                fields[fact].insert(-1, "")
    yield _from_codes(fields)


def _from_codes(fields: Mapping[str, Sequence[str]]) -> Part:
    facts = {name: "\n".join(said).strip() for name, said in fields.items()}
    return facts | {name: " ".join(said.split()) for name, said in facts.items() if name != "text"}


def _numbered(lines: Sequence[str]) -> Iterator[Part]:
    """Articles that begin with "Document 1 of 3" or "1 of 3 DOCUMENTS"."""
    starts = [number for number, line in enumerate(lines) if NUMBERED.fullmatch(line)]
    for start, end in pairwise([*starts, len(lines)]):
        part = lines[start + 1 : end]
        yield _article(part, outlet_first=lines[start].strip()[0].isdigit()) or _plain(part)


def _ended(lines: Sequence[str]) -> Iterator[Part]:
    """Articles that end with "End of Document"; without that line there may be one."""
    return _each(lines, END_OF_DOCUMENT)


def _by_accession(lines: Sequence[str]) -> Iterator[Part]:
    """Factiva without field codes: each article ends with its accession number."""
    return _each(lines, ACCESSION)


def _ruled(lines: Sequence[str]) -> Iterator[Part]:
    """ProQuest: rules between articles, each with a field "Full text"."""
    return _each(lines, RULE)


def _titled(lines: Sequence[str]) -> Iterator[Part]:
    """Articles that begin with a field "Title" and another fact, and go on with their text."""
    starts = [number for number in range(len(lines)) if _begins_with_title(lines[number : number + MAX_LOOKED_AHEAD])]
    if not starts or any(line.strip() and not RULE.fullmatch(line) for line in lines[: starts[0]]):
        return
    for start, end in pairwise([*starts, len(lines)]):
        facts: dict[str, str] = {}
        number = start
        while number < end and (not lines[number].strip() or _label(lines[number])):
            label, said = _label(lines[number]) or ("", "")
            if label and said and FIELDS[label] in ("title", "author", "published", "publisher", "language", "url"):
                facts.setdefault(FIELDS[label], said)
            number += 1
        text = [line for line in lines[number:end] if not (RULE.fullmatch(line) or END_OF_DOCUMENT.fullmatch(line))]
        yield {**facts, "text": "\n".join(text).strip()}


def _begins_with_title(lines: Sequence[str]) -> bool:
    labels = [_label(line) for line in lines if line.strip()][:4]
    facts = [FIELDS[label[0]] if label else "" for label in labels]
    return facts[:1] == ["title"] and any(fact in ("published", "publisher", "author") for fact in facts[1:])


def _each(lines: Sequence[str], border: re.Pattern[str]) -> Iterator[Part]:
    start = 0
    for number, line in enumerate([*lines, ""]):
        if number == len(lines) or border.fullmatch(line):
            yield _article(lines[start:number])
            start = number + 1


def _article(lines: Sequence[str], *, outlet_first: bool = False) -> Part:
    """What one document says; nothing where it has no head that is known: a cover, a list of the contents."""
    lines = [line for line in lines if not (FURNITURE.fullmatch(line.strip()[:200]) or RULE.fullmatch(line))]
    labels = [label for label, _ in filter(None, map(_label, lines))]
    is_full = any(FIELDS[label] == "text" for label in labels) or any(line.strip() == "FULL TEXT" for line in lines)
    if is_full and len({*labels}) >= MIN_LABELS:
        return _labelled(lines)
    is_headed = {"load-date", "length", "länge", "longueur", "byline", "section"} & set(labels)
    if is_headed or any(BODY.fullmatch(line) for line in lines):
        return _headed(lines, outlet_first)
    return _counted(lines)


def _label(line: str) -> tuple[str, str] | None:
    """The label that a line begins with, in small letters, and what follows it."""
    match = LABELLED.match(line[:400])
    label = match[1].casefold() if match else ""
    return (label, line.partition(":")[2].strip()) if label in FIELDS else None


def _labelled(lines: Sequence[str]) -> Part:
    """ProQuest: a title, fields, and the text after "Full text"."""
    facts: dict[str, str] = {}
    text: list[str] = []
    in_text = False
    first = next((line.strip() for line in lines if line.strip()), "")
    for number, line in enumerate(lines):
        label = _label(line)
        if line.strip() == "FULL TEXT" or (label and FIELDS[label[0]] == "text"):
            in_text, text = True, [label[1] if label else ""]
        elif label and not (in_text and _is_in_text(lines[number : number + MAX_LOOKED_AHEAD])):
            in_text = False
            facts.setdefault(FIELDS[label[0]], label[1].rstrip(" ;"))
        elif AFTER_BODY.fullmatch(line) and line.strip().isupper():
            in_text = False
        elif in_text:
            text.append(line)
        elif line.strip().startswith(("http://", "https://")):
            facts.setdefault("url", line.strip())
    info = facts.pop("info", "")
    when = re.search(r"\d{1,2} [^\W\d_]{3,} \d{4}|[^\W\d_]{3,} \d{1,2}, ?\d{4}", info)
    return {
        "title": facts.get("title") or first,
        "author": _turned(facts.get("author", "")),
        "published": facts.get("published") or (when[0] if when else None),
        "publisher": re.split(r"\s*;", facts.get("publisher") or info)[0] or None,
        "language": facts.get("language"),
        "text": "\n".join(text).strip(),
    }


def _is_in_text(lines: Sequence[str]) -> bool:
    """Whether a line with a label, the first of these, is one of the text: what follows has none."""
    following = [line for line in lines if line.strip()][:5]
    return sum(_label(line) is not None for line in following) * 2 < len(following)


def _turned(names: str) -> str:
    """ "Roe, Jane; Doe, John." as people are called."""
    people = [name.strip(" .") for name in names.split(";") if name.strip(" .")]
    return ", ".join(" ".join(reversed(re.split(r",\s*", name))) if name.count(",") == 1 else name for name in people)


def _headed(lines: Sequence[str], outlet_first: bool) -> Part:
    """Nexis: title, outlet and day line by line, or outlet, day and title; fields; the text; more fields."""
    dated = next((n for n, line in enumerate(lines) if _is_day(line)), None)
    if dated is None:
        return {}
    body = next((n for n, line in enumerate(lines) if n > dated and BODY.fullmatch(line)), None)
    facts, begins = _head(lines, dated, body)
    before = [line.strip() for line in lines[:dated] if line.strip() and not _label(line) and not COPYRIGHT.match(line)]
    after = facts.pop("after")
    if "title" in facts:
        title, outlet = facts["title"], before[-1:]
    elif (outlet_first or len(before) < 2) and after:
        title, outlet = after, before[:1]
    else:
        title, outlet = _above(lines[:dated], before[-1:]), before[-1:]
    standfirst = [facts.pop("highlight"), ""] if "highlight" in facts else []
    text = [*standfirst, *lines[begins : _tail(lines, begins)]]
    return {**facts, "title": title, "publisher": next(iter(outlet), None), "published": lines[dated].strip(),
            "text": "\n".join(text).strip()}  # fmt: skip


def _above(lines: Sequence[str], outlet: Sequence[str]) -> str:
    """The paragraph right above the outlet: what stands above that belongs to the cover of the export."""
    title: list[str] = []
    is_above = False
    for line in reversed(lines):
        if not is_above:
            is_above = [line.strip()] == list(outlet)
        elif IN_COVER.match(line) or (title and not line.strip()) or len(title) == MAX_TITLE_LINES:
            break
        elif line.strip():
            title.insert(0, line.strip())
    return " ".join(title)


def _head(lines: Sequence[str], dated: int, body: int | None) -> tuple[dict[str, str], int]:
    """The fields of the head, the lines between the day and them as "after", and the line where the text begins."""
    facts: dict[str, str] = {}
    after: list[str] = []
    # Where no line is empty, a field takes one line.
    is_loose = any(not line.strip() for line in lines[dated:][:8])
    field: str | None = None
    for number in range(body or len(lines)):
        line = lines[number]
        label = _label(line)
        if label:
            field = FIELDS[label[0]] or "other"
            facts.setdefault(field, label[1])
        elif not line.strip():
            field = "" if field is not None else None
        elif field and is_loose:
            facts[field] += f" {line.strip()}" if len(facts[field]) < MAX_FACT_CHARACTERS else ""
        elif field is None and number > dated and not (COPYRIGHT.match(line) or EDITION.fullmatch(line.strip())):
            after.append(line.strip())
        elif field is not None and body is None and number > dated and not COPYRIGHT.match(line):
            body = number - 1
            break
    wanted = ("title", "author", "highlight", "url")
    said = {name: facts[name].strip() for name in wanted if facts.get(name, "").strip()}
    return {**said, "after": " ".join(after)}, len(lines) if body is None else body + 1


def _tail(lines: Sequence[str], begins: int) -> int:
    """The line where the text ends: at the load date, or the fields right before it."""
    end = next((n for n in range(begins, len(lines)) if LOAD_DATE.match(lines[n])), len(lines))
    for number in range(end - 1, begins, -1):
        line = lines[number]
        if AFTER_BODY.fullmatch(line) or _label(line) or COPYRIGHT.match(line):
            end = number
        elif line.strip() and end - number > 3:
            break
    return end


def _is_day(line: str) -> bool:
    words = re.findall(r"[^\W\d_]+", line[:100])
    is_short = len(line.strip()) < 60 and any(character.isdigit() for character in line)
    return is_short and all(word.casefold() in DATE_WORDS for word in words) and published_date(_day(line)) is not None


def _day(line: str) -> str:
    return re.sub(r"\s+", " ", line).strip()


def _counted(lines: Sequence[str]) -> Part:
    """Factiva without codes: section, title and byline, the number of words, day, outlet and more, then the text."""
    counted = next((n for n, line in enumerate(lines) if COUNTED.fullmatch(line)), None)
    if counted is None:
        return {}
    head = [line.strip() for line in lines[:counted] if line.strip()]
    below = [(n, line.strip()) for n, line in enumerate(lines) if n > counted and line.strip()]
    day = next((n for n, line in below[:2] if _is_day(line)), None)
    rights = next((n for n, line in below[:12] if COPYRIGHT.match(line)), None)
    if day is None or rights is None or not head:
        return {}
    outlet = next((line for n, line in below if n > day and not re.fullmatch(r"\d\d?:\d\d.*", line)), None)
    author = head.pop() if len(head) > 1 and _is_byline(head[-1], head[-2]) else None
    if len(head) > 1 and len(head[0].split()) <= SECTION_WORDS:
        head = head[1:]
    return {"title": " ".join(head), "author": author, "published": lines[day].strip(), "publisher": outlet,
            "text": "\n".join(lines[rights + 1 :]).strip()}  # fmt: skip


def _plain(lines: Sequence[str]) -> Part:
    """A document without fields: its first line is the title, and a day and an outlet may follow."""
    said = [(number, line.strip()) for number, line in enumerate(lines) if line.strip()]
    if len(said) < 2:
        return {}
    place = next((place for place, (_, line) in enumerate(said[1:5], 1) if _is_day(line)), 0)
    return {"title": said[0][1], "published": said[place][1] if place else None,
            "publisher": said[place - 1][1] if place == 2 else None,
            "text": "\n".join(lines[said[place][0] + 1 :]).strip()}  # fmt: skip


def _is_byline(line: str, above: str) -> bool:
    is_name = NAMED_PERSON.fullmatch(line) is not None and len(line.split()) < 12
    return is_name and (line.lower().startswith("by ") or len(above.split()) > SECTION_WORDS)
