"""Settings that are wrong or unknown, in a sentence that names the variable."""

from difflib import get_close_matches
from typing import Any

from pydantic import ValidationError
from pydantic_settings import BaseSettings

from article_qa.index.environment import PREFIXES, written_settings
from article_qa.index.settings import IndexSettings
from article_qa.qa.settings import QASettings

KINDS: tuple[type[BaseSettings], ...] = (IndexSettings, QASettings)
SIMILAR = 0.7


def complaint(error: ValueError) -> str:
    """What is wrong with which variable, and the remedy; empty for an error that no setting made."""
    kind = next((kind for kind in KINDS if isinstance(error, ValidationError) and error.title == kind.__name__), None)
    if kind is None or not isinstance(error, ValidationError):
        return ""
    wrong = "; ".join(_said(kind, each) for each in error.errors(include_input=False))
    return f"a setting is wrong ({wrong}); correct it in the environment or in .env"


def known_settings() -> list[str]:
    """Every name that a setting has."""
    return [_variable(kind, field) for kind in KINDS for field in kind.model_fields]


def unknown_settings() -> list[str]:
    """A sentence for each name that is written like a setting and is none, with the nearest."""
    known = known_settings()
    unknown = sorted(name for name in written_settings() if name.startswith(PREFIXES) and name not in known)
    return [_unknown(name, known) for name in unknown]


def _unknown(name: str, known: list[str]) -> str:
    near = get_close_matches(name, known, 1, SIMILAR)
    remedy = f"did you mean {near[0]}?" if near else "docs/configuration.md lists the settings"
    return f"there is no setting {name!r}; {remedy}"


def _said(kind: type[BaseSettings], error: Any) -> str:
    """ "QA_TIMEOUT_SECONDS: input should be greater than 0"."""
    message = str(error["msg"])
    return f"{_variable(kind, str(error['loc'][0]))}: {message[:1].lower()}{message[1:]}"


def _variable(kind: type[BaseSettings], field: str) -> str:
    """The variable of a field; errors name a field by its alias where it has one."""
    info = kind.model_fields.get(field)
    if info is None:
        return field
    return str(info.validation_alias or f"{kind.model_config.get('env_prefix', '')}{field}").upper()
