"""The turns of an interview, each with its speaker. English only."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from article_qa.index.annotate.name_runs import name_runs, words_of
from article_qa.index.annotate.roles import COUNTRIES, ORGANISATIONS, PLACES
from article_qa.index.annotations import Name, Saying
from article_qa.index.records import Article
from article_qa.index.text.stems import fold
from article_qa.index.text.words import STOP_WORDS

# An interview has at least so many questions; one that is only known by its form has more.
MIN_QUESTIONS, MIN_QUESTIONS_BY_FORM = 2, 4
# In characters. Shorter lines may be asked or answered, longer ones ask nothing. The interview is announced at the top.
MIN_ANSWER, MAX_QUESTION, MAX_REMARK, MAX_LEAD = 120, 600, 240, 3_000
_LABEL = re.compile(r"[*_\s]*([^\W\d_a-zß-ÿ][^\n:*_]{0,45}?)[*_]*\s?[:：][*_]*\s+(?=\S)")
# "Spoke with" alone is in many a report.
_INTERVIEW = re.compile(
    r"\b[Ii]nterview(?:s|ed|ing)?\b|\bsat down with\b|\bcaught up with\b|\b[Qq] ?& ?[Aa]\b|\bin conversation with\b"
    r"|\banswer(?:s|ed) [^.\n]{0,40}questions\b"
)
_ANNOUNCED = re.compile(
    r"\b[Ii]nterview(?:s|ed|ing)?(?: (?:of|with))?\b|\b(?:spoke|speaks|talked|talks|chatted|chats) (?:with|to)\b"
    r"|\bsat down with\b|\bcaught up with\b|\banswer(?:s|ed) [^.\n]{0,40}questions\b|\b[Qq] ?& ?[Aa]\b"
    r"|\btells\b|\bin conversation with\b"
)
_ABOUT = re.compile(r"\b(?:about|on|regarding|over)\b")
_ASKS = re.compile(r"^(?:Please|Talk|Tell|Describe|Explain|Give|Walk|Take|So tell)\b")
_YOU, _I = re.compile(r"\b[Yy]ou(?:r|['’]\w+)?\b"), re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|[Mm]e|us)\b")
# Where others are quoted all the time, it is a report.
_TOLD = re.compile(r"[\"”’,] (?:[^\W\d_]+ ){0,2}?(?:said|says|told|tells|wrote)\b|\b(?:said|says) [A-Z]")
_SELF = re.compile(r"\b(?:I|[Mm]y|me)\b")
_CAPTION = re.compile(
    r"\b(?:[Ii]mage|[Pp]hoto|[Vv]ideo|[Aa]udio|[Cc]redit)s?\b[^.\n]{0,30}[:;]|^(?:File|Photo|Picture)\b"
)
_EDITORIAL = re.compile(r"\W*(?:Ed|Editor|Editor['’]s note)\b\W|[(\[][^()\[\]]*[)\]]\W*$")
_CLOSING = re.compile(r"(?:Sources?|Related (?:news|articles)|External links?|See also|References|Notes)\W*$")


@dataclass(frozen=True, slots=True)
class _Paragraph:
    start: int
    end: int
    text: str


def turns(article: Article, names: Sequence[Name], quoted: Sequence[str] = ()) -> list[Saying]:
    """What the people of an interview say, a paragraph each; nothing where the speakers are not sure.

    `quoted` are those whom the article quotes beside the text: where it is an
    interview only by its form, the one of them is the one who answers.
    """
    paragraphs = list(_paragraphs(article.text))
    if len(paragraphs) < 2 * MIN_QUESTIONS:
        return []
    announced = _ANNOUNCED.search(article.title) or _INTERVIEW.search(article.text, 0, MAX_LEAD)
    labelled = _labelled(article, names, paragraphs, bool(announced))
    return labelled or _unmarked(article, names, paragraphs, quoted if not announced else ())


def _paragraphs(text: str) -> Iterator[_Paragraph]:
    at = 0
    for line in text.split("\n"):
        if piece := line.strip():
            start = at + line.index(piece[0])
            yield _Paragraph(start, start + len(piece), piece)
        at += len(line) + 1


def _labelled(
    article: Article, names: Sequence[Name], paragraphs: Sequence[_Paragraph], is_announced: bool
) -> list[Saying]:
    """Turns that begin with who speaks: "Lena Ost: …", "LO: …", "Q: …"."""
    labels = [_LABEL.match(each.text) for each in paragraphs]
    counts = Counter(match[1].strip() for match in labels if match)
    speakers = _label_speakers(article, names, counts, is_announced)
    said = [counts[label] for label in speakers]
    if sum(said) < 3 or len(said) < 2 or (max(said) < 2 and not is_announced):
        return []
    asking = _asking(paragraphs, labels, article)
    found = []
    current = ""
    for each, match in zip(paragraphs, labels, strict=True):
        label = match[1].strip() if match else ""
        if label in speakers and match:
            current = "" if label in asking else speakers[label]
            begin = each.start + match.end()
        elif not is_announced or _is_aside(each.text) or each.text.endswith("?"):
            continue
        else:
            begin = each.start
        if current and begin < each.end:
            found.append(Saying(each.start, each.end, begin, each.end, current))
    return found


def _label_speakers(
    article: Article, names: Sequence[Name], counts: Counter[str], is_announced: bool
) -> dict[str, str]:
    """Each label that is somebody's with their name."""
    named = [name for name in names if name.kind == "person"]
    people = [name.name for name in named if is_announced or _is_told_of(article.text, name)]
    known = {name: name for name in people} | {name.split()[-1]: name for name in people if " " in name}
    initials = {"".join(word[0] for word in name.split() if word[0].isupper()): name for name in people if " " in name}
    found: dict[str, str] = {}
    for label, count in counts.items():
        plain = label.strip("[]() ")
        if plain in ("Q", "A", "Question", "Answer") and is_announced:
            found[label] = _interviewee(article, names) or ""
        elif plain in initials and (count > 1 or is_announced):
            found[label] = initials[plain]
        elif plain in known:
            found[label] = known[plain]
        elif article.publisher and plain in (article.publisher, _initials(article.publisher)):
            found[label] = article.publisher
        elif is_announced and count > 1 and plain.isupper() and len(plain) < 4:
            found[label] = ""
    return found


