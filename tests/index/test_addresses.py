"""Addresses: told from paths, and one way to write each."""

import pytest
from courlan import normalize_url

from article_qa.index.addresses import canonical_url, is_address, without_tracking


@pytest.mark.parametrize(
    ("text", "expected"),
    [("https://a.example", True), ("HTTP://A", True), ("file:///a", True), ("a.txt", False), ("C:\\a", False)],
)
def test_an_address_is_told_from_a_path_by_its_scheme(text: str, expected: bool) -> None:
    assert is_address(text) == expected


@pytest.mark.parametrize(
    ("address", "canonical"),
    [
        ("http://example.org", "http://example.org/"),
        ("https://example.org:8080/a?b=1#c", "https://example.org:8080/a?b=1"),
        ("http://[::1]:80/a", "http://[::1]/a"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("file:///etc/passwd", None),
        ("http://example.org:99999/", None),
        ("http://[bad", None),
        ("not an address", None),
        (None, None),
    ],
)
def test_only_web_addresses_are_kept(address: str | None, canonical: str | None) -> None:
    assert canonical_url(address) == canonical


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("https://a.org/x?utm_source=tw&utm_medium=social", "https://a.org/x"),
        ("https://a.org/x?id=3&fbclid=IwAR0&UTM_Campaign=a", "https://a.org/x?id=3"),
        ("https://a.org/x?at_medium=RSS&xtor=RSS-1&mc_cid=1&_hsenc=2", "https://a.org/x"),
        ("https://a.org/x?gclid=", "https://a.org/x"),
        # What may tell one article from another stays, in its order and spelling.
        ("https://a.org/x?id=3", "https://a.org/x?id=3"),
        ("https://a.org/x?b=2&a=1&a=%20+", "https://a.org/x?b=2&a=1&a=%20+"),
        ("https://a.org/?bridge-is-shut", "https://a.org/?bridge-is-shut"),
        ("https://a.org/x?&id=3&", "https://a.org/x?&id=3&"),
        ("https://a.org/view?cid=7", "https://a.org/view?cid=7"),
        ("https://a.org/view?gallery=7&session=2&source=wire", "https://a.org/view?gallery=7&session=2&source=wire"),
        ("https://a.org/utm_source=1", "https://a.org/utm_source=1"),
    ],
)
def test_an_address_loses_what_only_tells_whence_a_reader_came(address: str, kept: str) -> None:
    assert without_tracking(address) == kept
    assert without_tracking(kept) == kept


@pytest.mark.parametrize("name", "utm_source hsa_acc pk_kwd mc_eid fbclid gclid msclkid yclid gbraid ref_src".split())
def test_what_tracks_by_our_list_mostly_does_by_courlans(name: str) -> None:
    ours, theirs = without_tracking(f"https://a.org/x?{name}=1"), normalize_url(f"https://a.org/x?{name}=1")
    assert ours == "https://a.org/x"
    assert (theirs == ours) is (name != "hsa_acc")


@pytest.mark.parametrize(
    "parameter",
    "CMP=share_btn_tw smid=tw-share wt_mc=rss mkt_tok=abc srsltid=x gad_source=1 _ga=1.2 _gl=1*2 mibextid=z "
    "fb_ref=share guccounter=1 guce_referrer_sig=q ns_campaign=bbc oly_enc_id=1 __twitter_impression=true".split(),
)
def test_what_share_buttons_and_newsletters_add_is_taken_off(parameter: str) -> None:
    assert without_tracking(f"https://a.org/x?id=7&{parameter}") == "https://a.org/x?id=7"
    # A name that only begins so tells articles apart.
    longer = f"https://a.org/x?{parameter.replace('=', 'x=')}"
    assert without_tracking(longer) == longer


def test_courlan_takes_what_tells_articles_apart() -> None:
    for name in ("cid", "uid", "gallery", "session", "source"):
        assert normalize_url(f"https://a.org/view?{name}=7") == "https://a.org/view"
