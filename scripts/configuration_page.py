"""The page on configuration, made from the settings themselves.

python -m scripts.configuration_page            writes docs/configuration.md
python -m scripts.configuration_page --check    says whether it is up to date
"""

import sys
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

from pydantic import SecretStr
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings

from article_qa.index.settings import IndexSettings
from article_qa.qa.settings import QASettings

PAGE = Path(__file__).parents[1] / "docs" / "configuration.md"
HEAD = (
    "# Configuration\n\n"
    "A setting is an environment variable, or a line of a `.env` file in the folder where the program is started. "
    "The environment wins.\n\n"
    "- No setting is needed. Without any, answers are quotes, made on this machine.\n"
    "- A key is never written to a log, an error or an answer.\n"
    "- A wrong setting is refused with a sentence that names it.\n\n"
    "This page is made from the settings by `make docs`.\n"
)


def page() -> str:
    """The whole page, as Markdown."""
    parts = [
        HEAD,
        section("The library", IndexSettings),
        section("The answers", QASettings),
    ]
    return "\n".join(parts)


def section(title: str, settings: type[BaseSettings]) -> str:
    """One class of settings as a table."""
    prefix = settings.model_config.get("env_prefix", "")
    rows = [
        f"| `{name(field, prefix, info)}` | {default(info)} | {info.description}{choices(info)} |"
        for field, info in settings.model_fields.items()
    ]
    return "\n".join(
        [f"## {title}\n", f"{settings.__doc__}\n", "| setting | default | meaning |", "| --- | --- | --- |", *rows, ""]
    )


def name(field: str, prefix: str, info: FieldInfo) -> str:
    return str(info.validation_alias or f"{prefix}{field}".upper())


def default(info: FieldInfo) -> str:
    return "none" if info.default in (None, "") else f"`{info.default}`"


def choices(info: FieldInfo) -> str:
    """What a value may be, where the description leaves it open."""
    kinds: list[Any] = [info.annotation, *get_args(info.annotation)]
    literals = [kind for kind in kinds if get_origin(kind) is Literal]
    if literals and "`" not in (info.description or ""):
        return " One of " + ", ".join(f"`{value}`" for value in get_args(literals[0])) + "."
    if SecretStr in kinds:
        return " Kept secret."
    return ""


def main() -> None:
    made = page()
    if "--check" in sys.argv[1:]:
        sys.exit(0 if PAGE.read_text(encoding="utf-8") == made else f"{PAGE.name} is out of date; run: make docs")
    PAGE.write_text(made, encoding="utf-8")


if __name__ == "__main__":
    main()
