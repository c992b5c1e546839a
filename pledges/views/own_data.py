"""*Data saya*: what the portal holds about me, who looked, what to put right, and all of it to take along."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from netralitas.accounts.doors import person
from netralitas.accounts.models import WayIn
from netralitas.accounts.queries.contacts import contact_of
from netralitas.audit.actions import record_access
from netralitas.errors import DomainError
from netralitas.exchange import writers
from netralitas.registry.actions import corrections
from pledges.forms.own_data import CorrectionForm
from pledges.queries.own_data import as_json, as_rows, own_data


@person
@never_cache
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Everything in sections; only for the person alone, on the own device."""
    if not _is_alone(request):
        return _closed(request)
    return _page(request, CorrectionForm())


@person
@never_cache
@require_safe
def download(request: HttpRequest, form: str) -> HttpResponse:
    """The same as a file for machines (JSON) or for people (XLSX)."""
    if not _is_alone(request):
        return _closed(request)
    sections = own_data(request.person)
    record_access("pledges.own_data", by=request.actor, subject=request.person, reason="unduhan data sendiri")
    if form == "json":
        answer = JsonResponse(as_json(sections), json_dumps_params={"ensure_ascii": False, "indent": 2})
        answer["Content-Disposition"] = f'attachment; filename="data-saya-{timezone.localdate():%Y-%m-%d}.json"'
        return answer
    columns = ["Bagian", "Data atau nomor", "Isi"]
    return writers.xlsx_response(title="Data Saya", columns=columns, rows=as_rows(sections))


@person
@require_POST
def correct(request: HttpRequest) -> HttpResponse:
    """Ask for a correction."""
    if not _is_alone(request):
        return _closed(request)
    form = CorrectionForm(request.POST)
    if form.is_valid():
        try:
            corrections.ask(staff=request.person, **form.cleaned_data, by=request.actor)
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "Permintaan terkirim kepada operator dan BKPSDM. Jawabannya tampil di sini.")
            return redirect("pledges:own-data")
    return _page(request, form)


def _page(request: HttpRequest, form: CorrectionForm) -> HttpResponse:
    context = {"person": request.person, "sections": own_data(request.person), "form": form}
    return render(request, "pledges/own_data/page.html", context | _contact(request))


def _is_alone(request: HttpRequest) -> bool:
    """Signed in oneself, or come by the own link that no operator saw, on a device nobody else uses."""
    visit = request.visit
    if not visit:
        return True
    return visit.way_in == WayIn.PERSONAL_LINK and not visit.is_shared_device and not visit.is_via_operator


def _closed(request: HttpRequest) -> HttpResponse:
    return render(request, "pledges/own_data/closed.html", _contact(request), status=403)


def _contact(request: HttpRequest) -> dict[str, object]:
    return {"contact": contact_of(request.person.unit)}
