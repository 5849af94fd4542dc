"""What all tests share: the one embedder, the starter articles, and a closed network."""

import ipaddress
import os
import socket
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from httpx._config import DEFAULT_TIMEOUT_CONFIG
from hypothesis import HealthCheck, settings

from article_qa.index.embedders.local import LocalEmbedder, local_embedder
from tests.postgres import PostgresServer, running_postgres
from tests.starters import library_of_starters

# A busy machine is no reason to fail. A run that decides always tries the same examples, others try new ones.
settings.register_profile(
    "steady", deadline=None, derandomize=bool(os.environ.get("CI")), suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("steady")

# Each process that a test starts loads hundreds of modules: the first one keeps them compiled for the others.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The files that take longest first: at the end they would keep one worker busy and the other waiting."""
    items.sort(key=lambda item: item.path.name != "test_real_model.py" and item.path.parent.name != "soak")


@pytest.fixture(scope="session", autouse=True)
def no_settings_from_outside() -> Iterator[None]:
    """What the machine's own environment says of keys, endpoints and folders counts for nothing here."""
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith(("QA_", "INDEX_", "OPENAI_"))]:
            patch.delenv(name)
        yield


@pytest.fixture(scope="session", autouse=True)
def patient_requests() -> None:
    """Requests of the tests wait a minute: a busy machine may take longer than the five seconds of httpx."""
    for part in ("connect", "read", "write", "pool"):
        setattr(DEFAULT_TIMEOUT_CONFIG, part, 60)
    assert httpx.Client().timeout == httpx.Timeout(60)


@pytest.fixture(scope="session")
def embedder() -> LocalEmbedder:
    return local_embedder()


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A PostgreSQL server for all tests that ask for one."""
    with running_postgres() as server:
        yield server


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a library of the starter articles in its folder `data`."""
    home = tmp_path_factory.mktemp("home")
    library_of_starters(home / "data")
    return home


@pytest.fixture(scope="session", autouse=True)
def outside_calls() -> Iterator[list[str]]:
    """Refuse every connection and look-up that leaves this machine; the list of those tried."""
    tried: list[str] = []

    def guarded(real: Callable[..., Any], host_of: Callable[..., str | bytes | None]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            host = host_of(*args)
            if not _is_local(host):
                tried.append(str(host))
                raise OSError(f"a test reached for the network: {host!r}")
            return real(*args, **kwargs)

        return call

    with pytest.MonkeyPatch.context() as patch:
        for name in ("connect", "connect_ex"):
            patch.setattr(socket.socket, name, guarded(getattr(socket.socket, name), _host_of_socket))
        patch.setattr(socket, "getaddrinfo", guarded(socket.getaddrinfo, lambda host, *_: host))
        yield tried


def _host_of_socket(own: socket.socket, address: tuple[str, int]) -> str | None:
    return None if own.family == socket.AF_UNIX else address[0]


def _is_local(host: str | bytes | None) -> bool:
    if host is None:
        return True
    name = host.decode() if isinstance(host, bytes) else host
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        return name in ("", "localhost")
    return address.is_loopback or address.is_unspecified
