"""All that is asked for."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from article_qa.qa.answers import listing
from article_qa.qa.answers.reply import Reply
from article_qa.qa.questions.request import Request
from article_qa.qa.retrieval.search import LibrarySearch
from tests.present import present
from tests.qa.answers.annotated import Told, library_of, material

FARES = "What the ferry to Ostholm costs from May on:"


def prices(count: int) -> Told:
    goods = [f"- {name} to Ostholm: {n} crowns and a fee" for n, name in enumerate(map(str, range(count)), 1)]
    told = Told("Fares of the ferry", "\n".join([FARES, *goods, "The ferry runs daily."]))
    return told.is_a("list_item", *goods, lead=FARES)


def ask(library: LibrarySearch, text: str, subject: str = "") -> Reply:
    return present(listing.reply(material(library, Request("listing", text, subject))))


def test_a_list_is_given_whole_and_counted(tmp_path: Path) -> None:
    reply = ask(library_of(tmp_path, prices(7)), "what the ferry to Ostholm costs")
    (citation,) = reply.citations
    assert citation.quote.startswith(FARES)
    assert citation.quote.endswith("7 crowns and a fee")
    assert (reply.sentences[-1].text, reply.sentences[-1].verdict) == ("7 items are listed.", "computed")


def test_a_long_list_is_quoted_item_by_item(tmp_path: Path) -> None:
    reply = ask(library_of(tmp_path, prices(30)), "what the ferry to Ostholm costs")
    assert len(reply.citations) == 31
    assert reply.sentences[-1].text == "30 items are listed."


def test_what_names_several_things_comes_first(tmp_path: Path) -> None:
    text = "The ferry harbours are old. The ferry calls at the harbours of Ostholm, Westholm and Brenn. It runs daily."
    reply = ask(library_of(tmp_path, Told("A ferry", text)), "Which harbours does the ferry call at?")
    assert "Ostholm, Westholm and Brenn" in reply.citations[0].quote


def test_an_enumeration_of_the_asked_number_is_preferred(tmp_path: Path) -> None:
    text = (
        "The climbers left with ropes, axes, maps and bread. "
        "Rain fell for days. The climbers were Ada Lund, Per Oddman and Nils Quist. Nobody saw them again."
    )
    reply = ask(library_of(tmp_path, Told("Lost", text)), "Who were the three climbers?")
    assert "Ada Lund, Per Oddman and Nils Quist" in reply.citations[0].quote


def test_a_question_or_a_heading_is_no_item(tmp_path: Path) -> None:
    text = "Which towns have a ferry?\nOstholm has a ferry. Westholm has a ferry, too."
    told = Told("Ferries", text).is_a("question", "Which towns")
    reply = ask(library_of(tmp_path, told), "Which towns have a ferry?")
    assert "Which towns" not in " ".join(citation.quote for citation in reply.citations)
    assert len(reply.citations) == 1


def test_a_refusal_stands(tmp_path: Path) -> None:
    request = Request("listing", "Which volcanoes erupted?")
    library = library_of(tmp_path, prices(3))
    assert listing.reply(material(library, request, refusal="They never mention “volcanoes”.")) is None


def test_everybody_who_speaks_is_named_with_their_words(tmp_path: Path) -> None:
    told = (
        Told("Ferry to Ostholm stops", "The ferry stops. Ada Lund said it lost money. “It is a pity,” said Per Oddman. "
             "Lund said the harbour stays.", date(2031, 4, 2))
        .said("Ada Lund said it", "Ada Lund").said("“It is", "Per Oddman").said("Lund said the harbour", "Ada Lund")
    )  # fmt: skip
    reply = ask(library_of(tmp_path, told), "everyone who said something about the ferry", "the ferry")
    assert [citation.speaker for citation in reply.citations] == ["Ada Lund", "Per Oddman"]


def test_what_stands_under_a_heading_that_asks_the_same_comes_first(tmp_path: Path) -> None:
    text = (
        "Towns like their ferry towns.\nA town with its ferry is glad. Rain fell on Monday.\n"
        "Which towns have a ferry?\nOstholm: since May. Westholm: since June."
    )
    told = Told("Ferries", text).under("Which towns", "Ostholm", "Westholm")
    reply = ask(library_of(tmp_path, told), "Which towns have a ferry?")
    assert "Ostholm: since May." in " ".join(citation.quote for citation in reply.citations)


def test_other_articles_add_what_they_name(tmp_path: Path) -> None:
    first = Told("Ostholm bans cars", "The town of Ostholm has banned cars from its harbour. It was glad of that.")
    second = Told("Westholm bans cars", "The old town of Westholm banned cars by its harbour in May. It rained.")
    others = [Told(f"The {name} sings", f"A {name} sang on the roof all day.") for name in ("wren", "lark", "owl")]
    library = library_of(tmp_path, first, second, *others)
    asked = material(library, Request("listing", "Which towns have banned cars from the harbour?"))
    narrow = replace(asked, context=replace(asked.context, hits=asked.context.hits[:1]))
    reply = present(listing.reply(narrow))
    assert {citation.title for citation in reply.citations} == {"Ostholm bans cars", "Westholm bans cars"}


def test_the_paragraph_before_a_list_without_a_lead_in_is_read_with_it(tmp_path: Path) -> None:
    goods = ["- rope to Ostholm: 4", "- bread to Ostholm: 3"]
    text = "\n".join(["It is cold.", "Fares to Ostholm in crowns. Last year's are left out.", *goods])
    told = Told("Fares", text).is_a("list_item", *goods)
    (citation,) = ask(library_of(tmp_path, told), "what the fares to Ostholm are").citations
    assert citation.quote == text.removeprefix("It is cold.\n")


def test_the_rest_of_a_paragraph_that_begins_a_list_is_quoted(tmp_path: Path) -> None:
    text = (
        "The prizes of the ferry race went to three crews. Of the prizes of the ferry race one went to Ada Lund. "
        "Per Oddman was named best cook, and Nils Quist best singer.\nIt rained."
    )
    reply = ask(library_of(tmp_path, Told("A race", text)), "the prizes of the ferry race")
    assert "Nils Quist best singer" in reply.citations[0].quote
    assert "It rained." not in " ".join(citation.quote for citation in reply.citations)


def test_what_others_are_named_after_is_quoted_too(tmp_path: Path) -> None:
    lund = "Ada Lund and her men gave soup."
    other = "Other groups that gave to the ferry were the Wrens, the Larks and the Owls."
    text = "\n".join(["A long day at sea", "Gifts for the crew", lund, other])
    told = Told("Ferry day", text).under("Gifts for", lund, other)
    reply = ask(library_of(tmp_path, told), "the groups that gave to the ferry")
    assert {citation.quote for citation in reply.citations} == {lund, other}


def test_a_list_is_found_by_the_sentence_before_its_lead_in(tmp_path: Path) -> None:
    lead, books = "More good ones:", ["Lund, Ada. The Wreck", "Quist, Nils. The Storm"]
    text = "\n".join([f"The books that I like are about the sea. {lead}", *books, "It rained."])
    told = Told("A talk", text).is_a("list_item", "Lund", "The Wreck", "Quist", "The Storm", lead=lead)
    reply = ask(library_of(tmp_path, told), "the books that she likes about the sea")
    assert reply.citations[0].quote == text.removesuffix("\nIt rained.")
    assert reply.sentences[-1].text == "2 items are listed."


def test_where_nobody_is_named_the_names_of_people_are_not_listed(tmp_path: Path) -> None:
    library = library_of(
        tmp_path, Told("A fire", "Two men were arrested in Lund over the fire on the ferry to Ostholm.")
    )
    question = "What are the names of the two men arrested in Lund over the fire on the ferry?"
    assert listing.reply(material(library, Request("listing", question, ""))) is None
