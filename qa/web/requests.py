"""The body of a request, read as a whole and given on once more."""

from starlette.requests import Request
from starlette.types import Message, Receive


async def whole_body(request: Request, max_bytes: int) -> bytes | None:
    """The whole body; None when it is longer than `max_bytes`, whether or not it says so."""
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > max_bytes:
            return None
    return bytes(body)


def again(body: bytes, receive: Receive) -> Receive:
    """Give the body that was read once more, then what comes after it."""
    given: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def receiving() -> Message:
        return given.pop() if given else await receive()

    return receiving
