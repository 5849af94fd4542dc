"""Tests of which sentences of an article state something."""

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from article_qa.index.annotate.sentences import annotated_sentences, is_question
from article_qa.index.annotations import AnnotatedSentence
from article_qa.index.records import Article

BODY = "The mill at Oxbarrow burned down on Friday, and nobody was hurt."


def article(text: str, *, title: str = "Mill burns down", author: str | None = None) -> Article:
    return Article("a", title, text, "0" * 64, "a.txt", author=author, published=date(2024, 5, 14))


def kinds(text: str) -> list[tuple[str, str]]:
    return [(text[each.start : each.end], each.kind) for each in annotated_sentences(article(text))]


def kind_of(sentence: str, text: str) -> str:
    return dict(kinds(text))[sentence]


def only(sentence: str, text: str) -> AnnotatedSentence:
    return next(each for each in annotated_sentences(article(text)) if text[each.start : each.end] == sentence)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("How many mills have burned down this year?", "question"),
        ("What to know about the Oxbarrow mill", "heading"),
        ("## What the fire brigade found", "heading"),
        ("**Loss of a landmark**", "heading"),
        ("**Oxbarrow Post: When did you see the smoke?**", "question"),
        ("Oxbarrow Post: When did you see the smoke?", "question"),
        ("How did you come to see the smoke first", "question"),
        ("By A. Writer", "byline"),
        ("Contributing: Mona Tarrow, Per Aske", "byline"),
        ("— Mona Tarrow, Oxbarrow Post", "byline"),
        ("Sign up for our trending newsletter", "newsletter"),
        ("Read more: The mills of the valley", "newsletter"),
        ("Related: Who owns the valley's mills", "newsletter"),
        ("Advertisement", "newsletter"),
        ("This story has been updated to add new information.", "newsletter"),
        ("© 2024 Oxbarrow Post. All rights reserved.", "newsletter"),
        ("Follow Mona Tarrow on Bluesky: @tarrow", "newsletter"),
        ("Mills of the valley:See which ones still grind their own flour", "newsletter"),
        ("Share this article", "newsletter"),
        ("The mill before the fire. Photo: Per Aske", "caption"),
        ("The old wheel of the mill.", "caption"),
        ("(https://mill.example/wheel)", "newsletter"),
        ("Mayor Ilse Grond (left) with the miller on Sunday.", "caption"),
        ("Tuesday, May 14, 2024", "dateline"),
        ("Updated May 14, 2024, 8:50 a.m. ET", "dateline"),
        ("OXBARROW —", "dateline"),
    ],
)
def test_what_only_stands_around_the_text_is_no_evidence(line: str, kind: str) -> None:
    text = f"{BODY}\n\n{line}\n\nThe fire brigade was called at nine."
    found = {each.kind for each in annotated_sentences(article(text)) if line.startswith(text[each.start : each.end])}
    assert found == {kind}
    assert kind_of(BODY, text) == "statement"


@pytest.mark.parametrize(
    "line",
    [
        '"How many sacks were in there?" he asked.',
        'Grond asked the miller: "How many sacks were in there?"',
        '"We have lost a hundred years of work in one night. What is left to say?"',
        "Advertising revenue of the Post fell by a tenth.",
        "This report was wrong, the mayor said.",
        "More articles of clothing were found in the ruins.",
        "Copyright law does not cover the plans of the mill.",
        "Correction: an earlier version of this article gave the wrong year.",
        "By Tuesday evening the fire was out.",
        "The wheel of the mill broke.",
        "The people of Oxbarrow want bread.",
        "The roads in the valley remain shut.",
        "I would do it again, honestly",
        "The council had already agreed to buy the mill from its owners",
        "Nobody saw it. Nobody",
    ],
)
def test_a_statement_is_kept_whatever_it_looks_like(line: str) -> None:
    text = f"{BODY}\n\n{line}\n\nThe fire brigade was called at nine."
    assert all(kind == "statement" for _, kind in kinds(text))


def test_where_no_line_ends_in_a_full_stop_none_is_a_heading() -> None:
    text = "ไฟไหม้โรงสีที่ริมแม่น้ำเมื่อวันศุกร์\n\nไม่มีผู้ได้รับบาดเจ็บ"
    assert [kind for _, kind in kinds(text)] == ["statement", "statement"]


def test_the_headline_and_the_writers_above_the_text_are_no_evidence() -> None:
    text = f"Mill burns down Tuesday, May 14, 2024\n\nMona Tarrow\n\nOxbarrow Post\n\n{BODY}"
    assert [kind for _, kind in kinds(text)] == ["heading", "byline", "byline", "statement"]


def test_who_the_writer_is_is_no_evidence_but_a_reporter_in_the_news_is() -> None:
    about = "Mona Tarrow is a reporter for the Oxbarrow Post."
    assert kind_of(about, f"{BODY}\n\n{about}") == "byline"
    assert kind_of(about, f"Tarrow was arrested at the gate on Friday.\n\n{BODY}\n\n{about}") == "statement"


