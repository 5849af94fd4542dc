"""What was read last is kept within its limit, and is what the reader gave."""

import numpy as np

from article_qa.qa.reading.recent_reader import RecentReader
from tests.qa.fakes import WordReader

ONE_WORD = 512 * 4  # bytes


def test_a_text_is_read_again_only_when_others_took_its_place() -> None:
    reader = WordReader()
    recent = RecentReader(reader, max_bytes=2 * ONE_WORD)
    first = recent.token_vectors(["ash", "oak"])
    assert recent.token_vectors(["oak", "ash", "oak"])[1][0] is first[0][0]
    recent.token_vectors(["elm"])
    assert reader.seen == ["ash", "oak", "elm"]
    assert np.array_equal(recent.token_vectors(["oak"])[0][0], first[1][0])
    assert reader.seen == ["ash", "oak", "elm", "oak"]
    recent.token_vectors(["a text that is longer than all that is kept"])
    assert recent.token_vectors(["ash"])[0][1] == [(0, 3)]
