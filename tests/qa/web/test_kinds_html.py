"""What the page shows of an answer beside its sentences."""

import re
from dataclasses import replace
from datetime import date

from article_qa.index.records import ArticleRef
from article_qa.qa.answer import Answer, Correction, Sentence
from article_qa.qa.citation import Citation
from article_qa.qa.web.conversation import Exchange
from article_qa.qa.web.conversation_html import conversation_html

CITATION = Citation(1, "a", "Bridge", "The Wire", date(2022, 11, 3), None, "It is shut.", 0, 11)
ANSWER = Answer(
    "Is it shut?", "Is it shut?", "answered", "extract", (Sentence("It is shut.", "quoted", (1,)),), (CITATION,), {}
)


def shown(*answers: Answer) -> str:
    return conversation_html([Exchange("Is it shut?", answer) for answer in answers])


def test_the_kind_is_named_once_by_id_at_the_newest_answer() -> None:
    timeline = replace(ANSWER, kind="timeline")
    html = shown(timeline, timeline)
    assert html.count('id="answer-kind"') == 1
    assert html.count(">Timeline</p>") == 2


def test_a_plain_fact_has_no_name_of_a_kind() -> None:
    assert "answer-kind" not in shown(ANSWER)


def test_each_event_of_a_timeline_stands_with_its_day() -> None:
    events = (
        Sentence("It opened.", "quoted", (1,), "", date(2019, 5, 1), "month"),
        Sentence("It is shut.", "quoted", (1,), "", date(2022, 11, 3)),
    )
    html = shown(replace(ANSWER, kind="timeline", sentences=events))
    assert re.findall(r'<li><span class="label">(.+?)</span>', html) == ["May 2019", "3 November 2022"]
    assert replace(ANSWER, kind="timeline", sentences=events).text == (
        "May 2019: It opened. [1]\n3 November 2022: It is shut. [1]"
    )


def test_a_remark_without_its_speakers_name_gets_it() -> None:
    said = Sentence("It is shut.", "quoted", (1,))
    spoken = replace(CITATION, speaker="Ada Moor")
    answer = replace(
        ANSWER, kind="sayings", sentences=(said, Sentence("Moor left.", "quoted", (1,))), citations=(spoken,)
    )
    assert answer.text == "Ada Moor: It is shut. [1]\nMoor left. [1]"
    assert '<li><span class="label">Ada Moor</span>' in shown(answer)


def test_each_line_of_a_comparison_names_its_outlet() -> None:
    other = replace(CITATION, number=2, publisher="Star")
    sides = (Sentence("It is shut.", "quoted", (1,)), Sentence("It is open.", "quoted", (2,)))
    answer = replace(ANSWER, kind="comparison", sentences=sides, citations=(CITATION, other))
    assert answer.text == "The Wire: It is shut. [1]\nStar: It is open. [2]"


def test_a_claim_shows_what_the_articles_make_of_it() -> None:
    html = shown(replace(ANSWER, kind="claim", verdict="contradicted"))
    assert '<p class="claim contradicted">The articles say otherwise.</p>' in html


def test_a_models_answer_is_not_called_undecided() -> None:
    claimed = replace(ANSWER, kind="claim", verdict="not_found")
    assert claimed.judgement.startswith("No sentence was found")
    assert replace(claimed, mode="llm", model="some-model").judgement == ""
    assert replace(claimed, status="abstained").judgement == ""


def test_the_programs_own_sentence_is_told_from_a_quote() -> None:
    counted = Sentence("2 articles mention “<bridge>”.", "computed", ())
    articles = (ArticleRef("a", "The <bridge>", "The Wire", None, None), ArticleRef("b", "Shut", None, None, None))
    answer = replace(ANSWER, kind="library", sentences=(counted,), citations=(), count=2, articles=articles)
    html = shown(answer)
    assert '<span class="sentence computed">2 articles mention “&lt;bridge&gt;”.</span>' in html
    assert "<cite>The &lt;bridge&gt;</cite>" in html and "The Wire, undated" in html
    assert "Answered by the program itself" in html and "Sources" not in html


def test_articles_that_the_sentence_names_are_not_listed_again() -> None:
    counted = Sentence("1 article mentions “bridge”: “Shut” (The Wire).", "computed", ())
    articles = (ArticleRef("b", "Shut", "The Wire", None, None),)
    assert "<h3>Articles" not in shown(replace(ANSWER, kind="library", sentences=(counted,), articles=articles))


def test_of_very_many_articles_the_first_are_listed() -> None:
    articles = tuple(ArticleRef(str(n), f"Report {n}", None, None, None) for n in range(60))
    html = shown(replace(ANSWER, kind="library", citations=(), articles=articles))
    assert html.count("<cite>") == 50
    assert "and 10 more" in html


def test_a_corrected_slip_can_be_taken_back_at_the_newest_answer() -> None:
    corrected = replace(ANSWER, corrections=(Correction("brigde", "bridge"),))
    html = shown(corrected, corrected)
    assert html.count("Searched for “bridge”.") == 2
    assert html.count('class="literal">Search for “brigde” instead</button>') == 1
