"""Messages people copy into WhatsApp: the summary for the pemda, the reminder for a unit. Counts, never names."""

from datetime import datetime

from django.utils import timezone

from netralitas.dashboards.queries.days import Rise
from netralitas.dashboards.queries.figures import Figures
from netralitas.dashboards.queries.monday_reports import Report
from netralitas.dashboards.queries.rollup import Rollup
from netralitas.ui import formats
from pledges.models import Campaign


def pemda_summary(campaign: Campaign, rollup: Rollup, rise: Rise, now: datetime | None = None) -> str:
    """The number as plain text."""
    whole, heads = rollup.total, rollup.heads
    with_somebody = sum(1 for row in rollup.rows if row.figures.obliged)
    lines = [
        f"*{campaign.title}*",
        f"Keadaan {_moment(now or timezone.now())}",
        "",
        f"Sudah: *{_of(whole)}* ({formats.percent(whole.done, whole.obliged)})",
        f"Naik {formats.number(rise.since_yesterday)} sejak kemarin, {formats.number(rise.since_last_week)} sepekan",
        f"Belum: {formats.number(whole.waiting)}; berhalangan sementara: {formats.number(whole.hindered)}",
        f"Tidak termasuk wajib: {formats.number(whole.excluded)}",
        f"Kepala Perangkat Daerah sudah: {_of(heads)}" if heads.obliged else "",
        f"Sudah 100 %: {formats.number(len(rollup.complete))} dari {formats.number(with_somebody)} baris rekap",
        "",
        f"Batas waktu: {_moment(campaign.closes_at)}",
    ]
    return "\n".join(line for number, line in enumerate(lines) if line or number in {2, 9})


def monday_summary(report: Report) -> str:
    """A weekly report as plain text, dated, with its numbers."""
    whole, heads, left = report.total, report.heads, report.content["countdown"]
    lowest = [f"{number}. {row.name} {_share(row.figures)}" for number, row in enumerate(report.laggards, start=1)]
    lowest = ["Terendah:", *lowest] if lowest else []
    counted = sum(1 for row in report.rows if row.figures.obliged)
    lines = [
        "*REKAP SENIN*",
        f"*{report.title}*",
        f"Keadaan {_moment(report.at)}",
        f"Sudah: *{_of(whole)}* ({_share(whole)})",
        f"Naik {formats.number(report.rise)} {report.since_text}",
        f"Kepala Perangkat Daerah sudah: {_of(heads)}" if heads.obliged else "",
        f"Belum: {formats.number(whole.waiting)}; berhalangan sementara: {formats.number(whole.hindered)}",
        f"Tidak termasuk wajib: {formats.number(whole.excluded)}",
        f"Sudah 100 %: {formats.number(len(report.complete))} dari {formats.number(counted)} baris rekap",
    ]
    ahead = [f"{left['text']}." if left else "", report.content["forecast"]["text"]]
    parts = (lines[:3], lines[3:], lowest, ahead)
    return "\n\n".join("\n".join(line for line in part if line) for part in parts if any(part))


def group_message(unit_name: str, figures: Figures, campaign: Campaign, link: str) -> str:
    """The reminder for a unit's group, word for word as in wording.md."""
    closes = timezone.localtime(campaign.closes_at)
    return (
        f"Yth. Bapak/Ibu {unit_name}: {formats.number(figures.done)} dari {formats.number(figures.obliged)} "
        f"sudah menandatangani. Bagi yang belum, mohon sebelum {formats.weekday(closes)} "
        f"pukul {formats.clock(closes)}. {link}"
    ).strip()


def _share(figures: Figures) -> str:
    return formats.percent(figures.done, figures.obliged)


def _of(figures: Figures) -> str:
    return f"{formats.number(figures.done)} dari {formats.number(figures.obliged)}"


def _moment(at: datetime) -> str:
    local = timezone.localtime(at)
    return f"{formats.weekday(local)}, pukul {formats.clock(local)}"
