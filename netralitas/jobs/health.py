"""How the portal is: readings with a level, from this room and from probes that the rooms above declare."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from django.conf import settings
from django.db import connection
from django.db.models import Count, Min, Q
from django_tasks_db.models import DBTaskResult

from netralitas.jobs import queue, running
from netralitas.jobs.models import Job, Message, Schedule
from netralitas.ledger.clock import database_time
from netralitas.ledger.models import Head
from netralitas.ui import formats

_SHOWN = timedelta(days=7)
_BYTES_RED, _BYTES_AMBER = 500 * 1024**2, 2 * 1024**3  # reliability.md G-F2: red below 500 MB


class Level(StrEnum):
    """Green, amber, red; said in words too."""

    GOOD = "good"
    WARN = "warn"
    BAD = "bad"


@dataclass(frozen=True)
class Reading:
    """One line of the health page: what, how much, how bad, and what to do about it."""

    label: str
    value: str
    level: Level = Level.GOOD
    advice: str = ""


Probe = Callable[[], Reading]
_probes: list[Probe] = []


def probe(function: Probe) -> Probe:
    """Declare a reading of another room; it may cost one or two queries."""
    if function not in _probes:
        _probes.append(function)
    return function


def readings() -> list[Reading]:
    """All readings, a fixed number of queries: nine of this room and those of the probes."""
    now = database_time()
    own = [_worker(now), _queue(now), _parked(now), _mail(now), _schedule(), _disk(), _database(), _ledger(now)]
    return own + [declared() for declared in _probes]


def worker() -> Reading:
    """Whether the worker is at it; two queries."""
    return _worker(database_time())


def worst(found: list[Reading]) -> Level:
    """The worst level among readings."""
    order = list(Level)
    return max((reading.level for reading in found), key=order.index, default=Level.GOOD)


def level_of(value: float | timedelta, amber: float | timedelta, red: float | timedelta) -> Level:
    """The level of something that is worse the more there is."""
    return Level.BAD if value >= red else Level.WARN if value >= amber else Level.GOOD


def age(since: datetime | None, now: datetime) -> str:
    """How long ago, in words."""
    if since is None:
        return "belum pernah"
    minutes = max(int((now - since).total_seconds()) // 60, 0)
    if minutes < 1:
        return "kurang dari semenit lalu"
    if minutes < 120:
        return f"{minutes} menit lalu"
    return f"{formats.number(minutes // 60)} jam lalu"


def _worker(now: datetime) -> Reading:
    row = Schedule.objects.filter(name="jobs.recover").first()
    last = row.last_finished_at if row else None
    quiet = now - last if last else timedelta.max
    level = level_of(quiet, timedelta(minutes=3), timedelta(minutes=10))
    advice = "Jalankan ulang layanan pekerja (manage.py worker)." if level is not Level.GOOD else ""
    return Reading("Denyut terakhir pekerja", age(last, now), level, advice)


def _queue(now: datetime) -> Reading:
    ready = DBTaskResult.objects.filter(status="READY")
    facts = ready.aggregate(
        light=Count("pk", Q(queue_name=queue.LIGHT)),
        jobs=Count("pk", Q(queue_name=queue.JOBS)),
        oldest=Min("enqueued_at"),
    )
    waited = now - facts["oldest"] if facts["oldest"] else timedelta(0)
    value = f"{formats.number(facts['light'])} tugas, {formats.number(facts['jobs'])} pekerjaan"
    level = level_of(waited, timedelta(minutes=10), timedelta(hours=1))
    advice = f"Yang terlama menunggu sejak {age(facts['oldest'], now)}." if level is not Level.GOOD else ""
    return Reading("Antrean", value, level, advice)


def _parked(now: datetime) -> Reading:
    since = now - _SHOWN
    jobs = Job.objects.filter(state=Job.State.FAILED, error=running.GIVEN_UP, finished_at__gt=since).count()
    tasks = DBTaskResult.objects.filter(status="FAILED", enqueued_at__gt=since).count()
    level = Level.BAD if tasks else Level.WARN if jobs else Level.GOOD
    advice = "Lihat catatan server dengan nama tugasnya, perbaiki, lalu ulangi." if jobs or tasks else ""
    return Reading(
        "Gagal dan disisihkan", f"{formats.number(tasks)} tugas, {formats.number(jobs)} pekerjaan", level, advice
    )


def _mail(now: datetime) -> Reading:
    facts = Message.objects.aggregate(
        waiting=Count("pk", Q(state=Message.State.QUEUED)),
        failed=Count("pk", Q(state__in=[Message.State.FAILED, Message.State.BOUNCED], created_at__gt=now - _SHOWN)),
        oldest=Min("created_at", filter=Q(state=Message.State.QUEUED)),
    )
    waited = now - facts["oldest"] if facts["oldest"] else timedelta(0)
    level = max(
        level_of(waited, timedelta(minutes=30), timedelta(hours=12)), level_of(facts["failed"], 1, 1_000_000),
        key=list(Level).index,
    )  # fmt: skip
    value = f"{formats.number(facts['waiting'])} menunggu, {formats.number(facts['failed'])} tidak sampai"
    advice = "Periksa pengaturan surel dan alamat penerima." if level is not Level.GOOD else ""
    return Reading("Surel keluar", value, level, advice)


def _schedule() -> Reading:
    failing = list(Schedule.objects.exclude(last_error="").order_by("name").values_list("name", flat=True))
    value = ", ".join(failing) or "semua tugas berkala berjalan"
    return Reading(
        "Tugas berkala", value, Level.BAD if failing else Level.GOOD, "Lihat catatan server." if failing else ""
    )


def _disk() -> Reading:
    folder = next(path for path in (settings.PRIVATE_DIR, *settings.PRIVATE_DIR.parents) if path.exists())
    usage = shutil.disk_usage(folder)
    level = level_of(-usage.free, -_BYTES_AMBER, -_BYTES_RED)
    advice = (
        "Kosongkan ruang penyimpanan sebelum penuh; tanda tangan tidak dapat disimpan bila habis."
        if level is not Level.GOOD
        else ""
    )
    return Reading("Ruang penyimpanan", f"{_size(usage.free)} tersisa dari {_size(usage.total)}", level, advice)


def _database() -> Reading:
    statement = (
        "SELECT pg_database_size(current_database())"
        if connection.vendor == "postgresql"
        else "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return Reading("Basis data", f"{connection.display_name}, {_size(cursor.fetchone()[0])}")


def _ledger(now: datetime) -> Reading:
    head = Head.objects.first()
    if head is None or not head.size:
        return Reading("Catatan bukti", "belum ada isi")
    last = datetime.fromtimestamp(head.last_at, tz=now.tzinfo)
    return Reading("Catatan bukti", f"{formats.number(head.size)} isi, terakhir {age(last, now)}")


def _size(count: float) -> str:
    for unit in ("B", "KB", "MB"):
        if count < 1024:
            return f"{formats.number(round(count))} {unit}"
        count /= 1024
    return f"{formats.number(round(count, 1), 1)} GB"
