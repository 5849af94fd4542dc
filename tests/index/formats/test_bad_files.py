"""Files that are broken, hostile or in the wrong dress: one sentence each, or taken; the good ones stay."""

import json
import struct
import subprocess
import sys
import textwrap
import zlib
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from article_qa.index.errors import ArticleRejected
from article_qa.index.limits import MAX_FILE_BYTES
from tests.index.formats.files import SENTENCE, epub, loaded, page, pdf, repacked, scan, word, zipped

Content = bytes | str | Callable[[], bytes | str]
FAR = (date.today() + timedelta(days=400)).isoformat()
ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "haha" * 10}">' for n in range(10))
BOMB = f'<?xml version="1.0"?><!DOCTYPE bomb [{ENTITIES}]>'
WORD_BODY = (
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    "<w:body><w:p><w:r><w:t>&e9;</w:t></w:r></w:p></w:body></w:document>"
)
LOGIN = (
    "<html><head><title>Log in - Bonn Post</title></head><body><main><h1>Log in to your account</h1><form><p>Please "
    'enter your e-mail and your password to go on reading.</p><input name="mail"><input type="password"></form></main>'
    "</body></html>"
)


def stream_bomb(size: int) -> bytes:
    """A PDF whose page unpacks to a text of `size` letters."""
    packed = zlib.compress(b"BT /F1 9 Tf (%s) Tj ET" % (b"x" * size))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(packed), packed),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    body, places = b"%PDF-1.4\n", []
    for number, held in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, held)
    table = b"0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    return body + b"xref\n0 6\n%s" % table + b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(body)


def many(entries: int, content: bytes) -> bytes:
    return zipped({f"{number}.txt": content for number in range(entries)})


