"""What robots.txt forbids and asks for."""

import pytest

from tests.index.web.fetching import PAGE, fetcher, why
from tests.index.web.servers import Reply, serving


def test_what_robots_txt_forbids_is_not_read() -> None:
    robots = Reply("User-agent: ArticleQA\nDisallow: /private\n\nUser-agent: *\nDisallow: /", "text/plain")
    with serving({"/robots.txt": robots, "/private/a": PAGE, "/a": PAGE}) as site:
        assert "robots.txt" in why(site, "/private/a")
        assert fetcher().fetch(site.url("/a")) is not None
    assert "/private/a" not in site.paths


def test_a_redirect_to_what_robots_txt_forbids_is_not_followed() -> None:
    robots = Reply("User-agent: *\nDisallow: /private", "text/plain")
    moved = Reply(status=302, headers={"Location": "/private"})
    with serving({"/robots.txt": robots, "/a": moved, "/private": PAGE}) as site:
        assert "robots.txt" in why(site, "/a")
    assert "/private" not in site.paths


def test_robots_txt_is_read_once_in_a_run() -> None:
    with serving({"/a": PAGE, "/b": PAGE}) as site:
        one = fetcher()
        one.fetch(site.url("/a"))
        one.fetch(site.url("/b"))
    assert site.paths == ["/robots.txt", "/a", "/b"]


def test_a_site_that_asks_for_time_between_pages_is_given_it() -> None:
    robots = Reply("User-agent: *\nCrawl-delay: 5", "text/plain")
    with serving({"/robots.txt": robots, "/a": PAGE, "/b": PAGE}) as site:
        waits: list[float] = []
        one = fetcher(waits)
        one.fetch(site.url("/a"))
        assert waits == []
        one.fetch(site.url("/b"))
    assert len(waits) == 1
    assert 0 < waits[0] <= 5


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_a_site_without_robots_txt_allows_all(status: int) -> None:
    with serving({"/robots.txt": Reply(status=status), "/a": PAGE}) as site:
        assert fetcher().fetch(site.url("/a")) is not None


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_site_whose_robots_txt_cannot_be_had_is_not_read(status: int) -> None:
    with serving({"/robots.txt": Reply(status=status), "/a": PAGE}) as site:
        assert f"(the robots.txt of its site: status {status}); try again later" in why(site, "/a")
    assert "/a" not in site.paths


def test_a_slow_robots_txt_is_one_that_cannot_be_had() -> None:
    with serving({"/robots.txt": Reply(raw=lambda _: site.closing.wait(10)), "/a": PAGE}) as site:
        assert "the robots.txt of its site: the server is too slow" in why(site, "/a", read_seconds=0.2)


def test_of_a_huge_robots_txt_the_beginning_counts() -> None:
    huge = b"User-agent: *\nDisallow: /private\n" + b"#" * 2_000_000 + b"\nDisallow: /a\n"
    with serving({"/robots.txt": Reply(huge, "text/plain"), "/a": PAGE, "/private": PAGE}) as site:
        assert fetcher().fetch(site.url("/a")) is not None
        assert "robots.txt" in why(site, "/private")
