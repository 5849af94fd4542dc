"""What reading files costs: the memory of a large export, and the time of each kind beside a bare library.

    python -m benchmarks.parsers [--articles 20000]

Memory is the peak of a process of its own that reads a JSONL file of so many
made articles of 400 words, one after the other; another one only imports the
readers. The budget is 200 MB. The peak is read from /proc, which only Linux has.

Times are of one article of 400 words, or of each of the 50 in a file of
several: the best of five rounds, in one process, without the process for
parsers. The bare library does the least that gives the words; it finds no
title, outlet, author or day, and cleans nothing.
"""

import argparse
import csv
import email.policy
import io
import json
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from rich.console import Console
from rich.table import Table

from article_qa.index.formats.article import Origin
from article_qa.index.formats.load import read_whole
from tests.index.formats.files import PAGE, pdf, word
from tests.index.formats.test_web_archives import record
from tests.index.formats.test_workbook import workbook

BUDGET_MB = 200
ROUNDS = 5
MANY = 50
WORDS = 400
SENTENCE = "The bridge in Bonn was shut on Monday after crack number {} was found in its deck, the mayor said."
# What getrusage gives begins with the memory of the process that started this one.
PEAK = """
import re, sys
from pathlib import Path
from article_qa.index.formats.load import load
count = sum(1 for path in sys.argv[1:] for _ in load(Path(path)))
print(int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) / 1000, count)
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=20_000)
    options = parser.parse_args()
    console = Console()
    console.print(memory(options.articles), highlight=False)
    table = Table("kind", "ms an article", "bare library", "of our own", box=None)
    for suffix, (content, count, bare) in kinds().items():
        # A crawl is only taken apart here; its pages are read like any other.
        ours = best(partial(whole, suffix, content)) / count
        theirs = best(partial(bare, content)) / count
        table.add_row(suffix, f"{ours * 1000:.2f}", f"{theirs * 1000:.2f}", f"{(ours - theirs) * 1000:.2f}")
    console.print(table)


def memory(articles: int) -> str:
    """A sentence on the peak memory of reading this number of articles."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "articles.jsonl"
        with path.open("w", encoding="utf-8") as file:
            for number in range(articles):
                file.write(json.dumps({"title": f"Crack {number}", "text": text(number)}) + "\n")
        megabytes = path.stat().st_size / 1e6
        (before, _), (peak, count) = peaked(), peaked(path)
    mark = "" if peak <= BUDGET_MB else ", which MISSES the budget"
    return (
        f"{count:,.0f} articles of JSONL ({megabytes:.0f} MB): at most {peak:.0f} MB, {before:.0f} MB without a file "
        f"(budget {BUDGET_MB} MB{mark})"
    )


def peaked(*paths: Path) -> tuple[float, float]:
    """The peak of a process that reads these files, in MB, and how many articles they hold."""
    done = subprocess.run([sys.executable, "-c", PEAK, *map(str, paths)], capture_output=True, text=True, check=True)
    peak, count = map(float, done.stdout.split())
    return peak, count


def text(number: int) -> str:
    """An article of about `WORDS` words, no two alike."""
    sentences = [SENTENCE.format(f"{number}-{each}") for each in range(WORDS // 19)]
    return "\n\n".join(" ".join(sentences[start : start + 4]) for start in range(0, len(sentences), 4))


def whole(suffix: str, content: bytes) -> None:
    """Read everything; of a crawl each page, as the program does in the same process."""
    if suffix == ".warc":
        from article_qa.index.formats.web_archives import crawled_pages

        for url, page in crawled_pages(content, Origin(".warc", "a", "'a'")):
            read_whole(page, Origin(".html", "a", "'a'", url))
    else:
        read_whole(content, Origin(suffix, "/a" + suffix, "'a'"))


def best(work: Callable[[], object]) -> float:
    """The seconds of the fastest of some rounds."""
    work()  # what is loaded once is nobody's time
    seconds = []
    for _ in range(ROUNDS):
        began = time.process_time()
        work()
        seconds.append(time.process_time() - began)
    return max(min(seconds), 1e-9)


def kinds() -> dict[str, tuple[bytes, int, Callable[[bytes], object]]]:
    """A file of each kind, how many articles it holds, and what reads it with a bare library."""
    articles = [text(number) for number in range(MANY)]
    rows = [["title", "text"], *([f"Crack {number}", each] for number, each in enumerate(articles))]
    table = io.StringIO()
    csv.writer(table).writerows(rows)
    lines = [json.dumps({"title": title, "text": each}) for title, each in rows[1:]]
    one = articles[0]
    page = PAGE.format(head="", byline="", body="".join(f"<p>{each}</p>" for each in one.split("\n\n"))).encode()
    cues = "\n\n".join(f"00:{n // 60:02}:{n % 60:02}.000 --> 00:59:59.000\n{each.strip()}." for n, each in enumerate(
        one.split(".")) if each.strip())  # fmt: skip
    crawl = b"".join(record(f"https://bonn.example/{number}", page) for number in range(MANY))
    return {
        ".jsonl": (
            "\n".join(lines).encode(),
            MANY,
            lambda content: [json.loads(line) for line in content.split(b"\n")],
        ),
        ".csv": (table.getvalue().encode(), MANY, lambda content: list(csv.DictReader(io.StringIO(content.decode())))),
        ".xlsx": (workbook({"S": rows}), MANY, bare_workbook),
        ".txt": (one.encode(), 1, bytes.decode),
        ".html": (page, 1, bare_page),
        ".warc": (crawl, MANY, lambda content: [bare_page(each) for each in bare_crawl(content)]),
        ".pdf": (pdf([[each for each in one.split(". ") if each]]), 1, bare_pdf),
        ".docx": (word(*one.split("\n\n")), 1, bare_word),
        ".rtf": (("{\\rtf1\\ansi " + one.replace("\n\n", "\\par ") + "}").encode(), 1, bare_rtf),
        ".eml": (f"Subject: Crack\nFrom: a@e.org\n\n{one}".encode(), 1, bare_mail),
        ".vtt": (f"WEBVTT\n\n{cues}".encode(), 1, bytes.decode),
    }


def bare_page(content: bytes) -> object:
    from trafilatura import bare_extraction

    return bare_extraction(content, with_metadata=True, include_comments=False)


def bare_crawl(content: bytes) -> Iterator[bytes]:
    from warcio.archiveiterator import ArchiveIterator

    for each in ArchiveIterator(io.BytesIO(content)):
        yield each.content_stream().read()


def bare_workbook(content: bytes) -> object:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(content), read_only=True)
    return [row for sheet in book.worksheets for row in sheet.iter_rows(values_only=True)]


def bare_pdf(content: bytes) -> object:
    from pypdf import PdfReader

    return [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]


def bare_word(content: bytes) -> object:
    from lxml import etree

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return list(etree.fromstring(archive.read("word/document.xml")).itertext())


def bare_rtf(content: bytes) -> object:
    from striprtf.striprtf import rtf_to_text

    return rtf_to_text(content.decode())


def bare_mail(content: bytes) -> object:
    return email.message_from_bytes(content, policy=email.policy.default).get_content()


if __name__ == "__main__":
    main()
