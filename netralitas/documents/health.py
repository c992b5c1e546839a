"""What the health page says about the making of files."""

from datetime import timedelta

from django.db.models import Count, Min, Q

from netralitas.documents.models import Document, Rendition
from netralitas.jobs.api import Reading, probe
from netralitas.jobs.health import Level, level_of
from netralitas.ledger.clock import database_time
from netralitas.ui import formats


@probe
def files() -> Reading:
    """Documents without a file: red when one waits longer than five minutes; two queries."""
    parked = Q(rendition__state=Rendition.State.PARKED)
    free = Q(rendition__isnull=True) | ~parked
    facts = Document.objects.unrendered().aggregate(
        waiting=Count("pk", free), parked=Count("pk", parked), oldest=Min("issued_at", filter=free)
    )
    waited = database_time() - facts["oldest"] if facts["oldest"] else timedelta(0)
    level = Level.BAD if facts["parked"] else level_of(waited, timedelta(minutes=2), timedelta(minutes=5))
    value = f"{formats.number(facts['waiting'])} menunggu, {formats.number(facts['parked'])} disisihkan"
    advice = ""
    if level is not Level.GOOD:
        advice = "Lihat catatan server, perbaiki, lalu jalankan manage.py render_documents --retry-parked."
    return Reading("Berkas sertifikat", value, level, advice)
