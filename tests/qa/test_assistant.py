"""The Assistant from question to answer, over a real library."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from article_qa.index.embedders.endpoint import EndpointEmbedder
from article_qa.index.embedders.local import local_embedder
from article_qa.index.errors import QuestionRejected
from article_qa.index.ingest.add import add
from article_qa.index.ingest.chunking import cut
from article_qa.index.ingest.embedding_worker import embed_pending
from article_qa.index.library import Library, open_library
from article_qa.index.records import Scope
from article_qa.index.search import dense
from article_qa.index.text.cleaning import clean
from article_qa.qa.assistant import Assistant
from article_qa.qa.retrieval.search import LibrarySearch
from tests.present import present
from tests.qa.fakes import WordReader, always, article, fails, scripted_server

AMMAN = """The mayor of Amman, Yousef al-Shawarbeh, shut the Wadi bridge on Monday because its pillars had cracked.

He said: “It’s closed — for good.” Repairs would cost £2.1m, the city's engineers reckon."""
PARIS = "A café in Zürich burned down 🔥 on Tuesday. Nobody was hurt, said the fire chief, Jürg Müller."


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("articles")
    (folder / "amman.md").write_text(
        f"---\ntitle: Amman shuts a bridge\npublished: 2022-11-03\npublisher: The Wire\n---\n{AMMAN}"
    )
    (folder / "zurich.md").write_text(f"---\ntitle: Fire in a café\npublisher: The Gazette\n---\n{PARIS}")
    with open_library(tmp_path_factory.mktemp("data") / "library", create=True) as library:
        add(library, [folder])
        yield library


@pytest.fixture(scope="module")
def assistant(library: Library) -> Assistant:
    return Assistant.over(library)


@pytest.mark.parametrize(
    ("question", "language"),
    [("Pourquoi les piliers du port sont-ils rouges ?", "French"), ("من يملك السفينة الكبيرة في الميناء؟", "Arabic")],
)
def test_a_refusal_names_the_language_that_is_not_read(assistant: Assistant, question: str, language: str) -> None:
    answer = assistant.ask(question)
    assert answer.status == "abstained"
    assert answer.reason.startswith(f"The question is in {language}, and the default model reads English;")


def test_a_refusal_in_english_speaks_of_no_language(assistant: Assistant) -> None:
    assert "INDEX_EMBEDDER" not in assistant.ask("Who won the chess match in Lima?").reason


def test_an_answer_quotes_the_article_to_the_character(library: Library, assistant: Assistant) -> None:
    answer = assistant.ask("Why did the mayor of Amman shut the bridge?")
    assert answer.status == "answered"
    assert "pillars had cracked" in answer.citations[0].quote
    for citation in answer.citations:
        assert (
            present(library.catalog.article(citation.article_id)).text[citation.start : citation.end] == citation.quote
        )


def test_every_sentence_is_quoted_and_cites_its_own_words(assistant: Assistant) -> None:
    answer = assistant.ask("Why did the mayor of Amman shut the bridge?")
    quotes = {citation.number: citation.quote for citation in answer.citations}
    assert [(s.verdict, quotes[s.citations[0]]) for s in answer.sentences] == [
        ("quoted", s.text) for s in answer.sentences
    ]


def test_without_the_embedder_keywords_answer_with_a_warning(library: Library, assistant: Assistant) -> None:
    with scripted_server(fails(401)) as server:
        elsewhere = dense(library.catalog, library.vectors, EndpointEmbedder(server.url, "m"))
        rankers = dict(assistant.library.rankers) | {"dense": elsewhere}
        cut_off = replace(assistant, library=replace(assistant.library, rankers=rankers))
        answer = cut_off.ask("Why did the mayor of Amman shut the bridge?")
    assert "pillars had cracked" in answer.citations[0].quote
    (warning,) = answer.warnings
    assert "refused the key; check" in warning
    assert warning.endswith("Only keywords were searched.")


def test_a_citation_has_title_outlet_and_the_articles_own_date(assistant: Assistant) -> None:
    citation = assistant.ask("Why did the mayor of Amman shut the bridge?").citations[0]
    assert (citation.title, citation.dateline) == ("Amman shuts a bridge", "The Wire, 3 November 2022")


def test_an_article_without_a_date_is_undated(assistant: Assistant) -> None:
    assert assistant.ask("Where did a café burn down?").citations[0].dateline == "The Gazette, undated"


def test_without_evidence_it_abstains_and_shows_the_nearest(assistant: Assistant) -> None:
    answer = assistant.ask("Who won the 2031 chess championship?")
    assert (answer.status, answer.sentences, answer.citations) == ("abstained", (), ())
    assert answer.text.startswith("Not in these articles. They never mention")
    assert answer.nearest


def test_without_passages_nothing_is_read(library: Library) -> None:
    reader = WordReader()
    answer = Assistant(LibrarySearch(library.catalog, {"dense": always()}), reader).ask("Who won?")
    assert answer.status == "abstained"
    assert reader.seen == []


def test_an_empty_library_abstains(tmp_path: Path) -> None:
    with open_library(tmp_path / "empty", create=True) as empty:
        answer = Assistant.over(empty).ask("Who won?")
    assert answer.text == "Not in these articles. Nothing in the library comes near the question."


@pytest.mark.parametrize("question", ["", "   \n", "?!…", "\x00"])
def test_a_question_without_words_is_rejected(assistant: Assistant, question: str) -> None:
    with pytest.raises(QuestionRejected, match="is empty; ask"):
        assistant.ask(question)


def test_a_question_of_100_000_characters_is_rejected(assistant: Assistant) -> None:
    with pytest.raises(QuestionRejected, match="ask in at most 2,000"):
        assistant.ask("bridge " * 15_000)


