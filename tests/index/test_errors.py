"""The tree of errors, as it is drawn and as it is exported."""

import pickle
import re

import article_qa.index.errors as errors

LINE = re.compile(r"^    ((?:│   |    )*)(?:├── |└── )?(\w+)")


def drawn() -> dict[str, str]:
    """Each error of the drawing with the one that it stands under."""
    parents: dict[str, str] = {}
    above: list[str] = []
    for line in (errors.__doc__ or "").splitlines():
        if match := LINE.match(line):
            depth = len(match[1]) // 4 + ("──" in line)
            above[depth:] = [match[2]]
            parents[match[2]] = above[depth - 1] if depth else "Exception"
    return parents


def test_every_error_is_drawn_under_its_parent_and_exported() -> None:
    kinds = {name: kind for name, kind in vars(errors).items() if isinstance(kind, type)}
    assert len(kinds) > 50
    assert drawn() == {name: kind.__bases__[0].__name__ for name, kind in kinds.items()}
    assert sorted(errors.__all__) == sorted(kinds)


def test_an_error_crosses_to_another_process_whole() -> None:
    for error in (
        errors.StoreMismatch("old", "new"),
        errors.PartMissing("the page", "web"),
        errors.UnknownArticle("x"),
    ):
        found = pickle.loads(pickle.dumps(error))
        assert (type(found), str(found), vars(found)) == (type(error), str(error), vars(error))
