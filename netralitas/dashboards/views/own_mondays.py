"""What the weekly reports say of one's own Perangkat Daerah, week by week, and its units since the last one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from netralitas.access.permissions import Permission
from netralitas.dashboards.links import address
from netralitas.dashboards.queries.as_of import past
from netralitas.dashboards.queries.campaigns import Choice
from netralitas.dashboards.queries.monday_reports import Report
from netralitas.dashboards.queries.units import unit_rollup
from netralitas.dashboards.queries.weekly import reports_of
from netralitas.dashboards.views.empty import empty
from netralitas.registry.models import Opd
from pledges.queries.completion import standing_of


def page(request: HttpRequest, chosen: Choice) -> HttpResponse:
    """The page of a kepala OPD or an operator; the caller has checked the door."""
    unit = Opd.objects.within(request.scope).select_related("kind").order_by("path").first()
    if unit is None:
        return empty(request)
    reports = [(row, Report(row.content)) for row in reports_of(chosen.current)[:26]]
    last = reports[0][0] if reports else None
    rolled = unit_rollup(chosen.current, unit, request.scope)
    then = past(chosen.current, last.taken_at).unit_rollup(unit, request.scope) if last else None
    before = {row.pk: row.figures.done for row in then.rows} if then else {}
    context = {
        "unit": unit, "choice": chosen, "campaign": chosen.current, "last": last, "now": timezone.now(),
        "figures": rolled.total, "heads": rolled.heads,
        "rise": rolled.total.done - then.total.done if then else None,
        "weeks": [(report, line) for _, report in reports if (line := report.row_of(unit.public_id))],
        "rows": [
            (row, row.figures.done - before.get(row.pk, 0) if then else None,
             address(request, "unit", row.key) if row.key else "")
            for row in sorted(rolled.rows, key=lambda row: (row.share, -row.figures.waiting))
        ],
        "missing_url": _missing(request), "unit_url": address(request, "unit", unit.public_id),
        "standing": standing_of(chosen.current, unit) if unit.parent_id is None else None,
        "may_view_standing": request.user.has_perm(Permission.COMPLETION_VIEW),
    }  # fmt: skip
    return render(request, "dashboards/mondays/own.html", context)


def _missing(request: HttpRequest) -> str:
    return address(request, "desk") if request.user.has_perm(Permission.MISSING_VIEW) else ""
