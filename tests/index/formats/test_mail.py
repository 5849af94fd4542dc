"""Mails and mailboxes."""

import pytest

from article_qa.index.errors import ArticleRejected
from article_qa.index.formats.article import Note
from article_qa.index.formats.load import load_bytes
from article_qa.index.records import Article

WORDS = "The dam at Vessel Lake leaks at two places, the county said on Monday."
PLAIN = f"""From: Lakeside Letter <news@lakeside.example>
To: reader@example.org
Subject: =?utf-8?q?Dam_leaks_=E2=80=93_twice?=
Date: Sun, 04 Jun 2023 23:30:00 -0700
Content-Type: text/plain; charset=utf-8

View this email in your browser

{WORDS}
"""
FORWARDS = {
    "gmail": f"""Look!

---------- Forwarded message ---------
From: Lakeside Letter <news@lakeside.example>
Date: Fri, 2 Jun 2023 at 09:00
Subject: Dam leaks
To: <friend@example.org>


{WORDS}
""",
    "apple": f"""
Begin forwarded message:

> From: Lakeside Letter <news@lakeside.example>
> Subject: Dam leaks
> Date: 2 June 2023 at 09:00:00 CEST
> To: friend@example.org
>
> {WORDS}
""",
    "outlook": f"""From: Lakeside Letter <news@lakeside.example>
Sent: Friday, June 2, 2023 9:00 AM
To: friend@example.org
Subject: Dam leaks

{WORDS}
""",
    "german": f"""-------- Weitergeleitete Nachricht --------
Betreff: Dam leaks
Datum: Fri, 2 Jun 2023 09:00:00 +0200
Von: Lakeside Letter <news@lakeside.example>
An: friend@example.org

{WORDS}
""",
}


def load(text: str, suffix: str = ".eml") -> list[object]:
    return list(load_bytes(text.encode(), suffix=suffix, source=f"/a{suffix}", named=f"'a{suffix}'"))


def article(text: str) -> Article:
    (found,) = load(text)
    assert isinstance(found, Article)
    return found


def test_plain_mail_is_an_article() -> None:
    found = article(PLAIN)
    assert (found.title, str(found.published), found.publisher) == (
        "Dam leaks – twice",
        "2023-06-04",
        "Lakeside Letter",
    )
    assert found.text == WORDS


@pytest.mark.parametrize("kind", FORWARDS)
def test_forwarded_mail_counts(kind: str) -> None:
    head = PLAIN.split("\n\n")[0].replace("=?utf-8?q?Dam_leaks_=E2=80=93_twice?=", "Fwd: Dam leaks")
    found = article(head.replace("Lakeside Letter <news@lakeside", "Ann Reader <ann@reader") + "\n\n" + FORWARDS[kind])
    assert (found.title, str(found.published), found.publisher) == ("Dam leaks", "2023-06-02", "Lakeside Letter")
    assert (found.author, found.text) == (None, WORDS)


def test_sender_is_a_person_where_the_address_says_so() -> None:
    found = article(PLAIN.replace("Lakeside Letter <news@lakeside.example>", "Mona Field <mona.field@mail.example>"))
    assert (found.author, found.publisher) == ("Mona Field", None)
    found = article(PLAIN.replace("Lakeside Letter <", "Mona Field at Lakeside Letter <"))
    assert (found.author, found.publisher) == ("Mona Field", "Lakeside Letter")


def test_letter_to_a_list_is_an_outlet_not_a_person() -> None:
    mail = PLAIN.replace("news@lakeside.example", "lakeside@letters.example")
    assert (article(mail).publisher, article(mail).author) == (None, None)
    listed = article(f"List-Unsubscribe: <https://letters.example>\n{mail}")
    assert (listed.publisher, listed.author) == ("Lakeside Letter", None)


@pytest.mark.parametrize("stub", ["", "This mail needs a reader of HTML."])
def test_formatted_part_stands_for_a_plain_one_without_words(stub: str) -> None:
    rich = "".join(f"<tr><td><p>{WORDS} Part {number}.</p></td></tr>" for number in range(8))
    mail = (
        PLAIN.split("Content-Type")[0] + 'MIME-Version: 1.0\nContent-Type: multipart/alternative; boundary="b"\n\n'
        f"--b\nContent-Type: text/plain\n\n{stub}\n--b\nContent-Type: text/html; charset=utf-8\n\n"
        f"<html><body><table>{rich}</table></body></html>\n--b--\n"
    )
    found = article(mail)
    assert found.text.count(WORDS) == 8
    assert "<" not in found.text


def test_attachment_is_named() -> None:
    mail = (
        PLAIN.split("Content-Type")[0] + 'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="b"\n\n'
        f"--b\nContent-Type: text/plain\n\n{WORDS}\n--b\nContent-Type: application/pdf\n"
        'Content-Disposition: attachment; filename="dam.pdf"\n\nx\n--b--\n'
    )
    _, note = load(mail)
    assert isinstance(note, Note)
    assert "'dam.pdf'" in note.text


def test_mailbox_has_a_mail_each() -> None:
    second = PLAIN.replace(WORDS, "Farmers move their cattle.\n\n>From the dam they see it.").replace(
        "04 Jun", "05 Jun"
    )
    found = load(f"From a@b Sun Jun  4 10:00:00 2023\n{PLAIN}\nFrom a@b Mon Jun  5 10:00:00 2023\n{second}", ".mbox")
    assert [str(each.published) for each in found if isinstance(each, Article)] == ["2023-06-04", "2023-06-05"]
    last = found[-1]
    assert isinstance(last, Article)
    assert last.text.endswith("\n\nFrom the dam they see it.")


@pytest.mark.parametrize("suffix", [".eml", ".mbox"])
def test_text_is_no_mail(suffix: str) -> None:
    (refused,) = load(WORDS, suffix)
    assert isinstance(refused, ArticleRejected)
