"""What the health page says about the making of files and about the seal."""

from datetime import timedelta

from django.conf import settings
from django.core.cache import cache
from django.db.models import Count, Min, Q

from netralitas.documents import plain
from netralitas.documents.models import Document, IssuedFile, Rendition, SealRevocation
from netralitas.documents.queries import plain as queries
from netralitas.documents.sealing import authority, choosing
from netralitas.documents.sealing.base import NotReady
from netralitas.documents.uploads import asking
from netralitas.documents.uploads.kinds import Kind
from netralitas.jobs.api import Reading, probe
from netralitas.jobs.health import Level, level_of
from netralitas.ledger.clock import database_time
from netralitas.ui import formats

_ENDS_SOON = timedelta(days=60)
_DAY = timedelta(days=1)
_CAGE, _CAGE_SECONDS = "documents:cage", 900
_State = Rendition.State


@probe
def files() -> Reading:
    """Documents without a sealed file: red when one waits longer than five minutes and none is being made; two queries.

    After an apel thousands wait their turn: while files come out of the worker that is a backlog, not a fault.
    """
    lost = Q(rendition__state__in=(_State.PARKED, _State.UNCERTAIN))
    free = Q(rendition__isnull=True) | ~lost
    facts = Document.objects.unrendered().aggregate(
        waiting=Count("pk", free),
        parked=Count("pk", Q(rendition__state=_State.PARKED)),
        uncertain=Count("pk", Q(rendition__state=_State.UNCERTAIN)),
        oldest=Min("issued_at", filter=free),
    )
    waited = database_time() - facts["oldest"] if facts["oldest"] else timedelta(0)
    is_lost = bool(facts["parked"] or facts["uncertain"])
    level = Level.BAD if is_lost else level_of(waited, timedelta(minutes=2), timedelta(minutes=5))
    is_moving = _is_moving()
    if level is Level.BAD and is_moving and not is_lost:
        level = Level.WARN
    value = (
        f"{formats.number(facts['waiting'])} belum bersegel, {formats.number(facts['parked'])} disisihkan, "
        f"{formats.number(facts['uncertain'])} perlu diperiksa"
    )
    advice = _advice(is_lost=is_lost, is_moving=is_moving) if level is not Level.GOOD else ""
    return Reading("Berkas sertifikat", value, level, advice)


def _advice(*, is_lost: bool, is_moving: bool) -> str:
    if is_lost:
        return "Lihat halaman Segel Dokumen; setelah diperbaiki jalankan manage.py render_documents --retry-parked."
    if is_moving:
        return "Antrean sedang dikerjakan dan berkurang dengan sendirinya."
    return "Tidak ada berkas yang sedang jadi. Periksa apakah layanan pekerja berjalan (manage.py worker)."


def _is_moving() -> bool:
    """Whether a file was finished within the last two minutes; one query."""
    last = IssuedFile.objects.order_by("-pk").values_list("rendered_at", flat=True).first()
    return last is not None and database_time() - last < timedelta(minutes=2)


@probe
def plain_papers() -> Reading:
    """Papers of the last day that could not be stamped; amber when the paper or the machine is why. One query."""
    reasons = queries.reasons_since(database_time() - _DAY)
    reasons.pop(plain.INTENDED, 0)
    causes = plain.by_cause({reason: count for reason, count in reasons.items() if reason})
    value = f"{formats.number(sum(reasons.values()))} berkas sehari ini"
    for sentence in plain.sentences({reason: count for reason, count in reasons.items() if reason}):
        value = f"{value}; {sentence}"
    if causes[plain.Cause.MACHINE]:
        return Reading("Cetak cepat", value, Level.WARN, "Pasang poppler-utils, lalu mulai ulang layanan pekerja.")
    if causes[plain.Cause.PAPER]:
        return Reading(
            "Cetak cepat", value, Level.WARN, "Hasilnya benar tetapi lambat; lihat Pratinjau Pakta naskahnya."
        )
    return Reading("Cetak cepat", value)


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


@probe
def uploads() -> Reading:
    """Whether files from people can be looked at safely; a small child process, once a quarter of an hour."""
    problem = "" if cache.get(_CAGE) else asking.redraw(b"uji", Kind.TEXT).problem
    if not problem:
        cache.set(_CAGE, True, _CAGE_SECONDS)
        return Reading("Pemeriksa berkas", "terkunci dan siap")
    advice = "Pakai Linux 5.13 atau lebih baru (x86_64 atau arm64) dengan seccomp; lihat docs/operasi.md."
    return Reading("Pemeriksa berkas", f"salinan tidak dapat dibuat: {asking.PROBLEMS[problem]}", Level.BAD, advice)
