"""*Permintaan Perbaikan Data*: what persons ask, and the answer."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from netralitas.access.doors import require
from netralitas.access.permissions import Permission
from netralitas.audit.actions import record_access
from netralitas.errors import DomainError
from netralitas.exchange import writers
from netralitas.registry.actions import corrections as actions
from netralitas.registry.forms.corrections import AnswerForm
from netralitas.registry.models import Correction
from netralitas.ui.lists import Column, Filter, List


class CorrectionList(List):
    """Requests, the unanswered and oldest first."""

    columns = (
        Column("nama", "Nama", sort=("staff__name_key",), value="staff.full_name"),
        Column("unit", "Unit", sort=("staff__unit__path",), value="staff.unit.name"),
        Column("soal", "Yang keliru", sort=("about",), value="get_about_display"),
        Column("waktu", "Diminta", sort=("asked_at",), value="asked_at"),
        Column("keadaan", "Keadaan", sort=("state", "asked_at"), value="get_state_display"),
    )
    search_fields = ("staff__name_key", "staff__nip", "staff__unit__name")
    filters = (
        Filter("keadaan", "Keadaan", Correction.State.choices, "state"),
        Filter("soal", "Yang keliru", Correction.About.choices, "about"),
    )
    default_sort = "keadaan"
    noun = "permintaan"


@require(Permission.STAFF_EDIT)
@require_safe
def correction_list(request: HttpRequest) -> HttpResponse:
    """Requests of persons in units where one may change data."""
    rows = Correction.objects.within(request.scope).select_related("staff__unit")
    listing = CorrectionList(rows, request.GET)
    if listing.wants_export:
        record_access("registry.corrections_export", by=request.actor, subject=request.user)
        return listing.export(writers.xlsx_response, title="Permintaan Perbaikan Data (Terbatas)")
    return render(request, "registry/corrections/list.html", {"listing": listing})


@require(Permission.STAFF_EDIT)
def correction_answer(request: HttpRequest, public_id: str) -> HttpResponse:
    """Read one request and answer it."""
    rows = Correction.objects.within(request.scope).select_related("staff__unit__opd")
    correction = get_object_or_404(rows, public_id=public_id)
    form = AnswerForm(request.POST or None)
    if form.is_valid():
        try:
            actions.answer(correction, **form.cleaned_data, by=request.actor)
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "Jawaban tersimpan. Pegawai membacanya pada halaman Data Saya.")
            return redirect("registry:corrections")
    return render(request, "registry/corrections/answer.html", {"correction": correction, "form": form})
