"""What stands around the sentences of an article: bylines, datelines, captions, newsletters, links. English only."""

import re
from typing import Literal, TypeAlias

from article_qa.index.text.typography import straight

Furniture: TypeAlias = Literal["caption", "byline", "dateline", "newsletter"]

# It shows itself at one end of a line. What is longer than this is text.
MAX_CHARACTERS = 500
# More words than this tell something.
MAX_BYLINE_WORDS = 16
# A caption with a credit may be long. One that is known only by "left" or "pictured" is short.
MAX_CREDIT_WORDS, MAX_CAPTION_WORDS = 60, 30

# How boxes, links and notes to the reader begin.
_NEWSLETTER = re.compile(
    r"(?:[➤►▶→»>*•·∎|]\s*)?\(?(?:"
    r"(?:please )?(?:sign up|subscribe|unsubscribe)\b|get [^.!?]{0,60}\bnewsletter"
    r"|(?:more|related|see also|also read|read also|watch|listen|recommended|trending|most read|latest|most popular"
    r"|tags|topics|categories|don't miss|in case you missed it|editors?'? picks?|live updates|exclusive|opinion"
    r"|fact check)\s*[:>|]"
    r"|(?:more|related) (?:stories|articles|coverage|news|reading)(?: (?:from|on|to|in|about)\b|$)|more from the\b"
    r"|(?:read|see|watch|hear|view) (?:more|next|also|the (?:full|rest|original)|full story|it here|comments|gallery)\b"
    r"|(?:advertisement|advertising|sponsored|promoted)(?: content)?$|(?:story continues|(?:continue|keep) reading)\b"
    r"|(?:click|tap) (?:here|to)\b|download (?:the|our) (?:app|free)\b|join (?:us|our|the conversation)\b"
    r"|follow (?:us|him|her|them) (?:on|at)\b"
    r"|follow \S.{0,80} on (?:twitter|x|facebook|instagram|threads|bluesky|tiktok)\b"
    r"|(?:share|print|save|email|comment on) this\b|share on\b|filed under\b|posted in\b|skip to\b|back to top\b"
    r"|copyright (?:©|\(c\)|\d{4}|by)|©|\(c\) ?\d{4}|.{0,60}\ball rights reserved\b|load more\b|show (?:more|less)$"
    r"|this (?:story|article|page|post|report|piece) (?:has been|was|is|will be|may|contains) (?:also |being )?"
    r"(?:updated|first|originally|part of|an? developing|developing|adapted|syndicated|produced|edited|affiliate)\b"
    r"|editor'?s'? note\b[^.!?]{0,200}\b(?:story|page|article|column|latest|updates?|coverage|visit|read|follow)\b"
    r"|https?://\S+$|need a (?:news )?break\b"
    r"|looking for a free\b|thank you for (?:supporting|reading|subscribing|signing)\b"
    r"|support (?:our|local|independent) journalism\b|video ad feedback\b|ai-assisted summary\b"
    r"|(?:accept|manage) (?:all )?cookies\b|(?:we|this (?:web)?site) uses? cookies\b|privacy policy$|terms of use$"
    r"|(?:reach|contact|email|e-mail|follow) [^.!?]{0,100}(?:@|\bat \S+\.com\b)"
    r"|\w+(?: \w+)? can (?:be reached|be contacted|be followed|reach (?:him|her|them)|sign up here)\b"
    r")",
    re.IGNORECASE,
)
_INBOX = re.compile(
    r"\b(?:sign up|subscribe)\b[^.!?]{0,160}\b(?:newsletters?|inbox|alerts)\b|\b(?:in|to) your inbox\b"
    r"|\bsign up (?:here|now)\b|\b(?:check|find|see) [^.!?]{0,80} (?:forecast|list|here) here\.?$",
    re.IGNORECASE,
)
_REFERENCE = re.compile(r".*\" - [A-Z][^.]{2,60}, \w+ \d{1,2}, \d{4}\.?", re.DOTALL)
# What was wrong and what is right is the best of evidence, whatever box it stands in.
_CORRECTION = re.compile(
    r"\b(?:correct(?:s|ed|ion)?|misstated|misspelled|earlier version|previous version)\b", re.IGNORECASE
)
# Crawled text loses the space between the label of a link and its title.
_LINK = re.compile(r"[A-Z\"'][^:.!?]{3,60}[a-z0-9'\"]:[A-Z\"'][^:]{12,}")
_CREDIT = re.compile(
    r"(?:\b(?:Image|Photo|Photograph|Picture|Illustration|Graphic|Credit)|\((?i:image|photo|credit|picture))s?"
    r"(?i: credits?| by| courtesy(?: of)?)?\s?[:;/] ?[A-Z@]"
    r"|(?i:getty images|afp via \w+|ap photo|shutterstock|istock|file photo|/ ?(?:ap|afp|reuters|epa|getty))\)?\.?$"
    r"|, from file\b"
)
_PICTURE = re.compile(
    r"!\[|\(?(?:pictured\b|file (?:photo|image|picture)\b|(?:photo|image|photograph) (?:by|of)\b|in this photo\b)",
    re.IGNORECASE,
)
_SPEECH = re.compile(r"\b(?:said|says|told|added|asked)\b")
_POSITION = re.compile(
    r"\((?:(?:far |second |third |top |bottom )?(?:left|right)|cent(?:re|er)|middle|above|below|top|bottom|pictured)\)"
)  # fmt: skip
_BYLINE = re.compile(
    r"(?:(?:story|words|written|reported|(?:additional )?reporting|edited|compiled) )?by\s+\W?[A-Z]"
    r"|(?:contribut(?:ing|ors?|ed)(?: by)?|reporting|sources?)\b\s*:?\s+[A-Z]",
    re.IGNORECASE,
)
_SIGNED = re.compile(r"-{1,2} ?(?=[A-Z])")
_SMALL = frozenset("and of the for in at de la van von der del al bin".split())
_BIOGRAPHY = re.compile(
    r"\b(?:is|are) an? [^.!?]{0,80}(?:reporter|writer|editor|columnist|correspondent|journalist|producer|critic)s?\b"
    r"|\bcovers [^.!?]{3,80} for\b"
)
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_TIME = r"\d{1,2}[:.]\d{2}(?: ?[ap]\.?m\.?)?(?: ?\(?[a-z]{2,4}\)?)?|\d{1,2} ?[ap]\.?m\.?(?: [a-z]{2,4})?"
_WHEN = re.compile(
    rf"(?:(?:first )?(?:published|updated|posted|last updated|modified|added|date)\b:?|on|at|,|-|\||•|/|\s"
    rf"|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?"
    rf"|\d{{1,2}}(?:st|nd|rd|th)? {_MONTH},? \d{{4}}|{_MONTH} \d{{1,2}},? \d{{4}}|\d{{4}}-\d\d-\d\d"
    rf"|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}}|{_TIME})+",
    re.IGNORECASE,
)
_PLACE = re.compile(r"[A-Z][\w.,()/' ]{0,60} ?-$")


