"""*Pengingat*: the schedule, who would get what, and how it is set."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from netralitas.access.doors import require
from netralitas.access.permissions import Permission
from netralitas.access.scopes import Scope
from netralitas.audit.actions import record_access
from netralitas.errors import DomainError
from netralitas.exchange import writers
from netralitas.jobs import api as jobs
from netralitas.ui.lists import Column, Filter, List
from pledges.actions import reminders as actions
from pledges.forms.reminders import PlanForm
from pledges.models import Campaign, Obligation, ReminderPlan
from pledges.queries import failed_messages
from pledges.queries import reminders as queries
from pledges.queries.campaigns import current_campaign


class FateList(List):
    """Those who have not signed, and how they would be reminded now."""

    columns = (
        Column("nama", "Nama", sort=("staff__name_key",), value="staff.full_name"),
        Column("nasib", "Bila diingatkan sekarang", sort=("fate",), value=lambda row: queries.FATES[row.fate]),
        Column("jumlah", "Sudah diingatkan", sort=("reminded",), value="reminded", css_class="number"),
        Column("surel", "Surel", sort=("staff__email",), value="staff.email"),
        Column("unit", "Unit", sort=("unit__path",), value="unit.name"),
    )
    search_fields = ("staff__name_key", "staff__nip", "staff__email")
    filters = (Filter("nasib", "Bila diingatkan sekarang", list(queries.FATES.items()), "fate"),)
    default_sort = "nama"
    noun = "pegawai"

    @property
    def shown(self) -> list[Obligation]:
        """The present page, each row with `fate_word`."""
        for row in self.page:
            row.fate_word = queries.FATES[row.fate]
        return list(self.page)


@require(Permission.LINK_ISSUE)
@require_safe
def reminder_list(request: HttpRequest) -> HttpResponse:
    """The schedule with what each step did, and the dry count of who would be written to now."""
    campaign = current_campaign()
    plan = _plan(campaign)
    amounts = queries.counts(_within(campaign, plan, request.scope)) if campaign else {}
    context = {
        "campaign": campaign,
        "plan": plan if campaign and plan.pk else None,
        "steps": queries.steps(plan) if campaign and plan.pk else [],
        "amounts": [(code, word, amounts[code]) for code, word in queries.FATES.items() if code in amounts],
        "today": timezone.localdate(),
        "failed": failed_messages.count(campaign, request.scope) if campaign else 0,
        "may_plan": request.user.has_perm(Permission.REMINDER_PLAN),
        "has_gateway": jobs.gateway() is not None,
    }
    return render(request, "pledges/reminders/list.html", context)


@require(Permission.LINK_ISSUE)
@require_safe
def reminder_people(request: HttpRequest) -> HttpResponse:
    """The dry run person by person: who would be written to now, and who not and why."""
    campaign = current_campaign()
    if campaign is None:
        return redirect("pledges:reminders")
    rows = _within(campaign, _plan(campaign), request.scope).select_related("staff", "unit")
    listing = FateList(rows, request.GET)
    record_access("pledges.reminder_people", by=request.actor, subject=campaign)
    if listing.wants_export:
        title = f"Pengingat {campaign.title} (Terbatas), keadaan {timezone.localtime():%d-%m-%Y %H.%M}"
        return listing.export(writers.xlsx_response, title=title)
    return render(request, "pledges/reminders/people.html", {"campaign": campaign, "listing": listing})


@require(Permission.REMINDER_PLAN)
@require_http_methods(["GET", "HEAD", "POST"])
def reminder_plan(request: HttpRequest) -> HttpResponse:
    """Set the schedule of the present campaign."""
    campaign = current_campaign()
    if campaign is None:
        return redirect("pledges:reminders")
    plan = ReminderPlan.objects.filter(campaign=campaign).first()
    form = PlanForm(campaign, plan, request.POST or None)
    if form.is_valid():
        try:
            actions.set_plan(campaign, by=request.actor, **form.values())
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "Jadwal pengingat disimpan.")
            return redirect("pledges:reminders")
    return render(request, "pledges/reminders/plan.html", {"campaign": campaign, "form": form})


def _plan(campaign: Campaign | None) -> ReminderPlan:
    """The campaign's plan, or the usual one that was not saved."""
    if campaign is None:
        return ReminderPlan()
    found = ReminderPlan.objects.select_related("campaign").filter(campaign=campaign).first()
    return found or ReminderPlan(campaign=campaign, target_on=timezone.localtime(campaign.closes_at).date())


def _within(campaign: Campaign, plan: ReminderPlan, scope: Scope) -> QuerySet[Obligation]:
    """Nobody is reminded when the window is over."""
    rows = queries.audience(plan).within(scope)
    return rows if campaign.is_open() else rows.none()
