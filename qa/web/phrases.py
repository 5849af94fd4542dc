"""The page's phrases in the reader's language, by gettext. English is in the code, the others are in `languages/`.

A translator adds one file, `languages/CODE.po`, made from `languages/page.pot`.
Nothing else names the languages that there are.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from article_qa.index.errors import RequestRejected

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

SOURCE_LANGUAGE = "en"
AUTO = "auto"
# The header in which a browser says what its reader reads.
ACCEPTED = "accept-language"
# The files whose sentences the page shows as they come; its own are named without a folder.
BORROWED = ("qa/", "index/", "borrowed_phrases.py")
FOLDER = Path(__file__).with_name("languages")
# Of those that Babel knows, by the script that each is written in.
RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "syr", "ug", "ur", "yi"})


@dataclass(frozen=True, slots=True)
class Language:
    """A language of the page, and its catalog."""

    code: str
    catalog: NullTranslations
    # The sentences of other rooms, as they are in English and in this language, with a %(name)s for what changes.
    messages: tuple[tuple[str, str], ...] = ()

    @property
    def direction(self) -> str:
        """As HTML has it: "rtl" or "ltr"."""
        return "rtl" if self.code.partition("-")[0] in RIGHT_TO_LEFT else "ltr"


ENGLISH = Language(SOURCE_LANGUAGE, NullTranslations())
_current: ContextVar[Language] = ContextVar("language of the page", default=ENGLISH)


@dataclass(frozen=True, slots=True)
class Languages:
    """Which languages the page speaks: those with a catalog in `folder`.

    `fixed` is the code of the one that every reader gets, or "auto": each gets
    the first of the browser's that there is, and English where there is none.
    """

    fixed: str = AUTO
    folder: Path = FOLDER

    @property
    def codes(self) -> list[str]:
        """Every code, English first."""
        return [SOURCE_LANGUAGE, *sorted(path.stem for path in self.folder.glob("*.po"))]

    def language(self, code: str) -> Language:
        """The language with this code. Raises KeyError for a code without a catalog."""
        if code == SOURCE_LANGUAGE:
            return ENGLISH
        if code not in self.codes:
            raise KeyError(code)
        path = self.folder / f"{code}.po"
        return Language(code, catalog(path), messages(path))

    def check(self) -> None:
        """Raise RequestRejected where `fixed` names a language without a catalog."""
        if self.fixed not in (AUTO, *self.codes):
            known = ", ".join([AUTO, *self.codes])
            raise RequestRejected(f"the page does not speak {self.fixed!r}; choose one of: {known}")

    def chosen(self, accepted: str) -> Language:
        """The language for a browser that sends this Accept-Language header."""
        if self.fixed != AUTO:
            return self.language(self.fixed)
        known = {code.lower(): code for code in self.codes}
        wanted = (part for tag in preferred(accepted) for part in (tag, tag.partition("-")[0]))
        return self.language(next((known[each] for each in wanted if each in known), SOURCE_LANGUAGE))


ANY_LANGUAGE = Languages()


def preferred(accepted: str) -> list[str]:
    """The tags of an Accept-Language header in lower case, the most wanted first; those of weight 0 are left out."""
    weighed: list[tuple[float, str]] = []
    for part in accepted[:1000].split(","):
        tag, _, weight = part.partition(";")
        try:
            value = float(weight.strip().removeprefix("q=")) if weight else 1.0
        except ValueError:
            continue
        if tag.strip() and value > 0:
            weighed.append((-value, tag.strip().lower()))
    return [tag for _, tag in sorted(weighed, key=lambda each: each[0])]


@lru_cache(maxsize=32)
def catalog(path: Path) -> NullTranslations:
    """The phrases of a .po file; one that is marked as fuzzy is shown, too.

    A catalog without a review is better than none, and its head says so.
    """
    from babel.messages.mofile import write_mo

    compiled = BytesIO()
    write_mo(compiled, _read(path), use_fuzzy=True)
    compiled.seek(0)
    return GNUTranslations(compiled)


@lru_cache(maxsize=32)
def messages(path: Path) -> tuple[tuple[str, str], ...]:
    """What a .po file has for the sentences of other rooms, each in English and in its language."""
    return tuple(
        (message.id, message.string)
        for message in _read(path)
        if isinstance(message.id, str) and message.id and isinstance(message.string, str) and message.string
        if any(file.startswith(BORROWED) for file, _ in message.locations)
    )


@lru_cache(maxsize=32)
def _read(path: Path) -> "Catalog":
    # Half a second that a page in English does not need.
    from babel.messages.pofile import read_po

    with path.open("rb") as file:
        return read_po(file)


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Within this block, phrases are in that language."""
    token = _current.set(language)
    try:
        yield
    finally:
        _current.reset(token)


def current() -> Language:
    """The language of the reader whose event or request this is; English outside of one."""
    return _current.get()


def gettext(phrase: str, **values: object) -> str:
    """`phrase` in the reader's language, with `values` in the place of its %(name)s."""
    said = current().catalog.gettext(phrase)
    return said % values if values else said


def ngettext(one: str, several: str, number: int, **values: object) -> str:
    """The form that the number asks for; %(num)s is the number with its separators."""
    said = current().catalog.ngettext(one, several, number)
    return said % ({"num": grouped(number)} | values)


def gettext_noop(phrase: str) -> str:
    """`phrase` as it is, for the catalog to find; it is put into words later."""
    return phrase


def grouped(number: int) -> str:
    """A number with the separators of the reader's language: "1,200", "1.200"."""
    if current().code == SOURCE_LANGUAGE:
        return f"{number:,}"
    from babel.numbers import format_decimal

    return str(format_decimal(number, locale=current().code.replace("-", "_")))


def name_of(code: str) -> str:
    """What a language is called in the reader's; empty in English, and where it has no name."""
    if current().code == SOURCE_LANGUAGE:
        return ""
    from babel import Locale

    return str(Locale.parse(current().code.replace("-", "_")).languages.get(code, ""))


def all_of(phrases: Iterable[str]) -> Mapping[str, str]:
    """Each phrase with its words in the reader's language."""
    return {phrase: gettext(phrase) for phrase in phrases}
