"""The Assistant with a model: what it writes is checked, what fails is replaced."""

import time
from collections.abc import Generator, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from llama_index.core.base.llms.types import ChatMessage, ChatResponse

from article_qa.index.embedders.local import FloatMatrix
from article_qa.index.ingest.add import add
from article_qa.index.library import Library, open_library
from article_qa.index.text.sentences import Span
from article_qa.qa.answer import Answer
from article_qa.qa.answers.draft import Unsupported
from article_qa.qa.answers.written import MODEL_FOUND_NOTHING, NOTHING_SUPPORTED
from article_qa.qa.assistant import Assistant
from article_qa.qa.generation.llm import Model, choose_model
from article_qa.qa.questions.follow_ups import Turn
from article_qa.qa.settings import QASettings
from tests.present import present
from tests.qa.fakes import (
    Reply,
    ScriptedModel,
    ScriptedServer,
    WordReader,
    breaks_after,
    ends_early,
    fails,
    hangs,
    says,
    scripted_server,
)

TEXT = """The mayor of Amman, Yousef al-Shawarbeh, shut the Wadi bridge on Monday because its pillars had cracked. \
Repairs of the Wadi bridge in Amman will cost 2.1 million dinars, the mayor said."""
QUESTION = "Why did the mayor of Amman shut the Wadi bridge?"
GOOD = "The mayor of Amman shut the Wadi bridge because its pillars had cracked. [1]"
DAY = date(2022, 11, 4)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    file = tmp_path_factory.mktemp("articles") / "amman.md"
    file.write_text(f"---\ntitle: Amman shuts a bridge\npublished: 2022-11-03\npublisher: The Wire\n---\n{TEXT}")
    with open_library(tmp_path_factory.mktemp("data") / "library", create=True) as library:
        add(library, [file])
        yield library


def assistant(
    library: Library, *pieces: str, replies: Sequence[Sequence[str]] = (), settings: QASettings | None = None
) -> tuple[Assistant, ScriptedModel]:
    model = ScriptedModel(*pieces, replies=replies)
    over = Assistant.over(library)
    wired = replace(over, model=Model(model, "scripted"), settings=settings or QASettings())
    return wired, model


def streamed(stream: Iterator[str | Answer]) -> tuple[list[str], Answer]:
    """The pieces of the draft, and the answer that ends it."""
    *pieces, answer = stream
    assert isinstance(answer, Answer)
    return [str(piece) for piece in pieces], answer


def with_server(library: Library, server: ScriptedServer, **settings: Any) -> Assistant:
    given = QASettings(base_url=server.url, model="m", **settings)
    return replace(Assistant.over(library), model=choose_model(given), settings=given)


def test_a_supported_sentence_is_answered_with_an_exact_quote(library: Library) -> None:
    answer = assistant(library, GOOD)[0].ask(QUESTION)
    assert (answer.status, answer.mode, answer.model) == ("answered", "llm", "scripted")
    assert [s.verdict for s in answer.sentences] == ["supported"]
    [citation] = answer.citations
    assert present(library.catalog.article(citation.article_id)).text[citation.start : citation.end] == citation.quote


def test_a_model_is_asked_before_anything_is_read(library: Library) -> None:
    reader, read_before = WordReader(), []

    class Asked(ScriptedModel):
        def stream_chat(self, messages: Sequence[ChatMessage], **kwargs: Any) -> Generator[ChatResponse, None, None]:
            read_before.extend(reader.seen)
            return super().stream_chat(messages, **kwargs)

    over = Assistant.over(library)
    wired = replace(over, reader=reader, model=Model(Asked(replies=[[GOOD]]), "scripted"), settings=QASettings())
    assert wired.ask(QUESTION).sentences
    assert read_before == []


def test_an_invented_sentence_is_marked_and_the_answer_partial(library: Library) -> None:
    settings = QASettings(unsupported="mark")
    answer = assistant(library, GOOD, " It was built in 1931 by the French. [1]", settings=settings)[0].ask(QUESTION)
    assert answer.status == "partial"
    assert [s.verdict for s in answer.sentences] == ["supported", "unsupported"]
    assert answer.text.count("(not supported: ") == 1
    assert answer.text.endswith(f"(not supported: {answer.sentences[1].reason})")
    assert answer.warnings == ()


def test_an_invented_sentence_gives_way_to_a_quote_that_answers(library: Library) -> None:
    answer = assistant(library, "It was built in 1931 by the French. [1] ", GOOD)[0].ask(QUESTION)
    assert [s.verdict for s in answer.sentences] == ["quoted", "supported"]
    assert "pillars had cracked" in answer.sentences[0].text
    assert (answer.status, answer.mode) == ("partial", "llm")
    assert answer.warnings == ("1 unsupported sentence was replaced by a quote.",)


