"""Tests of which ranked sentences may bear an answer out."""

from article_qa.index.annotate.sentences import annotated_sentences
from article_qa.index.annotations import Annotations
from article_qa.index.records import Article
from article_qa.index.text.sentences import sentences
from article_qa.qa.reading.evidence_sentences import evidence_sentences
from article_qa.qa.reading.late_interaction import Candidate
from article_qa.qa.reading.quote_selection import choose
from tests.qa.fakes import article, whole

BODY = "The weir at Oxbarrow broke on Friday, and nobody was hurt."


def kept(source: Article, *, is_annotated: bool = True) -> list[Candidate]:
    passage = whole(source)
    ranked = [Candidate(passage, a, b, source.text[a:b], 0.5, 0.5 - a / 1000) for a, b in sentences(source.text)]
    known = {source.id: Annotations(tuple(annotated_sentences(source)))} if is_annotated else {}
    return evidence_sentences(ranked, {source.id: source}, known)


def texts(source: Article, *, is_annotated: bool = True) -> list[str]:
    return [candidate.text for candidate in kept(source, is_annotated=is_annotated)]


def quote_of(text: str, source: Article) -> str:
    """The quote of the kept sentence `text`."""
    found = [candidate for candidate in kept(source) if candidate.text == text]
    quote = choose(found, {source.id: source})[0]
    return source.text[quote.start : quote.end]


def test_questions_headings_and_boxes_are_left_out() -> None:
    source = article(f"What broke the weir?\n\nA night of rain\n\n{BODY}\n\nSign up for our newsletter")
    assert texts(source) == [BODY]


def test_an_article_without_annotations_is_taken_as_it_is() -> None:
    source = article(f"What broke the weir?\n\n{BODY}")
    assert texts(source, is_annotated=False) == ["What broke the weir?", BODY]


def test_a_passage_of_headings_alone_has_no_evidence() -> None:
    assert texts(article(f"What broke the weir?\n\n{BODY}"))[0] == BODY
    source = article(f"Sign up for our newsletter\n\nRead more: The weirs\n\n{BODY}")
    assert texts(source) == [BODY]


def test_a_row_or_numbered_item_that_was_cut_is_whole_again() -> None:
    source = article(f"{BODY}\n\n1. Two pumps were lost.\n\n2. A boat was lost.\n\n| a.m. | 3 p.m. Boat |\n| 4 | 5 |")
    assert "1. Two pumps were lost." in texts(source)
    assert "| a.m. | 3 p.m. Boat |" in texts(source)
    assert len(texts(source)) == len(set(texts(source)))


def test_a_list_item_is_quoted_with_its_lead_in() -> None:
    source = article(f"{BODY}\n\nThe town lost these machines in the night:\n\n- two pumps\n\n- one boat")
    assert quote_of("- one boat", source) == "The town lost these machines in the night:\n\n- two pumps\n\n- one boat"


def test_a_lead_in_is_quoted_with_its_list() -> None:
    lead_in = "The town lost these machines in the night:"
    source = article(f"{BODY}\n\n{lead_in}\n\n- two pumps\n\n- one boat\n\nIt will buy others.")
    assert quote_of(lead_in, source) == f"{lead_in}\n\n- two pumps\n\n- one boat"


def test_a_lead_in_is_quoted_with_as_much_of_its_list_as_fits() -> None:
    lead_in = "The town lost these machines in the night:"
    items = "\n\n".join(f"- pump {number} of the old upper pumping station" for number in range(12))
    quote = quote_of(lead_in, article(f"{BODY}\n\n{lead_in}\n\n{items}"))
    assert quote.endswith("station")
    assert 40 < len(quote.split()) <= 60


def test_an_item_far_below_its_lead_in_is_quoted_alone() -> None:
    items = "\n\n".join(f"- pump {number} of the old upper pumping station" for number in range(12))
    source = article(f"{BODY}\n\nThe town lost these machines in the night:\n\n{items}\n\n- one boat")
    assert quote_of("- one boat", source) == "- one boat"


def test_a_heading_is_no_part_of_a_quote_that_looks_back() -> None:
    source = article(f"{BODY}\n\n## The mayor\n\nHe said that it would be mended.\n\nIt will cost nothing.")
    assert quote_of("He said that it would be mended.", source) == "He said that it would be mended."
    assert quote_of("It will cost nothing.", source).startswith("He said")
