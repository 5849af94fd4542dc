"""ZIP archives -> the articles of the files in them."""

import zipfile

from index.errors import ArticleRejected
from tests.index.formats.files import SENTENCE, epub, loaded, page, pdf, refusal, word, zipped


def test_an_archive_gives_the_articles_of_every_kind_in_it():
    held = {
        "a.md": "---\ntitle: Markdown\n---\nIt is closed.",
        "b/c.jsonl": '{"title": "Lines", "text": "One."}\n{"title": "More", "text": "Two."}',
        "d.html": page(), "e.pdf": pdf([[SENTENCE]], title="PDF"), "f.docx": word(SENTENCE, title="Word"),
        "g.epub": epub({"one": SENTENCE}, "<dc:title>Book</dc:title>"),
    }  # fmt: skip
    titles = [article.title for article in loaded(zipped(held), ".zip")]
    assert titles == ["Markdown", "Lines", "More", "Bridge shut", "PDF", "Word", "Book"]


def test_a_bad_file_in_an_archive_costs_only_itself():
    first, rejection, last = loaded(zipped({"a.txt": "One.", "b.pdf": b"words", "c.txt": "Two."}), ".zip")
    assert (first.text, last.text) == ("One.", "Two.")
    assert isinstance(rejection, ArticleRejected)
    assert str(rejection).startswith("'b.pdf' in 'a.zip' is no PDF; ")


def test_hidden_files_and_other_kinds_are_passed_over():
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = 0o120777 << 16
    held = {".hidden.txt": "x", "__MACOSX/._a.txt": "x", "photo.jpg": "x", "a.txt": "One."}
    assert [article.text for article in loaded(zipped(held), ".zip")] == ["One."]
    assert "holds no article; pack files of these kinds" in refusal(zipped({link: "/etc/passwd"}), ".zip")


def test_a_file_in_an_archive_keeps_its_id_when_it_is_edited():
    (before,), (after,) = (loaded(zipped({"b/a.txt": text}), ".zip") for text in ("Old.", "New."))
    assert before.id == after.id
    assert before.source == "/news/a.zip#b/a.txt"


def test_a_damaged_entry_costs_only_itself():
    archive = zipped({"a.txt": SENTENCE, "b.txt": "Two."}, zipfile.ZIP_STORED).replace(b"Monday", b"Sunday", 1)
    rejection, last = loaded(archive, ".zip")
    assert str(rejection).startswith("'a.txt' in 'a.zip' cannot be unpacked (Bad CRC-32")
    assert last.text == "Two."