def test_an_invented_sentence_stays_where_no_quote_is_left(library: Library) -> None:
    invented = " It was built in 1931. [1] It was built in 1932. [1] It was built in 1932. [1]"
    answer = assistant(library, GOOD, invented)[0].ask(QUESTION)
    quotes = assistant(library)[0].ask(QUESTION, mode="extract").sentences
    assert len({sentence.text for sentence in answer.sentences}) == len(answer.sentences)
    assert [s.verdict for s in answer.sentences][-1] == "unsupported"
    said = " ".join(citation.quote for citation in answer.citations)
    assert all(words in said for quote in quotes for words in quote.text.split(". "))


def test_an_invented_sentence_is_left_out_when_asked_for(library: Library) -> None:
    settings = QASettings(unsupported="drop")
    answer = assistant(library, GOOD, " It was built in 1931. [1]", settings=settings)[0].ask(QUESTION)
    assert [s.text for s in answer.sentences] == [GOOD.removesuffix(" [1]")]
    assert answer.status == "partial"


@pytest.mark.parametrize("unsupported", ["quote", "mark", "drop"])
def test_where_nothing_holds_the_quotes_take_the_place(library: Library, unsupported: Unsupported) -> None:
    settings = QASettings(unsupported=unsupported)
    invented = "It was built in 1931. [1] It has 40 arches. It was sold to France. It is red. [1] It is 12 km long."
    answer = assistant(library, invented, settings=settings)[0].ask(QUESTION)
    quotes = assistant(library)[0].ask(QUESTION, mode="extract")
    assert (answer.status, answer.mode, answer.model) == ("answered", "extract", None)
    assert answer.warnings == (NOTHING_SUPPORTED,)
    assert (answer.sentences, answer.citations) == (quotes.sentences, quotes.citations)


def test_a_true_sentence_off_the_point_is_followed_by_the_best_quote(library: Library) -> None:
    answer = assistant(library, "Repairs of the Wadi bridge will cost 2.1 million dinars. [1]")[0].ask(QUESTION)
    assert [s.verdict for s in answer.sentences] == ["supported", "quoted"]
    assert "pillars had cracked" in answer.sentences[1].text
    assert (answer.status, answer.warnings) == ("answered", ())


def test_a_true_sentence_without_a_number_gets_that_of_the_passage_that_bears_it_out(library: Library) -> None:
    answer = assistant(library, GOOD.removesuffix(" [1]"))[0].ask(QUESTION)
    assert (answer.status, answer.text) == ("answered", GOOD)
    assert answer.warnings == ()


@pytest.mark.parametrize("sign", [*map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A))], ids=ascii)
def test_what_turns_words_round_is_dropped_from_draft_and_answer(library: Library, sign: str) -> None:
    said = ("The mayor shut the ", f"{sign}Wadi", sign, f" bridge{sign} because its pillars had cracked. [{sign}1]")
    wired, _ = assistant(library, *said)
    pieces, answer = streamed(wired.stream(QUESTION))
    assert "".join(pieces) == "The mayor shut the Wadi bridge because its pillars had cracked. [1]"
    assert answer.text == "The mayor shut the Wadi bridge because its pillars had cracked. [1]"


def test_a_reply_of_nothing_but_such_signs_is_empty(library: Library) -> None:
    answer = assistant(library, "\u202e", settings=QASettings(timeout_seconds=1))[0].ask(QUESTION)
    assert any("reply was empty" in warning or "too long" in warning for warning in answer.warnings)


@pytest.mark.parametrize("said", ["Not in these articles.", "The passages do not answer this question."])
def test_where_a_model_refuses_the_nearest_quotes_are_shown_as_doubtful(library: Library, said: str) -> None:
    answer = assistant(library, said)[0].ask(QUESTION)
    quotes = assistant(library)[0].ask(QUESTION, mode="extract")
    assert (answer.status, answer.warnings) == ("doubtful", (MODEL_FOUND_NOTHING,))
    assert answer.sentences == quotes.sentences


def test_a_model_writes_the_answer_for_yes_or_no_beside_the_verdict(library: Library) -> None:
    over, model = assistant(library, GOOD)
    answer = over.ask("Did the mayor of Amman shut the Wadi bridge?")
    assert (answer.kind, answer.mode, answer.verdict) == ("claim", "llm", "supported")
    assert len(model.seen) == 1


