"""How many slips of the finger lie between two words: a letter too many, too few, wrong, or two swapped."""

from collections import Counter


def distance(one: str, other: str) -> int:
    """The slips between two words; two neighbours that changed places are one (Damerau 1964, optimal alignment)."""
    return _rows(one, other)[-1]


def prefix_distance(stem: str, word: str, max_ending: int) -> int:
    """The slips between `stem` and the beginning of `word`, whatever its last letters, at most `max_ending`, are."""
    return min(_rows(stem, word)[max(0, len(word) - max_ending) :])


def may_be_near(one: str, other: str, limit: int) -> bool:
    """Whether `one` has at most `limit` letters that `other` lacks; where it has more, they cannot be near."""
    return (Counter(one) - Counter(other)).total() <= limit


def is_swap(one: str, other: str) -> bool:
    """Whether two neighbouring letters changed places, and nothing else."""
    differ = [n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b]
    return len(one) == len(other) and len(differ) == 2 and differ[1] - differ[0] == 1 and sorted(one) == sorted(other)


def _rows(one: str, other: str) -> list[int]:
    """The distance of the whole of `one` from each beginning of `other`, the empty one first."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        row = [i]
        for j, b in enumerate(other, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before, last = last, row
    return last
