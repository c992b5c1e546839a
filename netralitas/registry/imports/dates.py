"""Dates as offices write them: text in several orders, month names, Excel serials, swapped day and month."""

import re
from datetime import date, datetime, timedelta
from functools import lru_cache

from netralitas.registry.imports.values import Unreadable, text

_EXCEL_EPOCH = date(1899, 12, 30)
_MONTHS = {
    month: number
    for number, spellings in enumerate(
        (
            "januari jan january", "februari feb pebruari peb february", "maret mar march mrt", "april apr", "mei may",
            "juni jun june", "juli jul july", "agustus agu agt ags aug august agst", "september sep sept",
            "oktober okt oct october", "november nov nop nopember", "desember des dec december",
        ),
        start=1,
    )
    for month in spellings.split()
}  # fmt: skip
_NUMERIC_DATE = re.compile(r"(\d{1,4})\s*[-–/. ]\s*(\d{1,2})\s*[-–/. ]\s*(\d{1,4})")
_WORDED_DATE = re.compile(r"(\d{1,2})[\s\-./]*([A-Za-z]+)[\s\-./,]*(\d{4}|\d{2})")
_DIGIT_DATE = re.compile(r"(?<!\d)(\d{8})(?!\d)")


def day(cell: object, *, expected: date | None = None) -> date | None:
    """A date from a date cell, an Excel serial or text; `expected` (from the NIP) settles 01/02/1980.

    Without it the day comes first, as Indonesians write.
    """
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return _settled(cell, expected)
    if isinstance(cell, float | int) and not isinstance(cell, bool):
        return _from_serial(float(cell))
    content = text(cell)
    if content in ("", "-", "0", "00-00-0000", "0000-00-00"):
        return None
    candidates = _date_candidates(content)
    if not candidates:
        raise Unreadable(f"Tanggal “{content[:40]}” tidak terbaca. Tulis seperti 18-09-1986.")
    return expected if expected in candidates else candidates[0]


def _settled(cell: date, expected: date | None) -> date:
    """A date cell whose day and month Excel swapped (an American setting) is put right by the NIP."""
    if expected and cell != expected and cell.day <= 12 and cell.replace(month=cell.day, day=cell.month) == expected:
        return expected
    return cell


def _from_serial(number: float) -> date:
    if number.is_integer() and 19000101 <= number <= 21001231:  # 19860918 typed as a number
        return day(str(int(number))) or _EXCEL_EPOCH
    if not 366 <= number <= 73_415:  # 1901 to 2100
        raise Unreadable(f"Tanggal “{number:g}” tidak terbaca. Tulis seperti 18-09-1986.")
    return _EXCEL_EPOCH + timedelta(days=int(number))


@lru_cache(maxsize=32768)
def _date_candidates(content: str) -> tuple[date, ...]:
    """Every date the text may mean, the likeliest first."""
    if match := _NUMERIC_DATE.search(content):
        first, second, third = match.groups()
        if len(first) > 2:
            return _dates((first, second, third), (first, third, second))
        return _dates((third, second, first), (third, first, second))
    if match := _WORDED_DATE.search(content):
        number = _MONTHS.get(match[2].lower())
        return _dates((match[3], str(number), match[1])) if number else ()
    if match := _DIGIT_DATE.search(content):
        digits = match[1]
        return _dates((digits[:4], digits[4:6], digits[6:]), (digits[4:], digits[2:4], digits[:2]))
    if re.fullmatch(r"\d{5}(?:[.,]0+)?", content):
        return (_from_serial(float(content[:5])),)
    return ()


def _dates(*parts: tuple[str, str, str]) -> tuple[date, ...]:
    found = []
    for year, month, number in parts:
        full_year = int(year) if len(year) > 2 else int(year) + (1900 if int(year) > 30 else 2000)
        try:
            found.append(date(full_year, int(month), int(number)))
        except ValueError:
            continue
    return tuple(candidate for candidate in found if 1900 <= candidate.year <= 2100)
