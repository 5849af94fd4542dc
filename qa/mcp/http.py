"""The server over streamable HTTP, as an ASGI application for whoever listens."""

from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Any

from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from mcp.server.transport_security import TransportSecuritySettings

from article_qa.qa.mcp.logs import quiet
from article_qa.qa.mcp.served import Served
from article_qa.qa.mcp.server import build_server


@dataclass(frozen=True, slots=True)
class McpOverHttp:
    """An ASGI application. It answers while `running`, each request on its own."""

    manager: StreamableHTTPSessionManager

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        await self.manager.handle_request(scope, receive, send)

    def running(self) -> AbstractAsyncContextManager[None]:
        """To be entered once, before the first request."""
        quiet()
        return self.manager.run()


def over_http(served: Served) -> McpOverHttp:
    """The MCP server over `served`. Names and origins are for the gate in front to look at."""
    security = TransportSecuritySettings(enable_dns_rebinding_protection=False)
    manager = StreamableHTTPSessionManager(
        build_server(served), json_response=True, stateless=True, security_settings=security
    )
    return McpOverHttp(manager)
