"""The choice of embedder by the settings, and what is missing named with its remedy."""

from typing import Any

import pytest

from article_qa.index.embedders.choose import choose_embedder
from article_qa.index.embedders.endpoint import EndpointEmbedder
from article_qa.index.embedders.local import LocalEmbedder
from article_qa.index.errors import EmbedderUnavailable
from article_qa.index.settings import IndexSettings

ADDRESS = "http://127.0.0.1:1/v1"


def settings(**given: Any) -> IndexSettings:
    return IndexSettings(_env_file=None, **given)


def test_without_a_setting_it_is_the_local_one(embedder: LocalEmbedder) -> None:
    assert choose_embedder(settings()) is embedder


def endpoint(given: IndexSettings) -> EndpointEmbedder:
    chosen = choose_embedder(given)
    assert isinstance(chosen, EndpointEmbedder)
    return chosen


def test_the_environment_chooses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INDEX_EMBEDDER", "endpoint")
    monkeypatch.setenv("INDEX_EMBEDDING_BASE_URL", ADDRESS)
    monkeypatch.setenv("INDEX_EMBEDDING_MODEL", "nomic-embed-text")
    chosen = endpoint(IndexSettings())
    assert (chosen.name, chosen.host) == ("nomic-embed-text", "127.0.0.1:1")


def test_a_process_has_one_multilingual_embedder() -> None:
    chosen = choose_embedder(settings(embedder="multilingual"))
    assert chosen.name == "multilingual-e5-small-q4"
    assert choose_embedder(settings(embedder="multilingual")) is chosen


def test_openai_has_a_model_of_its_own() -> None:
    chosen = endpoint(settings(embedder="openai", embedding_api_key="sk-mine"))
    assert (chosen.name, chosen.host) == ("text-embedding-3-small", "api.openai.com")


def test_openai_takes_the_key_that_the_language_model_has(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-mine")
    assert choose_embedder(settings(embedder="openai", embedding_model="text-embedding-3-large")).name == (
        "text-embedding-3-large"
    )


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"embedder": "openai"}, "INDEX_EMBEDDER=openai needs a key; set OPENAI_API_KEY"),
        ({"embedder": "openai", "embedding_base_url": ADDRESS}, "set INDEX_EMBEDDER=endpoint"),
        ({"embedder": "endpoint", "embedding_base_url": ADDRESS}, "set INDEX_EMBEDDING_BASE_URL and INDEX_EMB"),
        ({"embedder": "endpoint", "embedding_model": "m"}, "set INDEX_EMBEDDING_BASE_URL and INDEX_EMB"),
    ],
)
def test_what_is_missing_is_named_with_the_remedy(given: dict[str, str], message: str) -> None:
    with pytest.raises(EmbedderUnavailable, match=message):
        choose_embedder(settings(**given))


def test_the_key_is_shown_nowhere() -> None:
    given = settings(embedder="openai", embedding_api_key="sk-secret")
    chosen = choose_embedder(given)
    for shown in (repr(given), repr(chosen), str(vars(chosen))):
        assert "sk-secret" not in shown


def test_the_key_for_openai_goes_to_no_other_endpoint() -> None:
    chosen = endpoint(
        settings(embedder="endpoint", embedding_base_url=ADDRESS, embedding_model="m", OPENAI_API_KEY="sk-secret")
    )
    assert chosen._client.api_key == "none"