def test_a_statement_is_held_against_the_articles_without_the_model(library: Library) -> None:
    over, model = assistant(library, GOOD)
    answer = over.ask("Repairs of the Wadi bridge will cost 2.1 million dinars.")
    assert (answer.kind, answer.mode, answer.verdict) == ("claim", "extract", "supported")
    assert model.seen == []


def test_what_plain_quotes_answer_is_called_a_fact(library: Library) -> None:
    answer = Assistant.over(library).ask("What did Amman promise about the Wadi bridge?")
    assert answer.status == "doubtful"
    assert answer.kind == "fact"


def test_without_evidence_the_model_is_not_called(library: Library) -> None:
    wired, model = assistant(library, GOOD)
    assert wired.ask("Who won the 2031 chess championship?").status == "abstained"
    assert model.seen == []


def test_the_mode_extract_leaves_the_model_alone(library: Library) -> None:
    wired, model = assistant(library, GOOD)
    assert wired.ask(QUESTION, mode="extract").mode == "extract"
    assert model.seen == []


def test_a_number_that_was_never_given_is_removed_and_warned_of(library: Library) -> None:
    answer = assistant(library, "The bridge was shut because its pillars had cracked. [1][7]")[0].ask(QUESTION)
    assert answer.sentences[0].citations == (1,)
    assert any("1 such numbers were removed" in warning for warning in answer.warnings)


def test_what_is_streamed_is_the_answer_which_ends_it(library: Library) -> None:
    *pieces, answer = assistant(library, "The Wadi bridge is shut [", "1", "]. It", " cracked.")[0].stream(QUESTION)
    assert len(pieces) == 2
    assert isinstance(answer, Answer)
    assert "".join(map(str, pieces)) == answer.text


def test_a_sentence_is_streamed_before_the_next_is_written(library: Library) -> None:
    written: list[str] = []

    class Slow(ScriptedModel):
        def stream_chat(self, messages: Sequence[ChatMessage], **kwargs: Any) -> Generator[ChatResponse, None, None]:
            for response in super().stream_chat(messages, **kwargs):
                written.append(response.delta or "")
                yield response
                time.sleep(0.5 if (response.delta or "").endswith("It ") else 0)

    over = Assistant.over(library)
    model = Model(Slow(replies=[[GOOD, " It ", "cracked. [1]"]]), "scripted")
    stream = replace(over, model=model, settings=QASettings()).stream(QUESTION)
    assert next(stream) == GOOD
    assert written == [GOOD, " It "]
    assert list(stream)


def test_what_a_model_takes_is_counted(library: Library) -> None:
    with scripted_server(says(GOOD)) as server:
        answer = with_server(library, server).ask(QUESTION)
    assert answer.usage
    assert (answer.usage.prompt_tokens, answer.usage.completion_tokens) == (412, 31)
    assert Answer.from_dict(answer.as_dict()).usage == answer.usage
    assert assistant(library)[0].ask(QUESTION, mode="extract").usage is None


def test_the_tokens_of_a_follow_up_count_too(library: Library) -> None:
    with scripted_server(says("What will the repairs of the Wadi bridge cost?"), says(GOOD)) as server:
        answer = with_server(library, server).ask("And what will it cost?", history=[Turn(QUESTION, GOOD)])
    assert answer.usage
    assert answer.usage.prompt_tokens == 2 * 412


@pytest.mark.parametrize(("finish", "says_so"), [("length", "reached its limit"), ("content_filter", "content filter")])
def test_a_reply_that_was_cut_says_so_and_has_no_half_sentence(library: Library, finish: str, says_so: str) -> None:
    with scripted_server(says(GOOD, " It was built in", finish=finish)) as server:
        answer = with_server(library, server).ask(QUESTION)
    assert answer.text == GOOD
    assert [warning for warning in answer.warnings if says_so in warning] == list(answer.warnings)


def test_a_model_that_breaks_off_leaves_what_holds_and_the_quotes(library: Library) -> None:
    with scripted_server(breaks_after("Repairs of the Wadi bridge will cost 2.1 million dinars. [1] It ")) as server:
        *pieces, answer = with_server(library, server).stream(QUESTION)
    assert isinstance(answer, Answer)
    assert [s.verdict for s in answer.sentences] == ["supported", "quoted"]
    assert "".join(map(str, pieces)) == answer.text
    assert (answer.status, answer.mode) == ("partial", "llm")
    assert "broke off" in answer.warnings[0]


