"""Running one job: claim its row, let it say how far it is, write down how it ended.

The attempt number fences: a run that was given up for dead and comes back can write nothing any more.
"""

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.core.files import File
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection, transaction
from django.db.models import F
from django.db.models.functions import Now
from django.utils import timezone

from netralitas.access.actors import Actor
from netralitas.errors import DomainError
from netralitas.jobs import catalogue, queue, results
from netralitas.jobs.models import Job

KEEP_DAYS = 7
_BEAT_SECONDS = 1.5
GIVEN_UP = (
    "Pekerjaan ini berhenti karena gangguan di server. Yang sudah tersimpan tetap aman; "
    "tekan Ulangi, atau hubungi admin sistem."
)
_logger = logging.getLogger("netralitas.jobs")


class StopSign:
    """Says that the worker should end. Set from a signal handler, where `threading.Event` can block for ever.

    The handler runs in the thread that may just hold the event's own lock in `wait`; a plain attribute has none.
    """

    def __init__(self) -> None:
        self._is_set = False

    def set(self) -> None:
        """Ask to end."""
        self._is_set = True

    def clear(self) -> None:
        """Take it back: the process works on."""
        self._is_set = False

    def is_set(self) -> bool:
        """Whether it was asked."""
        return self._is_set

    def wait(self, seconds: float) -> None:
        """Sleep for so long, or until asked (looked at ten times a second)."""
        ends = time.monotonic() + seconds
        while not self._is_set and (left := ends - time.monotonic()) > 0:
            time.sleep(min(left, 0.1))


stopping = StopSign()  # set by the worker on SIGTERM: jobs go back to the queue


class Stopped(Exception):
    """The job should end now; raised by `Progress.advance`."""


class Cancelled(Stopped):
    """Its owner asked for it."""


class Interrupted(Stopped):
    """The worker is shutting down; the job goes back to the queue."""


class Superseded(Stopped):
    """The job was given up for dead and belongs to another run now."""


class Progress:
    """What a running job says of itself: numbers are kept in memory and written from beside."""

    def __init__(self, job: Job, *, is_live: bool = True) -> None:
        self.job = job
        self.by = Actor(**job.actor)
        self.last_checkpoint: dict[str, Any] = job.checkpoint
        self._own = Job.objects.filter(pk=job.pk, state=Job.State.RUNNING, attempts=job.attempts)
        self._is_live = is_live
        self._done, self._total, self._note = job.done_count, job.total_count, job.note
        self._is_cancelled = self._is_lost = False
        self._facts: dict[str, Any] = {}

    @property
    def done(self) -> int:
        """Steps done so far, with those of earlier runs."""
        return self._done

    def total(self, count: int) -> None:
        """How many steps there are."""
        self._total = count

    def note(self, text: str) -> None:
        """What is being done now, in a few Indonesian words."""
        self._note = text[:200]

    def advance(self, count: int = 1) -> None:
        """Say that `count` steps more are done; raises `Stopped` when the job must end. Costs no query."""
        self._done += count
        if not self._is_live:
            self.beat()
        if self._is_lost:
            raise Superseded
        if self._is_cancelled:
            raise Cancelled
        if stopping.is_set():
            raise Interrupted

    def checkpoint(self, facts: dict[str, Any]) -> None:
        """Keep what a restarted run needs (`last_checkpoint`), in the present transaction."""
        self._write(checkpoint=facts, done_count=self._done, total_count=self._total)
        self.last_checkpoint = facts

    def result(self, path: Path | str, download_name: str) -> None:
        """Take the file at `path`, encrypted, into private storage: what the owner may download for seven days."""
        sealed = Path(f"{path}{results.ENDING}")
        sealed.unlink(missing_ok=True)  # of an attempt that was killed
        results.seal(Path(path), sealed)
        with _MovableFile(sealed) as file:
            name = default_storage.save(f"results/{self.job.public_id}{results.ENDING}", file)
        for left in (Path(path), sealed):
            left.unlink(missing_ok=True)
        earlier, self.job.result_file = self.job.result_file, name
        try:
            expires = timezone.now() + timedelta(days=KEEP_DAYS)
            self._write(result_file=name, result_name=download_name, expires_at=expires)
        except Superseded:
            default_storage.delete(name)
            raise
        if earlier:
            default_storage.delete(earlier)

    def outcome(self, **facts: Any) -> None:
        """Plain facts about how it went, kept with the job."""
        self._facts |= facts

    def beat(self) -> None:
        """Write the numbers and a heartbeat; learn whether to stop."""
        numbers = {"done_count": self._done, "total_count": self._total, "note": self._note}
        if not self._own.update(heartbeat_at=Now(), **numbers):
            self._is_lost = True
        elif self._own.filter(is_cancel_requested=True).exists():
            self._is_cancelled = True

    def settle(self, state: Job.State, **fields: Any) -> None:
        """Write how the run ended; a superseded run writes nothing."""
        self._own.update(
            state=state, done_count=self._done, total_count=self._total, note=self._note, outcome=self._facts, **fields
        )

    def _write(self, **fields: Any) -> None:
        if not self._own.update(heartbeat_at=Now(), **fields):
            raise Superseded


