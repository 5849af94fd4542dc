"""Mails and mailboxes (.eml, .mbox): a newsletter's subject, sender, day and words.

Of a mail that was forwarded, what it forwards counts.
"""

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage, Message
from email.utils import parseaddr
from typing import Any, cast

from article_qa.index.errors import ArticleRejected
from article_qa.index.formats.article import Loaded, Note, Origin, make_article, parsing
from article_qa.index.formats.encoding import encoding_of
from article_qa.index.formats.markup import html_text
from article_qa.index.formats.tables import articles_of
from article_qa.index.text.cleaning import LINE_BREAKS, one_line

REMEDY = "save the mail again, or add its text"
FROM_LINE = re.compile(rb"(?:\A|\r?\n\r?\n)From [^\n]{0,300}?\d{4}[^\n]{0,50}\r?\n")
QUOTED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)
PREFIXES = re.compile(r"(?:\s*(?:re|fwd?|wg|aw|sv|vs|tr|rv|vl|doorst|i|r|enc)\s*(?:\[\d+\])?\s*:)+\s*", re.IGNORECASE)
FORWARDED = re.compile(
    r"[>\s]*[-_]*\s*(?:(?:begin )?forwarded message|original message|weitergeleitete nachricht|anfang der "
    r"weitergeleiteten nachricht|ursprüngliche nachricht|message transféré|message d'origine|mensaje reenviado|"
    r"mensaje original|messaggio inoltrato|messaggio originale|doorgestuurd bericht|mensagem encaminhada|"
    r"przekazana wiadomość|пересылаемое сообщение)\s*:?\s*[-_]*\s*",
    re.IGNORECASE,
)
HEADER = re.compile(r"\s*\*?(from|von|de|da|van|od|от|date|sent|datum|gesendet|envoyé|fecha|enviado|data|inviato|"
                    r"verzonden|дата|subject|betreff|objet|asunto|oggetto|onderwerp|assunto|temat|тема|to|an|à|para|a|aan|do|кому|"
                    r"cc|reply-to|kopie)\s*:\*?\s*(.*)", re.IGNORECASE)  # fmt: skip
HEADER_FACTS = {
    word: fact
    for fact, words in {
        "from": "from von de da van od от",
        "published": "date sent datum gesendet envoyé fecha enviado data inviato verzonden дата",
        "title": "subject betreff objet asunto oggetto onderwerp assunto temat тема",
    }.items()
    for word in words.split()
}
AT = re.compile(r"\s+(?:at|from|via|bei|@)\s+|\s*\|\s*", re.IGNORECASE)
OFFICES = re.compile(r"(?:no-?reply|news.*|letters?|info|hello|mail|editors?|redaktion|updates?|briefing|daily|weekly|"
                     r"today|team|contact|support|digest|alerts?|e?mail.*|do-?not-?reply)", re.IGNORECASE)  # fmt: skip
FURNITURE = re.compile(
    r"\s*(?:view (?:this|it|the) .{0,40}\b(?:browser|online)|view in (?:your )?browser|read online|"
    r"(?:click here to |to )?unsubscribe\b|"
    r"manage (?:your )?(?:preferences|subscription)|update (?:your )?(?:profile|preferences)|"
    r"you(?:'|’)?(?: a)?re receiving this|you received this|im browser (?:ansehen|öffnen)|"
    r"newsletter abbestellen|abmelden\b|se désabonner|darse de baja|sent from my |von meinem .{2,20} gesendet).{0,80}",
    re.IGNORECASE,
)
SIGNATURE = "-- "
# A plain part that is so much shorter than the formatted one only says that there is the other.
STUB = 0.3


def load_mail(content: bytes, origin: Origin) -> Loaded:
    """The article of one mail: its subject, sender and day, and its text."""
    with parsing(origin, "mail", REMEDY):
        message = message_from_bytes(content.lstrip(), policy=policy.default)
        if not message.keys() or not ({"from", "subject", "date"} & {key.lower() for key in message}):
            raise ArticleRejected(f"{origin.named} is not a mail, because it has no head; {REMEDY}")
        facts = _facts(message)
        attached = _attachments(message)
    yield make_article(facts, facts["text"], origin)
    if attached:
        yield Note(f"{origin.named} has attachments that are not read: {', '.join(attached)}; add them by themselves")


def load_mailbox(content: bytes, origin: Origin) -> Loaded:
    """The articles of a mailbox, a mail each. A mail that cannot be read costs only itself."""
    pieces = [QUOTED_FROM.sub(rb"\1", piece) for piece in FROM_LINE.split(content) if piece.strip()]
    if not pieces or not FROM_LINE.match(content):
        raise ArticleRejected(f"{origin.named} is not a mailbox; export it again as mbox, or its mails as .eml")
    yield from articles_of(_entries(pieces, origin), origin)


