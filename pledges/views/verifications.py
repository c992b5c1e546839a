"""Verifikasi Data: the overview, one Perangkat Daerah, and *Nyatakan Data Benar*."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from netralitas.access.doors import require
from netralitas.access.permissions import Permission
from netralitas.errors import DomainError
from netralitas.registry.models import Opd
from netralitas.ui.formats import day as in_words
from pledges.actions import verifications as actions
from pledges.forms.verifications import DueForm, StateForm
from pledges.queries import verifications as queries

_STATES = ("data_unverified", "change_proposed", "data_verified")


@require(Permission.STAFF_VIEW)
@require_safe
def verification_list(request: HttpRequest) -> HttpResponse:
    """Every OPD one may see, with its day and its state; late ones first."""
    opds = list(_opds(request))
    if len(opds) == 1 and not request.scope.is_all:
        return redirect("pledges:verification", opds[0].public_id)
    rows = queries.standings(opds)
    rows.sort(key=lambda one: (not one.is_overdue, one.due is None))
    counts = [(code, sum(row.state == code for row in rows)) for code in _STATES]
    context = {
        "rows": rows,
        "counts": counts,
        "late": sum(row.is_overdue for row in rows),
        "form": DueForm(),
        "may_rule": request.user.has_perm(Permission.ROSTER_RULE),
    }
    return render(request, "pledges/verifications/list.html", context)


@require(Permission.STAFF_VIEW)
@require_safe
def verification(request: HttpRequest, public_id: str) -> HttpResponse:
    """One OPD: what would be stated, what was stated, what changed since."""
    return _page(request, _opd(request, public_id), None)


@require(Permission.ROSTER_STATE)
@require_POST
def verification_state(request: HttpRequest, public_id: str) -> HttpResponse:
    """*Nyatakan Data Benar*."""
    opd = _opd(request, public_id)
    form = StateForm(request.POST)
    if not form.is_valid():
        return _page(request, opd, form, status=422)
    try:
        statement = actions.state(opd, seen_sha256=form.cleaned_data["seen"], by=request.actor)
    except DomainError as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, f"Data {opd.name} dinyatakan benar: {statement.total_count} orang.")
    return redirect("pledges:verification", opd.public_id)


@require(Permission.ROSTER_RULE)
@require_POST
def verification_ask(request: HttpRequest) -> HttpResponse:
    """Set the day for every OPD, or for the one named."""
    form = DueForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Isi tenggat dengan tanggal yang benar. Belum ada yang berubah.")
        return redirect("pledges:verifications")
    opds = _opds(request)
    if public_id := request.POST.get("opd", "").replace("\0", ""):
        opds = opds.filter(public_id=public_id)
    try:
        count = actions.ask(opds, by=request.actor, **form.cleaned_data)
    except DomainError as refusal:
        messages.error(request, refusal.message)
    else:
        until = in_words(form.cleaned_data["due_on"])
        messages.success(request, f"{count} Perangkat Daerah diminta memverifikasi data sampai {until}.")
    return redirect("pledges:verifications")


@require(Permission.ROSTER_RULE)
@require_POST
def verification_remind(request: HttpRequest) -> HttpResponse:
    """Write to the operators of those late or nearly so."""
    sent = actions.remind(by=request.actor)
    said = f"{sent} pengingat dikirim lewat surel." if sent else "Tidak ada yang perlu diingatkan sekarang."
    messages.success(request, said)
    return redirect("pledges:verifications")


def _opds(request: HttpRequest) -> QuerySet[Opd]:
    return Opd.objects.within(request.scope).top().active().in_protocol_order()


def _opd(request: HttpRequest, public_id: str) -> Opd:
    return get_object_or_404(_opds(request), public_id=public_id)


def _page(request: HttpRequest, opd: Opd, form: StateForm | None, status: int = 200) -> HttpResponse:
    standing, snapshot = queries.standing_of(opd), queries.snapshot_of(opd)
    joined, left = queries.changes_since(standing)
    context = {
        "opd": opd,
        "standing": standing,
        "snapshot": snapshot,
        "joined": joined,
        "left": left,
        "form": form or StateForm(initial={"seen": snapshot.sha256}),
        "may_state": request.user.has_perm(Permission.ROSTER_STATE, opd),
        "now": timezone.now(),
    }
    return render(request, "pledges/verifications/detail.html", context, status=status)
