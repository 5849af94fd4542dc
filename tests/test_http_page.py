"""The blocks of the page on HTTP are run, one after the other, by a real shell against a real server."""

import re
from contextlib import ExitStack

import pytest

from article_qa.qa.web.rest.openapi import document
from tests.running import running
from tests.test_readme import PAGES, ROOT, blocks
from tests.test_shell_blocks import PAGE, Shell, printed, shell

__all__ = ["shell"]
HTTP = ROOT / "docs" / "http.md"
# What each block must print, in their order; those that serve print nothing.
EXPECTED = (
    ['"status":"answered"'],
    ['"since":"2022-11-01"', '"today":"2022-11-30"'],
    ["event: answer", '"status": "answered"'],
    ['"passages":[{', "Suez"],
    ['"verdict":"supported"', '"verdict":"no_claim"', '"state":"stands"'],
    ["Lavrov in Amman", '"collections":[]', '"ready":true'],
    ["TY  - NEWS", "ER  -"],
    ['"added":1'],
    ['"added":1'],
    ['"title":"Bridge open"', '{"collection":"Bridges","changed":1}', '{"removed":["'],
    ['"since":"2022-01-01"', '"notices":[]', "<title>Article QA: standing questions</title>"],
    ['{"removed":["'],
    ['"note":"Ask the ministry."', '"state":"stands"'],
    ['"note":"The ministry has answered."', '{"removed":["'],
    ["[1]", "**Sources**", "/api/articles/"],
    ['"status":"answered"', '"added":1'],
    ["did you mean 'history'?"],
)


def test_every_block_of_the_page_does_what_it_says(shell: Shell) -> None:
    assert HTTP in PAGES
    expected = list(EXPECTED)
    with ExitStack() as servers:
        address = ""
        for block in blocks("sh", [HTTP]):
            before, serve, options = block.partition("article-qa serve")
            if not serve:
                said = printed(shell(block.replace(PAGE, address)))
                for words in expected.pop(0):
                    assert words in said, block
                continue
            if before.strip():
                printed(shell(before))
            servers.close()
            page = servers.enter_context(running(shell(f"exec article-qa serve {options.strip()} --port 0")))
            address = page.address
    assert expected == []


def test_the_page_names_every_address_of_the_api() -> None:
    text = re.sub(r"`", "", HTTP.read_text(encoding="utf-8"))
    for path, methods in document()["paths"].items():
        for method in methods:
            assert f"{method.upper()} {path.replace('{id}', 'ID')}" in text


@pytest.mark.parametrize("option", ["--allow-origin", "--token", "--write"])
def test_the_page_names_the_options_that_open_it(option: str) -> None:
    assert option in HTTP.read_text(encoding="utf-8")