def test_the_time_limit_covers_the_check_of_a_long_reply(library: Library) -> None:
    class Late(WordReader):
        def token_vectors(self, texts: Sequence[str]) -> list[tuple[FloatMatrix, list[Span]]]:
            time.sleep(0.3)
            return super().token_vectors(texts)

    over, settings = Assistant.over(library), QASettings(timeout_seconds=1.5)
    reply = [f"Repairs of the Wadi bridge will cost {n}.1 million dinars. [1] " for n in range(300)]
    model = Model(ScriptedModel(*reply), "scripted", timeout_seconds=1.5)
    reader = Late()
    answer = replace(over, reader=reader, model=model, settings=settings).ask(QUESTION)
    assert any("took too long" in warning for warning in answer.warnings)
    assert len(reader.seen) < 30


def test_the_model_is_told_the_passages_with_outlet_and_date(library: Library) -> None:
    wired, model = assistant(library, GOOD)
    wired.ask(QUESTION, today=DAY)
    assert 'from="Amman shuts a bridge | The Wire | 2022-11-03"' in model.seen[0]
    assert 'asked_on="2022-11-04"' in model.seen[0]


def test_a_follow_up_is_made_to_stand_alone_by_the_model(library: Library) -> None:
    wired, model = assistant(library, replies=[["What will the repairs of the Wadi bridge cost?"], [GOOD]])
    answer = wired.ask("And what will it cost?", history=[Turn(QUESTION, GOOD)])
    assert answer.searched == "What will the repairs of the Wadi bridge cost?"
    assert answer.question == "And what will it cost?"
    assert len(model.seen) == 2


def test_without_a_model_a_follow_up_takes_its_subject_along(library: Library) -> None:
    answer = Assistant.over(library).ask("What will it cost?", history=[Turn(QUESTION, GOOD)])
    assert "Amman" in answer.searched or "Wadi" in answer.searched
    assert "2.1 million" in answer.text


def test_without_history_nothing_is_condensed(library: Library) -> None:
    wired, model = assistant(library, GOOD)
    assert wired.ask(QUESTION).searched == QUESTION
    assert len(model.seen) == 1


@pytest.mark.parametrize(("said", "mode"), [("1 yes", "llm"), ("1 no", "extract")])
def test_the_judge_is_asked_when_it_is_wanted(library: Library, said: str, mode: str) -> None:
    wired, model = assistant(library, replies=[[GOOD], [said]], settings=QASettings(judge="llm"))
    assert wired.ask(QUESTION).mode == mode
    assert len(model.seen) == 2


@pytest.mark.parametrize(
    ("fault", "says_so"),
    [
        pytest.param([fails(401)], "refused the key", id="wrong key"),
        pytest.param([fails(429, code="insufficient_quota")], "no credit", id="no credit"),
        pytest.param([fails(429, retry_after="60")], "too many requests", id="rate limit"),
        pytest.param([fails(500)], "failed or broke off", id="server error"),
        pytest.param([fails(404)], "no such language model", id="no such model"),
        pytest.param([fails(400, code="context_length_exceeded")], "too long", id="context too long"),
        pytest.param([says(" ")], "empty", id="empty reply"),
        pytest.param([breaks_after("The Wadi bridge ")], "broke off", id="stream breaks"),
        pytest.param([ends_early("The Wadi bridge ")], "broke off", id="stream ends early"),
        pytest.param([hangs(30, drips=False)], "took too long", id="timeout"),
        pytest.param([hangs(30, drips=True)], "took too long", id="slow drip"),
    ],
)
def test_whatever_fails_the_quotes_come_once_with_a_warning(library: Library, fault: list[Reply], says_so: str) -> None:
    with scripted_server(says(GOOD)) as server:  # loading the client for the first time takes a moment
        with_server(library, server).ask(QUESTION)
    with scripted_server(*fault) as server:
        started = time.monotonic()
        answer = with_server(library, server, timeout_seconds=1.5).ask(QUESTION)
        took = time.monotonic() - started
    assert (answer.status, answer.mode, answer.model) == ("answered", "extract", None)
    assert [w for w in answer.warnings if says_so in w and w.endswith("These are quotes instead.")]
    assert len({c.quote for c in answer.citations}) == len(answer.citations) > 0
    assert took < 25  # far beyond its limit, short of the 30 seconds that the server hangs


def test_a_fault_that_passes_is_not_told(library: Library) -> None:
    with scripted_server(fails(500), says(GOOD)) as server:
        answer = with_server(library, server, timeout_seconds=10).ask(QUESTION)
    assert (answer.mode, answer.warnings) == ("llm", ())


def test_a_fault_while_condensing_asks_the_model_no_more(library: Library) -> None:
    with scripted_server(fails(401)) as server:
        answer = with_server(library, server).ask("What will it cost?", history=[Turn(QUESTION, GOOD)])
    assert len(server.requests) == 1
    assert answer.mode == "extract"
    assert len(answer.warnings) == 1
