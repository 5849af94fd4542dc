"""The words around a quote."""

from article_qa.index.records import Article
from article_qa.qa.citation import cite
from article_qa.qa.web.surroundings import SHOWN, surroundings
from tests.qa.fakes import article

MILL = article("The mill is old. It was shut in spring. Nobody <lives> there.", title="The mill of Ostrel")


def around(words: str, of: Article = MILL) -> tuple[str, str]:
    start = of.text.index(words)
    return surroundings([cite(1, of, start, start + len(words))], [of])[1]


def test_a_quote_has_the_sentence_before_it_and_the_one_after_it() -> None:
    assert around("It was shut in spring.") == ("The mill is old.", "Nobody <lives> there.")
    assert around("The mill is old.") == ("", "It was shut in spring.")
    assert around("Nobody <lives> there.") == ("It was shut in spring.", "")


def test_a_long_sentence_is_cut_at_a_word_on_the_side_that_is_farther() -> None:
    long = " ".join(["grinding"] * 60)
    before, after = around("Short.", article(f"{long}. Short. {long}.", title="Long"))
    assert before.startswith("… grinding ") and before.endswith(" grinding.")
    assert after.startswith("grinding ") and after.endswith(" grinding …")
    assert max(len(before), len(after)) <= SHOWN + 2


def test_an_article_that_is_gone_has_none() -> None:
    assert surroundings([cite(1, MILL, 0, 3)], []) == {}
