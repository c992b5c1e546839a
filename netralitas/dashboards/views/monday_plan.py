"""*Atur Rekap Senin*: the hour, the recipients, the open counts."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from netralitas.access.doors import require
from netralitas.access.models import User
from netralitas.access.permissions import Permission
from netralitas.access.roles import ROLES
from netralitas.dashboards.actions import mondays as actions
from netralitas.dashboards.forms import WeeklyPlanForm
from netralitas.dashboards.queries.recipients import is_wanted, possible
from netralitas.dashboards.queries.weekly import plan
from netralitas.errors import DomainError


@require(Permission.WEEKLY_EDIT)
def arrange(request: HttpRequest) -> HttpResponse:
    """Show and change how the weekly report is made."""
    now, accounts = plan(), possible()
    given = {name: getattr(now, name) for name in ("hour", "is_on", "is_mailed", "has_open_data")}
    given["recipients"] = [user.username for user in accounts if is_wanted(user)]
    form = WeeklyPlanForm(
        request.POST or None, initial=given, accounts=[(one.username, _line(one)) for one in accounts]
    )
    if form.is_valid():
        chosen = form.cleaned_data | {"recipients": set(form.cleaned_data["recipients"])}
        try:
            actions.arrange(**chosen, by=request.actor)
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "Pengaturan Rekap Senin disimpan.")
            return redirect("dashboards:monday-plan")
    address = f"{settings.BASE_URL}{reverse('dashboards:open-counts-public')}" if now.has_open_data else ""
    return render(request, "dashboards/mondays/plan.html", {"form": form, "public_address": address})


def _line(user: User) -> str:
    """Name, roles and whether mail can reach it."""
    roles = ", ".join(ROLES[role].label for role in user.roles)
    return f"{user.display_name} ({roles}){'' if user.email else ', belum punya alamat surel'}"
