"""Files named .doc: rich text, pages, and what older versions of Word wrote, by a program where one is installed."""

import re
import shutil
import subprocess
from collections.abc import Mapping, Sequence

from article_qa.index.errors import ArticleRejected
from article_qa.index.formats.article import Loaded, Origin, check_length
from article_qa.index.formats.batch import text_articles
from article_qa.index.formats.html import load_page
from article_qa.index.formats.rtf import START, load_rtf

HTML_START = re.compile(rb"\s{0,100}<(?:!doctype\s+html|html|head|body)[\s>]", re.IGNORECASE)
OLDER = b"\xd0\xcf\x11\xe0"
# The name of the stream with the words. Programs take a file without it for a plain text.
STREAM = "WordDocument".encode("utf-16-le")
# Each writes the words of a file that it is sent to its output, a paragraph on a line.
PROGRAMS: Mapping[str, Sequence[str]] = {
    "antiword": ("-w", "0", "-m", "UTF-8.txt", "-"),
    "catdoc": ("-w", "-d", "utf-8", "-"),
}
PROGRAM_SECONDS = 20


def load_doc(content: bytes, origin: Origin) -> Loaded:
    """The article of an older Word file where antiword or catdoc is installed; rich text and pages of that name."""
    if content.lstrip().startswith(START):
        yield from load_rtf(content, origin)
    elif HTML_START.match(content):
        yield from load_page(content, origin)
    elif content.startswith(OLDER) and STREAM in content:
        text = _words(content, origin)
        check_length(len(text), origin)
        yield from text_articles({}, text, origin)
    else:
        raise ArticleRejected(f"{origin.named} is not a Word file; give it the ending of what it is")


def _words(content: bytes, origin: Origin) -> str:
    """What the first of the programs that can read the file finds in it."""
    found = [(program, place) for program in PROGRAMS if (place := shutil.which(program))]
    for program, place in found:
        try:
            done = subprocess.run(
                [place, *PROGRAMS[program]], input=content, capture_output=True, timeout=PROGRAM_SECONDS, check=False
            )
        except subprocess.TimeoutExpired:
            continue
        text = done.stdout.decode(errors="replace")
        if done.returncode == 0 and text.strip():
            return "\n\n".join(line.strip() for line in text.split("\n") if line.strip())
    if found:
        raise ArticleRejected(f"{origin.named} is not an older Word file that {found[0][0]} can read; save it as .docx")
    raise ArticleRejected(f"{origin.named} is an older Word file (.doc); save it as .docx, or install antiword")
