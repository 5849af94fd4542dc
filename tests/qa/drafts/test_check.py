"""A draft is judged sentence by sentence, by the words of the articles."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from article_qa import check_draft
from article_qa.index.errors import DraftRejected
from article_qa.index.records import Scope
from article_qa.qa.assistant import Assistant
from article_qa.qa.drafts.splitting import MAX_CHARACTERS
from tests.present import present
from tests.qa.drafts.libraries import MILL, TODAY, assistant_over, checked


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with assistant_over(tmp_path_factory.mktemp("drafts")) as assistant:
        yield assistant


def test_each_sentence_has_its_verdict(assistant: Assistant) -> None:
    draft = checked(
        assistant,
        "The mill in Ostrel employs 140 workers. The mill in Ostrel employs 90 workers. "
        "The mill in Ostrel will move to Vale. Who will pay for it?",
    )
    assert [each.verdict for each in draft.sentences] == ["supported", "contradicted", "not_found", "no_claim"]
    assert draft.summary == "1 supported, 1 contradicted, 1 not found, 1 no claim"
    assert not draft.is_borne_out


def test_a_supported_sentence_has_the_words_that_say_so(assistant: Assistant) -> None:
    draft = checked(assistant, "The mill in Ostrel employs 140 workers.")
    citation = draft.cited(draft.sentences[0])[0]
    assert citation.quote == "The mill in Ostrel employs 140 workers."
    assert MILL.text[citation.start : citation.end] == citation.quote
    assert draft.is_borne_out


def test_a_contradicted_sentence_has_the_other_value(assistant: Assistant) -> None:
    draft = checked(assistant, "The mill in Ostrel employs 90 workers.")
    instead = present(draft.sentences[0].instead)
    assert (instead.kind, instead.text) == ("otherwise", "140")
    assert draft.sentences[0].reason == "the article says 140, not 90"
    citation = draft.citations[instead.citation - 1]
    start, end = present(citation.highlight)
    assert citation.quote[start:end] == "140"


def test_the_nearest_words_are_no_evidence(assistant: Assistant) -> None:
    (sentence,) = checked(assistant, "The mill in Ostrel will move to Vale.").sentences
    assert sentence.citations == ()
    assert present(sentence.instead).kind == "nearest"


def test_the_same_quote_has_one_number(assistant: Assistant) -> None:
    draft = checked(assistant, "The mill in Ostrel employs 90 workers. The mill in Ostrel employs 80 workers.")
    assert [each.citations for each in draft.sentences] == [(1,), (1,)]
    assert [citation.number for citation in draft.citations] == [1]


def test_offsets_count_code_points_of_the_draft(assistant: Assistant) -> None:
    text = "😀 The mill\tin Ostrel\r\nemploys 140 workers.\r\n\r\nIt was never sold."
    draft = checked(assistant, text)
    for each in draft.sentences:
        assert each.text == " ".join(text[each.start : each.end].split())


def test_outside_the_scope_nothing_is_found(assistant: Assistant) -> None:
    draft = checked(assistant, "The mill in Ostrel employs 140 workers.", Scope(publisher="Lund Post"))
    assert [each.verdict for each in draft.sentences] == ["not_found"]
    assert draft.citations == ()
    assert "Lund Post" in draft.warnings[0]


def test_another_language_is_not_judged(assistant: Assistant) -> None:
    (sentence,) = checked(assistant, "Die Mühle in Ostrel wurde von der Stadt und dem Land gebaut.").sentences
    assert (sentence.verdict, sentence.reason) == ("not_found", "only English can be checked")


@pytest.mark.parametrize("text", ["", " \n\t ", "—!?"])
def test_an_empty_draft_is_refused(assistant: Assistant, text: str) -> None:
    with pytest.raises(DraftRejected, match="the text is empty; give the sentences to check"):
        checked(assistant, text)


def test_a_draft_that_is_too_long_is_refused(assistant: Assistant) -> None:
    with pytest.raises(DraftRejected, match="50,001 characters; check at most 50,000 at a time"):
        checked(assistant, "a" * (MAX_CHARACTERS + 1))


def test_progress_is_told_for_search_and_check(assistant: Assistant) -> None:
    steps: list[tuple[str, int, int | None]] = []
    assistant.check(
        "The mill in Ostrel employs 140 workers. Why? It was never sold.", today=TODAY, step=lambda *s: steps.append(s)
    )
    assert steps == [("searched", 1, 2), ("searched", 2, 2), ("checked", 1, 2), ("checked", 2, 2)]


def test_a_draft_is_checked_against_the_library_in_a_folder(home: Path) -> None:
    (sentence,) = check_draft("The mayor of Lund has bought a boat.", home / "data", today=TODAY).sentences
    assert (sentence.verdict, sentence.reason) == ("not_found", "the articles never mention “Lund”")
