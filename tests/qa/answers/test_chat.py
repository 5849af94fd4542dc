"""A greeting is answered with a word, and nothing is cited."""

from datetime import date
from pathlib import Path
from typing import get_args

import pytest

from article_qa.qa.answers import chat
from article_qa.qa.questions.request import ChatTopic, Request
from tests.present import present
from tests.qa.answers.libraries import library_of

TODAY = date(2026, 5, 2)


@pytest.mark.parametrize("topic", get_args(ChatTopic))
def test_every_topic_has_a_word_of_the_program(topic: ChatTopic, tmp_path: Path) -> None:
    reply = present(chat.reply(Request("chat", "hi", chat_topic=topic), library_of(tmp_path, []), TODAY))
    assert reply.status == "answered"
    assert [sentence.verdict for sentence in reply.sentences] == ["computed"]
    assert reply.citations == ()


def test_the_program_says_what_it_is_and_that_it_does_not_translate(tmp_path: Path) -> None:
    library = library_of(tmp_path, [])
    itself = present(chat.reply(Request("chat", "who are you", chat_topic="self"), library, TODAY))
    language = present(chat.reply(Request("chat", "in French", chat_topic="language"), library, TODAY))
    assert "answers questions about the articles" in itself.sentences[0].text
    assert "does not translate" in language.sentences[0].text


def test_a_chat_without_a_known_topic_is_left_to_the_search(tmp_path: Path) -> None:
    assert chat.reply(Request("chat", "hm"), library_of(tmp_path, []), TODAY) is None
