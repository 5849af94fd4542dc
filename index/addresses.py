"""Addresses of the web: what is one, which may be asked for, and how an article's is written."""

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit

from article_qa.index.errors import FetchRefused

if TYPE_CHECKING:
    import httpx

NUMERIC_HOST = re.compile(r"(^|\.)(\d+|0x[0-9a-f]*)\.?$", re.IGNORECASE)
# Names that tell whence a reader came and nothing else. courlan's list takes `cid`, `uid`, `session` and all that
# begins with `ga` too, by which sites tell their articles apart; and an id may not change with a library's list.
TRACKING = re.compile(
    r"utm_\w+|hsa_\w+|(?:at|ga|itm|mtm|pk|piwik)_(?:campaign|cid|content|keyword|kwd|medium|name|source|term)"
    r"|mc_[ce]id|_hs(?:enc|mi)|(?:dc|fb|g|tt|tw|y)clid|msclkid|igsh(?:id)?|[gw]braid|cmpid|ref_src|xtor"
    # Of advertisements, newsletters, and the share buttons of large outlets and networks.
    r"|gclsrc|gad_(?:source|campaignid)|srsltid|_g[al]|mibextid|fb_(?:action_ids|action_types|ref|source)|li_fat_id|epik"
    r"|s_kwcid|ef_id|mkt_tok|oly_(?:anon|enc)_id|vero_id|wt_z?mc|smid|smtyp|cmp|guccounter|guce_referrer(?:_sig)?"
    r"|ns_(?:campaign|fee|linkname|mchannel|source)|__twitter_impression",
    re.IGNORECASE,
)
DOTTED = re.compile(r"(0|[1-9]\d{0,2})(\.(0|[1-9]\d{0,2})){3}")


def is_address(text: str) -> bool:
    """Whether `text` is meant as an address, of whatever scheme, and not as a path."""
    return re.match(r"[a-z][a-z0-9+.-]*://", text.strip(), re.IGNORECASE) is not None


def canonical_url(url: str | None) -> str | None:
    """An http(s) address without fragment and default port; None for anything else."""
    try:
        parts = urlsplit((url or "").strip())
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    scheme = parts.scheme.lower()
    if scheme not in ("http", "https") or not host:
        return None
    host = f"[{host}]" if ":" in host else host
    shown_port = "" if port in (None, 80 if scheme == "http" else 443) else f":{port}"
    return urlunsplit((scheme, host + shown_port, parts.path or "/", parts.query, ""))


def without_tracking(url: str) -> str:
    """A canonical address without the parameters that only tell whence a reader came; the others as they are."""
    parts = urlsplit(url)
    parameters = parts.query.split("&")
    kept = [each for each in parameters if not TRACKING.fullmatch(each.partition("=")[0])]
    return url if kept == parameters else urlunsplit(parts._replace(query="&".join(kept)))


def trusted_address(own: str | None, read_at: str | None) -> str | None:
    """The article's own address, unless it was read at another host's: a page cannot speak for that."""
    if own and read_at and urlsplit(own).hostname != urlsplit(read_at).hostname:
        return read_at
    return own or read_at


def ascii_address(address: str) -> str:
    """The address as it is asked for. Raises FetchRefused for one that may not be asked for."""
    return str(fetchable(address))


def fetchable(address: str, base: "httpx.URL | None" = None) -> "httpx.URL":
    """The address, if it is one that may be fetched at all. Raises FetchRefused."""
    import httpx

    try:
        url = base.join(address.strip()) if base else httpx.URL(address.strip())
    # httpx.InvalidURL, and what a broken host or port becomes on the way to it.
    except (httpx.InvalidURL, ValueError, TypeError) as exc:
        raise FetchRefused(f"{address[:200]!r} is not a web address ({exc}); copy it from the browser again") from exc
    host = url.raw_host.decode("ascii", "replace")
    shown = str(url.copy_with(userinfo=b""))
    if url.scheme not in ("http", "https") or not host:
        raise FetchRefused(f"{shown!r} is not a page on the web; give an address that begins with https:// or http://")
    if url.userinfo:
        raise FetchRefused(f"{shown!r} came with a name or password in it; give the address without them")
    if ":" not in host and NUMERIC_HOST.search(host) and not DOTTED.fullmatch(host):
        raise FetchRefused(f"{shown!r} hides its host in a number; give the host's name")
    if url.port is not None and url.port not in (80, 443) and not 1024 <= url.port <= 65535:
        raise FetchRefused(f"{shown!r} names the port of another service; web pages are on 80, 443, or 1024 and above")
    return url.copy_with(fragment=None)
