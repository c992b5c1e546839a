"""Reading a weekly report: everything the page, the papers and the summary show comes out of its content alone."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Any

from django.utils import timezone

from netralitas.dashboards.queries.figures import NOBODY, Figures, total
from netralitas.dashboards.queries.recap import GROUPS, Kinds
from netralitas.ui import formats

LAGGARDS, GROWN = 5, 5
_REVIEWS = {  # what waits for whom, in the words of the office
    "data_unverified": ("Operator OPD", "belum menyatakan data pegawainya benar"),
    "change_proposed": ("OPD dan BKPSDM", "masih punya usulan perubahan data"),
    "awaiting_statement": ("Kepala Perangkat Daerah", "belum menyatakan kelengkapan"),
    "awaiting_review": ("Bakesbangpol", "pernyataan menunggu verifikasi"),
    "returned": ("Perangkat Daerah", "dikembalikan untuk perbaikan"),
}

NEEDS = {
    "verifikasi": "Menunggu verifikasi Bakesbangpol",
    "pernyataan": "Menunggu pernyataan Kepala OPD",
    "dikembalikan": "Dikembalikan, belum diperbaiki",
    "data": "Data belum diverifikasi",
    "kepala": "Kepala belum menandatangani",
    "mulai": "Belum mulai",
    "diam": "Tidak naik sejak rekap lalu",
    "pengecualian": "Pengecualian bertambah",
}


@dataclass(frozen=True)
class ReportRow:
    """One line: an office, a jenjang, a kind or a kecamatan, now and in the report before."""

    key: str
    name: str
    figures: Figures
    before: Figures | None  # None: the report before did not know it
    group: str = ""
    heads: Figures = NOBODY
    kinds: Kinds = ()
    head: str = ""
    verified: str = ""
    remark: str = ""
    state: str = ""
    order: tuple = ()

    @property
    def rise(self) -> int | None:
        """How many more have signed than in the report before."""
        return None if self.before is None else self.figures.done - self.before.done

    @property
    def grown(self) -> int:
        """How many more are left out of the denominator than in the report before."""
        return 0 if self.before is None else self.figures.excluded - self.before.excluded

    @property
    def needs(self) -> list[str]:
        """What Bakesbangpol follows up here this week, codes of `NEEDS` in their order."""
        is_behind = self.figures.obliged and not self.figures.is_complete
        found = {
            "verifikasi": self.state == "awaiting_review",
            "pernyataan": self.state == "awaiting_statement",
            "dikembalikan": self.state == "returned",
            "data": self.state == "data_unverified",
            "kepala": bool(self.heads.waiting),
            "mulai": is_behind and not self.figures.done,
            "diam": is_behind and bool(self.figures.done) and self.rise == 0,
            "pengecualian": self.grown > 0,
        }
        return [code for code in NEEDS if found[code]]

    @property
    def share(self) -> float:
        """For sorting: the percentage, those with nobody obliged at the end."""
        return float(self.figures.percentage) if self.figures.obliged else 101.0


@dataclass(frozen=True)
class VillageLine:
    """Village government of one kecamatan, in no sum of the report."""

    name: str
    figures: Figures
    heads: Figures


@dataclass(frozen=True)
class Wait:
    """Somebody, how many things wait there, and what they are."""

    who: str
    count: int
    what: str


class Report:
    """A weekly report, frozen or of this moment."""

    def __init__(self, content: dict[str, Any]) -> None:
        self.content = content

    @property
    def title(self) -> str:
        """The campaign's."""
        return self.content["campaign"]["title"]

    @cached_property
    def at(self) -> datetime:
        """The instant it speaks of."""
        return _instant(self.content["at"])

    @cached_property
    def closes_at(self) -> datetime:
        """When the campaign closes, as known then."""
        return _instant(self.content["campaign"]["closes_at"])

    @cached_property
    def since(self) -> datetime:
        """What the rise counts from: the report before, else the opening."""
        previous = self.content["previous"]
        return _instant(previous["at"] if previous else self.content["campaign"]["opens_at"])

    @property
    def is_first(self) -> bool:
        """Whether there was no report before."""
        return self.content["previous"] is None

    @property
    def since_text(self) -> str:
        """`sejak rekap 19 Oktober 2026`, or since the opening."""
        return f"{'sejak dibuka' if self.is_first else 'sejak rekap'} {formats.day(self.since)}"

    @cached_property
    def rows(self) -> list[ReportRow]:
        """Every office with somebody in it, in protocol order."""
        return _rows(self.content["lines"])

    @cached_property
    def levels(self) -> list[ReportRow]:
        """By jenjang."""
        return _rows(self.content["levels"])

    @cached_property
    def categories(self) -> list[ReportRow]:
        """By kind of employee."""
        return _rows(self.content["categories"])

    @cached_property
    def places(self) -> list[ReportRow]:
        """By kecamatan of the unit, in the order of their codes."""
        return _rows(self.content["places"])

    @cached_property
    def groups(self) -> list[ReportRow]:
        """By group of offices: Setda, dinas, badan, kecamatan, RSUD, others."""
        order = {name: place for place, name in enumerate(GROUPS)}
        names = sorted({row.group for row in self.rows}, key=lambda name: (order.get(name, len(order)), name))
        return [self._group(name) for name in names]

    def _group(self, name: str) -> ReportRow:
        rows = [row for row in self.rows if row.group == name]
        return ReportRow(name, name, _sum(rows), total(row.before or NOBODY for row in rows), group=name)

    @cached_property
    def villages(self) -> list[VillageLine]:
        """Village government, in a table of its own."""
        return [
            VillageLine(row["name"], Figures(*row["figures"]), Figures(*row["heads"]))
            for row in self.content["villages"]
        ]

    @cached_property
    def total(self) -> Figures:
        """Everybody."""
        return _sum(self.rows)

    @cached_property
    def heads(self) -> Figures:
        """The heads of Perangkat Daerah."""
        return total(row.heads for row in self.rows)

    @cached_property
    def rise(self) -> int:
        """How many more have signed; an office that came or went since counts with what it brought or took."""
        return sum(row.figures.done - (row.before or NOBODY).done for row in self.rows)

    @cached_property
    def points(self) -> str:
        """The rise of the percentage in points, with its sign; empty in the first report."""
        before = total(row.before or NOBODY for row in self.rows)
        now, then = self.total.percentage, before.percentage
        if self.is_first or now is None or then is None:
            return ""
        return f"{'+' if now >= then else '−'}{formats.number(abs(now - then), 1)} poin"

    @property
    def complete(self) -> list[ReportRow]:
        """Offices in which everybody obliged has signed."""
        return [row for row in self.rows if row.figures.is_complete]

    @property
    def laggards(self) -> list[ReportRow]:
        """The five lowest shares; of equals the one with more persons missing first."""
        behind = [row for row in self.rows if row.figures.obliged and not row.figures.is_complete]
        return sorted(behind, key=lambda row: (row.share, -row.figures.waiting))[:LAGGARDS]

    @property
    def grown(self) -> list[ReportRow]:
        """Offices in which more are left out than in the report before, the most first; none in the first report."""
        found = [row for row in self.rows if row.grown > 0] if not self.is_first else []
        return sorted(found, key=lambda row: -row.grown)[:GROWN]

    @property
    def grown_count(self) -> int:
        """How many more are left out in all offices that grew."""
        return 0 if self.is_first else sum(row.grown for row in self.rows if row.grown > 0)

    @property
    def waits(self) -> list[Wait]:
        """What waits for whom, only what really waits."""
        idle = sum(1 for row in self.rows if row.figures.obliged and not row.figures.done)
        found = [
            Wait("Pegawai", self.total.waiting, "belum menandatangani"),
            Wait("Kepala Perangkat Daerah", self.heads.waiting, "belum menandatangani"),
            Wait("Operator OPD", idle, "baris rekap belum mulai"),
            *(Wait(_REVIEWS[code][0], count, _REVIEWS[code][1] + self._age(code))
              for code, count in self.content["reviews"]["counts"] if code in _REVIEWS),
        ]  # fmt: skip
        return [wait for wait in found if wait.count]

    def _age(self, code: str) -> str:
        """How long the oldest statement waits for Bakesbangpol."""
        oldest = self.content["reviews"]["oldest"]
        return f", terlama sejak {formats.day(_instant(oldest))}" if code == "awaiting_review" and oldest else ""

    @cached_property
    def days(self) -> list[tuple[date, int, int]]:
        """(day, signed, obliged) at the end of each day."""
        return [(date.fromisoformat(day), done, obliged) for day, done, obliged in self.content["days"]]

    def row_of(self, key: str) -> ReportRow | None:
        """The line of one office."""
        return next((row for row in self.rows if row.key == key), None)

    def place_of(self, key: str) -> int:
        """Its place by percentage, 1 being the highest; equals share a place."""
        row = self.row_of(key)
        return 1 + sum(1 for other in self.rows if other.figures.obliged and other.share > row.share)


def _instant(seconds: int) -> datetime:
    return timezone.localtime(datetime.fromtimestamp(seconds, UTC))


def _rows(lines: Iterable[dict[str, Any]]) -> list[ReportRow]:
    return [_row(place, line) for place, line in enumerate(lines)]


def _row(place: int, line: dict[str, Any]) -> ReportRow:
    counted = {name: Figures(*line[name]) for name in ("figures", "heads", "before") if line.get(name)}
    return ReportRow(**{**line, **counted, "order": (place,)})


def _sum(rows: Iterable[ReportRow]) -> Figures:
    return total(row.figures for row in rows)
