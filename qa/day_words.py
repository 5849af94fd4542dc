"""A day in words, as exactly as it is known."""

from datetime import date

from article_qa.index.annotations import Precision

SEASONS = ("winter", "spring", "summer", "autumn")


def in_words(day: date, precision: Precision = "day") -> str:
    """`day`, the first of its interval: "3 May 2022", "week of 2 May 2022", "May 2022", "spring 2022" or "2022"."""
    whole = f"{day.day} {day:%B %Y}"
    season = SEASONS[day.month % 12 // 3]
    forms = {
        "week": f"week of {whole}",
        "month": f"{day:%B %Y}",
        "season": f"{season} {day.year}",
        "year": str(day.year),
    }
    return forms.get(precision, whole)


def dated(day: date | None) -> str:
    """A publication day in words, "undated" where there is none."""
    return in_words(day) if day else "undated"
