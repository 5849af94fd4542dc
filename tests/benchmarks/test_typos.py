import pytest

from benchmarks.typos import slipped


@pytest.mark.parametrize(
    ("question", "asked", "is_in_name"),
    [
        pytest.param("Who paid for the lighthouse?", "Who paid for the lighhtouse?", False, id="a plain word"),
        pytest.param("Who runs Harrowgate?", "Who runs Harrwogate?", True, id="a name"),
        pytest.param("Who cut it?", "hWo cut it?", False, id="the first word is no name"),
    ],
)
def test_the_longest_word_gets_its_middle_swapped(question: str, asked: str, is_in_name: bool) -> None:
    assert slipped(question) == (asked, is_in_name)
