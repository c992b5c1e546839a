"""*Pesan yang tidak sampai*: which, why, how to mend it, and sending again."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from netralitas.access.doors import require
from netralitas.access.permissions import Permission
from netralitas.errors import DomainError
from netralitas.jobs.models import Message
from netralitas.ui.lists import Column, Filter, List
from pledges.actions import failed_messages as actions
from pledges.forms.reminders import BounceForm
from pledges.models import Obligation
from pledges.queries import failed_messages as queries
from pledges.queries.campaigns import current_campaign


class FailedList(List):
    """Persons whose last message did not arrive."""

    columns = (
        Column("nama", "Nama", sort=("staff__name_key",), value="staff.full_name"),
        Column("keadaan", "Keadaan", sort=("message_state",), value=lambda row: Message.State(row.message_state).label),
        Column("sebab", "Sebab", sort=("message_error",), value="message_error"),
        Column("alamat", "Alamat sekarang", sort=("staff__email",), value="staff.email"),
        Column("waktu", "Waktu", sort=("message_at",), value="message_at"),
        Column("unit", "Unit", sort=("unit__path",), value="unit.name"),
    )
    search_fields = ("staff__name_key", "staff__nip", "staff__email")
    filters = (Filter("keadaan", "Keadaan", [(one.value, one.label) for one in queries.BAD], "message_state"),)
    default_sort = "-waktu"
    noun = "pesan"
    exports = ()

    @property
    def shown(self) -> list[Obligation]:
        """The present page, each row with `mending`."""
        for row in self.page:
            row.mending = queries.MENDING[row.message_state]
        return list(self.page)


@require(Permission.LINK_ISSUE)
@require_safe
def failed_list(request: HttpRequest) -> HttpResponse:
    """What did not arrive inside one's scope, with the next step for each."""
    campaign = current_campaign()
    rows = queries.failed(campaign, request.scope) if campaign else Obligation.objects.none()
    context = {
        "campaign": campaign,
        "listing": FailedList(rows, request.GET) if campaign else None,
        "form": BounceForm(),
        "may_edit": request.user.has_perm(Permission.STAFF_EDIT),
    }
    return render(request, "pledges/failed_messages/list.html", context)


@require(Permission.LINK_ISSUE)
@require_POST
def failed_again(request: HttpRequest, public_id: str) -> HttpResponse:
    """Send the message of one person again."""
    rows = Obligation.objects.within(request.scope).select_related("staff", "unit")
    obligation = get_object_or_404(rows, public_id=public_id)
    try:
        actions.send_again(obligation, message_id=request.POST.get("pesan", ""), by=request.actor)
    except DomainError as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, f"Pesan kepada {obligation.staff.full_name} disiapkan untuk dikirim lagi.")
    return redirect("pledges:failed-messages")


@require(Permission.LINK_ISSUE)
@require_POST
def failed_note(request: HttpRequest) -> HttpResponse:
    """Note an address whose mail came back to the office."""
    campaign, form = current_campaign(), BounceForm(request.POST)
    if campaign is None or not form.is_valid():
        wrong = next(iter(form.errors.values()), ["Belum ada kegiatan."])
        messages.error(request, f"{wrong[0]} Belum ada yang dicatat.")
        return redirect("pledges:failed-messages")
    try:
        actions.note_bounce(form.cleaned_data["alamat"], campaign=campaign, scope=request.scope, by=request.actor)
    except DomainError as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, "Dicatat. Alamat itu tidak disurati lagi sampai diperbaiki.")
    return redirect("pledges:failed-messages")
