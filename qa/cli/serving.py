"""`serve`: the page."""

from typing import Annotated

import typer

from qa.cli.shared import Data, guarded


@guarded
def serve(
    data: Data,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on.")] = 7860,
) -> None:
    """Open the page, to ask in a browser."""
    import app as page

    page.serve(data, host=host, port=port)
