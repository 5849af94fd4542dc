"""Two answers are compared by what they tell, not by which quotes a search prefers."""

from dataclasses import replace
from datetime import date

import pytest

from article_qa.qa.answer import Answer, Status
from article_qa.qa.citation import Citation
from article_qa.qa.disagreement import Disagreement, ReportedValue
from article_qa.qa.receipts.receipt import CitationState, Receipt, VerifiedCitation
from article_qa.qa.watching.compare import changes
from article_qa.qa.watching.watches import AnswerChange

QUESTION = "How many passengers were injured?"
FOURTEEN = Citation(
    1, "a", "Ferry", "Courier", date(2026, 3, 1), None, "Fourteen were injured.", 0, 22, highlight=(0, 8)
)
NINETEEN = Citation(1, "b", "More", "Post", date(2026, 3, 3), None, "Nineteen were injured.", 0, 22, highlight=(0, 8))


def answer(*citations: Citation, status: Status = "answered", **facts: object) -> Answer:
    numbered = tuple(replace(each, number=n) for n, each in enumerate(citations, 1))
    return replace(Answer(QUESTION, QUESTION, status, "extract", (), numbered, {}), **facts)  # type: ignore[arg-type]


def receipt(before: Answer, state: CitationState = "stands", now: str | None = None) -> Receipt:
    return Receipt(
        tuple(VerifiedCitation(c.number, c.article_id, c.title, state, c.quote, now) for c in before.citations)
    )


def compared(before: Answer, after: Answer, state: CitationState = "stands", now: str | None = None) -> list[str]:
    return [change.text for change in changes(before, after, receipt(before, state, now))]


def test_the_same_quotes_in_another_order_are_no_change() -> None:
    assert compared(answer(FOURTEEN, NINETEEN), answer(NINETEEN, FOURTEEN)) == []


def test_a_quote_with_the_same_answer_is_no_change() -> None:
    other = replace(FOURTEEN, article_id="c", quote="The injured were fourteen.", highlight=(17, 25))
    assert compared(answer(FOURTEEN), answer(other)) == []


def test_another_value_in_place_of_the_first_is_told_with_both() -> None:
    assert compared(answer(FOURTEEN), answer(NINETEEN)) == [
        "Changed: Nineteen were injured. [1] (was: Fourteen were injured.)"
    ]


def test_a_value_beside_the_first_is_new() -> None:
    assert compared(answer(FOURTEEN), answer(FOURTEEN, NINETEEN)) == ["New: Nineteen were injured. [2]"]


def test_a_correction_is_told_once() -> None:
    values = (
        ReportedValue("nineteen", (1,), "Post", date(2026, 3, 3), True),
        ReportedValue("fourteen", (2,), "Courier", date(2026, 3, 1), False),
    )
    after = answer(NINETEEN, FOURTEEN, disagreements=(Disagreement("injured", "correction", values),))
    assert compared(answer(FOURTEEN), after) == ["Corrected: nineteen [1][2] (was: fourteen)"]
    assert compared(after, after) == []


def test_an_answer_that_a_search_lost_is_withdrawn_only_when_its_words_are_gone() -> None:
    refused = answer(status="abstained")
    assert compared(answer(FOURTEEN), refused) == []
    assert compared(answer(FOURTEEN), refused, "gone") == ["No longer borne out: Ferry (Courier, 1 March 2026)"]
    assert compared(answer(FOURTEEN), refused, "changed") == ["No longer borne out: Fourteen were injured."]


def test_words_that_another_article_still_bears_out_are_not_withdrawn() -> None:
    other = replace(FOURTEEN, article_id="c", quote="Fourteen people were hurt.")
    assert compared(answer(FOURTEEN, other), answer(other), "gone") == []


@pytest.mark.parametrize("status", ["abstained", "doubtful"])
def test_a_first_answer_is_new(status: Status) -> None:
    assert compared(answer(status=status), answer(FOURTEEN)) == ["New: Fourteen were injured. [1]"]
    assert compared(answer(FOURTEEN, status=status), answer(status=status)) == []


def test_a_change_is_read_back_from_its_json() -> None:
    change = AnswerChange("changed", "a", "b", (1, 2))
    assert AnswerChange.from_dict(change.as_dict()) == change
