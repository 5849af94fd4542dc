"""`serve` and `password`: the page, and who may use it."""

from enum import Enum
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from article_qa.index.extras import part
from article_qa.qa.cli.shared import Data, err, guarded, out, say_started
from article_qa.qa.web.passwords import is_open_to_others, line_for, read_passwords, token_line, write_line
from article_qa.qa.web.tokens import new_token


class Level(str, Enum):
    """How much the server says."""

    critical = "critical"
    error = "error"
    warning = "warning"
    info = "info"
    debug = "debug"


@guarded
def serve(
    data: Data,
    host: Annotated[
        str, typer.Option(help="Address to listen on; one that others can reach needs --auth.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on.")] = 7860,
    auth: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Names and passwords of those who may use the page.")
    ] = None,
    mcp: Annotated[bool, typer.Option("--mcp", help="Offer its answers as MCP tools as well, at /mcp.")] = False,
    allow_origin: Annotated[
        list[str] | None,
        typer.Option(metavar="ORIGIN", help="Let the pages of this site use /api, /v1 and /mcp; may be repeated."),
    ] = None,
    proxy: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ADDRESS",
            envvar="FORWARDED_ALLOW_IPS",
            help="Believe the X-Forwarded headers of this proxy or network; may be repeated.",
        ),
    ] = None,
    root_path: Annotated[
        str, typer.Option(metavar="PREFIX", help="Path under which a proxy serves the page, such as /articles.")
    ] = "",
    language: Annotated[
        str,
        typer.Option(
            metavar="CODE",
            envvar="QA_PAGE_LANGUAGE",
            help="Show the page in this language, as de; by default each reader gets the browser's.",
        ),
    ] = "auto",
    workers: Annotated[
        int,
        typer.Option(min=0, metavar="N", help="Answer in N processes beside that of the page; for many readers."),
    ] = 0,
    access_log: Annotated[bool, typer.Option("--access-log", help="Write a line for each request.")] = False,
    log_level: Annotated[Level, typer.Option(help="What to write to standard error.")] = Level.warning,
) -> None:
    """Serve the page for the browser, and the endpoints for programs."""
    say_started(f"Opening {str(data)!r}…")
    passwords = read_passwords(auth) if auth else None
    if auth and is_open_to_others(auth):
        err.print(
            f"[yellow]Note:[/] others on this machine can read {escape(repr(str(auth)))}; "
            f"close it to them with: chmod 600 {escape(str(auth))}",
            soft_wrap=True,
        )
    with part("the page", "web"):
        from article_qa.qa.web.hosting import Hosting
        from article_qa.qa.web.page import serve as serve_page

    proxies = [part for each in proxy or () for part in each.split(",") if part]
    hosting = Hosting(tuple(allow_origin or ()), tuple(proxies), root_path, access_log, log_level.value, language)
    serve_page(data, host=host, port=port, passwords=passwords, with_mcp=mcp, hosting=hosting, workers=workers)


@guarded
def password(
    name: Annotated[str, typer.Argument(help="The name to sign in with.")],
    auth: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Put the line into this file, in place of an earlier one for the name."),
    ] = None,
    token: Annotated[
        bool, typer.Option("--token", help="Make a token for a program instead. It is printed only once.")
    ] = False,
    write: Annotated[bool, typer.Option("--write", help="Let the token add and remove articles too.")] = False,
) -> None:
    """Ask for a password, twice, and make the line that lets NAME sign in with it."""
    if token:
        _make_token(name, auth, may_write=write)
        return
    if write:
        raise typer.BadParameter(
            "it goes with --token; who has a password may add and remove anyway", param_hint="--write"
        )
    line = line_for(name, typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True))
    if auth:
        write_line(auth, line)
        err.print(f"{escape(name)} may sign in: article-qa serve --auth {escape(str(auth))}", soft_wrap=True)
    else:
        out.print(line, markup=False, soft_wrap=True)


def _make_token(name: str, auth: Path | None, *, may_write: bool) -> None:
    made = new_token()
    line = token_line(name, made, may_write=may_write)
    if auth:
        write_line(auth, line)
        allowed = "read, add and remove" if may_write else "read"
        err.print(f"{escape(name)} may {allowed} with this token; it is not shown again.", soft_wrap=True)
    out.print(made, markup=False, soft_wrap=True)
    if not auth:
        out.print(line, markup=False, soft_wrap=True)