def _is_told_of(text: str, name: Name) -> bool:
    """Whether a name stands elsewhere than in front of a colon, as the names of a list do."""
    return any(text[end : end + 1] != ":" for _, end in name.mentions)


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word[0].isupper())


def _asking(
    paragraphs: Sequence[_Paragraph], labels: Sequence[re.Match[str] | None], article: Article
) -> frozenset[str]:
    """The labels of whoever asks: most of their turns are questions."""
    asked: Counter[str] = Counter()
    turns_of: Counter[str] = Counter()
    for each, match in zip(paragraphs, labels, strict=True):
        if match:
            turns_of[match[1].strip()] += 1
            asked[match[1].strip()] += each.text.rstrip("*_ ").endswith("?")
    publisher = {article.publisher or "", _initials(article.publisher or ""), "Q", "Question"}
    return frozenset(label for label in turns_of if label in publisher or 2 * asked[label] > turns_of[label])


def _unmarked(
    article: Article, names: Sequence[Name], paragraphs: Sequence[_Paragraph], quoted: Sequence[str]
) -> list[Saying]:
    """Turns without a mark: the questions are known by their form, what follows is the answer."""
    asked = [each for each in paragraphs if _is_question(each.text)]
    by_form = len(set(quoted)) == 1 and len(asked) >= MIN_QUESTIONS_BY_FORM
    if len(asked) < MIN_QUESTIONS or 12 * len(asked) < len(paragraphs):
        return []
    speaker = quoted[0] if by_form else _interviewee(article, names)
    return _answers(paragraphs, speaker) if speaker else []


def _answers(paragraphs: Sequence[_Paragraph], speaker: str) -> list[Saying]:
    """The paragraphs behind questions, if they are answers in the first person: a list of explanations is none."""
    surname = speaker.split()[-1]
    found: list[Saying] = []
    begun = after_question = False
    personal = own = told = 0
    for each in paragraphs:
        if _CLOSING.match(each.text):
            break
        if _is_aside(each.text) or each.text.startswith((speaker, surname + " ")):
            continue
        if not after_question and _is_question(each.text):
            begun = after_question = True
        elif begun and (after_question or not _may_be_either(each.text)):
            after_question = False
            found.append(Saying(each.start, each.end, each.start, each.end, speaker))
            own += bool(_SELF.search(each.text))
            personal += bool(_I.search(each.text))
            told += bool(_TOLD.search(each.text))
    if 3 * told > len(found):
        return []
    return found if 8 * own >= len(found) and 3 * personal >= len(found) else []


