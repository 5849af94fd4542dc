"""Questions about the library are answered exactly, and say what was looked for."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from article_qa.index.records import EVERYTHING, Scope
from article_qa.qa.answers import library as about_library
from article_qa.qa.answers.reply import Reply
from article_qa.qa.questions.request import LibraryQuery, Request
from article_qa.qa.retrieval.search import LibrarySearch
from tests.present import present
from tests.qa.answers.libraries import library_of
from tests.qa.fakes import article

HERALD, GAZETTE = "Ostrel Herald", "Vale Gazette"
ARTICLES = [
    article(
        "Ostrel lost its tram depot to a fire. Ada Brenn, who runs it, was not there.",
        title="Fire at the depot", publisher=HERALD, published=date(2024, 3, 4),
    ),
    article(
        "Brenn's trams run again. The election comes later.",
        title="Trams run again", publisher=HERALD, published=date(2024, 3, 9),
    ),
    article(
        "The depot was insured. A fire chief spoke of luck, and of bees.",
        title="Interview with a fire chief", publisher=GAZETTE, published=date(2023, 12, 1),
    ),
    article("Six parties want to win both elections. An interview is planned.", title="Votes", publisher=GAZETTE),
]  # fmt: skip


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> LibrarySearch:
    return library_of(tmp_path_factory.mktemp("library"), ARTICLES)


def asked(
    library: LibrarySearch,
    query: LibraryQuery,
    subject: str = "",
    scope: Scope = EVERYTHING,
    *,
    is_yes_no: bool = False,
) -> Reply:
    request = Request("library", "any", subject, library_query=query, scope=scope, is_yes_no=is_yes_no)
    return present(about_library.reply(request, library, date(2026, 1, 1)))


def titles(reply: Reply) -> list[str]:
    return [ref.title for ref in reply.articles]


def said(reply: Reply) -> str:
    return " ".join(sentence.text for sentence in reply.sentences)


def test_a_name_is_counted_where_it_stands_with_the_query_in_words(library: LibrarySearch) -> None:
    reply = asked(library, "count_articles", "Brenn")
    assert (reply.status, reply.count) == ("answered", 2)
    assert said(reply) == (
        "2 articles mention “Brenn”: “Trams run again” (Ostrel Herald, 9 March 2024); "
        "“Fire at the depot” (Ostrel Herald, 4 March 2024)."
    )
    assert {sentence.verdict for sentence in reply.sentences} == {"computed"}
    assert reply.citations == ()


def test_a_subject_of_no_article_is_refused_with_the_count_zero(library: LibrarySearch) -> None:
    reply = asked(library, "list_articles", "wasps", is_yes_no=True)
    assert (reply.status, reply.count, reply.articles) == ("abstained", 0, ())
    assert reply.reason == "No article mentions “wasps” or “wasp”."


def test_whether_there_is_anything_is_answered_with_yes_and_the_list(library: LibrarySearch) -> None:
    reply = asked(library, "list_articles", "bees", is_yes_no=True)
    assert said(reply).startswith("Yes. 1 article mentions “bees” or “bee”: “Interview with a fire chief”")


def test_the_plural_of_a_common_noun_finds_the_singular(library: LibrarySearch) -> None:
    assert titles(asked(library, "list_articles", "elections")) == ["Trams run again", "Votes"]


def test_words_that_stand_apart_are_found_and_said_to_be_apart(library: LibrarySearch) -> None:
    reply = asked(library, "list_articles", "the depot fire")
    assert titles(reply) == ["Fire at the depot", "Interview with a fire chief"]
    assert said(reply).startswith(
        "No article mentions “depot fire” or “depot fires”, but 2 articles have all of these words: "
    )


def test_a_subject_that_ends_with_a_verb_has_no_plural(library: LibrarySearch) -> None:
    reply = asked(library, "list_articles", "the fire that reached the depot")
    assert reply is not None
    assert reply.reason == "No article mentions “fire that reached the depot”."


def test_two_names_are_mentioned_where_both_stand(tmp_path: Path) -> None:
    texts = ("Ada Brenn met Per Hald.", "Hald left. Then Brenn came.", "Brenn sleeps.")
    library = library_of(tmp_path, [article(text, title=text) for text in texts])
    reply = asked(library, "count_articles", "both Brenn and Hald")
    assert reply.count == 2
    assert said(reply).startswith("2 articles mention “Brenn” and “Hald”: ")


def test_articles_of_a_kind_are_told_by_their_titles(library: LibrarySearch) -> None:
    reply = asked(library, "list_articles", "interviews")
    assert titles(reply) == ["Interview with a fire chief"]
    assert said(reply).endswith("1 more mentions the word in the text only.")


def test_the_articles_of_an_outlet_are_counted(library: LibrarySearch) -> None:
    reply = asked(library, "count_articles", scope=Scope(publisher="vale gazette"))
    assert reply.count == 2
    assert said(reply).startswith("The library has 2 articles of Vale Gazette: ")


def test_days_narrow_the_count_and_undated_articles_are_said_to_be_left_out(library: LibrarySearch) -> None:
    reply = asked(library, "count_articles", scope=Scope(date(2024, 3, 1), date(2024, 3, 31)))
    assert reply.count == 2
    assert said(reply).startswith("The library has 2 articles from 1 to 31 March 2024: ")
    assert reply.warnings == ("1 article without a date was left out.",)


def test_an_outlet_that_no_article_names_is_said_to_be_unknown(library: LibrarySearch) -> None:
    reply = asked(library, "count_articles", scope=Scope(publisher="The Moon"))
    assert (reply.status, reply.count, reply.reason) == ("abstained", 0, "No article is from 'The Moon'.")


def test_outlets_are_counted(library: LibrarySearch) -> None:
    reply = asked(library, "count_outlets")
    assert reply.count == 2
    assert said(reply) == ("The articles are from 2 outlets: Ostrel Herald (2 articles); Vale Gazette (2 articles).")


def test_the_outlets_on_a_subject_are_named_wherever_its_words_stand(library: LibrarySearch) -> None:
    reply = asked(library, "list_outlets", "depot fire")
    assert reply.count == 2
    assert HERALD in said(reply) and GAZETTE in said(reply)


def test_the_newest_and_the_oldest_are_told_by_their_day(library: LibrarySearch) -> None:
    assert said(asked(library, "newest")) == "The newest article is “Trams run again” (Ostrel Herald, 9 March 2024)."
    assert titles(asked(library, "oldest")) == ["Interview with a fire chief"]
    assert titles(asked(library, "newest", "depot")) == ["Fire at the depot"]


def test_articles_of_one_day_are_the_newest_together(tmp_path: Path) -> None:
    day = date(2025, 6, 1)
    library = library_of(tmp_path, [article(f"A text of {name}.", title=name, published=day) for name in ("A", "B")])
    reply = asked(library, "newest")
    assert titles(reply) == ["A", "B"]
    assert said(reply).startswith("The newest articles are “A”")


def test_undated_articles_are_listed(library: LibrarySearch) -> None:
    reply = asked(library, "undated")
    assert (reply.count, titles(reply)) == (1, ["Votes"])
    assert asked(library, "undated", scope=Scope(publisher=HERALD)).count == 0


def test_the_topics_are_the_days_the_outlets_and_the_names(library: LibrarySearch) -> None:
    reply = asked(library, "topics")
    assert said(reply).startswith(
        "The library has 4 articles of 2 outlets, published from 1 December 2023 to 9 March 2024."
    )
    assert reply.count == 4


def test_a_long_list_names_ten_and_has_all(tmp_path: Path) -> None:
    library = library_of(tmp_path, [article(f"The {n}th text on Ostrel.", title=f"Title {n:02}") for n in range(14)])
    reply = asked(library, "list_articles", "Ostrel")
    assert (reply.count, len(reply.articles)) == (14, 14)
    assert said(reply).endswith("“Title 09” (undated); and 4 more in the list of articles.")


@pytest.mark.parametrize("subject", ["", "?!", "\ud800", "the", "(" * 200, "a\0b"])
def test_odd_subjects_are_answered_or_refused(library: LibrarySearch, subject: str) -> None:
    assert asked(library, "list_articles", subject).status in ("answered", "abstained")


def test_a_request_without_a_query_is_left_to_the_search(library: LibrarySearch) -> None:
    assert about_library.reply(Request("library", "any"), library, date(2026, 1, 1)) is None


def test_an_authors_articles_are_counted_and_not_those_that_name_them(tmp_path: Path) -> None:
    library = library_of(
        tmp_path,
        [
            replace(article("The weir holds.", title="Weir"), author="Pella Dorn and Ruben Aldous"),
            replace(article("Pella Dorn won the regatta.", title="Regatta"), author="Ruben Aldous"),
        ],
    )
    request = Request("library", "any", "pella dorn", speaker="pella dorn", library_query="count_articles")
    reply = present(about_library.reply(request, library, date(2026, 1, 1)))
    assert (titles(reply), reply.count) == (["Weir"], 1)
