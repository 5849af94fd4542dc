"""What an error of an OpenAI-compatible server says, be it asked for vectors or for words."""

from typing import TYPE_CHECKING

from article_qa.index.retries import asked_pause

if TYPE_CHECKING:
    import openai


# Shorter ones are no keys, such as the "none" that stands where there is none.
MIN_KEY_CHARACTERS = 6


def retry_after(exc: "openai.APIStatusError") -> float | None:
    """The seconds that the server asks to wait, when it says so in a way that makes sense."""
    return asked_pause(exc.response.headers.get("retry-after"))


def message_of(exc: "openai.APIStatusError") -> str:
    """The server's own words, for the log; where they repeat the key, it is left out."""
    body = exc.body if isinstance(exc.body, dict) else {}
    words = str(body.get("message") or exc.message)
    request = getattr(exc, "request", None)
    key = request.headers.get("authorization", "").removeprefix("Bearer ").strip() if request else ""
    return words.replace(key, "[the key]") if len(key) >= MIN_KEY_CHARACTERS else words
