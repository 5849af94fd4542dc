"""What an error of an OpenAI-compatible server says, be it asked for vectors or for words."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import openai


def retry_after(exc: "openai.APIStatusError") -> float | None:
    """The seconds that the server asks to wait, when it says so in seconds."""
    try:
        return max(0.0, float(exc.response.headers["retry-after"]))
    except (KeyError, ValueError):
        return None


def message_of(exc: "openai.APIStatusError") -> str:
    """The server's own words, on one short line."""
    body = exc.body if isinstance(exc.body, dict) else {}
    return " ".join(str(body.get("message") or exc.message).split())[:200]