def lying(size: int, said: int, entries: int = 1) -> bytes:
    """A ZIP whose entries unpack to `size` bytes and say `said`."""
    return many(entries, b"words " * (size // 6)).replace(struct.pack("<L", size), struct.pack("<L", said))


def encrypted_zip() -> bytes:
    archive = bytearray(zipped({"a.txt": SENTENCE}))
    archive[6] |= 1
    archive[archive.index(b"PK\x01\x02") + 8] |= 1
    return bytes(archive)


def locked(user: str) -> bytes:
    from reportlab.lib.pdfencrypt import StandardEncryption

    return pdf([[SENTENCE]], encrypt=StandardEncryption(user, "owner", strength=128))


REFUSED = {
    # Nothing in it, or too much
    "empty-text": (".txt", b"", "holds no text; add the text"),
    "empty-pdf": (".pdf", b"", "is not a PDF"),
    "empty-docx": (".docx", b"", "is not a readable Word document"),
    "empty-epub": (".epub", b"", "is not a readable e-book"),
    "empty-zip": (".zip", zipped({}), "holds no article; pack files of these kinds"),
    "empty-zip-file": (".zip", b"", "is not a readable ZIP archive"),
    "empty-json": (".json", b"", "is not valid JSON"),
    "empty-csv": (".csv", b"", "has no column of texts"),
    "empty-word-document": (".docx", word(), "holds no text; add the text"),
    "empty-book": (".epub", epub({"one": ""}), "holds no text; add the text"),
    "huge": (".txt", lambda: b"word " * (MAX_FILE_BYTES // 5 + 1), "is larger than 50 MB; split it"),
    "ten-megabytes-on-a-line": (".txt", lambda: b"word " * 2_000_000, "split it into articles of at most 5,000,000"),
    "ten-megabytes-in-a-jsonl-line": (
        ".jsonl",
        lambda: json.dumps({"text": "word " * 2_000_000}).encode(),
        "line 1 of 'a.jsonl' is one text of 10,000,000 characters; split it",
    ),
    "giant-field": (".csv", lambda: b"text\n" + b"word " * 1_200_000, "larger than field limit"),
    "too-much-markup": (".html", lambda: page(body="<p>word</p>" * 1_000_000), "markup; save only its text"),
    "too-many-elements": (".html", lambda: page(body="<p>word</p>" * 40_000), "too many for a page; save only"),
    # Not what its name says
    "picture-as-text": (".txt", b"\x89PNG\r\n\x1a\n" + bytes(99), "is a picture; add the article's text"),
    "pdf-as-text": (".txt", pdf([[SENTENCE]]), "is a PDF; name it .pdf"),
    "zip-as-page": (".html", zipped({"a.txt": SENTENCE}), "name it .zip, .docx or .epub"),
    "page-as-pdf": (".pdf", page().encode(), "is not a PDF; give it the ending of what it is"),
    "old-word-as-docx": (".docx", b"\xd0\xcf\x11\xe0" + bytes(600), "save it as .docx, unprotected"),
    "text-as-docx": (".docx", SENTENCE.encode(), "is not a readable Word document"),
    "zip-as-docx": (".docx", zipped({"a.txt": SENTENCE}), "is not a complete Word document, because it lacks"),
    "sheet-as-docx": (
        ".docx",
        repacked(word(SENTENCE), word_document__xml=b"<workbook/>"),
        "is not a Word document, because it has no body; save it",
    ),
    "zip-as-epub": (".epub", zipped({"a.txt": SENTENCE}), "is not a complete e-book, because it lacks"),
    "lines-as-json": (".json", b'{"text": "a"}\n{"text": "b"}', "name it .jsonl when each line is an article"),
    "numbers-as-json": (".json", b"[]", "holds no list of articles"),
    "two-lists": (".json", b'{"a": [1], "b": [2]}', "holds no list of articles; it holds 'a', 'b'; give a"),
    "csv-without-names": (".csv", b"Bridge,It is closed.\n", "has no column of texts; its columns are 'bridge'"),
    "gzip": (".jsonl", b"\x1f\x8b\x08" + bytes(50), "is a gzip archive; unpack it"),
    "zeros": (".txt", bytes(2000), "not a text but a binary file"),
    "nul-bytes": (".txt", b"ab\0\0\0" * 300, "not a text but a binary file"),
    # Broken or closed
    "cut-pdf": (".pdf", pdf([[SENTENCE]])[:300], "save or print it into a new PDF"),
    "cut-docx": (".docx", word(SENTENCE)[:3000], "is not a readable Word document"),
    "cut-zip": (".zip", zipped({"a.txt": SENTENCE})[:60], "is not a readable ZIP archive"),
    "encrypted-pdf": (".pdf", locked("secret"), "is encrypted; save it without a password"),
    "encrypted-zip": (".zip", encrypted_zip(), "'a.txt' in 'a.zip' is encrypted; pack it again"),
    "scanned-pdf": (".pdf", scan(), "has no text layer, only pictures of pages"),
    "protected-book": (
        ".epub",
        epub({"one": SENTENCE}, **{"META-INF/encryption.xml": '<e><r URI="OPS/text/one.xhtml"/></e>'}),
        "is protected against copying; add an unprotected copy",
    ),
    # Pages that hold none
    "frame-alone": (".html", b"<html><body><nav><a href=/>Home</a></nav></body></html>", "save the page of"),
    "log-in": (".html", LOGIN.encode(), "a login instead of an article; log in"),
    "no-page-in-archive": (".mhtml", b"Content-Type: text/plain\n\nwords", "holds no page"),
    # Dates
    # Hostile
    "deep-json": (".json", b"[" * 200_000, "is not valid JSON"),
    "deep-json-line": (".jsonl", b'{"text": ' + b"[" * 200_000, "line 1 of 'a.jsonl' is not valid JSON"),
    "endless-front-matter": (".md", b"---\n" + b"a: b\n" * 9000 + b"---\nClosed.", "not valid YAML (it is longer"),
    "pdf-bomb": (".pdf", lambda: stream_bomb(100_000_000), "save or print it into a new PDF"),
    "zip-bomb": (".zip", lambda: zipped({"a.txt": bytes(40_000_000)}), "'a.txt' in 'a.zip' unpacks to 1,0"),
    "zip-of-much": (".zip", lying(6_000, 49_000_000, entries=11), "unpacks to 539,000,000 bytes"),
    "zip-of-many": (".zip", lambda: many(10_001, b""), "has 10,001 entries; split it"),
    "zip-that-lies": (".zip", lambda: lying(6_000_000, 600), "'0.txt' in 'a.zip' cannot be unpacked"),
    "zip-in-zip": (".zip", zipped({"b.zip": zipped({"a.txt": SENTENCE})}), "an archive in an archive; unpack it"),
    "path-out": (".zip", zipped({"../../a.txt": SENTENCE}), "a path that leads out of the archive"),
    "path-from-the-root": (".zip", zipped({"/etc/a.txt": SENTENCE}), "a path that leads out of the archive"),
    "path-of-windows": (".zip", zipped({"C:\\a.txt": SENTENCE}), "a path that leads out of the archive"),
    "docx-bomb": (".docx", lambda: repacked(word(SENTENCE), word_document__xml=b" " * 30_000_000), "bytes of markup"),
    "epub-bomb": (".epub", lambda: epub({"one": " " * 14_000_000}), "times its size; save its text as a new document"),
    "docx-entities": (
        ".docx",
        lambda: repacked(word(SENTENCE), word_document__xml=(BOMB + WORD_BODY).encode()),
        "save it again as .docx",
    ),
    "epub-entities": (
        ".epub",
        epub({"one": SENTENCE}, **{"META-INF/container.xml": BOMB + "<container>&e9;</container>"}),
        "save or download it again",
    ),
}  # fmt: skip

TAKEN = {
    "latin-1": (".txt", "Die Brücke ist zu.".encode("latin-1"), "Die Brücke ist zu."),
    "utf-16": (".txt", "Die Brücke ist zu.".encode("utf-16"), "Die Brücke ist zu."),
    "utf-16-without-a-mark": (".txt", "Die Brücke ist zu.".encode("utf-16-be"), "Die Brücke ist zu."),
    "utf-32": (".txt", "Die Brücke ist zu.".encode("utf-32"), "Die Brücke ist zu."),
    "utf-16-lines": (".jsonl", '{"text": "Die Brücke ist zu."}\n'.encode("utf-16"), "Die Brücke ist zu."),
    "utf-16-json": (".json", '[{"text": "Die Brücke ist zu."}]'.encode("utf-16"), "Die Brücke ist zu."),
    "latin-1-table": (".csv", 'title;text\nZu;"Die Brücke; sie ist zu."'.encode("latin-1"), "Die Brücke; sie ist zu."),
    "a-broken-byte": (".txt", "Größe, Brücke, Öl, ".encode() * 5 + b"\xff zu.", "\ufffd zu."),
    "a-few-nul-bytes": (".txt", SENTENCE.encode() * 3 + b"\0", SENTENCE),
    "nul-in-a-table": (".csv", b"text\nIt is \0closed.", "It is closed."),
    "open-encrypted-pdf": (".pdf", locked(""), "bridge in Bonn"),
    "long-field": (".csv", b"text\n" + b"word " * 100_000, "word word"),
    "a-word-bomb-of-entities-in-a-page": (".xhtml", BOMB + page(body="&e9;"), "bridge in Bonn"),
}
GOOD = "It stays."


def beside_good_files(content: Content, suffix: str) -> list[Any]:
    """What is read of `content`, or of what it makes, when a good file lies on either side."""
    content = content() if callable(content) else content
    first, *middle, last = loaded(GOOD, ".txt") + loaded(content, suffix) + loaded(GOOD, ".txt")
    assert first.text == last.text == GOOD
    return middle


@pytest.mark.parametrize(("suffix", "content", "says"), REFUSED.values(), ids=REFUSED)
def test_a_bad_file_costs_one_sentence_and_nothing_else(suffix: str, content: Content, says: str) -> None:
    (rejection,) = beside_good_files(content, suffix)
    assert isinstance(rejection, ArticleRejected), rejection
    message = str(rejection)
    assert says in message
    assert f"'a{suffix}'" in message
    assert "\n" not in message
    assert len(message) < 400
    assert ";" in message, "a remedy follows the semicolon"


@pytest.mark.parametrize(("suffix", "content", "holds"), TAKEN.values(), ids=TAKEN)
def test_an_odd_file_is_taken(suffix: str, content: Content, holds: str) -> None:
    (article,) = beside_good_files(content, suffix)
    assert holds in article.text


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux says how much memory a process took at most")
def test_the_greediest_files_take_bounded_memory() -> None:
    """Each file is at most 60 MB; less than 700 MB is ever held, with the program and the file that is made."""
    code = """
        import resource
        from pathlib import Path
        from article_qa.index.formats.budget import end_workers
        from tests.index.formats.files import loaded
        from tests.index.formats.test_bad_files import greedy

        for suffix, content in greedy():
            loaded(content, suffix)
            # Not getrusage: that counts the process which started this one.
            print(suffix, Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0])
        end_workers()
        print("parsers", resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
    """
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(code)], capture_output=True, text=True, check=True)
    peaks = dict(line.split() for line in done.stdout.splitlines())
    assert len(peaks) == 7
    assert max(map(int, peaks.values())) < 700_000, peaks  # kB


def greedy() -> Iterator[tuple[str, bytes | str]]:
    yield ".pdf", stream_bomb(3_000_000)
    body = WORD_BODY.replace("<w:p><w:r><w:t>&e9;</w:t></w:r></w:p>", "<w:p/>" * 3_000_000).encode()
    yield ".docx", repacked(word(SENTENCE), word_document__xml=body)
    yield ".html", page(body="<br>" * 1_000_000)
    yield ".json", "[" + "[]," * 15_000_000 + "[]]"
    yield ".jsonl", '{"text": "' + "word " * 12_000_000
    yield ".txt", b"\x01" * 49_000_000
