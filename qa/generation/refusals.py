"""The sentences in which a model says that the passages do not answer: the one asked for, and its like."""

import re

from article_qa.qa.answer import NOT_FOUND

GIVEN = r"(?:provided|given|above|available)"
TEXTS = rf"(?:passages?|context|{GIVEN} (?:articles?|texts?|sources?|documents?|information)|articles? provided)"
LOOSE_TEXTS = rf"(?:{TEXTS}|articles?|texts?|sources?|documents?|information)"
NOT = r"(?:do(?:es)? ?n[o’']t|did not|can ?not|can[’']t|don[’']t|doesn[’']t|never|fails? to|no)"
TELLING = (
    r"(?:answer|mention|contain|provide|say|state|specify|include|give|address|discuss|tell|explain|have|indicate|cover"
    r"|information)"
)
MISSING = r"(?:mentioned|stated|specified|provided|given|answered|addressed|found|available)"
# Of the passages themselves: said with a marker, too, it is no statement about the world.
OF_THE_PASSAGES = re.compile(
    rf"\b(?:none of the {LOOSE_TEXTS}|{TEXTS}\b[^.]{{0,40}}?\b{NOT})\b[^.]{{0,40}}?\b{TELLING}\w*", re.IGNORECASE
)
# What a sentence about the world may say as well, when it cites something.
UNCITED = re.compile(
    rf"\b{LOOSE_TEXTS}\b[^.]{{0,30}}?\b{NOT}\b[^.]{{0,30}}?\b{TELLING}\w*"
    r"|\bi (?:can ?not|can[’']t|could not|couldn[’']t|do not|don[’']t|am (?:not able|unable) to|was unable to)\b"
    r"[^.]{0,30}?\b(?:answer|find|know|determine|tell|have)\b"
    r"|\b(?:there is|i have|i found|found) no (?:information|mention|answer|evidence|data)\b"
    rf"|\bnot {MISSING}\b[^.]{{0,20}}?\b{LOOSE_TEXTS}"
    r"|\b(?:insufficient|not enough) (?:information|context)\b|^sorry\b"
    r"|\b(?:passages|articles|extraits|textes|sources|documents)\b[^.]{0,30}?\bne\b[^.]{0,30}?"
    r"\b(?:répond|mentionn|contien|précis|indiqu|fourni|permet|di(?:t|sent)|parl)"
    r"|\bpas dans ces articles\b|\bje ne (?:peux|trouve|sais|dispose)|\baucune (?:information|réponse|mention)"
    r"|\blas? (?:pasajes|artículos|textos)\b[^.]{0,20}?\bno\b|\bpassagen\b[^.]{0,40}?\b(?:nicht|keine)\b"
    r"|(?:المقاطع|النصوص|المقالات|الفقرات)[^.]{0,30}?\bلا\b|\bلا\s+(?:تجيب|تذكر|توجد|يوجد|تحتوي|تتضمن|تقدم|أستطيع|يمكنني)\b"
    r"|\bليس في هذه المقالات\b",
    re.IGNORECASE,
)  # fmt: skip


def is_refusal(text: str, *, cites: bool) -> bool:
    """Whether a sentence says that there is no answer; `cites` says whether it has a marker."""
    if NOT_FOUND.rstrip(".").lower() in text.lower() or OF_THE_PASSAGES.search(text):
        return True
    return not cites and UNCITED.search(text) is not None
