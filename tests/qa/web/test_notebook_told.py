"""What the notebook says of its quotes in the reader's language."""

import pytest

from article_qa.qa.answer import Answer
from article_qa.qa.notebook.saved_answers import SavedAnswer
from article_qa.qa.receipts.receipt import CitationState, Receipt, VerifiedCitation
from article_qa.qa.web.notebook_told import quotes_told
from article_qa.qa.web.phrases import Languages, speaking

GERMAN = Languages().language("de")


@pytest.mark.parametrize(
    ("states", "german"),
    [
        ([], ""),
        (["stands"], "Das Zitat steht noch so da"),
        (["stands", "stands"], "Alle 2 Zitate stehen noch so da"),
        (["changed"], "Das Zitat hat sich geändert"),
        (["gone"], "Das Zitat ist verschwunden"),
        (["changed", "stands"], "Von 2 Zitaten: 1 hat sich geändert"),
        (["gone", "gone", "stands"], "Von 3 Zitaten: 2 sind verschwunden"),
        (["changed", "gone", "changed"], "Von 3 Zitaten: 2 haben sich geändert und 1 ist verschwunden"),
    ],
)
def test_quotes_are_told_as_elsewhere_and_in_german(states: list[CitationState], german: str) -> None:
    receipt = Receipt(tuple(VerifiedCitation(1, "a", "Ferry", state, "words") for state in states))
    saved = SavedAnswer("1", Answer("Who?", "Who?", "abstained", "extract", (), (), {}), "", "2026-11-28", "", receipt)
    assert quotes_told(saved) == saved.told
    with speaking(GERMAN):
        assert quotes_told(saved) == german
