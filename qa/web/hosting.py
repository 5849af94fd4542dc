"""How the server stands in its network: what is in front of it, who else may use it, what it says of requests."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hosting:
    """What is said of it at the start.

    `origins` are other sites whose pages may use the doors for programs.
    """

    origins: tuple[str, ...] = ()


PLAIN = Hosting()
