"""What the health page says about the making of files and about the seal."""

from datetime import timedelta

from django.conf import settings
from django.db.models import Count, Min, Q

from netralitas.documents.models import Document, Rendition, SealRevocation
from netralitas.documents.sealing import authority, choosing
from netralitas.documents.sealing.base import NotReady
from netralitas.jobs.api import Reading, probe
from netralitas.jobs.health import Level, level_of
from netralitas.ledger.clock import database_time
from netralitas.ui import formats

_ENDS_SOON = timedelta(days=60)
_State = Rendition.State


@probe
def files() -> Reading:
    """Documents without a sealed file: red when one waits longer than five minutes; two queries."""
    lost = Q(rendition__state__in=(_State.PARKED, _State.UNCERTAIN))
    free = Q(rendition__isnull=True) | ~lost
    facts = Document.objects.unrendered().aggregate(
        waiting=Count("pk", free),
        parked=Count("pk", Q(rendition__state=_State.PARKED)),
        uncertain=Count("pk", Q(rendition__state=_State.UNCERTAIN)),
        oldest=Min("issued_at", filter=free),
    )
    waited = database_time() - facts["oldest"] if facts["oldest"] else timedelta(0)
    is_lost = facts["parked"] or facts["uncertain"]
    level = Level.BAD if is_lost else level_of(waited, timedelta(minutes=2), timedelta(minutes=5))
    value = (
        f"{formats.number(facts['waiting'])} belum bersegel, {formats.number(facts['parked'])} disisihkan, "
        f"{formats.number(facts['uncertain'])} perlu diperiksa"
    )
    advice = ""
    if level is not Level.GOOD:
        advice = "Lihat halaman Segel Dokumen; setelah diperbaiki jalankan manage.py render_documents --retry-parked."
    return Reading("Berkas sertifikat", value, level, advice)


@probe
def seal() -> Reading:
    """Whether the portal can seal now, and how long the seal's certificate lasts; one query."""
    revoked = frozenset(SealRevocation.objects.values_list("fingerprint", flat=True))
    try:
        sealer = choosing.current(revoked=revoked)
        sealer.make_ready()
    except NotReady as reason:
        return Reading("Segel elektronik", "belum dapat menyegel", Level.BAD, str(reason))
    if sealer.is_remote:
        return Reading("Segel elektronik", "lewat BSrE")
    ours = authority.current(settings.SEAL_DIR)
    ends = ours.certificate.not_valid_after_utc if ours else database_time()
    level = level_of(-(ends - database_time()), -_ENDS_SOON, timedelta(0))
    advice = "Perbarui dengan manage.py make_seal_ca --renew (docs/operasi.md)." if level is not Level.GOOD else ""
    return Reading("Segel elektronik", f"berlaku sampai {formats.day(ends)}", level, advice)
