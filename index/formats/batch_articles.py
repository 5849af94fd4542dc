"""One article of an export, without the database's own lines -> its facts and its text, by our names."""

import re
from collections.abc import Sequence

from article_qa.index.formats.batch_heads import (
    COPYRIGHT,
    COUNTED,
    FIELDS,
    LOAD_DATE,
    RULE,
    Part,
    is_day,
    label_of,
)
from article_qa.index.limits import MAX_FACT_CHARACTERS

BODY = re.compile(r"\s*(?:body|text|full text)\s*:?\s*", re.IGNORECASE)
AFTER_BODY = re.compile(r"\s*(?:graphic|classification|notes|details|links)\s*", re.IGNORECASE)
FURNITURE = re.compile(
    r"\s*(?:page \d+(?: of \d+)?|link to (?:pdf|image|original).*|all rights reserved.*|about lexisnexis.*|"
    r"proquest document link|.*correction appended)\s*",
    re.IGNORECASE,
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


def exported_article(lines: Sequence[str], *, outlet_first: bool = False) -> Part:
    """What one document says; nothing where it has no head that is known: a cover, a list of the contents."""
    lines = [line for line in lines if not (FURNITURE.fullmatch(line.strip()[:200]) or RULE.fullmatch(line))]
    labels = [label for label, _ in filter(None, map(label_of, lines))]
    is_full = any(FIELDS[label] == "text" for label in labels) or any(line.strip() == "FULL TEXT" for line in lines)
    if is_full and len({*labels}) >= MIN_LABELS:
        return _labelled(lines)
    is_headed = {"load-date", "length", "länge", "longueur", "byline", "section"} & set(labels)
    if is_headed or any(BODY.fullmatch(line) for line in lines):
        return _headed(lines, outlet_first)
    return _counted(lines)


def _labelled(lines: Sequence[str]) -> Part:
    """ProQuest: a title, fields, and the text after "Full text"."""
    facts: dict[str, str] = {}
    text: list[str] = []
    in_text = False
    first = next((line.strip() for line in lines if line.strip()), "")
    for number, line in enumerate(lines):
        label = label_of(line)
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
    return sum(label_of(line) is not None for line in following) * 2 < len(following)


def _turned(names: str) -> str:
    """ "Roe, Jane; Doe, John." as people are called."""
    people = [name.strip(" .") for name in names.split(";") if name.strip(" .")]
    return ", ".join(" ".join(reversed(re.split(r",\s*", name))) if name.count(",") == 1 else name for name in people)


def _headed(lines: Sequence[str], outlet_first: bool) -> Part:
    """Nexis: title, outlet and day line by line, or outlet, day and title; fields; the text; more fields."""
    dated = next((n for n, line in enumerate(lines) if is_day(line)), None)
    if dated is None:
        return {}
    body = next((n for n, line in enumerate(lines) if n > dated and BODY.fullmatch(line)), None)
    facts, begins = _head(lines, dated, body)
    before = [
        line.strip() for line in lines[:dated] if line.strip() and not label_of(line) and not COPYRIGHT.match(line)
    ]
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
        label = label_of(line)
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
        if AFTER_BODY.fullmatch(line) or label_of(line) or COPYRIGHT.match(line):
            end = number
        elif line.strip() and end - number > 3:
            break
    return end


def _counted(lines: Sequence[str]) -> Part:
    """Factiva without codes: section, title and byline, the number of words, day, outlet and more, then the text."""
    counted = next((n for n, line in enumerate(lines) if COUNTED.fullmatch(line)), None)
    if counted is None:
        return {}
    head = [line.strip() for line in lines[:counted] if line.strip()]
    below = [(n, line.strip()) for n, line in enumerate(lines) if n > counted and line.strip()]
    day = next((n for n, line in below[:2] if is_day(line)), None)
    rights = next((n for n, line in below[:12] if COPYRIGHT.match(line)), None)
    if day is None or rights is None or not head:
        return {}
    outlet = next((line for n, line in below if n > day and not re.fullmatch(r"\d\d?:\d\d.*", line)), None)
    author = head.pop() if len(head) > 1 and _is_byline(head[-1], head[-2]) else None
    if len(head) > 1 and len(head[0].split()) <= SECTION_WORDS:
        head = head[1:]
    return {"title": " ".join(head), "author": author, "published": lines[day].strip(), "publisher": outlet,
            "text": "\n".join(lines[rights + 1 :]).strip()}  # fmt: skip


def plain_article(lines: Sequence[str]) -> Part:
    """A document without fields: its first line is the title, and a day and an outlet may follow."""
    said = [(number, line.strip()) for number, line in enumerate(lines) if line.strip()]
    if len(said) < 2:
        return {}
    place = next((place for place, (_, line) in enumerate(said[1:5], 1) if is_day(line)), 0)
    return {"title": said[0][1], "published": said[place][1] if place else None,
            "publisher": said[place - 1][1] if place == 2 else None,
            "text": "\n".join(lines[said[place][0] + 1 :]).strip()}  # fmt: skip


def _is_byline(line: str, above: str) -> bool:
    is_name = NAMED_PERSON.fullmatch(line) is not None and len(line.split()) < 12
    return is_name and (line.lower().startswith("by ") or len(above.split()) > SECTION_WORDS)