def _entries(pieces: list[bytes], origin: Origin) -> Iterator[tuple[str, Any]]:
    for number, piece in enumerate(pieces, 1):
        named = f"mail {number} of {origin.named}"
        try:
            message = message_from_bytes(piece, policy=policy.default)
            facts = _facts(message)
            yield named, facts | {"id": one_line(str(message.get("Message-ID") or ""))}
        except ArticleRejected as rejection:
            yield named, rejection
        # A damaged head or part is an error of many kinds.
        except Exception as exc:
            yield named, ArticleRejected(f"{named} cannot be read ({type(exc).__name__}); {REMEDY}")


def _facts(message: EmailMessage) -> dict[str, Any]:
    """What a mail says, by our names, with its text; that of the mail within where it was forwarded as a whole."""
    for part in message.iter_attachments():
        if part.get_content_type() == "message/rfc822" and isinstance(part.get_payload(), list):
            return _facts(cast(EmailMessage, cast(list[Message], part.get_payload())[0]))
    said: dict[str, str | None] = {
        "from": str(message.get("From") or ""),
        "title": str(message.get("Subject") or ""),
        "published": str(message.get("Date") or ""),
    }
    text = _without_furniture(_text(message))
    within, forwarded = _forwarded(text)
    said |= within
    is_list = not within and any(name in message for name in ("List-Unsubscribe", "List-Id"))
    title = PREFIXES.sub("", one_line(said["title"]) or "", count=1) if said["title"] else None
    return {
        "title": title,
        "published": said["published"],
        "text": forwarded,
        **_sender(said["from"] or "", is_list, bool(within)),
    }


def _text(message: EmailMessage) -> str:
    plain = message.get_body(("plain",))
    rich = message.get_body(("html",))
    words = _content(plain) if plain is not None else ""
    if rich is None:
        return words
    formatted = _formatted(_content(rich))
    return words if words.strip() and len(words) >= STUB * len(formatted) else formatted


def _content(part: Message) -> str:
    payload = part.get_payload(decode=True)
    content = payload if isinstance(payload, bytes) else b""
    text = content.decode(encoding_of(content, part.get_content_charset()), errors="replace")
    return LINE_BREAKS.sub("\n", text)


def _formatted(markup: str) -> str:
    """All words of the formatted part, whose tables give newsletters their form."""
    from lxml import html

    if not markup.strip():
        return ""
    return html_text(html.document_fromstring(markup.encode(errors="replace"), html.HTMLParser(encoding="utf-8")))


def _without_furniture(text: str) -> str:
    lines = text.split("\n")
    if SIGNATURE in lines[len(lines) // 2 :]:
        lines = lines[: len(lines) - 1 - lines[::-1].index(SIGNATURE)]
    return "\n".join(line for line in lines if not FURNITURE.fullmatch(line))


def _forwarded(text: str) -> tuple[dict[str, str | None], str]:
    """The head of the mail that this one forwards, and its text; nothing and the text where it forwards none."""
    lines = text.split("\n")
    mark = next((number for number, line in enumerate(lines) if FORWARDED.fullmatch(line.strip()[:200])), None)
    first = next((number for number, line in enumerate(lines) if line.strip()), 0)
    start = first if mark is None else mark + 1
    rest = lines[start:]
    if sum(line.startswith(">") for line in rest) * 2 > sum(bool(line.strip()) for line in rest):
        rest = [re.sub(r"^> ?", "", line) for line in rest]
    said: dict[str, str | None] = {}
    count = 0
    for line in rest:
        header = HEADER.match(line)
        if not header and line.strip():
            break
        if header and (fact := HEADER_FACTS.get(header[1].lower())):
            said.setdefault(fact, header[2])
        elif not header and "from" in said and "title" in said:
            break
        count += 1
    return (said, "\n".join(rest[count:])) if "from" in said and "title" in said else ({}, text)


def _sender(sender: str, is_list: bool, is_forwarded: bool) -> dict[str, str | None]:
    """The outlet or the author that sent a mail, as far as its name and its address tell."""
    name, address = parseaddr(sender)
    name = (one_line(name) or "").strip("\"' ")
    local, _, domain = address.lower().partition("@")
    person, *outlet = AT.split(name, maxsplit=1)
    if not name or "@" in name:
        return {}
    if outlet and person:
        return {"author": person, "publisher": outlet[0]}
    words = re.findall(r"\w+", name.lower())
    if "".join(words) in re.sub(r"\W", "", domain) or OFFICES.fullmatch(local):
        return {"publisher": name}
    if _is_person(words, re.sub(r"\W", "", local)):
        return {"author": name}
    return {"publisher": name} if is_list or is_forwarded else {}


def _is_person(words: list[str], local: str) -> bool:
    """Whether an address is made of all of somebody's name: a letter may be called after one word of it."""
    if not 2 <= len(words) <= 3:
        return False
    first, last = words[0], words[-1]
    return local in ("".join(words), first + last, first[0] + last, first + last[0])


def _attachments(message: EmailMessage) -> list[str]:
    named = (one_line(part.get_filename() or "") for part in message.iter_attachments())
    return [
        repr(name) for name in named if name and not name.lower().endswith((".png", ".jpg", ".jpeg", ".gif", ".ics"))
    ]