class _MovableFile(File):
    """A file that the file system storage may move instead of copying."""

    def __init__(self, path: Path | str) -> None:
        super().__init__(Path(path).open("rb"))  # noqa: SIM115 File closes it
        self._path = str(path)

    def temporary_file_path(self) -> str:
        """Where it lies now."""
        return self._path


def run(public_id: str, *, is_live: bool = True, reraise: bool = False) -> None:
    """Claim and run a waiting job; does nothing when it is no longer waiting.

    `is_live=False` writes every step at once instead of from beside; `reraise` lets a crash through (both for tests).
    """
    job = _claim(public_id)
    if job is None:
        return
    progress = Progress(job, is_live=is_live)
    try:
        with _heartbeat(progress) if is_live else nullcontext():
            catalogue.kind_named(job.name).function(progress, **job.arguments)
    except Superseded:
        _logger.warning("job superseded", extra={"facts": {"job": job.public_id, "name": job.name}})
    except Interrupted:
        _return_to_queue(progress)
    except Cancelled:
        progress.settle(Job.State.CANCELLED, finished_at=Now())
    except DomainError as refusal:
        progress.settle(Job.State.FAILED, finished_at=Now(), error=refusal.message[:300])
    except Exception:
        _logger.exception("job failed", extra={"facts": {"job": job.public_id, "name": job.name}})
        _try_again(progress)
        if reraise:
            raise
    else:
        progress.settle(Job.State.DONE, finished_at=Now(), error="")


def _claim(public_id: str) -> Job | None:
    waiting = Job.objects.filter(public_id=public_id, state=Job.State.QUEUED)
    claimed = waiting.update(
        state=Job.State.RUNNING, attempts=F("attempts") + 1, started_at=Now(), heartbeat_at=Now(), finished_at=None
    )
    return Job.objects.get(public_id=public_id) if claimed else None


def _return_to_queue(progress: Progress) -> None:
    with transaction.atomic():
        progress.settle(Job.State.QUEUED, attempts=F("attempts") - 1)
        queue.run_job.enqueue(public_id=progress.job.public_id)


def _try_again(progress: Progress) -> None:
    job = progress.job
    if job.attempts >= job.max_attempts:
        progress.settle(Job.State.FAILED, finished_at=Now(), error=GIVEN_UP)
        return
    with transaction.atomic():
        progress.settle(Job.State.QUEUED)
        later = timezone.now() + timedelta(seconds=5 * 2**job.attempts)
        queue.run_job.using(run_after=later).enqueue(public_id=job.public_id)


@contextmanager
def _heartbeat(progress: Progress) -> Iterator[None]:
    """Beat from a thread with its own connection, so that long steps and long transactions stay visibly alive."""
    ended = threading.Event()
    thread = threading.Thread(target=_beat_until, args=(ended, progress), name="heartbeat", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join(timeout=30)


def _beat_until(ended: threading.Event, progress: Progress) -> None:
    try:
        while not ended.wait(_BEAT_SECONDS):
            try:
                progress.beat()
            except DatabaseError:  # locked by a long transaction: the next beat comes soon
                connection.close()
    finally:
        connection.close()
