"""Stems: one for the forms of a word, another for another word; and where the keyword index has others."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor

import pytest

from article_qa.index.text.stems import stem


@pytest.mark.parametrize(
    "forms",
    [
        "stop stops stopped stopping",
        "policy policies",
        "police policed policing",
        "university universities",
        "day days",
        "die dies died dying",
        "café cafe CAFÉS",
    ],
)
def test_forms_of_a_word_share_a_stem(forms: str) -> None:
    assert len({stem(form) for form in forms.split()}) == 1


@pytest.mark.parametrize("words", ["police policy", "Niger Nigerian", "new news", "general generous", "even evening"])
def test_other_words_have_other_stems(words: str) -> None:
    one, other = words.split()
    assert stem(one) != stem(other)


def test_threads_get_the_same_stems() -> None:
    starts, ends = "report climb vaccin govern".split(), "s ed ing ment".split()
    words = [start + end for start in starts for end in ends] * 50
    expected = [stem(word) for word in words]
    stem.cache_clear()
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(stem, words)) == expected


def in_the_keyword_index(word: str) -> str:
    """The stem that SQLite's keyword index keeps of a word."""
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE words USING fts5(word, tokenize = 'porter unicode61')")
    database.execute("CREATE VIRTUAL TABLE stems USING fts5vocab(words, 'row')")
    database.execute("INSERT INTO words VALUES (?)", (word,))
    return str(database.execute("SELECT term FROM stems").fetchone()[0])


@pytest.mark.parametrize("word", "police policies stopped government elections rising nigerian vaccination".split())
def test_most_words_have_one_stem_here_and_in_the_keyword_index(word: str) -> None:
    assert in_the_keyword_index(word) == stem(word)


@pytest.mark.parametrize(
    ("one", "other", "here", "there"),
    [
        # Porter's first takes these for one word.
        ("news", "new", False, True),
        ("general", "generous", False, True),
        ("even", "evening", False, True),
        # And these for two.
        ("dying", "died", True, False),
        ("exact", "exactly", True, False),
        ("fly", "flies", True, False),
    ],
)
def test_where_the_keyword_index_differs(one: str, other: str, here: bool, there: bool) -> None:
    assert (stem(one) == stem(other)) is here
    assert (in_the_keyword_index(one) == in_the_keyword_index(other)) is there
