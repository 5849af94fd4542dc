"""The JSON of a checked draft."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from article_qa.index.errors import RequestRejected
from article_qa.index.records import Scope
from article_qa.qa.drafts.draft import Draft
from tests.qa.drafts.libraries import assistant_over, checked


def test_a_draft_is_read_back_from_its_json(tmp_path: Path) -> None:
    with assistant_over(tmp_path) as assistant:
        draft = checked(
            assistant,
            "The mill in Ostrel employs 90 workers. The mill in Ostrel will move to Vale.",
            Scope(since=date(2025, 1, 1), publishers=("Ostrel Post",)),
        )
    assert draft.citations
    assert Draft.from_dict(draft.as_dict()) == draft
    assert Draft.from_dict(draft.as_dict() | {"later": 1}) == draft


@pytest.mark.parametrize("facts", [{}, {"sentences": [{}], "citations": []}, {"sentences": 1, "citations": []}])
def test_other_json_is_refused(facts: dict[str, object]) -> None:
    with pytest.raises(RequestRejected, match="not the JSON of a checked draft"):
        Draft.from_dict(facts)


def test_a_draft_without_sentences_is_borne_out() -> None:
    assert Draft(()).is_borne_out
    assert replace(Draft(()), warnings=("x",)).summary == ""
