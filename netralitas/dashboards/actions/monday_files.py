"""Making files of a weekly report: two pages for the Sekda, the recap on F4, a workbook."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from django.db import transaction

from netralitas.access.actors import Actor
from netralitas.access.scopes import Scope
from netralitas.audit.actions import record
from netralitas.dashboards import events, monday_papers, recap_papers
from netralitas.dashboards.models import WeeklyReport
from netralitas.dashboards.queries.monday_reports import Report
from netralitas.dashboards.queries.weekly import report_now
from netralitas.documents import rendering
from netralitas.errors import DomainError
from netralitas.jobs import api as jobs
from netralitas.ui import formats
from pledges.models import Campaign

FORMS = ("pdf", "f4", "xlsx")


def print_report(
    progress: jobs.Progress, *, campaign: Campaign, report: WeeklyReport | None, scope: Scope, form: str, by: Actor
) -> None:
    """Write a frozen report, or the one of this moment, in one of `FORMS`.

    *Refuses* whoever does not see the whole pemda, and an empty roster. *Records* `dashboards.monday_printed`.
    """
    if not scope.is_all:
        raise DomainError("Rekap Senin hanya untuk yang memantau seluruh pemda.")
    progress.total(1)
    found = Report(report.content) if report else report_now(campaign)
    if not found.rows:
        raise DomainError("Daftar wajib masih kosong, jadi belum ada yang direkap.")
    with transaction.atomic():
        record(events.MONDAY_PRINTED, by=by, subject=report or campaign, campaign=campaign.title)
    names = {"pdf": "Rekap Senin", "f4": "Rekap per Perangkat Daerah", "xlsx": "Rekap Senin"}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rekap"
        _writer(form)(path, found, campaign)
        suffix = "xlsx" if form == "xlsx" else "pdf"
        progress.result(path, f"{names[form]} {found.at:%Y-%m-%d} {campaign.title}.{suffix}")
    progress.advance()


def _writer(form: str) -> Callable[[Path, Report, Campaign], None]:
    return {"pdf": write_executive, "f4": _write_recap, "xlsx": _write_workbook}[form]


def write_executive(path: Path, report: Report, campaign: Campaign) -> None:
    """Two pages as one PDF; writes nothing else."""
    layouts = [rendering.lay_out(sheet) for sheet in monday_papers.executive_sheets(report, campaign)]
    rendering.join(layouts, path, title=f"Rekap Senin {formats.day(report.at)}")


def _write_recap(path: Path, report: Report, campaign: Campaign) -> None:
    path.write_bytes(rendering.pdf(recap_papers.sheet_of(campaign, monday_papers.recap_of(report), report.at)))


def _write_workbook(path: Path, report: Report, campaign: Campaign) -> None:
    monday_papers.write_workbook(path, report)
