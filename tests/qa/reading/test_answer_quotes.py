"""Which sentences answer a plain question: one where one answers."""

from datetime import date

from article_qa.index.records import Hit
from article_qa.qa.reading.answer_quotes import MAX_WORDS, answer_quotes
from article_qa.qa.reading.answerability import Terms
from article_qa.qa.reading.context import Context
from article_qa.qa.reading.late_interaction import Candidate, NoReader
from tests.qa.fakes import WordReader, article, whole

DAY = date(2024, 5, 1)
LONG = " ".join(f"word{n}" for n in range(80))


def quoted(
    question: str,
    texts: dict[str, str],
    *scored: tuple[str, str, float],
    covered: float = 1.0,
    language: str | None = None,
) -> list[str]:
    """What is quoted of these articles by title, of which `scored` gives the sentences with their scores."""
    articles = {title: article(text, title=title) for title, text in texts.items()}
    hits = [Hit(whole(each), 1.0) for each in articles.values()]
    context = Context(question, DAY, hits, articles, Terms({}, 9), NoReader(), language=language)
    candidates = [
        Candidate(whole(articles[title]), start, start + len(said), said, score, score, covered)
        for title, said, score in scored
        for start in [texts[title].index(said)]
    ]
    return [
        articles[q.article_id].text[q.start : q.end] for q in answer_quotes(context.ranked_answers(candidates), context)
    ]


def test_a_sentence_that_leads_plainly_stands_alone() -> None:
    mill = "The mill burned in 1904. Nobody was hurt. Frost broke the wheel in 1911."
    scored = [("mill", "The mill burned in 1904.", 0.9), ("mill", "Frost broke the wheel in 1911.", 0.7)]
    assert quoted("When did the mill burn?", {"mill": mill}, *scored) == ["The mill burned in 1904."]


def test_where_none_leads_a_second_is_quoted() -> None:
    mill = "The mill burned down. Nobody was hurt. The fire came from the oven."
    scored = [("mill", "The mill burned down.", 0.8), ("mill", "The fire came from the oven.", 0.78)]
    assert quoted("What happened at the mill?", {"mill": mill}, *scored) == [
        "The mill burned down.",
        "The fire came from the oven.",
    ]


def test_of_nearly_equal_ones_that_with_what_is_asked_for_is_first() -> None:
    mill = "The mill burned with its store. Nobody was hurt. It was on 3 May 1904 that the mill burned."
    first = "It was on 3 May 1904 that the mill burned."
    scored = [("mill", "The mill burned with its store.", 0.8), ("mill", first, 0.78)]
    assert quoted("When did the mill burn?", {"mill": mill}, *scored)[0].endswith(first)


def test_what_lacks_what_is_asked_for_adds_nothing() -> None:
    mill = "The mill burned in 1904. Nobody was hurt. The mill burned to its walls."
    scored = [("mill", "The mill burned in 1904.", 0.8), ("mill", "The mill burned to its walls.", 0.78)]
    assert quoted("When did the mill burn?", {"mill": mill}, *scored) == ["The mill burned in 1904."]


def test_another_article_must_come_near_and_stand_alone() -> None:
    texts = {"mill": "The mill burned down.", "far": "A barn burned down.", "he": "He burned it down."}
    question = "What happened at the mill?"
    mill = ("mill", texts["mill"], 0.8)
    assert quoted(question, texts, mill, ("far", texts["far"], 0.6)) == [texts["mill"]]
    assert quoted(question, texts, mill, ("he", texts["he"], 0.78)) == [texts["mill"]]
    assert quoted(question, texts, mill, ("far", texts["far"], 0.78)) == [texts["mill"], texts["far"]]


def test_another_article_must_tell_what_happened_where_the_first_does() -> None:
    texts = {"mill": "The mill was built in 1904.", "fire": "The mill burned in 1911."}
    mill, fire = ("mill", texts["mill"], 0.8), ("fire", texts["fire"], 0.78)
    assert quoted("When was the mill built?", texts, mill, fire) == [texts["mill"]]
    assert quoted("When did people use the mill?", texts, mill, fire) == [texts["mill"], texts["fire"]]


def test_an_answer_has_at_most_sixty_words_or_one_long_quote() -> None:
    half = " ".join(f"half{n}" for n in range(MAX_WORDS // 2 + 1))
    texts = {"mill": f"Mill {half}.\n\nOven {half}.\n\nDoor {half}."}
    scored = [("mill", f"{first} {half}.", 0.8 - place / 100) for place, first in enumerate(("Mill", "Door"))]
    assert len(quoted("What happened?", texts, *scored)) == 1
    assert quoted("What happened?", {"mill": f"{LONG}."}, ("mill", f"{LONG}.", 0.8)) == [f"{LONG}."]


def test_more_is_quoted_where_words_only_were_compared() -> None:
    mill, door = (" ".join(f"{name}{n}" for n in range(MAX_WORDS // 2 + 5)) + "." for name in ("Mill", "Door"))
    text, scored = {"mill": f"{mill} Nada. {door}"}, [("mill", mill, 0.8), ("mill", door, 0.75)]
    assert quoted("¿Qué pasó?", text, *scored) == [mill]
    assert quoted("¿Qué pasó?", text, *scored, language="es") == [mill, door]


def test_nothing_is_quoted_of_nothing() -> None:
    assert quoted("What happened?", {"mill": "The mill burned."}) == []


def test_the_candidates_are_ranked_once() -> None:
    mill = article("The mill burned.", title="mill")
    context = Context("What burned?", DAY, [Hit(whole(mill), 1.0)], {mill.id: mill}, Terms({}, 9), WordReader())
    assert context.answers is context.answers
    assert [each.candidate for each in context.answers] == context.candidates
