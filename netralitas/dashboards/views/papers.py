"""Papers made of the numbers and the lists: *Daftar Belum*, the recap, the packet of a Perangkat Daerah."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST

from netralitas.access.doors import require
from netralitas.access.permissions import Permission
from netralitas.access.scopes import scope_of
from netralitas.dashboards.queries.campaigns import choice
from netralitas.dashboards.views.empty import empty
from netralitas.jobs import api as jobs
from netralitas.registry.models import Opd
from pledges.queries.printing import BY_RANK, ORDERS


@require(Permission.MISSING_VIEW)
@require_POST
def start_missing(request: HttpRequest) -> HttpResponse:
    """Begin the list of those who have not signed."""
    unit = get_object_or_404(Opd.objects.within(request.scope), public_id=_asked(request, "unit"))
    chosen = choice(request.user, _asked(request, "kegiatan"))
    if chosen is None:
        return empty(request)
    order = _asked(request, "urutan")
    job = jobs.start(
        "dashboards.print_missing", by=request.actor, owner=request.user, label=f"Daftar Belum {unit.name}",
        return_url=f"{reverse('dashboards:desk')}?{urlencode({'meja': unit.public_id})}",
        campaign=chosen.current.public_id, unit=unit.public_id, order=order if order in ORDERS else BY_RANK,
        is_workbook=_asked(request, "bentuk") == "xlsx",
    )  # fmt: skip
    return redirect(job.get_absolute_url())


@require(Permission.ROLLUP_VIEW)
@require_POST
def start_recap(request: HttpRequest) -> HttpResponse:
    """Begin the recap per Perangkat Daerah, only for those who see the whole pemda."""
    chosen = choice(request.user, _asked(request, "kegiatan"))
    if chosen is None or not request.scope.is_all:
        return redirect("dashboards:home")
    campaign = chosen.current.public_id
    job = jobs.start(
        "dashboards.print_recap", by=request.actor, owner=request.user, label=f"Rekap {chosen.current.title}",
        return_url=f"{reverse('dashboards:overview')}?{urlencode({'kegiatan': campaign})}",
        campaign=campaign, is_workbook=_asked(request, "bentuk") == "xlsx",
    )  # fmt: skip
    return redirect(job.get_absolute_url())


@require(Permission.CERTIFICATE_PRINT)
@require_POST
def start_packet(request: HttpRequest) -> HttpResponse:
    """Begin the packet of a whole Perangkat Daerah."""
    scope = scope_of(request.user, Permission.MISSING_VIEW)
    opds = Opd.objects.within(request.scope).within(scope).top()
    opd = get_object_or_404(opds, public_id=_asked(request, "unit"))
    chosen = choice(request.user, _asked(request, "kegiatan"))
    if chosen is None:
        return empty(request)
    order = _asked(request, "urutan")
    campaign = chosen.current.public_id
    job = jobs.start(
        "dashboards.print_packet", by=request.actor, owner=request.user, label=f"Paket laporan {opd.name}",
        return_url=f"{reverse('pledges:print')}?{urlencode({'kegiatan': campaign, 'unit': opd.public_id})}",
        campaign=campaign, opd=opd.public_id, order=order if order in ORDERS else BY_RANK,
    )  # fmt: skip
    return redirect(job.get_absolute_url())


def _asked(request: HttpRequest, name: str) -> str:
    return request.POST.get(name, "").replace("\0", "")