def test_the_outlet_narrows_the_search_whatever_its_letter_case(assistant: Assistant) -> None:
    question = "Why did the mayor of Amman shut the bridge?"
    assert assistant.ask(question, scope=Scope(publisher="the wire")).status == "answered"
    assert assistant.ask(question, scope=Scope(publisher="The Gazette")).status == "abstained"


def test_an_unknown_outlet_is_named_in_the_refusal(assistant: Assistant) -> None:
    answer = assistant.ask("Why was the bridge shut?", scope=Scope(publisher="Nobody's News"))
    assert answer.reason == 'No article is from "Nobody\'s News".'


@pytest.mark.parametrize(
    ("scope", "status"),
    [
        (Scope(since=date(2022, 11, 3)), "answered"),
        (Scope(since=date(2022, 11, 4)), "abstained"),
        (Scope(until=date(2022, 11, 3)), "answered"),
        (Scope(until=date(2022, 11, 2)), "abstained"),
        (Scope(since=date(2022, 11, 1), until=date(2022, 11, 30), publisher="The Wire"), "answered"),
    ],
)
def test_dates_narrow_the_search(assistant: Assistant, scope: Scope, status: str) -> None:
    assert assistant.ask("Why did the mayor of Amman shut the bridge?", scope=scope).status == status


def test_a_span_of_time_omits_undated_articles_with_a_warning(assistant: Assistant) -> None:
    question = "Why did the mayor of Amman shut the bridge?"
    assert assistant.ask(question, scope=Scope(since=date(2022, 11, 3))).warnings == (
        "1 article without a date was left out.",
    )
    assert assistant.ask(question, scope=Scope(publisher="The Wire")).warnings == ()
    assert assistant.ask(question, scope=Scope(since=date(2022, 11, 3), publisher="The Wire")).warnings == ()


def test_the_json_has_the_keys_that_others_build_on(assistant: Assistant) -> None:
    facts = json.loads(json.dumps(assistant.ask("Why was the Amman bridge shut?").as_dict()))
    assert list(facts) == [
        "version", "question", "searched", "scope", "today", "kind", "status", "reason", "mode", "model", "sent_to",
        "text", "sentences", "citations", "reports", "nearest", "read", "warnings", "timings_ms", "usage",
        "verdict", "count", "articles", "corrections", "disagreements",
    ]  # fmt: skip
    assert list(facts["citations"][0]) == [
        "number", "article_id", "title", "publisher", "published", "url", "quote", "start", "end", "also_in",
        "more_copies", "sha256", "highlight", "speaker", "fragment", "link",
    ]  # fmt: skip
    assert list(facts["sentences"][0]) == ["text", "verdict", "citations", "reason", "day", "precision"]
    assert facts["citations"][0]["published"] == "2022-11-03"
    assert facts["timings_ms"].keys() == {"search", "read", "total"}


def test_the_text_carries_the_markers(assistant: Assistant) -> None:
    answer = assistant.ask("Why was the Amman bridge shut?")
    assert answer.text.split(" [1]")[0] == " ".join(answer.citations[0].quote.split())


def test_ten_readers_at_once_get_the_same_answer(assistant: Assistant) -> None:
    question = "Why did the mayor of Amman shut the bridge?"
    with ThreadPoolExecutor(10) as pool:
        answers = list(pool.map(assistant.ask, [question] * 20))
    assert len({(answer.text, answer.citations) for answer in answers}) == 1


AWKWARD = st.text(
    st.one_of(
        st.sampled_from("abc de.!?\r\n\x00\u0301\u200d\u202e\u2028אבגعربي🏳️‍🌈👩🏽“”‘’«»„\"'—–…[1]<b>&{{}}$ "),
        st.characters(),
    ),
    min_size=1,
    max_size=400,
)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(AWKWARD, AWKWARD)
@example("©", "©")
def test_whatever_the_text_every_quote_shown_is_its_slice(
    tmp_path_factory: pytest.TempPathFactory, one: str, other: str
) -> None:
    folder = tmp_path_factory.mktemp("library") / "data"
    texts = {n: clean(f"{text} The bridge of {n} is shut. {text}") for n, text in (("Amman", one), ("Paris", other))}
    with open_library(folder, create=True) as library:
        for name, text in texts.items():
            each = article(text, title=name)
            library.catalog.put(each, cut(each, local_embedder().count_tokens))
        embed_pending(library)
        answer = Assistant.over(library).ask("Which bridge is shut in Amman or Paris?")
    # A sentence that begins with this sign is a copyright notice, and no evidence.
    assert answer.citations or answer.nearest or all("©" in text for text in texts.values())
    for citation in (*answer.citations, *answer.nearest):
        assert texts[citation.article_id][citation.start : citation.end] == citation.quote


def test_of_two_fitting_reports_the_nearer_in_time_is_read_first(tmp_path: Path) -> None:
    for day, dog in (("2024-02-14", "Sage the poodle"), ("2025-02-12", "Monty the schnauzer")):
        text = f"A dog called {dog} won best in show at the kennel club's dog show on Tuesday night."
        (tmp_path / f"{day}.md").write_text(f"---\ntitle: A dog wins\npublished: {day}\n---\n{text}")
    for number in range(12):
        (tmp_path / f"{number}.md").write_text(
            f"Ring {number} of the kennel club's show is swept by {number + 2} people."
        )
    with open_library(tmp_path / "data", create=True) as library:
        add(library, [tmp_path])
        assistant = Assistant.over(library)
        question = "Which dog won best in show at the kennel club's dog show?"
        for today, dog in ((date(2024, 2, 16), "Sage"), (date(2025, 2, 13), "Monty")):
            best = assistant.search(question, today=today).hits[0]
            assert dog in best.quote
