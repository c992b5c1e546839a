"""The head's statement: on screen, or printed, signed and handed in as a scan; its number, its scan."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from netralitas.access.doors import require
from netralitas.access.permissions import Permission
from netralitas.accounts.doors import own_proof
from netralitas.audit.actions import record_access
from netralitas.documents.uploads import answers, keeping
from netralitas.errors import DomainError
from pledges.actions import completion_letters
from pledges.actions import statements as actions
from pledges.forms.completion import NumberForm, ScanForm, SeenForm, StateForm
from pledges.models import Completion, Statement
from pledges.queries import reviews
from pledges.queries.statements import post_of
from pledges.views.completion import page, round_of


@require(Permission.COMPLETION_STATE)
@own_proof
@require_http_methods(["GET", "HEAD", "POST"])
def completion_state(request: HttpRequest, public_id: str) -> HttpResponse:
    """The head reads the frozen numbers once more and states, having just proved who it is."""
    completion = round_of(request, public_id)
    snapshot = completion.snapshots.latest("pk")
    form = StateForm(request.POST or None, initial={"seen": snapshot.public_id})
    if form.is_valid():
        try:
            actions.state(completion, seen=form.cleaned_data["seen"], by=request.actor)
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "Pernyataan tercatat dan diajukan kepada Bakesbangpol.")
            return redirect("pledges:completion", public_id)
    context = {
        "completion": completion, "opd": completion.opd, "snapshot": snapshot, "form": form,
        "units": reviews.units_of(snapshot), "kinds": reviews.kinds_of(snapshot),
        "villages": reviews.villages_of(snapshot),
        "post": post_of(request.actor, completion.opd, timezone.localdate()),
    }  # fmt: skip
    return render(request, "pledges/completion/state.html", context)


@require(Permission.COMPLETION_PREPARE)
@require_POST
def completion_print(request: HttpRequest, public_id: str) -> HttpResponse:
    """The statement as a paper to sign and stamp."""
    completion, form = round_of(request, public_id), SeenForm(request.POST)
    try:
        seen = form.cleaned_data["seen"] if form.is_valid() else ""
        letter = completion_letters.print_statement(completion, seen=seen, by=request.actor)
    except DomainError as refusal:
        messages.error(request, refusal.message)
        return redirect("pledges:completion", public_id)
    return redirect(letter.get_absolute_url())


@require(Permission.COMPLETION_PREPARE)
@require_http_methods(["GET", "HEAD", "POST"])
def completion_scan(request: HttpRequest, public_id: str) -> HttpResponse:
    """Hand in the scan of the signed and stamped paper."""
    completion = round_of(request, public_id)
    snapshot = completion.snapshots.latest("pk")
    initial = {"seen": snapshot.public_id, "signed_on": timezone.localdate()}
    form = ScanForm(request.POST or None, request.FILES or None, initial=initial)
    if form.is_valid():
        try:
            _hand_in(request, completion, form)
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "Pindaian diserahkan. Bakesbangpol mencocokkannya dengan angka yang dibekukan.")
            return redirect("pledges:completion", public_id)
    context = {"completion": completion, "opd": completion.opd, "snapshot": snapshot, "form": form}
    return render(request, "pledges/completion/scan.html", context)


def _hand_in(request: HttpRequest, completion: Completion, form: ScanForm) -> None:
    with keeping.kept_scan(form.cleaned_data["scan"]) as scan:
        actions.hand_in(
            completion, seen=form.cleaned_data["seen"], signed_on=form.cleaned_data["signed_on"],
            scan_name=scan.name, scan_sha256=scan.sha256, by=request.actor,
        )  # fmt: skip


@require(Permission.COMPLETION_PREPARE)
@require_POST
def completion_number(request: HttpRequest, public_id: str) -> HttpResponse:
    """Enter the statement's number from the agenda, once."""
    completion, form = round_of(request, public_id), NumberForm(request.POST)
    if not form.is_valid():
        return page(request, completion, {"number_form": form}, status=422)
    try:
        completion_letters.enter_number(completion, by=request.actor, **form.cleaned_data)
    except DomainError as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, "Nomor surat dicatat dan tidak dapat diganti lagi.")
    return redirect("pledges:completion", public_id)


@require(Permission.COMPLETION_VIEW)
@require_safe
def scan_file(request: HttpRequest, public_id: str) -> HttpResponse:
    """The portal's copy of a scan, as a download; each look is written down."""
    rows = Statement.objects.filter(completion__in=Completion.objects.within(request.scope))
    statement = get_object_or_404(rows.exclude(scan_name=""), public_id=public_id)
    try:
        answer = answers.copy(statement.scan_name, f"pernyataan-{statement.public_id}")
    except DomainError as refusal:
        raise Http404(refusal.message) from refusal
    record_access("pledges.completion_scan", by=request.actor, subject=statement)
    return answer
