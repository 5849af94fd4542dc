"""How the server stands in its network: what is in front of it, who else may use it, what it says of requests."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from article_qa.qa.web.phrases import AUTO

LogLevel: TypeAlias = Literal["critical", "error", "warning", "info", "debug"]


@dataclass(frozen=True, slots=True)
class Hosting:
    """What is said of it at the start.

    `origins` are other sites whose pages may use the doors for programs,
    `proxies` the addresses that may say who really asks, and `root_path` the
    prefix that a proxy serves it below ("/articles"). `language` is the code of
    the one that every reader gets, or "auto".
    """

    origins: tuple[str, ...] = ()
    proxies: tuple[str, ...] = ()
    root_path: str = ""
    has_access_log: bool = False
    log_level: LogLevel = "warning"
    language: str = AUTO


PLAIN = Hosting()
