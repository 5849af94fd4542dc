"""What the page shows of an answer beside its sentences."""

import re
from dataclasses import replace
from datetime import date

from article_qa.index.records import ArticleRef
from article_qa.qa.answer import Answer, Correction, Sentence
from article_qa.qa.answers.quotes import MAY_NOT_ANSWER
from article_qa.qa.citation import Citation
from article_qa.qa.disagreement import Disagreement, ReportedValue
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
    assert html.count(">Timeline</span>") == 2


def test_a_plain_fact_has_no_name_of_a_kind() -> None:
    assert "answer-kind" not in shown(ANSWER)


def test_each_event_of_a_timeline_stands_with_its_day() -> None:
    events = (
        Sentence("It opened.", "quoted", (1,), "", date(2019, 5, 1), "month"),
        Sentence("It is shut.", "quoted", (1,), "", date(2022, 11, 3)),
    )
    html = shown(replace(ANSWER, kind="timeline", sentences=events))
    assert re.findall(r'datetime="(.+?)"><bdi>(.+?)</bdi>', html) == [
        ("2019-05", "May 2019"), ("2022-11-03", "3 November 2022"),
    ]  # fmt: skip
    assert replace(ANSWER, kind="timeline", sentences=events).text == (
        "May 2019: It opened. [1]\n3 November 2022: It is shut. [1]"
    )


def test_a_timeline_of_three_days_has_a_chart_of_when() -> None:
    events = tuple(Sentence("It is shut.", "quoted", (1,), "", date(2019 + year, 5, 1)) for year in (0, 0, 1, 4))
    timeline = replace(ANSWER, kind="timeline", sentences=events)
    html = shown(timeline)
    assert 'aria-label="4 events from 1 May 2019 to 1 May 2023"' in html
    places = [(float(x), float(y)) for x, y in re.findall(r'<circle cx="(.+?)" cy="(.+?)"', html)]
    assert [x for x, _ in places] == sorted(x for x, _ in places)
    assert places[0][0] == places[1][0] and places[1][1] < places[0][1]
    assert "<svg" not in shown(replace(timeline, sentences=events[:2])).partition("actions")[0]


def test_sayings_stand_under_their_speakers() -> None:
    others = [replace(CITATION, number=n, speaker=name) for n, name in ((2, "Ben Low"), (3, "Ada Moor"))]
    sentences = tuple(Sentence(f"It is shut, {n}.", "quoted", (n,)) for n in (1, 2, 3))
    citations = (replace(CITATION, speaker="Ada Moor"), *others)
    html = shown(replace(ANSWER, kind="sayings", sentences=sentences, citations=citations))
    assert re.findall(r'<h3 class="label"><bdi>(.+?)</bdi>', html) == ["Ada Moor", "Ben Low"]
    assert re.findall(r'class="sentence quoted" dir="auto">(.+?)<', html) == [f"It is shut, {n}." for n in (1, 3, 2)]


def test_each_line_of_a_comparison_names_its_outlet() -> None:
    other = replace(CITATION, number=2, publisher="Star")
    sides = (Sentence("It is shut.", "quoted", (1,)), Sentence("It is open.", "quoted", (2,)))
    answer = replace(ANSWER, kind="comparison", sentences=sides, citations=(CITATION, other))
    assert answer.text == "The Wire: It is shut. [1]\nStar: It is open. [2]"
    assert re.findall(r'<h3 class="label"><bdi>(.+?)</bdi>', shown(answer)) == ["The Wire", "Star"]


def test_two_articles_of_one_outlet_are_compared_by_their_headlines() -> None:
    other = replace(CITATION, number=2, article_id="b", title="Bridge open")
    sides = (Sentence("It is shut.", "quoted", (1,)), Sentence("It is open.", "quoted", (2,)))
    html = shown(replace(ANSWER, kind="comparison", sentences=sides, citations=(CITATION, other)))
    assert re.findall(r'<h3 class="label"><bdi>(.+?)</bdi>', html) == ["Bridge", "Bridge open"]


def test_a_list_is_numbered_and_says_how_many_entries_it_has() -> None:
    entries = (Sentence("It is shut.", "quoted", (1,)), Sentence("It is open.", "quoted", (1,)))
    html = shown(replace(ANSWER, kind="listing", sentences=entries))
    assert "· 2 entries" in html
    assert '<ol class="text lines listing' in html


def test_who_says_what_is_a_table() -> None:
    values = (
        ReportedValue("two", (1,), "The Wire", date(2022, 11, 3), True),
        ReportedValue("<three>", (2,), "Star", date(2022, 11, 1), False),
    )
    other = replace(CITATION, number=2, publisher="Star")
    html = shown(replace(ANSWER, citations=(CITATION, other), disagreements=(Disagreement("it", "conflict", values),)))
    rows = re.findall(r"<tr><th scope=.row. dir=.auto.>(.+?)</th><td><bdi>(.+?)</bdi></td><td>(.+?)[ <]", html)
    assert rows == [("two", "The Wire", "3"), ("&lt;three&gt;", "Star", "1")]
    assert "Reports differ" in html and html.count('class="leading">the latest') == 1


def test_a_claim_shows_what_the_articles_make_of_it() -> None:
    html = shown(replace(ANSWER, kind="claim", verdict="contradicted"))
    assert re.search(r'<p class="claim contradicted"><span class="sign" .+?>✗</span> The articles say otherwise.', html)


def test_what_may_not_answer_is_framed_and_said_once() -> None:
    html = shown(replace(ANSWER, status="doubtful", warnings=(MAY_NOT_ANSWER,)))
    framed = html[html.index('<div class="nearby">') : html.index("actions")]
    assert "Nearest; may not answer." in framed and "It is shut." in framed
    assert MAY_NOT_ANSWER not in html and 'class="direct"' not in html


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
    assert '<span class="sentence computed" dir="auto">2 articles mention “&lt;bridge&gt;”.</span>' in html
    assert "<bdi>The &lt;bridge&gt;</bdi></cite>" in html and "<bdi>The Wire</bdi>, <bdi>undated</bdi>" in html
    assert "Answered by the program itself" in html and "<h3>Sources" not in html


def test_articles_that_the_sentence_names_are_not_listed_again() -> None:
    counted = Sentence("1 article mentions “bridge”: “Shut” (The Wire).", "computed", ())
    articles = (ArticleRef("b", "Shut", "The Wire", None, None),)
    assert "<h3>Articles" not in shown(replace(ANSWER, kind="library", sentences=(counted,), articles=articles))


def test_of_very_many_articles_the_first_are_listed() -> None:
    articles = tuple(ArticleRef(str(n), f"Report {n}", None, None, None) for n in range(60))
    html = shown(replace(ANSWER, kind="library", citations=(), articles=articles))
    assert html.count("<cite ") == 50
    assert "and 10 more" in html


def test_a_corrected_slip_can_be_taken_back_at_the_newest_answer() -> None:
    corrected = replace(ANSWER, corrections=(Correction("brigde", "bridge"),))
    html = shown(corrected, corrected)
    assert html.count("Searched for <bdi>“bridge”</bdi>.") == 2
    assert html.count('class="literal">Search for “brigde” instead</button>') == 1
