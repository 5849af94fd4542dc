"""How central each of several sentences is."""

from article_qa.qa.answers.centrality import centrality


def test_what_others_say_too_is_central() -> None:
    dam, crack, cow = centrality(
        ["The dam broke and flooded two farms.", "A crack in the dam flooded farms.", "Cows stood on a hill."]
    )
    assert dam > cow
    assert crack > cow


def test_a_short_sentence_is_not_central_for_being_short() -> None:
    short, whole = centrality(["Dam.", "The dam broke and flooded two farms in the dam valley."])
    assert whole > short


def test_without_words_nothing_is_central() -> None:
    assert centrality(["", "..."]) == [0, 0]
    assert centrality([]) == []
