"""The day of publication in its many forms; where it cannot be told there is none."""

from datetime import date
from typing import Any

import pytest

from article_qa.index.text.published import is_no_date, published_date

DAY = date(2023, 2, 17)


@pytest.mark.parametrize(
    "written",
    [
        pytest.param("2023-2-17", id="without-zeros"),
        pytest.param("2023.02.17 08:15", id="year-first-with-dots"),
        pytest.param("20230217T081500Z", id="compact"),
        pytest.param("17.02.2023", id="dots"),
        pytest.param("02/17/2023", id="month-first"),
        pytest.param("17/02/2023", id="day-first"),
        pytest.param("Feb. 17, 2023", id="short-month"),
        pytest.param("Friday, February 17th, 2023 at 8:15 am EST", id="long-with-time"),
        pytest.param("17-FEB-2023", id="capitals-and-hyphens"),
        pytest.param("Published: 17 February 2023", id="label"),
        pytest.param("Fri Feb 17 2023 08:15:00 GMT+0100 (CET)", id="javascript"),
        pytest.param("Fri, 17 Feb 2023 08:15:00 GMT", id="mail"),
        pytest.param("17. Februar 2023", id="german"),
        pytest.param("17 février 2023", id="french"),
        pytest.param("17 de febrero de 2023", id="spanish"),
        pytest.param("17 февраля 2023", id="russian"),
        pytest.param("2023年2月17日", id="japanese"),
        pytest.param("١٧ فبراير ٢٠٢٣", id="arabic"),
        pytest.param("17 फ़रवरी 2023", id="hindi"),
        pytest.param("17 Şubat 2023", id="turkish"),
        pytest.param("17 febbraio 2023", id="italian"),
        pytest.param("17 de fevereiro de 2023", id="portuguese"),
        pytest.param("Publicado el 17 de febrero de 2023", id="spanish-with-words"),
        pytest.param("Veröffentlicht am 17. Februar 2023", id="german-with-words"),
        pytest.param(1676620800, id="seconds"),
        pytest.param("1676620800000", id="milliseconds"),
    ],
)
def test_a_day_is_read_in_any_usual_form(written: Any) -> None:
    assert published_date(written) == DAY


@pytest.mark.parametrize("written", ["02/03/2023", "2-3-2023", "2023", "2023-02", "February 2023", "17/17/2023",
                                     "17 February 2023 and 18 February 2023", "2023 budget meeting", 2023])  # fmt: skip
def test_a_day_that_cannot_be_told_is_none(written: Any) -> None:
    assert published_date(written) is None
    assert not is_no_date(written)


@pytest.mark.parametrize("written", [None, "", " ", "N/A", "NaT", "nan", float("nan"), "-", "None", "null", "unknown",
                                     "0000-00-00 00:00:00", 0])  # fmt: skip
def test_what_says_that_there_is_no_date_is_not_odd(written: Any) -> None:
    assert published_date(written) is None
    assert is_no_date(written)
