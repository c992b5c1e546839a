"""Perangkat saya: di mana akun ini sedang masuk, dan mengeluarkannya."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from netralitas.access.doors import signed_in
from netralitas.accounts.actions import sessions
from netralitas.accounts.models import OpenSession
from netralitas.accounts.queries.devices import devices_of
from netralitas.accounts.views.entering import stay


@signed_in
@never_cache
@require_safe
def device_list(request: HttpRequest) -> HttpResponse:
    """The devices signed in to the own account."""
    devices = devices_of(request.user, request.session.session_key)
    has_others = any(not device.is_here for device in devices)
    return render(request, "accounts/devices/list.html", {"devices": devices, "has_others": has_others})


@signed_in
@require_POST
def end(request: HttpRequest, public_id: str) -> HttpResponse:
    """Sign one device out."""
    session = get_object_or_404(OpenSession.objects.select_related("user"), user=request.user, public_id=public_id)
    sessions.end_session(session=session, by=request.actor)
    messages.success(request, f"{session.device} sudah dikeluarkan.")
    return redirect("accounts:devices")


@signed_in
@require_POST
def end_others(request: HttpRequest) -> HttpResponse:
    """Sign every device out but this one."""
    count = sessions.end_others(user=request.user, besides=request.session.session_key, by=request.actor)
    stay(request, request.user)
    messages.success(request, f"{count} perangkat lain sudah dikeluarkan.")
    return redirect("accounts:devices")
