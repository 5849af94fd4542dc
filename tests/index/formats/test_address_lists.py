"""Files that hold addresses and no text."""

import plistlib
from pathlib import Path

import pytest

from article_qa.index.errors import ArticleRejected, OnlyAddresses
from article_qa.index.formats.address_lists import MAX_ADDRESSES
from article_qa.index.ingest.add import add
from article_qa.index.library import open_library
from article_qa.index.web.fetch import Fetcher
from tests.index.formats.files import SENTENCE, loaded, only, zipped
from tests.index.web.servers import Reply, serving

A, B = "https://bonn.example/a", "https://bonn.example/b?x=1&y=2"
POCKET = f'<!DOCTYPE html><html><head><title>Pocket Export</title></head><ul><li><a href="{A}" tags="">A</a></li>' \
         f'<li><a href="{B.replace("&", "&amp;")}" time_added="1">B</a></li></ul></html>'  # fmt: skip
BOOKMARKS = (
    f'<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<TITLE>Bookmarks</TITLE><DL><DT><A HREF="{A}">A</A><DT><A HREF="{B}">'
)
LISTS = {
    "shortcut": (".url", f"[DEFAULT]\r\nBASEURL={B}\r\n[InternetShortcut]\r\nURL={A}\r\nIconIndex=0\r\n", [A]),
    "webloc": (".webloc", plistlib.dumps({"URL": A}), [A]),
    "binary-webloc": (".webloc", plistlib.dumps({"URL": A}, fmt=plistlib.FMT_BINARY), [A]),
    "lines": (".txt", f"# My list\n\n{A}\n  {B}\n{A}\n", [A, B]),
    "pocket-page": (".html", POCKET, [A, B]),
    "bookmarks": (".html", BOOKMARKS, [A, B]),
    "pocket-table": (".csv", f"title,url,time_added,tags,status\n\"A, b\",{A},1,,unread\nB,{B},2,x|y,unread\n", [A, B]),
    "instapaper": (".csv", f'URL,Title,Selection,Folder,Timestamp,Tags\n{A},A,"Line\none",Unread,1,[]\n', [A]),
    "in-a-zip": (".zip", zipped({"a.txt": A, "b.url": f"URL={B}"}), [A, B]),
}  # fmt: skip
NO_LISTS = {
    "text-with-addresses": (".txt", f"{SENTENCE}\n{A}\n"),
    "address-in-a-line": (".txt", f"{A}\n{A} is where it stands.\n"),
    "table-of-texts": (".csv", f'url,title,text\n{A},A,"{SENTENCE}"\n'),
    "page-about-pocket": (".html", f"<html><title>Pocket Export ends</title><p>{SENTENCE} {SENTENCE}</p></html>"),
}


@pytest.mark.parametrize(("suffix", "content", "addresses"), LISTS.values(), ids=LISTS)
def test_the_addresses_of_a_list_stand_in_its_rejection(
    suffix: str, content: bytes | str, addresses: list[str]
) -> None:
    rejections = loaded(content, suffix)
    assert all(isinstance(each, OnlyAddresses) for each in rejections)
    assert [address for each in rejections for address in each.addresses] == addresses


@pytest.mark.parametrize(("suffix", "content"), NO_LISTS.values(), ids=NO_LISTS)
def test_a_text_that_names_addresses_is_an_article(suffix: str, content: str) -> None:
    assert "http" in only(content, suffix).text or SENTENCE in only(content, suffix).text


@pytest.mark.parametrize(
    ("suffix", "content"),
    [
        (".url", b""), (".url", b"URL=file:///etc/passwd"), (".url", b"URL=\\\\host\\share"),
        (".webloc", b"Only words."),
        (".webloc", plistlib.dumps({"URL": [1]})), (".webloc", plistlib.dumps([1])),
        (".url", b"\0\1\2" * 900), (".webloc", b"bplist00" + b"\xff" * 900),
    ],
)  # fmt: skip
def test_what_holds_no_address_of_a_page_costs_one_sentence(suffix: str, content: bytes) -> None:
    (rejection,) = loaded(content, suffix)
    assert "holds no address of a web page" in str(rejection)


def test_a_list_without_end_is_refused() -> None:
    (rejection,) = loaded("".join(f"{A}{number}\n" for number in range(MAX_ADDRESSES + 1)), ".txt")
    assert isinstance(rejection, ArticleRejected)
    assert "10,001 addresses; split it" in str(rejection)


def test_the_pages_of_a_list_are_fetched_and_one_that_fails_costs_one_sentence(tmp_path: Path) -> None:
    page = Reply(f"<html><body><article><p>{SENTENCE}</p></article></body></html>")
    with serving({"/a": page}) as site, open_library(tmp_path / "data", create=True) as library:
        (tmp_path / "list.txt").write_text(f"{site.url('/gone')}\n{site.url('/a')}\n")
        report = add(library, [tmp_path / "list.txt"], fetcher=Fetcher(allow_private=True))
        assert (report.added, len(report.failed)) == (1, 1)
        assert "there is no page at" in report.failed[0]
        assert [listing.url for listing in library.catalog.listings()] == [site.url("/a")]


def test_a_list_reaches_no_private_address(tmp_path: Path) -> None:
    with serving({}) as site, open_library(tmp_path / "data", create=True) as library:
        (tmp_path / "a.url").write_text(f"[InternetShortcut]\nURL={site.url('/a')}\n")
        report = add(library, [tmp_path])
        assert len(report.failed) == 1
        assert "--allow-private" in report.failed[0]
        assert not site.asked


def test_a_fetched_list_leads_nowhere(tmp_path: Path) -> None:
    with serving({}) as site, open_library(tmp_path / "data", create=True) as library:
        site.replies["/list.txt"] = Reply(f"{site.url('/a')}\n{site.url('/b')}\n", "text/plain")
        report = add(library, [site.url("/list.txt")], fetcher=Fetcher(allow_private=True))
        assert len(report.failed) == 1
        assert "/a" not in site.paths
