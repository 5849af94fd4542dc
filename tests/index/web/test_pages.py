"""Articles by address: stored once, asked for again only if they changed, and nothing stored is lost."""

from pathlib import Path

from article_qa.index.formats.load import load_bytes
from article_qa.index.ingest import add as adding
from article_qa.index.library import Library
from article_qa.index.records import Article
from article_qa.index.web import pages
from article_qa.index.web.fetch import Fetcher
from tests.index.formats.files import taken
from tests.index.web.servers import Reply, Site, serving
from tests.present import present

STORY = (
    "The bridge over the Ruhr is shut until spring, the mayor said on Thursday, because of a crack in its third pier."
)


def page(text: str = STORY, *, head: str = "", etag: str | None = None) -> Reply:
    body = f"<html><head><title>Bridge shut</title>{head}</head><body><article><p>{text}</p></article></body></html>"
    return Reply(body, headers={"ETag": etag} if etag else {})


def add(library: Library, site: Site, *paths: str) -> tuple[int, int, int, list[str]]:
    report = adding.add(library, [site.url(path) for path in paths], fetcher=Fetcher(allow_private=True))
    return (report.added, report.changed, report.unchanged, report.failed)


def only(library: Library) -> Article | None:
    (listing,) = library.catalog.listings()
    return library.catalog.article(listing.id)


def test_a_page_is_added_by_its_address(library: Library) -> None:
    head = '<meta property="article:published_time" content="2022-11-03">'
    with serving({"/a": page(head=head)}) as site:
        assert add(library, site, "/a") == (1, 0, 0, [])
    article = present(only(library))
    assert (article.text, article.title, str(article.published)) == (STORY, "Bridge shut", "2022-11-03")
    assert (article.url, article.source) == (site.url("/a"), site.url("/a"))
    assert adding.examine(library).healthy


def test_a_page_that_leads_on_is_followed_a_few_steps(library: Library) -> None:
    onward = '<meta http-equiv="refresh" content="0; url={}">'
    moved, circle = (page("Moved.", head=onward.format(path)) for path in ("/b", "/circle"))
    with serving({"/a": moved, "/b": page(), "/circle": circle}) as site:
        assert add(library, site, "/a") == (1, 0, 0, [])
        *_, failed = add(library, site, "/circle")
        assert "only leads on to" in failed[0]
    assert present(only(library)).text == STORY


def test_adding_again_asks_whether_the_page_has_changed(library: Library) -> None:
    with serving({"/a": page(etag='"1"')}) as site:
        add(library, site, "/a")
        assert add(library, site, "/a") == (0, 0, 1, [])
        assert site.asked[-1][1]["if-none-match"] == '"1"'


def test_a_page_that_changed_replaces_its_article(library: Library) -> None:
    with serving({"/a": [page(etag='"1"'), page("The bridge is open.", etag='"2"')]}) as site:
        add(library, site, "/a")
        assert add(library, site, "/a") == (0, 1, 0, [])
        assert present(only(library)).text == "The bridge is open."
        assert add(library, site, "/a") == (0, 0, 1, [])


def test_a_page_that_was_removed_is_sent_again(library: Library) -> None:
    with serving({"/a": page(etag='"1"')}) as site:
        add(library, site, "/a")
        adding.remove(library, [present(only(library)).id])
        assert add(library, site, "/a") == (1, 0, 0, [])


def test_a_page_whose_article_came_from_elsewhere_is_sent_again(library: Library, tmp_path: Path) -> None:
    with serving({"/a": page(etag='"1"')}) as site:
        add(library, site, "/a")
        (tmp_path / "a.md").write_text(f"---\nurl: {site.url('/a')}\n---\nAn older version.")
        adding.add(library, [tmp_path / "a.md"])
        assert add(library, site, "/a") == (0, 1, 0, [])
    assert present(only(library)).text == STORY


def test_two_addresses_of_one_page_are_one_article(library: Library) -> None:
    with serving({}) as site:
        whole = page(head=f'<link rel="canonical" href="{site.url("/a")}">')
        site.replies |= {"/a": whole, "/a?from=mail": whole}
        assert add(library, site, "/a?from=mail", "/a") == (1, 0, 1, [])
    assert present(only(library)).url == site.url("/a")


def test_a_page_that_fails_costs_only_itself_and_loses_nothing(library: Library, tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("The mayor wept.")
    with serving({"/a": [page(), Reply(status=500)]}) as site:
        add(library, site, "/a")
        sources: list[Path | str] = [
            site.url("/gone"),
            site.url("/a"),
            tmp_path / "note.txt",
            "https://[",
            "file:///etc/passwd",
            "http://a/\ud800",
        ]
        report = adding.add(library, sources, fetcher=Fetcher(allow_private=True, pause=lambda _: None))
    assert (report.added, len(report.failed)) == (1, 5)
    assert sorted(listing.title for listing in library.catalog.listings()) == ["Bridge shut", "The mayor wept."]


def test_a_login_is_not_an_article(library: Library) -> None:
    form = "<p>Please log in to read on. Forgot your password? Ask for a new one below.</p>"
    with serving({"/a": page(f"{form}<form><input name=p type='password'></form>")}) as site:
        added, _, _, failed = add(library, site, "/a")
    assert added == 0
    assert "shows a login instead of an article; log in with your browser" in failed[0]


def test_an_article_that_offers_a_login_is_one(library: Library) -> None:
    with serving({"/a": page(f"{STORY * 10}<form><input type=password></form>")}) as site:
        assert add(library, site, "/a")[0] == 1


def test_a_page_in_an_older_character_set_is_read_by_its_header(library: Library) -> None:
    head = '<meta charset="utf-8">'
    body = page(
        "Die Brücke über die Ruhr ist gesperrt, sagte die Bürgermeisterin am Donnerstag.", head=head
    ).content.decode()
    reply = Reply(body.encode("iso-8859-1"), "text/html; charset=iso-8859-1")
    with serving({"/a": reply}) as site:
        assert add(library, site, "/a") == (1, 0, 0, [])
    assert present(only(library)).text.startswith("Die Brücke über")


def test_a_text_is_read_by_its_kind(library: Library) -> None:
    with serving({"/a": Reply("---\ntitle: Eggs\n---\n# Two *hundred*", "text/markdown")}) as site:
        assert add(library, site, "/a") == (1, 0, 0, [])
    assert (present(only(library)).title, present(only(library)).text) == ("Eggs", "Two hundred")


def test_a_private_address_is_refused_unless_it_is_allowed(library: Library) -> None:
    with serving({"/a": page()}) as site:
        report = adding.add(library, [site.url("/a")])
    assert "--allow-private" in report.failed[0]
    assert site.asked == []


def test_a_text_with_bidi_marks_is_still_known_as_untitled() -> None:
    (article,) = taken(load_bytes("Bridge \u202eopen\u202c in Bonn.".encode(), suffix=".txt", source="a", named="'a'"))
    assert pages.completed(article, "Bridge shut", None).title == "Bridge shut"


def test_a_headline_of_a_page_is_kept_where_a_feed_has_a_shorter_title() -> None:
    headline = "Bridge shut after a crack was found"
    body = f"<article><h1>{headline}</h1><p>{STORY}</p></article>"
    html = f"<html><head><title>{headline}</title></head><body>{body}</body></html>"
    (article,) = taken(load_bytes(html.encode(), suffix=".html", source="a", named="'a'"))
    assert pages.completed(article, "Bridge shut", None).title == headline
