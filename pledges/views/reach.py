"""*Belum dapat dihubungi*: marked by the operator, ended by the operator or by signing."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from netralitas.access.doors import require
from netralitas.access.permissions import Permission
from netralitas.errors import DomainError
from netralitas.registry.models import Staff
from netralitas.ui import confirm
from pledges.actions import reach as actions
from pledges.forms.verifications import UnreachableForm
from pledges.models import Campaign, Obligation

# belum bersedia looks like belum to an operator
_STATES = (Obligation.State.WAITING, Obligation.State.UNREACHABLE, Obligation.State.UNWILLING)


@require(Permission.LINK_REVEAL)
def unreachable(request: HttpRequest, public_id: str) -> HttpResponse:
    """Mark a person who waits in an open campaign as not to be reached, or take the mark away."""
    person = get_object_or_404(Staff.objects.within(request.scope), public_id=public_id)
    rows = Obligation.objects.filter(staff=person, campaign__state=Campaign.State.OPEN, state__in=_STATES)
    obligation = rows.select_related("campaign").order_by("-campaign__opens_at").first()
    back = reverse("registry:staff-detail", args=[public_id])
    if obligation is None:
        messages.error(request, "Pegawai ini tidak sedang ditunggu tanda tangannya. Tidak ada yang berubah.")
        return redirect(back)
    is_marked = obligation.state == Obligation.State.UNREACHABLE
    form = None if is_marked else UnreachableForm(request.POST or None)
    if request.method == "POST" and (form is None or form.is_valid()):
        return _turn(request, obligation, form, back)
    return confirm.ask(
        request, cancel_url=back, form=form, title="Dapat dihubungi lagi" if is_marked else "Belum dapat dihubungi",
        question=f"{person.full_name}, {obligation.campaign.title}.",
        confirm_label="Hapus Tanda" if is_marked else "Tandai",
        consequences=("Tetap dihitung belum menandatangani.", "Tanda hilang sendiri bila ia menandatangani."),
    )  # fmt: skip


def _turn(request: HttpRequest, obligation: Obligation, form: UnreachableForm | None, back: str) -> HttpResponse:
    try:
        if form is None:
            actions.mark_reachable(obligation, by=request.actor)
        else:
            actions.mark_unreachable(obligation, reason=form.cleaned_data["reason"], by=request.actor)
    except DomainError as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, "Dicatat. Angka wajib tidak berubah.")
    return redirect(back)
