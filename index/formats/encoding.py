"""Bytes -> text, whatever encoding they are in."""

import codecs
import io
import re
from collections.abc import Iterator

from article_qa.index.errors import ArticleRejected
from article_qa.index.formats.article import Origin
from article_qa.index.text.cleaning import CONTROLS

SAMPLE = 200_000  # bytes that an encoding is guessed from, characters that show whether it is a text
# The 32-bit marks begin with the 16-bit ones.
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What files outside Unicode are written in. Of equals the first: short texts often fit several.
LEGACY = (
    "cp1252", "cp1250", "cp1251", "koi8_r", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257",
    "cp932", "euc_jp", "gb18030", "big5", "cp949",
)  # fmt: skip
# What ISO 8859-2 has letters for and the encodings of Windows signs, where it stands in a word.
LATIN_2 = re.compile(rb"[A-Za-z\xa3\xb3\xaf\xbf\xc0-\xff][\xb1\xb6\xbc]|[\xa1\xa6\xac][a-z\xe0-\xff]")
# Its \u0161 and \u017e, which stand for letters of Polish and Slovak in cp1250.
SOUTHERN = re.compile(rb"[A-Za-z\xc0-\xff][\xb9\xbe][a-z\xe0-\xff]")
POLISH = re.compile(rb"[\xb3\xbf\xea]")
PAIRS = re.compile(rb"[\x80-\xff]{2}")
WINDOWS = re.compile(rb"[\x80-\x9f]")
BEYOND_ASCII = re.compile("[^\x00-\x7f]")
# Python knows other codecs, some of them slow and none of them for texts.
SPOKEN = re.compile("iso|windows|cp|koi|euc|shift|sjis|gb|big5|mac|utf|latin|ascii|us-|ks|hz|tis|ms", re.IGNORECASE)
BINARY = {
    b"%PDF-": "a PDF; name it .pdf",
    b"PK\x03\x04": "a ZIP archive or an office file; name it .zip, .docx or .epub as it is",
    b"\xd0\xcf\x11\xe0": "an older office file; save it as .docx",
    b"{\\rtf": "a rich text file; save it as .docx or .txt",
    b"\x89PNG": "a picture; add the article's text",
    b"\xff\xd8\xff": "a picture; add the article's text",
    b"GIF8": "a picture; add the article's text",
    b"\x1f\x8b": "a gzip archive; unpack it and add what is in it",
}


def decode(content: bytes, origin: Origin, declared: str | None = None) -> str:
    """The text in `content`: by its mark, as UTF-8, as `declared`, or by the encoding that fits best.

    UTF-8 comes before what is declared, because text in another encoding is hardly
    ever valid UTF-8 by chance. Raises ArticleRejected for what is no text.
    """
    if kind := other_kind(content):
        raise ArticleRejected(f"{origin.named} is {kind}")
    text = content.decode(encoding_of(content, declared), errors="replace").removeprefix("\ufeff")
    _check_text(text, origin)
    return text


def open_text(content: bytes, origin: Origin, *, newline: str) -> io.TextIOWrapper:
    """The same text to be read line by line, for files too large to be held twice."""
    if kind := other_kind(content):
        raise ArticleRejected(f"{origin.named} is {kind}")
    stream = io.TextIOWrapper(io.BytesIO(content), encoding_of(content), errors="replace", newline=newline)
    _check_text(stream.read(SAMPLE), origin)
    stream.seek(0)
    if stream.read(1) != "\ufeff":
        stream.seek(0)
    return stream


def other_kind(content: bytes) -> str | None:
    """What `content` is when it is plainly no text, and the remedy; None for all else."""
    return next((kind for mark, kind in BINARY.items() if content.startswith(mark)), None)


def encoding_of(content: bytes, declared: str | None = None) -> str:
    """The name of the encoding that `content` is to be read in."""
    declared = declared if declared and SPOKEN.match(declared) else None
    for mark, name in MARKS:
        if content.startswith(mark):
            return name
    # Only escape sequences tell ISO 2022 from ASCII.
    if declared and b"\x1b" in content and _fits(content, declared):
        return declared
    wide = _wide(content[:SAMPLE])
    if wide:
        return wide
    if _fits(content, "utf-8") or _nearly_utf8(content):
        return "utf-8"
    if declared and _fits(content, declared):
        # On the web Latin-1 means its superset by Windows.
        return "cp1252" if codecs.lookup(declared).name in ("iso8859-1", "ascii") else declared
    return _guessed(content[:SAMPLE])


def _wide(sample: bytes) -> str | None:
    """UTF-16 without a mark: every second byte of a European text is zero."""
    zeros = [sample[start::2].count(0) * 2 for start in (0, 1)]
    if len(sample) < 4 or max(zeros) < len(sample) / 2 or min(zeros) > len(sample) / 20:
        return None
    return "utf-16-le" if zeros[1] > zeros[0] else "utf-16-be"


def _check_text(text: str, origin: Origin) -> None:
    for sample in (text[:SAMPLE], text[-SAMPLE:]):
        if len(CONTROLS.findall(sample)) > max(2, len(sample) / 100):
            raise ArticleRejected(f"{origin.named} is not a text but a binary file; add the article's text")


def _fits(content: bytes, encoding: str) -> bool:
    try:
        return all(isinstance(piece, str) for piece in _pieces(content, encoding, "strict"))
    except (UnicodeError, LookupError):
        return False


def _nearly_utf8(content: bytes) -> bool:
    """Whether it is UTF-8 with a few broken bytes, cut short for instance."""
    broken = beyond_ascii = 0
    for piece in _pieces(content, "utf-8", "replace"):
        broken += piece.count("\ufffd")
        beyond_ascii += len(BEYOND_ASCII.findall(piece))
    return broken * 5 <= beyond_ascii


def _pieces(content: bytes, encoding: str, errors: str) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(encoding)(errors)
    for start in range(0, len(content), SAMPLE):
        yield decoder.decode(content[start : start + SAMPLE])
    yield decoder.decode(b"", final=True)


def _is_latin_2(sample: bytes) -> bool:
    """Whether it is ISO 8859-2: some letters stand elsewhere in cp1250, and where these have signs.

    A text of few letters beyond ASCII only, for those of other scripts have the same bytes.
    """
    high = sum(byte > 0x7F for byte in sample)
    # Each sign of Chinese or Korean takes two such bytes.
    if WINDOWS.search(sample) or high * 3 > len(sample) or len(PAIRS.findall(sample)) * 4 > high:
        return False
    return bool(LATIN_2.search(sample) or (SOUTHERN.search(sample) and not POLISH.search(sample)))


def _guessed(sample: bytes) -> str:
    if _is_latin_2(sample):
        return "iso8859_2"
    from charset_normalizer import from_bytes  # slow to load, and few files need it

    matches = from_bytes(sample, cp_isolation=list(LEGACY))
    # Also the encodings that give the very same text stand behind a match.
    found = [(m.chaos, -m.coherence, LEGACY.index(name)) for m in matches for name in _names(m.could_be_from_charset)]
    return LEGACY[min(found)[2]] if found else "cp1252"


def _names(encodings: list[str]) -> list[str]:
    return [name for name in encodings if name in LEGACY]
