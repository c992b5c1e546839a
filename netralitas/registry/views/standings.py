"""Kedudukan of one person, and the scans that prove a change."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from netralitas.access.doors import require
from netralitas.access.permissions import Permission
from netralitas.audit.actions import record_access
from netralitas.documents.uploads import answers
from netralitas.errors import DomainError
from netralitas.registry.actions import standings as actions
from netralitas.registry.forms.standings import StandingForm
from netralitas.registry.models import Staff, StaffStatus
from netralitas.registry.models.staff import HINDERED_STATUSES
from netralitas.registry.queries import proposals as queries
from netralitas.registry.views.persons import acts_for_opd, person_of
from netralitas.ui.formats import day as in_words


@require(Permission.STAFF_EDIT)
def staff_status(request: HttpRequest, public_id: str) -> HttpResponse:
    """Note an absence or a return at once; propose what takes the person out of the count."""
    person = person_of(request, public_id)
    asked = request.GET.get("kedudukan", "")
    initial = {"starts_on": timezone.localdate(), "status": asked if asked in StaffStatus.values else ""}
    form = StandingForm(request.POST or None, request.FILES or None, initial=initial)
    if form.is_valid():
        try:
            said = _take(request, person, form)
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, said)
            return redirect("registry:staff-detail", person.public_id)
    context = {"form": form, "person": person, "title": "Ubah Kedudukan"}
    return render(request, "registry/standings/form.html", context)


def _take(request: HttpRequest, person: Staff, form: StandingForm) -> str:
    """Knock on the right action; returns what to say."""
    status, since = form.cleaned_data["status"], form.cleaned_data["starts_on"]
    if status == StaffStatus.ACTIVE:
        reason = " · ".join(filter(None, (form.cleaned_data["reason"], form.cleaned_data["letter_number"])))[:200]
        actions.return_to_duty(person, on=since, reason=reason, by=request.actor)
        return "Pegawai tercatat aktif kembali."
    if status in HINDERED_STATUSES:
        until = form.cleaned_data["ends_on"]
        with form.kept_ground() as ground:
            actions.hinder(person, status=status, starts_on=since, ends_on=until, ground=ground, by=request.actor)
        return f"Dicatat berhalangan sementara sejak {in_words(since)}; tetap dihitung dalam daftar wajib."
    is_from_opd = acts_for_opd(request)
    with form.kept_ground() as ground:
        actions.propose_exit(person, status=status, on=since, ground=ground, is_from_opd=is_from_opd, by=request.actor)
    second = "BKPSDM" if is_from_opd else "akun BKPSDM atau Bakesbangpol yang lain"
    return f"Usulan dicatat dan menunggu konfirmasi {second}. Sampai dikonfirmasi, pegawai tetap dihitung."


@require(Permission.STAFF_VIEW)
@require_safe
def proposal_evidence(request: HttpRequest, public_id: str) -> HttpResponse:
    """The scan of a proposal, as a download; each look is written down."""
    proposal = get_object_or_404(queries.visible(request.scope), public_id=public_id)
    if not proposal.evidence_name:
        raise Http404
    try:
        answer = answers.copy(proposal.evidence_name, f"bukti-{proposal.public_id}")
    except DomainError as refusal:
        raise Http404(refusal.message) from refusal
    record_access("registry.proposal_evidence", by=request.actor, subject=proposal, reason="membuka bukti usulan")
    return answer