def _may_be_either(text: str) -> bool:
    """Whether a paragraph that follows no question may be the interviewer's: short, and not about "me"."""
    return len(text) < MIN_ANSWER and not _I.search(text)


def _is_plain_question(text: str) -> bool:
    return text.endswith("?") and len(text) <= MAX_QUESTION


def _is_question(text: str) -> bool:
    """Whether an interviewer says it: a question, a request, or a remark to "you"."""
    if _is_plain_question(text) or (_ASKS.match(text) and len(text) <= MAX_QUESTION):
        return True
    if len(text) > MAX_QUESTION // 2:
        return False
    said_i = len(_I.findall(text))
    return ("?" in text and not said_i) or (len(_YOU.findall(text)) > max(0, said_i - 1) and len(text) < MAX_REMARK)


def _is_aside(text: str) -> bool:
    """A heading or the caption of a picture between the turns."""
    if _CAPTION.search(text[-120:]) or _CAPTION.match(text) or _EDITORIAL.match(text):
        return True
    return len(text) < 80 and text[-1].isalnum() and not _I.search(text)


def _interviewee(article: Article, names: Sequence[Name]) -> str | None:
    """The one person who is interviewed, as title or lead says; None for several or nobody."""
    for people in (_in_title(article.title), _in_lead(article, names)):
        if people:
            return _as_named(people[0], names) if len(set(people)) == 1 else None
    return None


def _in_title(title: str) -> list[str]:
    """The people whom a title such as "Interview with the poet Lena Ost" names as interviewed."""
    announced = _ANNOUNCED.search(title)
    about = _ABOUT.search(title)
    if not announced:
        return []
    limit = about.start() if about else len(title)
    if announced and (announced.end() > limit or announced.group() in ("tells",)):
        limit = announced.start()
    found = _people(title, 0, limit)
    if announced and any(start >= announced.end() for start, _ in found):
        found = [each for each in found if each[0] >= announced.end()]
    return [name for _, name in found]


def _people(text: str, start: int, end: int) -> list[tuple[int, str]]:
    """Runs of two or three capitalised words that may be a person's."""
    found = []
    for run in name_runs(text[:end], words_of(text[:end])):
        words = [text[slice(*span)].lower() for span in run.words]
        name = text[run.start : run.end]
        behind = _NEXT_WORD.match(text, run.end)
        is_adjective = behind is not None and behind[1].islower() and behind[1] not in STOP_WORDS | _VERBS
        # "Ida Hill" and "Per Lake" are people, "Hill Street" and "North Lake Park" are not.
        is_place = any(word in PLACES for word in (words if len(words) != 2 else words[:1]))
        known_else = is_place or any(word in ORGANISATIONS for word in words) or name.lower() in COUNTRIES
        if text[max(0, run.start - 5) : run.start].lower().endswith(("the ", "'", '"', "‘", "“", "on ")):
            continue
        if run.start >= start and len(words) in (2, 3) and not known_else and not is_adjective:
            found.append((run.start, name))
    return found


_NEXT_WORD = re.compile(r"\s+([^\W\d_]+)")
_VERBS = frozenset("tells talks speaks discusses explains says interviewed answers answered spoke sat talked".split())


def _in_lead(article: Article, names: Sequence[Name]) -> list[str]:
    """The people whom the lead names as interviewed."""
    text = article.text
    begin = len(article.title) if text.startswith(article.title[:40]) else 0
    announced = _ANNOUNCED.search(text, begin, MAX_LEAD)
    if not announced:
        return []
    stop = min((at for mark in (". ", "\n") if (at := text.find(mark, announced.end())) > 0), default=len(text))
    begin = max(text.rfind("\n", 0, announced.start()), text.rfind(". ", 0, announced.start()), 0)
    if re.match(r"\s+(?:him|her)\b", text[announced.end() : announced.end() + 6]):
        begin, stop = max(text.rfind("\n", 0, begin), 0), announced.start()
    behind = _mentioned(names, announced.end(), stop)
    return behind or _mentioned(names, begin, announced.start())


def _mentioned(names: Sequence[Name], start: int, end: int) -> list[str]:
    people = [name for name in names if name.kind == "person" and " " in name.name]
    found = [(span[0], name.name) for name in people for span in name.mentions if start <= span[0] < end]
    return [name for _, name in sorted(found)]


def _as_named(person: str, names: Sequence[Name]) -> str:
    """The name as the article's own text writes it."""
    plain = fold(person).lower()
    return next((name.name for name in names if fold(name.name).lower() == plain), person)
