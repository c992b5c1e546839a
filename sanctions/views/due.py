"""*Jatuh Tempo*: every running clock of the cases one may open, the nearest first, with what the rule says next."""

from datetime import date

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from netralitas.access.doors import require
from netralitas.access.permissions import Permission
from netralitas.exchange import writers
from netralitas.ui.lists import Column, Filter, List
from sanctions.actions.cases import note_export
from sanctions.deadlines import SOON, words
from sanctions.models import Clock
from sanctions.models.clocks import OTHERS_TURN
from sanctions.queries import due as queries
from sanctions.queries.calendar import work_calendar


def _in_time(rows: QuerySet[Clock], value: str) -> QuerySet[Clock]:
    return queries.by_time(rows, value, timezone.localdate())


class DueList(List):
    """Running clocks; a download holds case numbers and days, never a name."""

    columns = (
        Column("tempo", "Jatuh tempo", sort=("due_on", "pk"), value="due_on"),
        Column("tenggat", "Tenggat", sort=("limit__name", "due_on", "pk"), value="limit.name"),
        Column("perkara", "Perkara", sort=("person__case__number", "due_on", "pk"), value="person.case.number"),
        Column("kewajiban", "Kewajiban", sort=("limit__duty_of", "due_on", "pk"), value="limit.duty_of"),
        Column("sejak", "Dihitung sejak", value="started_on"),
        Column("akibat", "Yang berlaku menurut aturan", value="limit.consequence"),
        Column("dasar", "Dasar", value="limit.legal_basis"),
    )
    search_fields = ("person__case__number", "limit__name", "limit__code", "limit__duty_of")
    filters = (
        Filter(
            "waktu", "Waktu",
            [("lewat", "Lewat tenggat"), ("dekat", "Tiga hari kerja lagi"), ("kantor", "Kewajiban kantor")], _in_time,
        ),
    )  # fmt: skip
    default_sort, noun = "tempo", "tenggat"


@require(Permission.CASE_WORK)
@never_cache
@require_safe
def due_list(request: HttpRequest) -> HttpResponse:
    """What is due and overdue."""
    listing = DueList(queries.running_for(request.user), request.GET)
    if listing.wants_export:
        note_export(count=listing.rows.count(), by=request.actor)
        return listing.export(writers.xlsx_response, title="Jatuh Tempo")
    today, calendar = timezone.localdate(), work_calendar()
    near = calendar.add(today, SOON)
    for clock in listing.page or ():
        clock.look = _look(clock, today, near)
        clock.words = "catat di halaman perkara" if clock.look == "tiba" else words(clock.due_on, today, calendar)
    may_decide = request.user.has_perm(Permission.CASE_EDIT)
    context = {
        "listing": listing, "overdue": queries.overdue_count(request.user, today), "year": today.year,
        "has_calendar": today.year in calendar.years,
        "waiting": queries.waiting_decisions(request.user) if may_decide else (),
    }  # fmt: skip
    return render(request, "sanctions/due/list.html", context)


def overdue_badge(request: HttpRequest) -> int:
    """How many clocks ran out, for the menu."""
    return queries.overdue_count(request.user, timezone.localdate())


def _look(clock: Clock, today: date, near: date) -> str:
    """Which look of statuses kind "clock" fits."""
    if clock.limit.code in OTHERS_TURN:
        return "pihak_lain"
    if not clock.limit.is_duty:
        return "tiba" if clock.due_on <= today else "berjalan"
    if clock.due_on < today:
        return "lewat"
    return "dekat" if clock.due_on <= near else "berjalan"
