"""Questions and articles in several languages: the right sentence is quoted, and what is not there is refused."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from article_qa.index.embedders.local import local_embedder
from article_qa.index.embedders.multilingual import multilingual_embedder
from article_qa.index.ingest.embedding_worker import embed_pending
from article_qa.index.library import open_library
from article_qa.index.records import Article, Hit
from article_qa.index.settings import IndexSettings
from article_qa.qa.assistant import Assistant
from article_qa.qa.generation.llm import Model
from article_qa.qa.reading.answerability import Terms
from article_qa.qa.reading.context import Context
from article_qa.qa.reading.quote_selection import choose
from article_qa.qa.reading.sentence_reader import SentenceReading, lead
from tests.index.fakes import article, put
from tests.present import present
from tests.qa.fakes import ScriptedModel, whole

BRIDGE = article(
    "The old bridge over the Wadi was closed on Tuesday because engineers had found a crack in its main arch. "
    "Buses take the road by the port for now. "
    "Repairs will cost two million pounds, said the city council.",
    source="bridge",
    title="The Wadi bridge is closed",
)
FINAL = article(
    "The women's team of Norrby won the cup final on Sunday by three goals to one. "
    "Forty thousand people watched the match in the new stadium. "
    "The captain, Anna Lind, scored twice.",
    source="final",
    title="Norrby wins the cup",
)
WHEAT = article(
    "Farmers in the valley expect the smallest wheat harvest in twenty years. "
    "Almost no rain fell between March and June. "
    "The government promised to pay for seed and fodder.",
    source="wheat",
    title="A poor harvest in the valley",
)
FERRY = article(
    "Паром между островами не ходит с понедельника: у него сломался двигатель. "
    "Ремонт займёт три недели, сообщила компания. "
    "Жителей возят на катерах.",
    source="ferry",
    title="Паром не ходит",
)


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with open_library(tmp_path_factory.mktemp("library"), create=True) as library:
        library.settings = IndexSettings(embedder="multilingual")
        put(library, BRIDGE, FINAL, WHEAT, FERRY)
        embed_pending(library)
        yield Assistant.over(library)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("لماذا أُغلق الجسر القديم؟", "a crack in its main arch"),
        ("Почему закрыли старый мост?", "a crack in its main arch"),
        ("كم ستكلف إصلاحات الجسر؟", "two million pounds"),
        ("Сколько человек смотрели финал кубка?", "Forty thousand people"),
        ("من سجل هدفين في المباراة النهائية؟", "Anna Lind"),
        ("Какого урожая пшеницы ждут фермеры?", "smallest wheat harvest"),
        ("Why is the ferry between the islands not running?", "сломался двигатель"),
        ("Почему не ходит паром?", "сломался двигатель"),
        ("На чём возят жителей?", "на катерах"),
        ("Why was the bridge closed?", "a crack in its main arch"),
    ],
)
def test_the_sentence_that_says_it_is_found_across_languages(assistant: Assistant, question: str, words: str) -> None:
    answer = assistant.ask(question)
    assert answer.status == "answered"
    assert any(words in citation.quote for citation in answer.citations)
    for citation in answer.citations:
        of = present(assistant.catalog.article(citation.article_id))
        assert of.text[citation.start : citation.end] == citation.quote


@pytest.mark.parametrize(
    "question",
    [
        "ما عاصمة أستراليا؟",
        "Кто написал «Преступление и наказание»?",
        "كيف أطبخ الأرز؟",
        "Отчего бывает диабет?",
        "Сколько жителей в Хельсинки?",
    ],
)
def test_what_the_articles_do_not_say_is_refused(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.status == "abstained"
    assert answer.nearest


@pytest.mark.parametrize(
    ("question", "of", "by_sentence"),
    [
        pytest.param("Why was the bridge closed?", BRIDGE, False, id="all-english"),
        pytest.param("لماذا أُغلق الجسر القديم؟", BRIDGE, True, id="question-in-arabic"),
        pytest.param("Why is the ferry not running?", FERRY, True, id="passage-in-russian"),
    ],
)
def test_whole_sentences_are_read_only_where_not_all_is_english(question: str, of: Article, by_sentence: bool) -> None:
    hits = [Hit(whole(FINAL), 2.0), Hit(whole(of), 1.0)]
    articles = {each.id: each for each in (FINAL, of)}
    context = Context(
        question, date(2026, 1, 1), hits, articles, Terms({}, 0), local_embedder(), multilingual_embedder()
    )
    assert isinstance(context.reading, SentenceReading) is by_sentence


def test_a_models_sentence_that_cannot_be_checked_gives_way_to_quotes(assistant: Assistant) -> None:
    question = "لماذا أُغلق الجسر القديم؟"
    model = Model(ScriptedModel("أُغلق الجسر بسبب صدع. [1]"), "scripted")
    answer = replace(assistant, model=model).ask(question)
    assert answer.sentences == assistant.ask(question).sentences
    assert answer.mode == "extract"


ARTICLES = {each.id: each for each in (BRIDGE, FINAL)}


@pytest.fixture(scope="module")
def reading() -> SentenceReading:
    return SentenceReading([whole(BRIDGE), whole(FINAL)], ARTICLES, multilingual_embedder())


def test_every_sentence_is_ranked_with_its_place(reading: SentenceReading) -> None:
    ranked = reading.rank("من سجل هدفين؟")
    assert len(ranked) == 6
    assert ranked[0].text == "The captain, Anna Lind, scored twice."
    assert all(candidate.passage.text[candidate.start : candidate.end] == candidate.text for candidate in ranked)
    assert [c.score for c in ranked] == sorted((c.score for c in ranked), reverse=True)


def test_only_the_passages_named_are_looked_at(reading: SentenceReading) -> None:
    assert {c.passage.article_id for c in reading.rank("من سجل هدفين؟", within={whole(BRIDGE).id})} == {BRIDGE.id}


def test_the_sentences_chosen_come_near_the_best(reading: SentenceReading) -> None:
    ranked = reading.rank("كم ستكلف إصلاحات الجسر؟")
    quotes = choose(ranked, ARTICLES)
    quoted = [c for c in ranked for q in quotes if c.passage.article_id == q.article_id and q.start <= c.start < q.end]
    assert quoted
    assert all(ranked[0].match - candidate.match < 0.05 for candidate in quoted)


def test_the_lead_is_the_distance_from_the_mean(reading: SentenceReading) -> None:
    ranked = reading.rank("من سجل هدفين؟")
    assert lead(ranked) == pytest.approx(ranked[0].match - sum(c.match for c in ranked) / 6, abs=1e-6)
    assert lead([]) == 0


def test_the_questions_own_language_gives_a_passage_no_lead() -> None:
    articles = {each.id: each for each in (BRIDGE, FERRY)}
    ranked = SentenceReading([whole(BRIDGE), whole(FERRY)], articles, multilingual_embedder()).rank(
        "Отчего бывает диабет?"
    )
    assert ranked[0].passage.article_id == FERRY.id
    assert lead(ranked) < 0.05 < ranked[0].match - sum(c.match for c in ranked) / len(ranked)
