"""The only door to the network: every address of a name is checked, and only a checked one is connected to.

An article or a feed may name any address, so without the guard a stranger's
page could make this program read what only this machine can reach.
"""

import socket
from collections.abc import Iterable, Sequence
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any, Protocol

import httpcore

from article_qa.index.deadline import Deadline
from article_qa.index.errors import FetchFailed, FetchRefused

UNICAST = ip_network("2000::/3")
NAT64 = ip_network("64:ff9b::/96")
# What `is_global` lets pass: protocol assignments, 6to4 relays, Azure's host service, documentation.
NOT_PUBLIC = tuple(map(ip_network, ("192.0.0.0/24", "192.88.99.0/24", "168.63.129.16/32", "3fff::/20")))


class Network(Protocol):
    """What the guard asks of the machine; addresses are in figures, never names."""

    def resolve(self, host: str) -> Sequence[str]:
        """Every address of `host`, at least one. Raises OSError for a name that has none."""

    def connect(self, address: str, port: int, timeout_seconds: float | None) -> httpcore.NetworkStream:
        """An open connection. Raises httpcore.ConnectError or httpcore.ConnectTimeout."""


class SystemNetwork:
    """The machine's own resolver and sockets. Proxies of the environment play no part."""

    def resolve(self, host: str) -> Sequence[str]:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
        return list(dict.fromkeys(str(entry[4][0]) for entry in found))

    def connect(self, address: str, port: int, timeout_seconds: float | None) -> httpcore.NetworkStream:
        return httpcore.SyncBackend().connect_tcp(address, port, timeout_seconds)


class Guard(httpcore.NetworkBackend):
    """Connections to public addresses only, all of which end at the deadline.

    A name is resolved once for each connection, and the connection goes to an
    address of that very answer: a name that answers differently the next time
    gains nothing. One private address among several refuses the name.
    """

    def __init__(self, network: Network, deadline: Deadline, *, allow_private: bool) -> None:
        self._network = network
        self._deadline = deadline
        self._allow_private = allow_private

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,  # noqa: ARG002
        socket_options: Iterable[Any] | None = None,  # noqa: ARG002
    ) -> httpcore.NetworkStream:
        addresses = self._checked(host)
        for address in addresses[:-1]:
            try:
                return self._connect(address, port, timeout)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return self._connect(addresses[-1], port, timeout)

    def _checked(self, host: str) -> Sequence[str]:
        try:
            addresses = self._network.resolve(host)
        # A label of more than 63 characters is a UnicodeError.
        except (OSError, UnicodeError) as exc:
            raise FetchFailed(host, "there is no such host, or no network") from exc
        for address in addresses:
            if not self._allow_private and not is_public(address):
                raise FetchRefused(
                    f"{host!r} is not a public host (its address is {address}); "
                    "if you trust it, add it with --allow-private"
                )
        return addresses

    def _connect(self, address: str, port: int, timeout: float | None) -> httpcore.NetworkStream:
        return _Timed(self._network.connect(address, port, _within(self._deadline, timeout)), self._deadline)


def is_public(address: str) -> bool:
    """Whether anyone on the internet could reach `address`; False for what is no address in figures."""
    try:
        ip = ip_address(address)
    except ValueError:
        return False
    if isinstance(ip, IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (IPv4Address(ip.packed[-4:]) if ip in NAT64 else None)
        if inner:
            return is_public(str(inner))
        if ip not in UNICAST:
            return False
    return ip.is_global and not ip.is_multicast and not any(ip in network for network in NOT_PUBLIC)


def _within(deadline: Deadline, timeout_seconds: float | None) -> float:
    """How long the next step may take. Raises httpcore.ReadTimeout once the time is over."""
    left = deadline.seconds_left
    if not left:
        raise httpcore.ReadTimeout("the time for the whole is over")
    return left if timeout_seconds is None else min(left, timeout_seconds)


class _Timed(httpcore.NetworkStream):
    """A connection whose every step ends at the deadline: a server may send one byte of its header a second."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _within(self._deadline, timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _within(self._deadline, timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        stream = self._stream.start_tls(ssl_context, server_hostname, _within(self._deadline, timeout))
        return _Timed(stream, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
