"""The weekly report on paper: two pages for the Sekda, the recap on F4, and a workbook; all out of its content."""

from pathlib import Path
from typing import Any

from netralitas.dashboards import charts, recap_papers
from netralitas.dashboards.queries.figures import NOBODY, total
from netralitas.dashboards.queries.monday_reports import Report, ReportRow
from netralitas.dashboards.queries.recap import Group, Line, Recap
from netralitas.documents.papers import Sheet
from netralitas.exchange.writers import Page, write_pages
from netralitas.ui import formats
from pledges.models import Campaign

METHOD = (
    "Perkiraan selesai: median tanda tangan per hari kerja dari sepuluh hari kerja terakhir (tanda tangan hari libur "
    "dihitung pada hari kerja berikutnya); rentangnya dari kuartil atas dan bawah. Bukan janji."
)
LAST_STEP = 5  # the last `.step-n` of monday.css
_HEADINGS = (
    "Kelompok", "Wajib", "Sudah elektronik", "Sudah basah", "Sudah jumlah", "%", "Berhalangan", "Belum",
    "Tidak termasuk wajib", "Sudah pada rekap lalu", "Naik",
)  # fmt: skip


def executive_sheets(report: Report, campaign: Campaign) -> list[Sheet]:
    """Two pages A4: the answer on the first, what it consists of on the second; each is set until it fits."""
    frame = recap_papers.frame_of(campaign, report.at)
    context = {**frame.context, **picture_of(report), "method": METHOD, "formula": recap_papers.FORMULA}
    return [
        Sheet(template, "papers/monday.css", context, frame.pictures, "A4", fit_steps=LAST_STEP)
        for template in ("papers/monday_front.html", "papers/monday_back.html")
    ]


def picture_of(report: Report) -> dict[str, Any]:
    """A report with its charts, for the page and for the paper."""
    return {
        "report": report,
        "villages": total(row.figures for row in report.villages),
        "trend": charts.trend(report.days),
        "level_bars": charts.bars(report.levels),
        "kind_bars": charts.bars(report.categories),
        "group_bars": charts.bars(report.groups),
    }


def write_workbook(path: Path, report: Report) -> None:
    """Five sheets: offices, jenjang, kinds, kecamatan, days."""
    title = f"Rekap Senin, {report.title}, keadaan per {formats.moment(report.at)}; naik dihitung {report.since_text}"
    parts = (
        ("Perangkat Daerah", report.rows), ("Jenjang", report.levels), ("Jenis pegawai", report.categories),
        ("Kecamatan", report.places),
    )  # fmt: skip
    pages = [Page(name, title, (name, *_HEADINGS[1:]), [*map(_row, rows), _sum(rows)]) for name, rows in parts]
    days = [(f"{day:%d-%m-%Y}", done, obliged) for day, done, obliged in report.days]
    write_pages(path, [*pages, Page("Per hari", title, ("Tanggal", "Sudah", "Wajib"), days)])


def _row(row: ReportRow) -> tuple[Any, ...]:
    figures = row.figures
    share = "" if figures.percentage is None else float(figures.percentage)
    then = "" if row.before is None else row.before.done
    return (
        row.name, figures.obliged, figures.signed, figures.paper, figures.done, share, figures.hindered,
        figures.waiting, figures.excluded, then, "" if row.rise is None else row.rise,
    )  # fmt: skip


def _sum(rows: list[ReportRow]) -> tuple[Any, ...]:
    before = total(row.before or NOBODY for row in rows)
    return _row(ReportRow("", "JUMLAH", total(row.figures for row in rows), before))


def recap_of(report: Report) -> Recap:
    """The recap on F4 as the report has it, with the rise since the report before."""
    groups, number = [], 0
    for name in (group.name for group in report.groups):
        lines = []
        for row in (row for row in report.rows if row.group == name):
            number += 1
            lines.append(Line(
                row.name, row.figures, row.heads, row.kinds, row.rise or 0, row.head, row.verified, row.remark, number,
                row.group, row.key,
            ))  # fmt: skip
        groups.append(Group(name, lines))
    return Recap(groups, report.villages, report.since.date())
