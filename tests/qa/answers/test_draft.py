"""What takes the place of a sentence that could not be checked."""

from datetime import date

import pytest

from article_qa.index.embedders.local import local_embedder
from article_qa.index.records import Hit
from article_qa.qa.answers.draft import Draft, Unsupported
from article_qa.qa.answers.written import _unchecked
from article_qa.qa.reading.answerability import Terms
from article_qa.qa.reading.context import Context
from article_qa.qa.verification.check import Checked
from tests.qa.fakes import article, whole

MILL = article("The mill in Ostrel employs 140 workers. Per Hald opened the mill in 1998.", title="The mill")


@pytest.mark.parametrize("unsupported", ["quote", "mark", "drop"])
def test_quotes_take_the_place_of_an_unchecked_sentence(unsupported: Unsupported) -> None:
    context = Context(
        "How many workers does the mill employ?", date(2024, 1, 1), [Hit(whole(MILL), 2.0)], {MILL.id: MILL},
        Terms({}, 0), local_embedder(),
    )  # fmt: skip
    draft = Draft(context, unsupported)
    shown = [
        *draft.add(Checked("Die Mühle hat 140 Leute.", "unchecked", "", (), "German")),
        *draft.finish(is_whole=True),
    ]
    assert draft.refusal or shown
    assert all(sentence.verdict == "quoted" for sentence in draft.sentences)
    assert draft.unchecked == ["German"]


def test_the_warning_is_one_sentence() -> None:
    assert _unchecked(["German", "German"]) == (
        "2 sentences could not be checked in German beyond figures, days, names and denials, "
        "so quotes take their place."
    )
