"""The dated events of a subject."""

from datetime import date
from pathlib import Path

import pytest

from article_qa.index.records import EVERYTHING, Scope
from article_qa.qa.answers import timeline
from article_qa.qa.answers.reply import Reply
from article_qa.qa.questions.request import Request
from article_qa.qa.retrieval.search import LibrarySearch
from tests.present import present
from tests.qa.answers.annotated import Told, library_of, material

FIRST = Told(
    "Dam at Ostholm breaks",
    "The dam at Ostholm broke on Monday. Two farms were flooded. Engineers had found a crack in the wall in March.",
    date(2031, 4, 2),
).happened("The dam at", date(2031, 4, 1)).happened("Engineers", date(2031, 3, 1), date(2031, 3, 31))  # fmt: skip
SECOND = Told(
    "New dam for Ostholm",
    "Ostholm gets a new dam. The dam at Ostholm broke on 1 April. The village was founded in 1802.",
    date(2031, 9, 9),
).happened("The dam at", date(2031, 4, 1)).happened("The village", date(1802, 1, 1), date(1802, 12, 31))  # fmt: skip
OTHER = Told(
    "Ferry lost money", "The ferry to Brenn stopped on Sunday. The crew sued in June.", date(2031, 6, 3)
).happened("The ferry", date(2031, 6, 1))


def ask(library: LibrarySearch, subject: str = "the dam at Ostholm", scope: Scope = EVERYTHING) -> Reply | None:
    return timeline.reply(material(library, Request("timeline", subject, subject, scope=scope)))


def told(reply: Reply | None) -> list[tuple[date | None, str]]:
    return [(sentence.day, sentence.text) for sentence in present(reply).sentences]


def test_events_of_all_articles_stand_in_the_order_of_their_days(tmp_path: Path) -> None:
    assert told(ask(library_of(tmp_path, SECOND, OTHER, FIRST))) == [
        (date(2031, 3, 1), "Engineers had found a crack in the wall in March."),
        (date(2031, 4, 1), "The dam at Ostholm broke on Monday."),
        (date(2031, 9, 9), "Ostholm gets a new dam."),
    ]


def test_a_month_is_not_told_as_a_day(tmp_path: Path) -> None:
    assert present(ask(library_of(tmp_path, FIRST))).sentences[0].when == "March 2031"


def test_each_event_is_the_articles_own_sentence(tmp_path: Path) -> None:
    reply = present(ask(library_of(tmp_path, FIRST)))
    assert [citation.quote for citation in reply.citations] == [sentence.text for sentence in reply.sentences]


def test_what_one_article_only_mentions_counts_where_it_is_named(tmp_path: Path) -> None:
    mention = Told(
        "Rain in the west",
        f"It rained. {'Rain fell on the hills all day long. ' * 20}The dam at Ostholm was mended on 8 April. "
        "A roof fell in on 9 April.",
        date(2031, 4, 10),
    ).happened("The dam at", date(2031, 4, 8)).happened("A roof", date(2031, 4, 9))  # fmt: skip
    choirs = [Told(f"A choir {n}", f"A choir of Ostholm sang {n} songs all day long.") for n in range(3)]
    days = [day for day, _ in told(ask(library_of(tmp_path, FIRST, mention, *choirs)))]
    assert days == [date(2031, 3, 1), date(2031, 4, 1), date(2031, 4, 8)]


def test_the_past_of_a_single_article_belongs_to_it(tmp_path: Path) -> None:
    assert told(ask(library_of(tmp_path, SECOND)))[0] == (date(1802, 1, 1), "The village was founded in 1802.")


def test_without_a_dated_event_there_is_no_timeline(tmp_path: Path) -> None:
    assert ask(library_of(tmp_path, Told("Dam at Ostholm", "The dam at Ostholm is high. It holds."))) is None


def test_an_unknown_subject_has_no_timeline(tmp_path: Path) -> None:
    assert ask(library_of(tmp_path, FIRST, OTHER), "the volcano of Zembla") is None


def test_a_long_story_is_cut_and_says_so(tmp_path: Path) -> None:
    days = [date(2031, 1, day) for day in range(1, 29)]
    names = "ash beech birch elm fir hazel larch lime maple oak pine plum rowan spruce willow yew".split()
    sentences = [f"{n} {names[n % 16]} {names[(n * 7 + 3) % 16]}s were felled on day {n}." for n in range(28)]
    story = Told("Dam at Ostholm", " ".join(["The dam at Ostholm needs wood.", *sentences]), date(2031, 2, 2))
    for day, sentence in zip(days, sentences, strict=True):
        story.happened(sentence, day)
    reply = present(ask(library_of(tmp_path, story)))
    assert len(reply.sentences) == timeline.MAX_EVENTS
    assert reply.warnings == (f"{timeline.MAX_EVENTS} of 29 dated events are shown.",)
    shown = [present(sentence.day) for sentence in reply.sentences]
    assert shown == sorted(shown)


def test_the_scope_holds(tmp_path: Path) -> None:
    reply = ask(library_of(tmp_path, FIRST, SECOND), scope=Scope(since=date(2031, 5, 1)))
    assert {citation.title for citation in present(reply).citations} == {"New dam for Ostholm"}


TREES = "ash beech birch elm fir hazel larch lime maple oak pine plum rowan spruce willow yew".split()
ROOFS = "barns cabins forts halls huts inns jetties kilns lofts mills piers quays sheds stalls towers walls".split()


@pytest.mark.parametrize(
    ("dull", "telling"),
    [
        pytest.param("{}s will shade {}.", "Stones fell into the deep valley.", id="what-happened"),
        pytest.param("{}s bent over {}.", "By dusk 41 farms stood under water.", id="how-many"),
    ],
)
def test_a_long_story_keeps_what_tells_most(tmp_path: Path, dull: str, telling: str) -> None:
    others = [dull.format(tree.title(), roof) for tree, roof in zip(TREES, ROOFS, strict=True)]
    text = " ".join(["The dam at Ostholm is old.", *others, telling])
    story = Told("Dam at Ostholm", text, date(2031, 2, 2)).happened(telling, date(2031, 1, 30))
    for day, sentence in enumerate(others, 1):
        story.happened(sentence, date(2031, 1, day))
    shown = [sentence.text for sentence in present(ask(library_of(tmp_path, story))).sentences]
    assert len(shown) < len(others)
    assert telling in shown


@pytest.mark.parametrize(
    ("text", "has"), [("41 farms were flooded.", True), ("On 3 May 2031 it broke.", False), ("It broke.", False)]
)
def test_a_date_is_no_figure(text: str, has: bool) -> None:
    assert timeline.has_figure(text) is has


def test_moments_of_a_match_stand_as_the_article_tells_them(tmp_path: Path) -> None:
    lead = "Ostholm beat Brenn 2-1 in the final on Sunday."
    goals = ["Lund scored in the 9th minute.", "Quist drew level in the 36th.", "Lund won it in the 81st minute."]
    old = "Brenn had won the cup in 1902."
    told = Told("Ostholm wins the final", " ".join([lead, *goals, old, "It rained."]), date(2031, 4, 2))
    told = told.happened("Ostholm beat", date(2031, 4, 1)).happened("Brenn had", date(1902, 1, 1))
    reply = present(ask(library_of(tmp_path, told), "the final of Ostholm"))
    assert [sentence.text for sentence in reply.sentences] == [lead, *goals]
