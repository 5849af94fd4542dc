"""The guard: which addresses may be reached, and that no other ever is."""

import ssl
from typing import NoReturn

import httpcore
import pytest

from article_qa.index.deadline import Deadline
from article_qa.index.errors import FetchRefused
from article_qa.index.web.fetch import Fetcher
from article_qa.index.web.network import Guard, SystemNetwork, is_public
from tests.index.web.servers import PUBLIC, OwnNetwork, Reply, serving
from tests.present import present

PAGE = Reply("<p>The bridge is shut.</p>")


@pytest.mark.parametrize("address", [PUBLIC, "1.1.1.1", "2606:4700::1111", "::ffff:1.1.1.1", "64:ff9b::1.1.1.1"])
def test_an_address_that_anyone_can_reach_is_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        pytest.param("127.0.0.1", id="loopback"),
        pytest.param("127.9.9.9", id="all-of-loopback"),
        pytest.param("0.0.0.0", id="unspecified"),
        pytest.param("10.1.2.3", id="private-10"),
        pytest.param("172.16.0.1", id="private-172"),
        pytest.param("192.168.1.1", id="private-192"),
        pytest.param("169.254.169.254", id="cloud-metadata"),
        pytest.param("100.64.0.1", id="carrier-grade-nat"),
        pytest.param("100.100.100.200", id="alibaba-metadata"),
        pytest.param("168.63.129.16", id="azure-host"),
        pytest.param("192.0.0.192", id="oracle-metadata"),
        pytest.param("192.88.99.1", id="6to4-relay"),
        pytest.param("198.18.0.1", id="benchmarks"),
        pytest.param("203.0.113.7", id="documentation"),
        pytest.param("224.0.0.1", id="multicast"),
        pytest.param("240.0.0.1", id="reserved"),
        pytest.param("255.255.255.255", id="broadcast"),
        pytest.param("::1", id="ipv6-loopback"),
        pytest.param("::", id="ipv6-unspecified"),
        pytest.param("fe80::1", id="ipv6-link-local"),
        pytest.param("fe80::1%eth0", id="ipv6-link-local-with-zone"),
        pytest.param("fc00::1", id="ipv6-private"),
        pytest.param("fd00:ec2::254", id="ipv6-metadata"),
        pytest.param("fec0::1", id="ipv6-site-local"),
        pytest.param("ff02::1", id="ipv6-multicast"),
        pytest.param("2001:db8::1", id="ipv6-documentation"),
        pytest.param("2001:0:53aa:64c::1", id="teredo"),
        pytest.param("::127.0.0.1", id="ipv4-compatible"),
        pytest.param("::ffff:127.0.0.1", id="ipv4-mapped"),
        pytest.param("::ffff:7f00:1", id="ipv4-mapped-in-hex"),
        pytest.param("::ffff:0:127.0.0.1", id="ipv4-translated"),
        pytest.param("2002:7f00:1::", id="6to4"),
        pytest.param("64:ff9b::127.0.0.1", id="nat64"),
        pytest.param("64:ff9b::a9fe:a9fe", id="nat64-metadata"),
        pytest.param("64:ff9b:1::7f00:1", id="local-nat64"),
        pytest.param("news.example", id="a-name"),
        pytest.param("2130706433", id="a-number"),
    ],
)
def test_an_address_that_not_everyone_can_reach_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(["127.0.0.1"], id="loopback"),
        pytest.param([PUBLIC, "10.0.0.1"], id="private-after-public"),
        pytest.param(["10.0.0.1", PUBLIC], id="public-after-private"),
        pytest.param([PUBLIC, "::1"], id="the-other-family"),
    ],
)
def test_a_name_with_a_private_address_is_refused_unconnected(answer: list[str]) -> None:
    network = OwnNetwork({"news.example": [answer]})
    with pytest.raises(FetchRefused, match=r"'news.example' is not a public host .* --allow-private"):
        Fetcher(network=network).fetch("http://news.example/a")
    assert network.connected == []


