"""Words of others as Markdown that shows them as they are."""

import re

SIGNS = re.compile(r"([\\`*_\[\]<>#|!&~])")


def plain(text: str) -> str:
    """`text` on one line, every sign of Markdown taken for itself."""
    return SIGNS.sub(r"\\\1", " ".join(text.split()))


def is_link(url: str | None) -> bool:
    """Whether an address may become a link."""
    return bool(url) and url.startswith(("http://", "https://"))  # type: ignore[union-attr]


def address(url: str) -> str:
    """A URL that cannot end the link early."""
    return re.sub(r"[<>\s\\]", lambda sign: f"%{ord(sign.group()):02X}", url)
