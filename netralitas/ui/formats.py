"""Indonesian formats as pure functions: numbers, percentages, dates, times, zones, personnel numbers."""

from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from django.utils import timezone

MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
ZONES = {7: "WIB", 8: "WITA", 9: "WIT"}
NBSP = "\u00a0"
EMPTY = "–"
_TENTH = Decimal("0.1")


def number(value: object, places: int = 0) -> str:
    """`1234.5` → `1.234,5` with `places` decimals (half up); what is no number becomes `–`."""
    try:
        amount = Decimal(str(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    except (InvalidOperation, ValueError):
        return EMPTY
    if not amount.is_finite():
        return EMPTY
    return f"{amount:,.{places}f}".translate(str.maketrans(",.", ".,"))


def percentage(part: int, whole: int) -> Decimal | None:
    """Part of whole in percent, one decimal; never 100 while some are missing, never 0 while some are there."""
    if not whole:
        return None
    share = (Decimal(part) * 100 / Decimal(whole)).quantize(_TENTH, ROUND_HALF_UP)
    if part < whole:
        share = min(share, Decimal("99.9"))
    if part > 0:
        share = max(share, _TENTH)
    return share


def percent(part: int, whole: int) -> str:
    """`7, 8` → `87,5 %`; nothing to count → `–`; whole numbers only for 0 % and 100 %."""
    share = percentage(part, whole)
    if share is None:
        return EMPTY
    return f"{number(share, 0 if share in (0, 100) else 1)}{NBSP}%"


def _local(value: datetime) -> datetime:
    return timezone.localtime(value) if timezone.is_aware(value) else value


def day(value: date | datetime | None) -> str:
    """`23 Oktober 2023`."""
    if not value:
        return EMPTY
    if isinstance(value, datetime):
        value = _local(value)
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def weekday(value: date | datetime | None) -> str:
    """`Senin, 23 Oktober 2023`."""
    if not value:
        return EMPTY
    if isinstance(value, datetime):
        value = _local(value)
    return f"{DAYS[value.weekday()]}, {day(value)}"


def zone(value: datetime | None = None) -> str:
    """`WIB`, `WITA` or `WIT`: the zone of the pemda at that moment (now when none is given)."""
    moment = _local(value) if isinstance(value, datetime) and timezone.is_aware(value) else timezone.localtime()
    return ZONES.get(round(moment.utcoffset().total_seconds() / 3600), "")


def clock(value: datetime | time | None) -> str:
    """`07.35 WIB`."""
    if value is None or value == "":
        return EMPTY
    moment = _local(value) if isinstance(value, datetime) else value
    return f"{moment:%H.%M} {zone(value if isinstance(value, datetime) else None)}".strip()


def moment(value: datetime | None) -> str:
    """`23 Oktober 2023, pukul 07.35 WIB`."""
    if not value:
        return EMPTY
    return f"{day(value)}, pukul {clock(value)}"


def grouped_nip(value: object) -> str:
    """`198609262015051001` → `19860926 201505 1 001`; other lengths are left as they are."""
    digits = str(value or "").strip()
    if len(digits) != 18 or not digits.isdigit():
        return digits or EMPTY
    return " ".join((digits[:8], digits[8:14], digits[14], digits[15:]))


def masked(value: object, shown: int = 4) -> str:
    """`3604012609860001` → `3604••••••••0001`: only the ends of a number stay readable."""
    text = str(value or "").strip()
    if not text:
        return EMPTY
    if len(text) <= shown * 2:
        return text[:1] + "•" * (len(text) - 1)
    return text[:shown] + "•" * (len(text) - shown * 2) + text[-shown:]
