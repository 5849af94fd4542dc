"""A client that reads endpoints which answer a request for a stream with the whole reply at once."""

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import httpx


def streaming_client(**settings: Any) -> "httpx.Client":
    """An HTTP client for the vendor's, to which a whole reply comes as a stream of one piece."""
    import httpx
    import openai

    class StreamingClient(openai.DefaultHttpxClient):
        def send(self, request: httpx.Request, **options: Any) -> httpx.Response:
            response = super().send(request, **options)
            return _streamed(response) if options.get("stream") else response

    return StreamingClient(**settings)


def _streamed(response: "httpx.Response") -> "httpx.Response":
    import httpx

    if not response.is_success or "json" not in response.headers.get("content-type", ""):
        return response
    try:
        content = response.read()
    finally:
        response.close()
    headers = {"content-type": "text/event-stream"}
    return httpx.Response(response.status_code, headers=headers, content=_events(content), request=response.request)


def _events(content: bytes) -> bytes:
    """The events that a stream of this reply would have had; what is not JSON stays as it is."""
    try:
        body = json.loads(content)
    except ValueError:
        return content
    if not isinstance(body, dict):
        return content
    choices = [
        {"index": n, "delta": choice.get("message") or {}, "finish_reason": choice.get("finish_reason") or "stop"}
        for n, choice in enumerate(body.get("choices") or [])
        if isinstance(choice, dict)
    ]
    chunk = body | {"object": "chat.completion.chunk", "choices": choices}
    return f"data: {json.dumps(chunk)}\n\ndata: [DONE]\n\n".encode()
