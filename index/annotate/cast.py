"""Who is named in an article, for finding out who speaks: mentions by place, roles, he or she. English only."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from article_qa.index.annotate.noun_phrases import BOUNDARY, WORD, role_words, tells_role, without_article
from article_qa.index.annotate.roles import MEN, WOMEN
from article_qa.index.annotations import Name

# In characters. What stands farther from a name is the sentence, not the office.
MAX_ROLE = 90
_APPOSITION = re.compile(r", ((?:the |an? |its |his |her |their )?[^,.;:\n\"“”]{3,90})[,.;\n]")
_ROLE_STARTS = re.compile(BOUNDARY.pattern + r"|[^\W\d]{4}[.!?]\s")
_GENDERED = re.compile(r", (?:an? |the )(?:[^\W\d_]+ ){0,2}?(" + "|".join(sorted(MEN | WOMEN)) + r")\b")


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: `name` as the article's fullest form, or the noun phrase; where it stands."""

    name: str
    role: str
    start: int
    end: int
    is_named: bool = True
    is_person: bool = False


@dataclass(slots=True)
class Cast:
    """The names of an article by the places where they stand, and what is known of the people."""

    text: str
    names: Sequence[Name]
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    named: list[Name] = field(default_factory=list)
    men: set[str] = field(default_factory=set)
    women: set[str] = field(default_factory=set)
    roles: dict[str, str] = field(default_factory=dict)
    first: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        mentions = sorted(((span, name) for name in self.names for span in name.mentions), key=lambda each: each[0])
        self.starts = [span[0] for span, _ in mentions]
        self.ends = [span[1] for span, _ in mentions]
        self.named = [name for _, name in mentions]
        self.first = {name.name: name.mentions[0][0] for name in self.names}
        for (start, end), name in mentions:
            self._learn(name, self.text[max(0, start - 25) : start], self.text[end : end + 40])

    def within(self, start: int, end: int) -> list[int]:
        """The mentions that lie between two places, by their index."""
        first = bisect_left(self.starts, start)
        last = bisect_left(self.starts, end)
        return [index for index in range(first, last) if self.ends[index] <= end]

    def speaker(self, index: int, role: str = "") -> Speaker:
        """The one whom a mention names, with the role told there or else anywhere."""
        name = self.named[index]
        if name.name not in self.roles:
            self.roles[name.name] = self._role(name)
        shown = role or self.roles[name.name]
        return Speaker(name.name, shown, self.starts[index], self.ends[index], True, name.kind == "person")

    def fits(self, name: str, pronoun: str) -> bool:
        """Whether somebody can be meant by "he" or "she", as far as the article tells."""
        return not pronoun or name not in (self.women if pronoun == "he" else self.men)

    def _learn(self, name: Name, before: str, after: str) -> None:
        words = [word.lower() for word in WORD.findall(before)[-1:]]
        if match := _GENDERED.match(after):
            words.append(match[1])
        for word in words:
            if word in MEN:
                self.men.add(name.name)
            elif word in WOMEN:
                self.women.add(name.name)

    def _role(self, name: Name) -> str:
        """What the article calls them where it first names them."""
        for start, end in name.mentions[:3]:
            if role := self.role_before(start) or self.role_after(end):
                return role
        return ""

    def role_before(self, start: int) -> str:
        """The office or trade in front of a name: "Labour's Shadow Home Secretary"."""
        begin = max(0, start - MAX_ROLE)
        piece = self.text[begin:start]
        cut = max((match.end() for match in _ROLE_STARTS.finditer(piece)), default=0)
        return " ".join(role_words(without_article(piece[cut:].strip()).split()))

    def role_after(self, end: int) -> str:
        """The apposition behind a name: ", the harbour master,"."""
        match = _APPOSITION.match(self.text, end)
        if not match:
            return ""
        return without_article(match[1])[:MAX_ROLE] if tells_role(match[1]) else ""
