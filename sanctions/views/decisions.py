"""The decision on screen: laid before the official, entered from paper, compared and confirmed by somebody else."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from netralitas.access.doors import require
from netralitas.access.permissions import Permission
from netralitas.accounts.doors import fresh_proof
from netralitas.audit.actions import record_access
from netralitas.documents.uploads import answers, keeping
from netralitas.errors import DomainError
from sanctions.actions import decisions as actions
from sanctions.forms.decisions import GroundsForm, PaperForm, SendBackForm
from sanctions.models import Case, CasePerson, Decision
from sanctions.queries import decisions as queries
from sanctions.transitions import BY_CODE
from sanctions.views.cases import person_or_404
from sanctions.views.examinations import person_for, take_step

Kind = Decision.Kind
_STEP_OF = {
    Kind.FIRST: "putuskan", Kind.ON_OBJECTION: "putus_upaya", Kind.ON_APPEAL: "putus_upaya", Kind.ANNULMENT: "batalkan",
    Kind.RECORD: "putuskan",
}  # fmt: skip


@require(Permission.CASE_EDIT)
@never_cache
def submit(request: HttpRequest, public_id: str) -> HttpResponse:
    """Lay a proven matter before the official who decides."""
    person = person_for(request, public_id, "ajukan")
    form = GroundsForm(request.POST or None)
    return take_step(
        request, form, person, "ajukan", lambda: actions.submit(person, by=request.actor, **form.cleaned_data),
        gaps=[gap] if (gap := queries.official_gap(person)[1]) else [],
    )  # fmt: skip


@require(Permission.CASE_EDIT)
@never_cache
def not_proven(request: HttpRequest, public_id: str) -> HttpResponse:
    """End a matter of which nothing is proven."""
    person = person_for(request, public_id, "tidak_terbukti")
    form = GroundsForm(request.POST or None)
    return take_step(
        request, form, person, "tidak_terbukti",
        lambda: actions.not_proven(person, by=request.actor, **form.cleaned_data),
    )  # fmt: skip


@require(Permission.CASE_EDIT)
@never_cache
def first(request: HttpRequest, public_id: str) -> HttpResponse:
    """Enter the SK."""
    return _enter(request, public_id, Kind.FIRST, "Catat Keputusan (SK)")


@require(Permission.CASE_EDIT)
@never_cache
def answer(request: HttpRequest, public_id: str) -> HttpResponse:
    """Enter what became of an objection or an appeal."""
    is_appeal = person_or_404(request, public_id).state == "banding"
    kind = Kind.ON_APPEAL if is_appeal else Kind.ON_OBJECTION
    return _enter(request, public_id, kind, "Catat Putusan atas Upaya Administratif")


@require(Permission.CASE_EDIT)
@never_cache
def annulment(request: HttpRequest, public_id: str) -> HttpResponse:
    """Enter the SK that takes a decision back."""
    return _enter(request, public_id, Kind.ANNULMENT, "Catat Pembatalan Keputusan")


@require(Permission.CASE_EDIT)
@never_cache
def correction(request: HttpRequest, public_id: str) -> HttpResponse:
    """Enter a decision again that was entered wrongly; the first record stays in the history."""
    return _enter(request, public_id, Kind.RECORD, "Perbaiki Catatan Keputusan")


@require(Permission.CASE_EDIT)
@never_cache
@require_safe
def decision(request: HttpRequest, public_id: str) -> HttpResponse:
    """An entered decision, to be compared with the paper; the look is logged."""
    entry = _entry(request, public_id)
    record_access("sanctions.decision", by=request.actor, subject=entry.person.case)
    verdict = getattr(entry, "verdict", None)
    context = {
        "entry": entry, "person": entry.person, "case": entry.person.case, "verdict": verdict,
        "is_own": actions.is_own(entry, request.actor), "form": SendBackForm(),
    }  # fmt: skip
    return render(request, "sanctions/decisions/detail.html", context)


@require(Permission.CASE_EDIT)
@never_cache
@require_POST
@fresh_proof
def decision_confirm(request: HttpRequest, public_id: str) -> HttpResponse:
    """Confirm as the second person."""
    entry = _entry(request, public_id)
    try:
        actions.confirm(entry, by=request.actor)
    except DomainError as refusal:
        messages.error(request, refusal.message)
        return redirect("sanctions:decision", entry.public_id)
    messages.success(request, f"{entry.get_kind_display()} {entry.number} dikonfirmasi dan kini berdiri.")
    return redirect("sanctions:case", entry.person.case.public_id)


@require(Permission.CASE_EDIT)
@never_cache
@require_POST
def decision_return(request: HttpRequest, public_id: str) -> HttpResponse:
    """Send an entry back that differs from the paper."""
    entry, form = _entry(request, public_id), SendBackForm(request.POST)
    try:
        actions.send_back(entry, note=form.data.get("note", "") if form.is_valid() else "", by=request.actor)
    except DomainError as refusal:
        messages.error(request, refusal.message)
        return redirect("sanctions:decision", entry.public_id)
    messages.success(request, "Catatan dikembalikan; keputusannya dapat dicatat ulang.")
    return redirect("sanctions:case", entry.person.case.public_id)


@require(Permission.CASE_EDIT)
@never_cache
@require_safe
def decision_scan(request: HttpRequest, public_id: str) -> HttpResponse:
    """The scan of the paper; each look is logged."""
    entry = _entry(request, public_id)
    record_access("sanctions.decision_scan", by=request.actor, subject=entry.person.case)
    try:
        return answers.copy(entry.scan_name, "pindaian-keputusan")
    except DomainError as refusal:
        messages.error(request, refusal.message)
        return redirect("sanctions:decision", entry.public_id)


def _enter(request: HttpRequest, public_id: str, kind: Decision.Kind, title: str) -> HttpResponse:
    person = person_for(request, public_id, _STEP_OF[kind])
    waiting = queries.waiting_entry(person)
    if waiting is not None:
        messages.warning(request, "Masih ada keputusan yang menunggu konfirmasi orang kedua.")
        return redirect("sanctions:decision", waiting.public_id)
    if kind != Kind.RECORD and person.state not in BY_CODE[_STEP_OF[kind]].sources:
        messages.error(request, f"{kind.label} tidak dapat dicatat pada keadaan ini. Belum ada yang berubah.")
        return redirect("sanctions:case", person.case.public_id)
    form = PaperForm(request.POST or None, request.FILES or None, person=person, kind=kind)
    if form.is_valid():
        try:
            with keeping.kept_scan(form.cleaned_data["scan"]) as scan:
                entry = actions.enter(person, form.paper(scan), by=request.actor)
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "Dicatat. Orang kedua mencocokkannya dengan SK lalu mengonfirmasi.")
            return redirect("sanctions:decision", entry.public_id)
    return render(request, "sanctions/decisions/paper.html", _page(form, person, kind, title))


def _page(form: PaperForm, person: CasePerson, kind: Decision.Kind, title: str) -> dict[str, object]:
    """What the page of a paper shows beside its form: what the rules say, and what was imposed before."""
    return {
        "form": form, "person": person, "case": person.case, "title": title,
        "suggestion": queries.suggestion_for(person) if kind == Kind.FIRST else None,
        "proven": queries.proven_allegations(person), "earlier": queries.earlier_sanctions(person),
        "standing": queries.standing_decision(person),
    }  # fmt: skip


def _entry(request: HttpRequest, public_id: str) -> Decision:
    """A decision of a case the reader keeps; else 404."""
    rows = Decision.objects.filter(person__case__in=Case.objects.behind_the_wall_of(request.user))
    found = get_object_or_404(
        rows.select_related("person__case", "person__staff", "measure", "verdict"), public_id=public_id
    )
    person_for(request, found.person.public_id, "putuskan")
    return found
