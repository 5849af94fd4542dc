"""Which outlets a question names as its source."""

import pytest

from article_qa.qa.questions.outlet_words import known_outlet, take_outlets

OUTLETS = ("Ellery Herald", "Brenwick Times", "Sollen Times", "CNN", "The Wire", "Nature")


@pytest.mark.parametrize(
    ("phrase", "outlet"),
    [
        ("the Ellery Herald", "Ellery Herald"),
        ("ellery herald", "Ellery Herald"),
        ("the Herald", "Ellery Herald"),
        ("Wire", "The Wire"),
        ("the Times", None),
        ("Hera", None),
        ("", None),
    ],
)
def test_an_outlet_is_known_by_its_name_or_its_end(phrase: str, outlet: str | None) -> None:
    assert known_outlet(phrase, OUTLETS) == outlet


@pytest.mark.parametrize(
    ("phrase", "outlet"),
    [
        ("The Daily Post", "www.dailypost.example"),
        ("the BBC", "news.bbc.co.uk"),
        ("Wikinews", "en.wikinews.org"),
        ("Post", None),
        ("org", None),
        ("CNN", "CNN"),
    ],
)
def test_an_outlet_is_known_by_its_address(phrase: str, outlet: str | None) -> None:
    assert (
        known_outlet(phrase, ("www.dailypost.example", "news.bbc.co.uk", "en.wikinews.org", "cnn.com", "CNN")) == outlet
    )


def test_the_middle_of_an_address_names_a_source() -> None:
    taken = take_outlets("Who won, according to CNN?", ["edition.cnn.com"])
    assert taken.publishers == ("edition.cnn.com",)


@pytest.mark.parametrize(
    ("question", "outlets", "text"),
    [
        ("How many died according to the Ellery Herald?", ("Ellery Herald",), "How many died?"),
        ("According to CNN, how many died?", ("CNN",), "how many died?"),
        ("Who was quoted by the Herald?", ("Ellery Herald",), "Who was?"),
        ("What did Hadley say about CNN?", (), "What did Hadley say about CNN?"),
        ("Which reporters from CNN were held?", (), "Which reporters from CNN were held?"),
        ("What was reported by the Times?", (), "What was reported by the Times?"),
    ],
)
def test_a_source_is_taken_off(question: str, outlets: tuple[str, ...], text: str) -> None:
    taken = take_outlets(question, OUTLETS)
    assert (taken.publishers, taken.text) == (outlets, text)


@pytest.mark.parametrize(
    ("question", "outlets", "text"),
    [
        ("articles from CNN about the dam", ("CNN",), "articles about the dam"),
        ("What is new in the Herald?", ("Ellery Herald",), "What is new?"),
        ("news in nature", (), "news in nature"),
        ("news from Brenwick", (), "news from Brenwick"),
    ],
)
def test_where_articles_are_asked_for_more_words_name_a_source(
    question: str, outlets: tuple[str, ...], text: str
) -> None:
    taken = take_outlets(question, OUTLETS, loosely=True)
    assert (taken.publishers, taken.text) == (outlets, text)