def test_an_article_of_nothing_but_a_headline_keeps_it_as_evidence() -> None:
    assert kinds("Fire at the Oxbarrow mill") == [("Fire at the Oxbarrow mill", "statement")]


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize("sign", ["- ", "• ", ""])
def test_the_items_of_a_list_are_read_with_their_lead_in(gap: str, sign: str) -> None:
    lead_in = "The brigade lost this equipment:"
    text = gap.join([BODY, lead_in, f"{sign}two pumps", f"{sign}one ladder", "The town will pay for it."])
    item = only(f"{sign}two pumps", text)
    assert item.kind == "list_item"
    assert item.lead
    assert text[slice(*item.lead)] == lead_in
    assert only("The town will pay for it.", text).lead is None


def test_only_the_last_sentence_of_a_paragraph_leads_its_list_in() -> None:
    text = f"{BODY} It took these with it:\n\n- two pumps\n\n- one ladder"
    lead = only("- one ladder", text).lead
    assert lead
    assert text[slice(*lead)] == "It took these with it:"


def test_a_number_stays_with_its_item() -> None:
    text = f"{BODY}\n\n1. Two pumps were lost.\n\n2. The ladder was saved."
    assert kinds(text)[1:] == [("1. Two pumps were lost.", "list_item"), ("2. The ladder was saved.", "list_item")]


def test_many_short_lines_in_a_row_are_a_list_and_few_are_headings() -> None:
    prices = ["flour, one sack: 21.00", "bran, one sack: 9.50", "oats, one kilo: 2.10"]
    text = "\n\n".join([BODY, *prices, "The mill opens at seven."])
    assert {kind_of(price, text) for price in prices} == {"list_item"}
    text = f"{BODY}\n\nPrices at the mill\n\nWhat flour costs\n\nThe mill opens at seven."
    assert kind_of("Prices at the mill", text) == "heading"


def test_a_sentence_that_a_line_break_cuts_is_none_the_less_one() -> None:
    text = f"{BODY}\n\nThe vapour of the mill consists to the most part of H\n2 and a little oil."
    assert all(kind == "statement" for _, kind in kinds(text))


@pytest.mark.parametrize("rule", [["| --- | --- |"], []])
def test_the_rows_of_a_table_are_read_with_their_head(rule: list[str]) -> None:
    text = "\n".join([BODY, "| Item | Cost |", *rule, "| Pump | 3,400 euros |", "| Ladder | 910 euros |"])
    row = only("| Pump | 3,400 euros |", text)
    assert row.kind == "table_row"
    assert row.lead
    assert text[slice(*row.lead)] == "| Item | Cost |"
    assert kind_of("| Item | Cost |", text) == "heading"


def test_a_bar_of_links_is_no_table() -> None:
    assert kind_of("| News | Weather | Sport |", f"{BODY}\n\n| News | Weather | Sport |") == "newsletter"


def test_a_statement_knows_the_heading_or_question_above_it() -> None:
    text = f"{BODY}\n\n## The cause\n\nA lamp fell over.\n\nWho saw it first?\n\nThe miller saw it."
    for sentence, heading in (("A lamp fell over.", "## The cause"), ("The miller saw it.", "Who saw it first?")):
        found = only(sentence, text).heading
        assert found
        assert text[slice(*found)] == heading
    assert only(BODY, text).heading is None


def test_an_answer_without_a_verb_is_one() -> None:
    assert kind_of("The wheel of the mill.", f"{BODY}\n\nWhat was lost?\n\nThe wheel of the mill.") == "statement"


def test_a_question_in_a_paragraph_leaves_its_neighbours_as_they_are() -> None:
    text = "You rebuilt it twice. Why did you come back? There was work to do."
    assert [kind for _, kind in kinds(text)] == ["statement", "question", "statement"]


def test_a_question_needs_its_sign_at_the_end() -> None:
    assert is_question("¿Quién lo vio?")
    assert is_question("谁看见了？")
    assert not is_question("Who knows, he said.")


def test_a_sentence_has_the_day_of_its_event() -> None:
    days = only(BODY, BODY).days
    assert days
    assert days.first == days.last == date(2024, 5, 10)


PIECES = st.sampled_from(
    [
        "|",
        "- ",
        "1. ",
        "\n",
        "\n\n",
        ":",
        "?",
        '"',
        "“",
        "**",
        "# ",
        ". ",
        "By ",
        "May 5",
        " ",
        "Friday",
        "x",
        "Ж",
        "。",
        "\u0301",
    ]
)


@given(st.lists(PIECES | st.text(max_size=20), max_size=40).map("".join))
@settings(max_examples=300, deadline=None)
def test_any_text_has_exact_spans_in_order_that_cover_it(text: str) -> None:
    found = annotated_sentences(article(text, title="x", author="Mona Tarrow"))
    end = 0
    for each in found:
        assert end <= each.start < each.end <= len(text)
        assert text[each.start : each.end] == text[each.start : each.end].strip()
        for lead in filter(None, (each.lead, each.heading)):
            assert 0 <= lead[0] < lead[1] <= len(text)
        assert not text[end : each.start].strip()
        end = each.end
    assert not text[end:].strip()


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "piece",
    [
        "word ",
        "a.b? ",
        "| a ",
        "- a\n",
        "Items:\n",
        "May 5, ",
        '"Yes," ',
        "By X ",
        "a:B",
        "in 2019 and ",
        "(left) ",
        "x\n\n",
    ],
)
def test_odd_long_texts_take_seconds(piece: str) -> None:
    text = piece * (300_000 // len(piece))
    started = time.process_time()
    annotated_sentences(article(text))
    assert time.process_time() - started < 10
