"""The calendar of working days: holidays by year, and a clock to try."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from netralitas.access.doors import require
from netralitas.access.permissions import Permission
from sanctions.actions import calendar as actions
from sanctions.forms.calendar import CountForm, HolidaysForm
from sanctions.models import Holiday
from sanctions.queries.calendar import work_calendar

_FIRST, _LAST = 2000, 2100


@require(Permission.CATALOGUE_VIEW)
@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """Holidays of a year, and a deadline worked out on trial."""
    return _page(request, HolidaysForm())


@require(Permission.CATALOGUE_EDIT)
@require_POST
def calendar_add(request: HttpRequest) -> HttpResponse:
    """Write lines of the decree down."""
    form = HolidaysForm(request.POST)
    if not form.is_valid():
        return _page(request, form)
    count = actions.add(form.holidays(), by=request.actor)
    messages.success(request, f"{count} hari libur baru dicatat.")
    return redirect("sanctions:calendar")


@require(Permission.CATALOGUE_EDIT)
@require_POST
def calendar_fixed(request: HttpRequest) -> HttpResponse:
    """Write the holidays of fixed date of a year down."""
    year = _year(request)
    count = actions.add_fixed(year, by=request.actor)
    messages.success(request, f"{count} hari libur bertanggal tetap tahun {year} dicatat.")
    return redirect("sanctions:calendar")


@require(Permission.CATALOGUE_EDIT)
@require_POST
def holiday_remove(request: HttpRequest, day: str) -> HttpResponse:
    """Take a holiday out."""
    try:
        found = date.fromisoformat(day)
    except ValueError:
        found = date.min
    holiday = get_object_or_404(Holiday, day=found)
    actions.remove(holiday, by=request.actor)
    messages.success(request, f"{holiday.name} dihapus dari kalender.")
    return redirect("sanctions:calendar")


def _page(request: HttpRequest, form: HolidaysForm) -> HttpResponse:
    year, count_form = _year(request), CountForm(request.GET if "mulai" in request.GET else None)
    context = {
        "holidays": Holiday.objects.filter(day__year=year), "year": year, "form": form,
        "may_edit": request.user.has_perm(Permission.CATALOGUE_EDIT), "count_form": count_form,
        "answer": _answer(count_form),
    }  # fmt: skip
    return render(request, "sanctions/calendar/calendar.html", context)


def _year(request: HttpRequest) -> int:
    asked = request.POST.get("tahun") or request.GET.get("tahun") or ""
    year = int(asked) if asked.isdecimal() and len(asked) == 4 else 0
    return year if _FIRST <= year <= _LAST else timezone.localdate().year


def _answer(form: CountForm) -> dict[str, object] | None:
    if not form.is_valid():
        return None
    days = work_calendar()
    due = days.add(form.cleaned_data["mulai"], form.cleaned_data["hari"])
    years = range(form.cleaned_data["mulai"].year, due.year + 1)
    return {"due": due, "missing": [year for year in years if year not in days.years]}
