"""When everybody will have signed if it goes on as lately, with how much that may be wrong; or why nobody can say.

Method: the signatures of each of the last ten whole working days, those of a weekend or holiday added to the next
working day. The median of these ten rates gives the day; the lower and upper quartile give the span. Those hindered
for a time are left out of what remains. It goes straight on: who signs last is the hardest to reach, so the true day
is rather later than earlier, and the sentence says so.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil
from statistics import median, quantiles

from netralitas.dashboards.queries.days import Day
from netralitas.ui import formats

LOOKED_AT, NEEDED = 10, 5  # working days behind the rate; fewer than NEEDED say nothing
_FARTHEST = 250  # working days: beyond a year nobody believes a date
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Forecast:
    """The sentence for the page, and what it rests on; dates are None where nothing can be said."""

    text: str
    rates: tuple[int, ...] = ()
    finish: date | None = None
    earliest: date | None = None
    latest: date | None = None
    tone: str = "info"  # good: before the closing even in the slow case; bad: not even in the usual one

    @property
    def basis(self) -> str:
        """What the estimate rests on, in words; empty when there is none."""
        if self.finish is None:
            return ""
        low, high = min(self.rates), max(self.rates)
        return (
            f"Dasar: {len(self.rates)} hari kerja terakhir, paling sedikit {formats.number(low)} dan paling banyak "
            f"{formats.number(high)} tanda tangan sehari. Perkiraan meneruskan laju itu; biasanya yang terakhir lebih "
            "sulit dijangkau, jadi lebih mungkin meleset ke belakang."
        )


def forecast(
    days: list[Day], waiting: int, today: date, closes_on: date, is_working: Callable[[date], bool]
) -> Forecast:
    """What lies ahead of those who have not signed; `days` in order, today's unfinished count is not used; no query."""
    if not waiting:
        return Forecast("Tidak ada lagi yang ditunggu, selain yang berhalangan sementara.", tone="good")
    if today > closes_on:
        return Forecast("Masa tanda tangan sudah berakhir, jadi tidak ada yang diperkirakan.")
    rates = daily_rates(days, today, is_working)
    if len(rates) < NEEDED:
        return Forecast(
            f"Belum dapat diperkirakan: baru {len(rates)} hari kerja penuh berjalan, paling sedikit perlu {NEEDED}."
        )
    slow, _, fast = quantiles(rates, n=4, method="inclusive")
    usual = median(rates)
    if usual < 1:
        return Forecast(
            "Tidak dapat diperkirakan: pada lebih dari separuh hari kerja terakhir hampir tidak ada tanda tangan.",
            rates, tone="bad",
        )  # fmt: skip
    finish, earliest, latest = (_reached(today, waiting, rate, is_working) for rate in (usual, fast, slow))
    if finish is None:
        return Forecast("Dengan laju sekarang belum selesai dalam setahun.", rates, tone="bad")
    return _said(rates, usual, finish, earliest or finish, latest, closes_on)


def daily_rates(days: list[Day], today: date, is_working: Callable[[date], bool]) -> tuple[int, ...]:
    """Signatures of each of the last whole working days, the oldest first; days off count to the next working day."""
    rates, carried = [], 0
    for day in days:
        if day.on >= today:
            break
        carried += day.rise
        if is_working(day.on):
            rates.append(max(carried, 0))
            carried = 0
    return tuple(rates[-LOOKED_AT:])


def _reached(today: date, waiting: int, rate: float, is_working: Callable[[date], bool]) -> date | None:
    """The working day on which the last one signs at that rate; None beyond a year."""
    if rate <= 0 or waiting / rate > _FARTHEST:
        return None
    left, day = ceil(waiting / rate), today - _DAY
    while left:
        day += _DAY
        left -= is_working(day)
    return day


def _said(
    rates: tuple[int, ...], usual: float, finish: date, earliest: date, latest: date | None, closes_on: date
) -> Forecast:
    span = f"paling cepat {formats.day(earliest)}, " + (
        f"paling lambat {formats.day(latest)}" if latest else "paling lambat tidak dapat dikatakan"
    )
    if latest and latest <= closes_on:
        verdict, tone = "Sebelum batas waktu, juga bila lajunya melambat.", "good"
    elif finish <= closes_on:
        verdict, tone = "Terkejar bila lajunya bertahan; tidak terkejar bila melambat.", "info"
    else:
        verdict, tone = f"Lewat dari batas waktu {formats.day(closes_on)} bila lajunya tidak naik.", "bad"
    text = (
        f"Dengan laju sekarang (biasanya {formats.number(usual)} tanda tangan per hari kerja), yang belum selesai "
        f"sekitar {formats.day(finish)} ({span}). {verdict}"
    )
    return Forecast(text, rates, finish, earliest, latest, tone)