def test_a_name_that_turns_private_gains_nothing_by_it() -> None:
    with serving({"/a": PAGE}) as site:
        # First for robots.txt, then for the page.
        network = OwnNetwork({"news.example": [[PUBLIC], ["127.0.0.1"]]}, {PUBLIC: site, "127.0.0.1": site})
        with pytest.raises(FetchRefused, match=r"its address is 127\.0\.0\.1"):
            Fetcher(network=network).fetch("http://news.example/a")
    assert network.connected == [PUBLIC]


def test_it_connects_to_the_checked_address_under_the_asked_name() -> None:
    with serving({"/a": PAGE}) as site:
        network = OwnNetwork({"news.example": [[PUBLIC]]}, {PUBLIC: site})
        fetched = present(Fetcher(network=network).fetch("http://news.example/a"))
    assert fetched.content == PAGE.content
    assert network.connected == [PUBLIC, PUBLIC]
    assert {headers["host"] for _, headers in site.asked} == {"news.example"}


def test_the_certificate_is_asked_of_the_name_not_of_the_address() -> None:
    class Plug(httpcore.MockStream):
        def start_tls(
            self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
        ) -> NoReturn:
            asked.append((server_hostname, ssl_context.check_hostname, ssl_context.verify_mode))
            raise httpcore.ConnectError("far enough")

    class TlsNetwork(OwnNetwork):
        def connect(self, address: str, port: int, timeout_seconds: float | None) -> Plug:
            asked.append((address, port))
            return Plug([])

    asked: list[tuple[object, ...]] = []
    with pytest.raises(Exception, match="far enough"):
        Fetcher(network=TlsNetwork({"news.example": [[PUBLIC]]}), pause=lambda _: None).fetch("https://news.example/a")
    assert asked[:2] == [(PUBLIC, 443), ("news.example", True, ssl.CERT_REQUIRED)]


def test_a_second_address_is_tried_when_the_first_is_dead() -> None:
    with serving({"/a": PAGE}) as site:
        network = OwnNetwork({"news.example": [["2606:4700::1111", PUBLIC]]}, {PUBLIC: site})
        assert present(Fetcher(network=network).fetch("http://news.example/a")).content == PAGE.content
    assert network.connected[:2] == ["2606:4700::1111", PUBLIC]


@pytest.mark.parametrize(
    "target",
    [
        "http://169.254.169.254/latest/meta-data/",
        "http://127.0.0.1:8080/admin",
        "http://[::1]/",
        "http://[::ffff:169.254.169.254]/",
        "//localhost/admin",
        "http://inside.example/",
    ],
)
def test_a_redirect_to_a_private_address_is_refused_unconnected(target: str) -> None:
    with serving({"/a": Reply(status=302, headers={"Location": target})}) as site:
        names = {"news.example": [[PUBLIC]], "localhost": [["127.0.0.1"]], "inside.example": [["10.0.0.9"]]}
        network = OwnNetwork(names, {PUBLIC: site})
        with pytest.raises(FetchRefused, match="is not a public host"):
            Fetcher(network=network).fetch("http://news.example/a")
    assert set(network.connected) == {PUBLIC}


def test_private_addresses_are_read_where_they_are_allowed() -> None:
    with serving({"/a": PAGE}) as site:
        assert present(Fetcher(allow_private=True).fetch(site.url("/a"))).content == PAGE.content
        with pytest.raises(FetchRefused, match=r"its address is 127\.0\.0\.1"):
            Fetcher().fetch(site.url("/a"))


def test_proxies_of_the_environment_play_no_part(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    with serving({"/a": PAGE}) as site:
        assert Fetcher(allow_private=True).fetch(site.url("/a")) is not None


def test_the_machines_own_resolver_gives_addresses_in_figures() -> None:
    assert "127.0.0.1" in SystemNetwork().resolve("127.0.0.1")
    assert all(not is_public(address) for address in SystemNetwork().resolve("localhost"))


def test_nothing_is_connected_once_the_time_is_over() -> None:
    network = OwnNetwork({"news.example": [[PUBLIC]]})
    guard = Guard(network, Deadline.after(0), allow_private=False)
    with pytest.raises(httpcore.TimeoutException):
        guard.connect_tcp("news.example", 80, 10)
    assert network.connected == []
