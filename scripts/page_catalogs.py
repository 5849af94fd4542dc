"""The catalogs of the page's phrases: `page.pot` from the code, and each language's file with what is new in it.

python -m scripts.page_catalogs          write them
python -m scripts.page_catalogs --check  say which phrases a language lacks
"""

import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

from scripts.core_messages import messages

WEB = Path(__file__).parents[1] / "qa" / "web"
LANGUAGES = WEB / "languages"
TEMPLATE = LANGUAGES / "page.pot"
KEYWORDS = {"_": None, "gettext": None, "gettext_noop": None, "ngettext": (1, 2)}
METHODS = {"*.py": "python", "templates/*.html": "jinja2"}
OPTIONS = {"python": {}, "jinja2": {"trim_blocks": "true", "lstrip_blocks": "true"}}
# The times would change the file each time; nobody fills in the others.
UNUSED_HEADS = re.compile(
    rb'"(?:POT-Creation-Date|PO-Revision-Date|Generated-By|Report-Msgid-Bugs-To|Last-Translator|Language-Team'
    rb"|Project-Id-Version): .*\n"
)
HEADER = "# The page's phrases. To add a language, copy this file to CODE.po and fill in each msgstr."


def found() -> Catalog:
    """Every phrase of the page, and every sentence that it shows of other rooms, with the files that have it."""
    catalog = Catalog(project="Article QA", charset="utf-8", header_comment=HEADER)
    for pattern, method in METHODS.items():
        for path in sorted(WEB.glob(pattern)):
            name = path.relative_to(WEB).as_posix()
            with path.open("rb") as file:
                for _, message, _, _ in extract(method, file, keywords=KEYWORDS, options=OPTIONS[method]):
                    catalog.add(message, locations=[(name, 0)], flags=_flags(message))
    for sentence, files in messages().items():
        catalog.add(sentence, locations=[(file, 0) for file in files], flags=_flags(sentence))
    return catalog


def updated(path: Path, template: Catalog) -> Catalog:
    """A language's catalog with the phrases of the template: what is new has no words yet, what is gone is left out."""
    with path.open("rb") as file:
        catalog = read_po(file)
    catalog.update(template, no_fuzzy_matching=True)
    catalog.obsolete.clear()
    return catalog


def missing(catalog: Catalog) -> Iterator[str]:
    """The phrases that have no words in it."""
    for message in catalog:
        words = message.string if isinstance(message.string, tuple) else (message.string,)
        if message.id and not all(words):
            yield message.id if isinstance(message.id, str) else message.id[0]


def written(catalog: Catalog) -> bytes:
    """The file, without line numbers: they would change with every other line."""
    out = BytesIO()
    write_po(out, catalog, width=110, sort_output=True, include_lineno=False, ignore_obsolete=True)
    return UNUSED_HEADS.sub(b"", out.getvalue())


def _flags(message: object) -> list[str]:
    texts = message if isinstance(message, tuple) else (message,)
    return ["python-format"] if any("%(" in str(text) for text in texts) else []


def main() -> None:
    template = found()
    is_check = "--check" in sys.argv
    if not is_check:
        TEMPLATE.write_bytes(written(template))
    for path in sorted(LANGUAGES.glob("*.po")):
        catalog = updated(path, template)
        if not is_check:
            path.write_bytes(written(catalog))
        lacking = list(missing(catalog))
        print(f"{path.stem}: {len(catalog) - len(lacking)} of {len(catalog)} phrases", *lacking, sep="\n  ")


if __name__ == "__main__":
    main()
