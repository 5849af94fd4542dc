"""A plain question to a running server, before the command line proper is loaded.

Promises what `ask` would print and end with. Every other form of the command,
and a question without a server, is left to `ask`.
"""

import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from article_qa.index.environment import data_folder
from article_qa.qa.server_file import find_server

DATA, JSON = "--data", "--json"


def asked_of_a_server(arguments: Sequence[str]) -> int | None:
    """Answer `ask QUESTION [--data DIR] [--json]` by a running server; the exit status, or None where `ask` must."""
    plain = _plain(arguments)
    if plain is None or not find_server(plain[1]):
        return None
    question, data, as_json = plain
    from article_qa.qa.cli.answer_options import AnswerOptions
    from article_qa.qa.cli.answer_questions import answer_questions
    from article_qa.qa.cli.failures import FAILED, ended
    from article_qa.qa.cli.formats import Format

    try:
        return answer_questions(
            question, data, AnswerOptions(date.today()), written_as=Format.json if as_json else Format.text
        )
    except BrokenPipeError:  # The reader has what it wanted.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except (Exception, KeyboardInterrupt) as error:
        if (status := ended(error)) is None:
            raise
        return status


def _plain(arguments: Sequence[str]) -> tuple[str, Path, bool] | None:
    """The question, the data folder and whether JSON is wanted; None for any other form of the command."""
    data, as_json, words, left = None, False, list[str](), list(arguments)
    while left:
        word = left.pop(0)
        if word == JSON:
            as_json = True
        elif word == DATA and left:
            data = Path(left.pop(0))
        elif word.startswith("-"):
            return None
        else:
            words.append(word)
    return (words[0], data or data_folder(), as_json) if len(words) == 1 else None
