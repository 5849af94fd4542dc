"""Small talk is told from questions."""

import pytest

from article_qa.qa.questions.chat import chat_topic


@pytest.mark.parametrize(
    ("said", "topic"),
    [
        ("hey there", "greeting"),
        ("Thank you so much!", "thanks"),
        ("what can you do?", "self"),
        ("Are you a robot?", "self"),
        ("good night", "farewell"),
        ("Can you translate that into French?", "language"),
        ("great, thanks", "thanks"),
        ("How does this work?", "self"),
        ("Hello!", "greeting"),
        ("thanks 😊", "thanks"),
        ("that helps", "thanks"),
        ("you've been very helpful", "thanks"),
        ("okay bye, you were such a big help", "farewell"),
        ("that's it, you helped us a lot", "farewell"),
        ("hi there, what can you do?", "self"),
        ("Good morning! Who are you?", "self"),
        ("Hello, can you answer in Dutch?", "language"),
        ("bye", "farewell"),
        ("hey there, could you help me?", "self"),
        ("Please answer in German", "language"),
    ],
)
def test_small_talk_has_a_topic(said: str, topic: str) -> None:
    assert chat_topic(said) == topic


@pytest.mark.parametrize(
    "question",
    [
        "Hello, who owns the mill?",
        "thanks, and who built it?",
        "Who are they?",
        "What can the mayor do?",
        "great fire of Brenwick",
        "help for flood victims",
        "Can you tell me about the French election?",
        "good morning star" * 40,
    ],
)
def test_a_question_is_no_small_talk(question: str) -> None:
    assert chat_topic(question) is None
