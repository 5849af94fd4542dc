"""Replies in JSON, and what is none."""

import pytest

from article_qa.qa.generation.unpacking import JsonUnpacker


def passed(*pieces: str) -> str:
    unpacker = JsonUnpacker()
    return "".join([*map(unpacker.feed, pieces), unpacker.close()])


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('{"answer": "It fell. [1]"}', id="plain"),
        pytest.param('```json\n{"answer": "It fell. [1]"}\n```', id="fenced"),
        pytest.param('{"answer": "It fell.", "citations": [1]}', id="numbers-beside"),
        pytest.param('{"sentences": [{"text": "It fell.", "passage": 1}]}', id="sentences"),
        pytest.param('{"response": {"answer": "It fell. [1]"}}', id="nested"),
        pytest.param('{"answer": "It fell. [1]", "confid', id="cut"),
        pytest.param('{"answer": "It fell. [1]"} I hope this helps.', id="talk-after-it"),
    ],
)
def test_the_answer_is_unpacked(text: str) -> None:
    assert passed(text) == "It fell. [1]"
    assert passed(*text) == "It fell. [1]"


@pytest.mark.parametrize("text", ["It fell. [1]", '{"mood": 3}', "{ it fell }", "```python\nx\n```", "", "`x` fell"])
def test_anything_else_is_passed_on_as_it_came(text: str) -> None:
    assert passed(*text) == text


def test_text_is_passed_on_at_once() -> None:
    unpacker = JsonUnpacker()
    assert [unpacker.feed(piece) for piece in ("It", " fell")] == ["It", " fell"]
