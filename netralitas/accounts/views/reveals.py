"""Menyerahkan tautan: tautan pribadi lewat operator, tautan unit dengan jam dan penggantian."""

from urllib.parse import quote

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from netralitas.access.doors import require
from netralitas.access.permissions import Permission
from netralitas.accounts.actions import links
from netralitas.accounts.forms.links import HoursForm
from netralitas.accounts.models import UnitLink
from netralitas.accounts.queries.contacts import opd_name
from netralitas.accounts.queries.doors import UnitDoorList
from netralitas.accounts.queries.links import is_readable, is_usable, link_of, personal_address, unit_address
from netralitas.accounts.queries.phones import whatsapp_number
from netralitas.accounts.views.answers import no_trace
from netralitas.errors import DomainError
from netralitas.registry.models import Opd, Staff
from netralitas.ui import confirm


@require(Permission.LINK_REVEAL)
@no_trace
@require_http_methods(["GET", "HEAD", "POST"])
def personal(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show a person's link to the operator who will hand it on: asked first, written down, shown once."""
    staff = get_object_or_404(
        Staff.objects.within(request.scope).present().select_related("unit__opd", "personal_link"), public_id=public_id
    )
    link = link_of(staff)
    known = getattr(staff, "personal_link", None)
    context = {"staff": staff, "link": link, "opd_name": opd_name(staff.unit)}
    context["is_replaceable"] = bool(known and is_readable(known))
    if request.method == "POST" and link:
        way = request.POST.get("cara", "")
        try:
            links.reveal_link(link=link, way=way, by=request.actor, device_key=request.device_key)
        except DomainError as refusal:
            messages.error(request, refusal.message)
            return redirect("accounts:reveal", public_id)
        context |= _message(staff, personal_address(link), way)
        return render(request, "accounts/reveals/shown.html", context)
    return render(request, "accounts/reveals/ask.html", context)


@require(Permission.LINK_ISSUE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unit(request: HttpRequest, public_id: str) -> HttpResponse:
    """The unit's mass door: its address, hours, one-tap replacement."""
    found = _unit_in_scope(request, public_id)
    link = UnitLink.objects.filter(unit=found).select_related("unit").first()
    link = link if link and is_usable(link) else None
    form = HoursForm(request.POST or None, initial=HoursForm.initial_of(link))
    if link and form.is_valid():
        try:
            links.set_hours(link=link, **form.cleaned_data, by=request.actor)
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "Jam buka tautan unit disimpan.")
            return redirect("accounts:unit-door", public_id)
    context = {"unit": found, "link": link, "form": form, "address": unit_address(link) if link else ""}
    return render(request, "accounts/reveals/unit.html", context)


@require(Permission.LINK_ISSUE)
@require_http_methods(["GET", "HEAD", "POST"])
def replace_unit(request: HttpRequest, public_id: str) -> HttpResponse:
    """Replace the unit's link in one tap, after saying what stops working."""
    found = _unit_in_scope(request, public_id)
    if request.method != "POST":
        return confirm.ask(
            request, title="Ganti tautan unit", question=f"Ganti tautan unit {found.name}?",
            confirm_label="Ganti Tautan", cancel_url=reverse("accounts:unit-door", args=[public_id]), is_dangerous=True,
            consequences=("Poster dan pesan dengan tautan lama langsung tidak berlaku.",
                          "Tanda tangan yang sudah tercatat tetap sah.", "Poster baru perlu dicetak dan dipasang."),
        )  # fmt: skip
    try:
        links.replace_unit_link(unit=found, by=request.actor)
    except DomainError as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, "Tautan unit diganti. Poster dan pesan lama tidak berlaku lagi; cetak poster baru.")
    return redirect("accounts:unit-door", public_id)


@require(Permission.LINK_REVEAL)
@require_POST
def replace_personal(request: HttpRequest, public_id: str) -> HttpResponse:
    """Replace a person's link at once; the old slip and message stop working."""
    staff = get_object_or_404(Staff.objects.within(request.scope).select_related("unit"), public_id=public_id)
    try:
        links.replace_personal_link(staff=staff, by=request.actor)
    except DomainError as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, f"Tautan pribadi {staff.full_name} diganti. Yang lama tidak berlaku lagi.")
    return redirect("accounts:reveal", public_id)


@require(Permission.LINK_ISSUE)
@require_safe
def unit_doors(request: HttpRequest) -> HttpResponse:
    """The units in scope with their doors."""
    units = Opd.objects.within(request.scope).active().select_related("opd")
    return render(request, "accounts/reveals/doors.html", {"listing": UnitDoorList(units, request.GET)})


def _unit_in_scope(request: HttpRequest, public_id: str) -> Opd:
    return get_object_or_404(Opd.objects.within(request.scope).active(), public_id=public_id)


def _message(staff: Staff, address: str, way: str) -> dict[str, str]:
    """The prepared message, and where WhatsApp opens it."""
    text = (
        f"Yth. Bapak/Ibu {staff.full_name}, mohon membaca dan menandatangani Ikrar Netralitas Pegawai lewat tautan "
        f"pribadi ini: {address} Tautan ini hanya untuk Bapak/Ibu; mohon tidak diteruskan."
    )
    number = whatsapp_number(staff.phone)
    return {"text": text, "way": way, "whatsapp": f"https://wa.me/{number}?text={quote(text)}" if number else ""}