def line_furniture(text: str) -> Furniture | None:
    """What a whole line is where it is no text of the article, else None."""
    if len(text) > MAX_CHARACTERS:
        return None
    text = straight(text).strip("*_ ")
    if is_dateline(text):
        return "dateline"
    if _is_caption(text):
        return "caption"
    if _is_newsletter(text) or _is_link(text):
        return "newsletter"
    return "byline" if _is_byline(text) else None


def sentence_furniture(text: str) -> Furniture | None:
    """What a sentence is where it stands in a paragraph and is no text of the article, else None."""
    if len(text) > MAX_CHARACTERS:
        return None
    text = straight(text).strip("*_ ")
    if _CREDIT.match(text) and len(text.split()) <= MAX_BYLINE_WORDS:
        return "caption"
    is_invitation = bool(_INBOX.search(text)) and not _CORRECTION.search(text)
    return "newsletter" if is_invitation or _is_newsletter(text) else None


def _is_newsletter(text: str) -> bool:
    return bool(_NEWSLETTER.match(text) or _REFERENCE.fullmatch(text)) and not _CORRECTION.search(text)


def _is_caption(text: str) -> bool:
    """Whether it tells what a picture shows: it names who made it, or who stands where."""
    words = len(text.split())
    if words > MAX_CREDIT_WORDS:
        return False
    shows = words <= MAX_CAPTION_WORDS and bool(_POSITION.search(text)) and not _SPEECH.search(text)
    return shows or bool(_CREDIT.search(text) or _PICTURE.match(text))


def _is_byline(text: str) -> bool:
    """Whether it names who wrote or sent it."""
    words = text.split()
    if not words or len(words) > 4 * MAX_BYLINE_WORDS:
        return False
    if _SIGNED.match(text) and is_name_list(text.lstrip("- ")):
        return True
    return bool(_BYLINE.match(text)) and is_name_list(text.split(" ", 1)[-1])


def is_biography(text: str) -> bool:
    """Whether it may say who the writer is."""
    return len(text) <= MAX_CHARACTERS and bool(_BIOGRAPHY.search(text))


def is_name_list(text: str) -> bool:
    """Whether all words but the small ones are capitalised, as in a list of names."""
    words = [word.strip(".,;:()&|\"'@") for word in text.split()]
    words = [word for word in words if word and word.lower() not in _SMALL and word.lower() != "by"]
    return bool(words) and all(word[0].isupper() for word in words)


def is_dateline(text: str) -> bool:
    """Whether it is nothing but a place or a time of publication."""
    if len(text) > 120 or not any(c.isalpha() for c in text):
        return False
    if _WHEN.fullmatch(text) and any(c.isdigit() for c in text):
        return True
    return bool(_PLACE.fullmatch(text)) and is_name_list(text.rstrip("- "))


def _is_link(text: str) -> bool:
    return text[-1:] not in '.!"' and bool(_LINK.match(text))
