"""Bytes in old encodings -> the words that were meant."""

import pytest

from tests.index.formats.files import only

GERMAN = "Die Brücke über den Rhein wurde am Montag geschlossen, weil größere Schäden gefunden wurden."
SWEDISH = "Bron stängdes på måndagen efter att en spricka hittades, sade borgmästaren i Västerås."
QUOTED = "The mayor said “it’s closed” – for good. The café costs £5."
POLISH = "Most w Bydgoszczy został zamknięty w poniedziałek po wykryciu pęknięcia, powiedział burmistrz."
CZECH = "Most v Brně byl v pondělí uzavřen, protože v něm byla nalezena trhlina, řekl mluvčí města. Škoda je veliká."
CROATIAN = (
    "Most je u ponedjeljak zatvoren jer je pronađena pukotina, rekao je gradonačelnik. Sljedeći će tjedan pasti kiša."
)
MIXED = "The mayor of Bonn, whose name is written 王小明 in Chinese, said on Monday that the bridge is closed: 关闭."
RUSSIAN = "Мост в Бонне был закрыт в понедельник после обнаружения трещины, сообщил мэр. Город заплатит за паромы."
GREEK = "Η γέφυρα έκλεισε τη Δευτέρα μετά την ανακάλυψη ρωγμής, είπε ο δήμαρχος."
JAPANESE = "ボンの橋は月曜日に亀裂が見つかったため閉鎖された、と市長は語った。"
CHINESE = "波恩大桥因发现裂缝于周一关闭，市长说。工程师将于周五再次检查。"
ARABIC = "أغلق الجسر في بون يوم الاثنين بعد اكتشاف صدع، قال رئيس البلدية."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (GERMAN, "utf-8"), (GERMAN, "utf-8-sig"), (GERMAN, "utf-16"), (GERMAN, "utf-16-le"), (GERMAN, "utf-16-be"),
        (GERMAN, "utf-32"), (RUSSIAN, "utf-16"), (CHINESE, "utf-16"), (GERMAN, "latin-1"), (SWEDISH, "latin-1"),
        (QUOTED, "cp1252"), (POLISH, "cp1250"), (POLISH, "iso8859_2"), (CZECH, "cp1250"), (CZECH, "iso8859_2"),
        (CROATIAN, "cp1250"), (CROATIAN, "iso8859_2"), (MIXED, "gb18030"), (RUSSIAN, "cp1251"), (RUSSIAN, "koi8_r"),
        (GREEK, "cp1253"), (JAPANESE, "shift_jis"), (JAPANESE, "euc_jp"), (CHINESE, "gb18030"), (ARABIC, "cp1256"),
    ],
)  # fmt: skip
def test_a_text_is_read_in_the_encoding_that_it_was_written_in(text: str, encoding: str) -> None:
    assert only(text.encode(encoding), ".txt").text == text


def test_a_text_cut_inside_a_character_is_still_utf_8() -> None:
    assert only(GERMAN.encode()[: GERMAN.index("ü") + 1], ".txt").text.startswith("Die Br")
    assert "größere" in only(GERMAN.encode() + "ü".encode()[:1], ".txt").text
