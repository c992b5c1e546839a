"""Sample papers: the kop, the number pattern and the paper size before anybody signs."""

import io

from django.http import FileResponse, HttpRequest
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from netralitas.access.doors import require
from netralitas.access.permissions import Permission
from netralitas.registry.models import Opd
from pledges.samples import sample_pakta


@require(Permission.PEMDA_EDIT)
@require_safe
def sample(request: HttpRequest) -> FileResponse:
    """A sample pakta of the first Perangkat Daerah, or of an invented one."""
    return _pdf(Opd.objects.active().top().select_related("opd", "parent").in_protocol_order().first())


@require(Permission.OPD_EDIT)
@require_safe
def unit_sample(request: HttpRequest, public_id: str) -> FileResponse:
    """A sample pakta with the kop of a unit."""
    rows = Opd.objects.within(request.scope).select_related("opd", "parent")
    return _pdf(get_object_or_404(rows, public_id=public_id))


def _pdf(unit: Opd | None) -> FileResponse:
    return FileResponse(io.BytesIO(sample_pakta(unit)), content_type="application/pdf", filename="contoh-pakta.pdf")
