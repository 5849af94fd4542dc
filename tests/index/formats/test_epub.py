"""E-books -> the chapters in reading order."""

import io
import zipfile
from datetime import date

import pytest

from tests.index.formats.files import epub, only, refusal, zipped

METADATA = (
    "<dc:title>Bridge shut</dc:title><dc:creator>Ann Lee</dc:creator><dc:creator>Bo Ek</dc:creator>"
    "<dc:publisher>Bonn Post</dc:publisher><dc:language>en-GB</dc:language><dc:date>{}</dc:date>"
)


def test_a_book_gives_its_chapters_and_what_its_package_says() -> None:
    article = only(epub({"b": "<p>Second.</p>", "a": "<h1>One</h1><p>First<br/>line.</p>"},
                        METADATA.format("2022-11-03T10:00:00Z"), spine=["a", "b"]), ".epub")  # fmt: skip
    assert article.text == "One\n\nFirst\nline.\n\nSecond."
    assert (article.title, article.author, article.publisher) == ("Bridge shut", "Ann Lee, Bo Ek", "Bonn Post")
    assert (article.language, article.published) == ("en", date(2022, 11, 3))


@pytest.mark.parametrize("day", ["0101-01-01T00:00:00+00:00", "2022", "", "soon", "9999-01-01"])
def test_a_date_that_cannot_be_one_leaves_the_book_undated(day: str) -> None:
    assert only(epub({"a": "<p>It is closed.</p>"}, METADATA.format(day)), ".epub").published is None


def test_the_day_of_a_change_is_not_that_of_publication() -> None:
    dates = (
        '<dc:date opf:event="modification">2023-01-01</dc:date><dc:date opf:event="publication">2022-11-03</dc:date>'
    )
    assert only(epub({"a": "<p>It is closed.</p>"}, dates), ".epub").published == date(2022, 11, 3)


def test_words_of_one_paragraph_stay_together_of_two_apart() -> None:
    body = "<div>Loose <b>bold</b> words.<p>A  long\n paragraph.</p>Tail.</div><script>x</script><ul><li>item</li></ul>"
    assert only(epub({"a": body}), ".epub").text.split("\n\n") == [
        "Loose bold words.",
        "A long paragraph.",
        "Tail.",
        "item",
    ]


# Books that are built to bring the reader down


def test_a_chapter_that_is_named_again_is_read_once() -> None:
    assert only(epub({"a": "<p>It is closed.</p>"}, spine=["a"] * 200), ".epub").text == "It is closed."


def test_counting_ends_at_the_first_chapter_past_markup_limit() -> None:
    chapters = {str(number): "<p>word</p>" + " " * 990_000 for number in range(40)}
    message = refusal(epub(chapters), ".epub")
    assert "has 15,8" in message, message
    assert "of markup or more, and 15,000,000 are read; save its text" in message


@pytest.mark.parametrize("ending", [".xhtml", ".png", ".txt", ""])
def test_markup_counts_whatever_its_name(ending: str) -> None:
    book = epub({str(number): "<p>word</p>" + " " * 990_000 for number in range(20)})
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    renamed = {name.replace(".xhtml", ending): held.replace(".xhtml", ending) for name, held in parts.items()}
    assert "bytes of markup" in refusal(zipped(renamed), ".epub")


def test_reading_ends_at_the_first_chapter_past_the_text_limit() -> None:
    chapters = {str(number): f"<p>{'word ' * 190_000}</p>" for number in range(12)}
    assert "is one text of 5,699,9" in refusal(epub(chapters), ".epub")
