"""Pages without an article: errors, questions of consent, requests for scripts, front pages and lists of links.

A page that declares a day of publication is an article, whatever words it uses.
"""

import re
from collections.abc import Iterator
from typing import Any

# More text than this is an article about such pages.
MAX_NOTICE = 1500
MAX_SHORT = 500
NOT_FOUND = re.compile(
    r"\b404\b|\b(?:page|article|story|content|site) (?:was |is |has been |cannot be |could not be |can[’']t be )?"
    r"(?:not found|found|removed|deleted|no longer available|unavailable|does not exist)"
    r"|\b(?:not found|no longer (?:available|exists))\b",
    re.IGNORECASE,
)
SCRIPTS = re.compile(
    r"\b(?:enable|turn on|activate|allow|switch on|requires?|need) (?:\w+ ){0,2}(?:java ?script|cookies)\b",
    re.IGNORECASE,
)
CHECKED = re.compile(
    r"\b(?:verify(?:ing)? (?:that )?you are (?:a )?human|checking your browser|are you a robot|access denied"
    r"|unusual traffic|just a moment)\b",
    re.IGNORECASE,
)
CONSENT = re.compile(
    r"\bcookies?\b|\bconsent\b|\bprivacy (?:policy|settings)\b|\bour (?:\d+ )?partners\b|\baccept all\b|\breject all\b"
    r"|\bpersonali[sz]ed (?:ads|advertising|content)\b|\bmanage (?:settings|preferences|options|choices)\b"
    r"|\bvalue your privacy\b|\blegitimate interests?\b",
    re.IGNORECASE,
)
MIN_CONSENT = 3
# A page with a password field and less text than this may be a form.
MAX_LOGIN, MIN_REPORT = 800, 300
SENTENCE_END = re.compile(r"[.!?…][\"'”’)]*(?:\s|$)")
ACCOUNT = re.compile(
    r"\b(?:log[ -]?in|logging in|sign(?:ed|ing)?[ -]?(?:in|up)|password|accounts?|subscri\w+|register\w*|e-?mail"
    r"|anmeld\w+|passwort|konto|abonn\w+|compte|connect\w+|mot de passe|contraseña|cuenta|suscri\w+|senha|assin\w+)\b",
    re.IGNORECASE,
)
MIN_TEASERS, MIN_LINKS = 5, 8
LINKED_SHARE = 0.6
LONG_PARAGRAPH = 150
REFRESH = re.compile(r"^\s*\d+(?:\.\d+)?\s*[;,]\s*(?:url\s*=\s*)?[\"']?([^\"']+)", re.IGNORECASE)
MAX_PASSING = 300
UNSEEN = ("script", "style", "template")


def shows_login(tree: Any, text: str) -> bool:
    """Whether a page asks for a password and shows no article: many have a small form above theirs."""
    asks = any((field.get("type") or "").lower() == "password" for field in tree.iter("input"))
    return asks and len(text) < MAX_LOGIN and not any(_is_report(line) for line in text.split("\n"))


def _is_report(line: str) -> bool:
    """Whether a line is a paragraph of some sentences, which speaks of no account."""
    return len(line) >= MIN_REPORT and len(SENTENCE_END.findall(line)) > 1 and not ACCOUNT.search(line)


def what_instead(tree: Any, text: str) -> str:
    """What the page is instead of an article, in words; empty where it may be one. `text` is what was found on it."""
    shown = " ".join(text.split())
    head = " ".join(filter(None, [tree.findtext(".//title"), *("".join(h.itertext()) for h in tree.iter("h1"))]))
    whole = " ".join(" ".join(_visible(tree)).split())
    if len(shown) <= MAX_NOTICE and NOT_FOUND.search(head):
        return "says that the page was not found"
    if len(shown) <= MAX_SHORT and (SCRIPTS.search(whole) or CHECKED.search(whole)):
        return "asks for JavaScript, cookies or a check instead of showing an article"
    if len(whole) <= MAX_NOTICE and len({m.group().lower() for m in CONSENT.finditer(whole)}) >= MIN_CONSENT:
        return "asks for consent instead of showing an article"
    if _is_list(tree, whole):
        return "is a list of links, such as a front page"
    return ""


def leads_to(tree: Any) -> str:
    """The address that a page sends its reader on to at once, where it shows next to nothing itself; else empty."""
    if len(" ".join(_visible(tree))) > MAX_PASSING:
        return ""
    for tag in tree.iter("meta"):
        target = REFRESH.match(tag.get("content") or "") if (tag.get("http-equiv") or "").lower() == "refresh" else None
        if target:
            return target[1].strip()
    return ""


def _is_list(tree: Any, whole: str) -> bool:
    """Whether the page consists of headlines that lead elsewhere."""
    paragraphs = ("".join(element.itertext()) for element in tree.iter("p"))
    if any(len(" ".join(text.split())) >= LONG_PARAGRAPH for text in paragraphs):
        return False
    bare = (text for element in tree.iter("div", "td", "article", "section") for text in _own_text(element))
    if any(len(" ".join(text.split())) >= MIN_REPORT for text in bare):
        return False
    teasers = sum(1 for tag in ("h2", "h3", "h4") for e in tree.iter(tag) if e.find(".//a") is not None or _in_link(e))
    links = ["".join(element.itertext()) for element in tree.iter("a")]
    linked = sum(len(" ".join(text.split())) for text in links)
    return teasers >= MIN_TEASERS or (len(links) >= MIN_LINKS and linked >= LINKED_SHARE * len(whole))


def _own_text(element: Any) -> Iterator[str]:
    """The texts that stand in an element itself, as older pages have them."""
    yield element.text or ""
    yield from (child.tail or "" for child in element)


def _in_link(element: Any) -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag == "a"


def _visible(tree: Any) -> Iterator[str]:
    """The texts of the page's body, without scripts and styles."""
    body = tree.find(".//body")
    for element in (body if body is not None else tree).iter():
        if element.tag not in UNSEEN and element.text:
            yield element.text
        if element.tail:
            yield element.tail
