"""The first page of the room."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from netralitas.access.doors import require
from netralitas.access.permissions import Permission
from sanctions.queries import cases, catalogue, reports
from sanctions.queries.calendar import work_calendar
from sanctions.views.catalogue import TABS


@require(Permission.CATALOGUE_VIEW)
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What stands ready: the catalogue, what in it a lawyer must still confirm, and the calendar."""
    today = timezone.localdate()
    entries = [
        (kind, label, *_counts(catalogue.KINDS[kind].objects.in_force(today).values_list("is_certain", flat=True)))
        for kind, label in TABS.items()
    ]
    context = {
        "entries": entries, "supervisor": catalogue.supervisor_on(today), "year": today.year,
        "has_calendar": today.year in work_calendar().years,
        "cases": cases.counts(request.user) if request.user.has_perm(Permission.CASE_WORK) else None,
        "reports": reports.counts(request.user) if request.user.has_perm(Permission.REPORT_EDIT) else None,
        "may_count": request.user.has_perm(Permission.CASE_FIGURES),
    }  # fmt: skip
    return render(request, "sanctions/home.html", context)


def _counts(certain: list[bool]) -> tuple[int, int]:
    values = list(certain)
    return len(values), values.count(False)
