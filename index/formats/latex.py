"""The words of a text with LaTeX's signs, as BibTeX files have them."""

import re
import unicodedata

# The signs behind a backslash that stand for an accent, with the character that joins the letter.
ACCENTS = {
    '"': "\u0308", "'": "\u0301", "`": "\u0300", "^": "\u0302", "~": "\u0303", "=": "\u0304", ".": "\u0307",
    "u": "\u0306", "v": "\u030c", "H": "\u030b", "c": "\u0327", "k": "\u0328", "r": "\u030a",
}  # fmt: skip
LETTERS = {
    "ss": "ß", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å",
    "AA": "Å", "i": "i", "j": "j", "th": "þ", "dh": "ð", "textendash": "–", "textemdash": "—", "ldots": "…",
    "dots": "…", "textquoteright": "’", "textquoteleft": "‘", "textquotedblleft": "“", "textquotedblright": "”",
    "textellipsis": "…", "textbackslash": "\\", "euro": "€", "pounds": "£",
}  # fmt: skip
ACCENTED = re.compile(r"\\(?:([\"'`^~=.])\s{0,3}|([uvHckr])(?:\s{1,3}|(?=\{)))\{?\s{0,3}\\?([A-Za-z])\}?")
COMMAND = re.compile(r"\\([A-Za-z]+)(?:\{\}|\s{0,3})")
PLAIN = {"---": "—", "--": "–", "``": "“", "''": "”"}


def latex_text(text: str) -> str:
    """The text with letters for accents, and without braces and commands."""
    text = ACCENTED.sub(lambda m: m[3] + ACCENTS[m[1] or m[2]], text)
    text = COMMAND.sub(lambda m: LETTERS.get(m[1], ""), text)
    text = re.sub(r"\\([^A-Za-z])", r"\1", text)
    for sign, plain in PLAIN.items():
        text = text.replace(sign, plain)
    return unicodedata.normalize("NFC", re.sub(r"(?<!\\)~", " ", text).translate({ord("{"): None, ord("}"): None}))
