"""ZIP archives -> the articles of the files in them."""

import copy
import io
import struct
import tracemalloc
import zipfile

import pytest

from article_qa.index.errors import ArticleRejected
from tests.index.formats.files import SENTENCE, epub, loaded, page, pdf, refusal, word, zipped


def test_an_archive_gives_the_articles_of_every_kind_in_it() -> None:
    held: dict[str, bytes | str] = {
        "a.md": "---\ntitle: Markdown\n---\nIt is closed.",
        "b/c.jsonl": '{"title": "Lines", "text": "One."}\n{"title": "More", "text": "Two."}',
        "d.html": page(), "e.pdf": pdf([[SENTENCE]], title="PDF"), "f.docx": word(SENTENCE, title="Word"),
        "g.epub": epub({"one": SENTENCE}, "<dc:title>Book</dc:title>"),
    }  # fmt: skip
    titles = [article.title for article in loaded(zipped(held), ".zip")]
    assert titles == ["Markdown", "Lines", "More", "Bridge shut", "PDF", "Word", "Book"]


def test_a_bad_file_in_an_archive_costs_only_itself() -> None:
    first, rejection, last = loaded(zipped({"a.txt": "One.", "b.pdf": b"words", "c.txt": "Two."}), ".zip")
    assert (first.text, last.text) == ("One.", "Two.")
    assert isinstance(rejection, ArticleRejected)
    assert str(rejection).startswith("'b.pdf' in 'a.zip' is not a PDF; ")


def test_hidden_files_are_passed_over_and_other_kinds_counted() -> None:
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = 0o120777 << 16
    held = {".hidden.txt": "x", "__MACOSX/._a.txt": "x", "b/photo.JPG": "x", "Thumbs.db": "x", "a.txt": "One."}
    article, note = loaded(zipped(held), ".zip")
    assert article.text == "One."
    assert note.text.endswith("holds files of kinds that are not read: 1 .jpg")
    assert "holds no article; pack files of these kinds" in refusal(zipped({link: "/etc/passwd"}), ".zip")


def test_a_file_in_an_archive_keeps_its_id_when_it_is_edited() -> None:
    (before,), (after,) = (loaded(zipped({"b/a.txt": text}), ".zip") for text in ("Old.", "New."))
    assert before.id == after.id
    assert before.source == "/news/a.zip#b/a.txt"


def test_a_damaged_entry_costs_only_itself() -> None:
    archive = zipped({"a.txt": SENTENCE, "b.txt": "Two."}, zipfile.ZIP_STORED).replace(b"Monday", b"Sunday", 1)
    rejection, last = loaded(archive, ".zip")
    assert str(rejection).startswith("'a.txt' in 'a.zip' cannot be unpacked (Bad CRC-32")
    assert last.text == "Two."


# Archives that are built to bring the reader down


def named_again(archive_entries: int, times: int) -> bytes:
    """An archive whose directory names its last entry so many times more, each time under another name."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for number in range(archive_entries):
            archive.writestr(f"{number}.txt", SENTENCE)
        for number in range(times):
            again = copy.copy(archive.filelist[-1])
            again.filename = f"again-{number}.txt"
            archive.filelist.append(again)
    return file.getvalue()


def declaring(archive: bytes, size: int, declared: int) -> bytes:
    """The archive, whose entries of `size` bytes declare another size."""
    return archive.replace(struct.pack("<L", size), struct.pack("<L", declared))


def peak_memory(content: bytes, suffix: str) -> int:
    """The bytes that reading `content` takes at most, beside itself."""
    tracemalloc.start()
    try:
        loaded(content, suffix)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("suffix", [".zip", ".docx", ".epub"])
def test_entries_that_share_their_bytes_are_refused(suffix: str) -> None:
    assert refusal(named_again(2, 1), suffix) == f"'a{suffix}' has entries that share their bytes; pack it again"


@pytest.mark.parametrize("suffix", [".zip", ".docx", ".epub"])
def test_a_directory_of_too_many_entries_is_never_taken_apart(suffix: str) -> None:
    content = named_again(1, 100_000)
    assert "has 100,001 entries; split it" in refusal(content, suffix)
    # A hundred thousand objects take 60 MB.
    assert peak_memory(content, suffix) < 2 * len(content)


PARTS = [("a.txt", ".zip"), ("_rels/.rels", ".docx"), ("META-INF/container.xml", ".epub")]


@pytest.mark.parametrize(("method", "says"), [
    (zipfile.ZIP_DEFLATED, "cannot be unpacked (Bad CRC-32"),
    (zipfile.ZIP_BZIP2, "is packed by a method that is not read"),
    (zipfile.ZIP_LZMA, "is packed by a method that is not read"),
])  # fmt: skip
@pytest.mark.parametrize(("name", "suffix"), PARTS)
def test_no_more_of_an_entry_is_unpacked_than_it_declares(name: str, suffix: str, method: int, says: str) -> None:
    content = declaring(zipped({name: bytes(100_000_000)}, method), 100_000_000, 600)
    assert says in refusal(content, suffix)
    assert peak_memory(content, suffix) < 20_000_000


def test_what_documents_in_an_archive_unpack_to_counts_too() -> None:
    book = epub({str(chapter): "word" for chapter in range(9)})
    (size,) = {info.file_size for info in zipfile.ZipFile(io.BytesIO(book)).infolist() if ".xhtml" in info.filename}
    books = {f"{number}.epub": declaring(book, size, 49_000_000) for number in (1, 2, 3)}
    text, first, last = loaded(zipped({"0.txt": SENTENCE.encode()} | books), ".zip")
    assert text.text == SENTENCE
    assert str(first).startswith("'1.epub' in 'a.zip' has 49,0")
    assert str(last).startswith("the documents in 'a.zip' unpack to more than 500,000,000 bytes")
