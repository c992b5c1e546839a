"""Making the files of issued documents: claim, render from the frozen facts, seal, store, say so.

May die at any point and be repeated: a claim is a lease that runs out, a stored file without its row is found
under the attempt's name, the row is unique per document. What is published is the sealed file; without a seal nothing
is. The signature never waits for this. A file that left for a sealing service is never sent again by itself.
"""

import hashlib
import logging
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from enum import StrEnum

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Now

from netralitas.access.actors import Actor
from netralitas.audit.actions import record
from netralitas.documents import drawings, events, storing
from netralitas.documents.models import Document, IssuedFile, Rendition, SealRevocation
from netralitas.documents.sealing import choosing
from netralitas.documents.sealing.base import NotReady, OutcomeUnknown, Refused, Sealed, Sealer
from netralitas.jobs import api as jobs
from netralitas.ledger.clock import database_time

MAX_ATTEMPTS = 5
LEASE = timedelta(minutes=2)
BACKOFF = timedelta(seconds=20)  # times the number of attempts
BY_HAND = "Menunggu tanda tangan elektronik pejabat."
_BATCH = 20
_logger = logging.getLogger("netralitas.documents")
State = Rendition.State
GIVEN_UP = (State.PARKED, State.UNCERTAIN)


def render_due(*, by: Actor, seconds: float = 15) -> bool:
    """Make files, the newest first, until none is due, `seconds` are over or the worker is told to stop.

    True when more may be waiting.

    *Refuses* nothing: a failure waits for its next try, all wait while there is no seal. *Records*
    `documents.file_parked` after five tries, `documents.seal_uncertain` when nobody knows what became of a file.
    """
    sealer = sealer_now()
    try:
        sealer.make_ready()
    except NotReady as reason:
        _let_all_wait(str(reason))
        return False
    if sealer.is_by_hand:
        _let_all_wait(BY_HAND)
        return False
    ends = time.monotonic() + seconds
    while batch := list(_due()[:_BATCH]):
        for document in batch:
            attempt = claim(document, by=by)
            if attempt and make(document, attempt, sealer, by=by) is Outcome.WAITING:
                return False
            if time.monotonic() > ends or jobs.stopping.is_set():
                return True
    return False


def retry_parked(*, by: Actor) -> int:
    """Let parked documents be tried again; returns how many. *Records* `documents.parked_retried`."""
    with transaction.atomic():
        parked = Rendition.objects.filter(state=State.PARKED)
        count = parked.update(state=State.FAILED, attempts=0, leased_until=None)
        if count:
            record(events.PARKED_RETRIED, by=by, count=count)
    return count


def sealer_now() -> Sealer:
    """The sealer of the settings, told which certificates were revoked; one query."""
    revoked = frozenset(SealRevocation.objects.values_list("fingerprint", flat=True))
    return choosing.current(revoked=revoked)


def _due() -> QuerySet[Document]:
    """Documents without a file that nobody is making now.

    The newest first: whoever signed this minute looks at the screen, whoever signed before the burst has left it.
    """
    free = Q(rendition__leased_until__isnull=True) | Q(rendition__leased_until__lt=Now())
    waiting = Q(rendition__isnull=True) | (~Q(rendition__state__in=GIVEN_UP) & free)
    return Document.objects.unrendered().filter(waiting).select_related("row_key", "rendition").order_by("-pk")


def claim(document: Document, *, by: Actor) -> int | None:
    """Take the document for a lease; the number of this attempt, or None when there is nothing to do.

    The attempt is counted now, so that a document that kills its worker is parked in the end too. *Refuses* (None) a
    document that somebody holds or that needs a person. *Records* `documents.file_parked`, `documents.seal_uncertain`.
    """
    lease = database_time() + LEASE
    rendition = getattr(document, "rendition", None)
    if rendition is None:
        _, is_mine = Rendition.objects.get_or_create(document=document, defaults={"attempts": 1, "leased_until": lease})
        return 1 if is_mine else None
    if rendition.state in GIVEN_UP or rendition.state == State.STORED:
        return None
    if rendition.sent_at is not None:  # whoever sent it died before the answer
        _leave_uncertain(document, rendition.attempts, "terputus saat menunggu jawaban", by=by)
        return None
    if rendition.attempts >= MAX_ATTEMPTS:
        _park(document, by=by)
        return None
    free = Q(leased_until__isnull=True) | Q(leased_until__lt=Now())
    mine = Rendition.objects.filter(free, document=document, attempts=rendition.attempts, sent_at=None).update(
        state=State.RENDERING, attempts=F("attempts") + 1, leased_until=lease, updated_at=Now()
    )
    return rendition.attempts + 1 if mine else None


class Outcome(StrEnum):
    """What became of one claimed document."""

    STORED = "stored"
    WAITING = "waiting"  # sealing is out of order for all, or a person's word was refused
    FAILED = "failed"
    UNCERTAIN = "uncertain"


def make(
    document: Document, attempt: int, sealer: Sealer, *, by: Actor, seal: Callable[..., Sealed] | None = None
) -> Outcome:
    """Render, seal (by `seal` instead of the sealer's own way) and store one claimed document.

    *Refuses* nothing. *Records* `documents.file_parked`, `documents.seal_uncertain`.
    """
    is_sent = False
    try:
        content = rendered(document, sealer)
        rendered_at = database_time()
        if sealer.is_remote:
            if not _mark_sent(document, attempt, content, rendered_at):
                return Outcome.FAILED  # another run was faster
            is_sent = True
        sealed = (seal or sealer.seal)(content, at=rendered_at)
        keep(document, attempt, sealed, rendered_at)
    except NotReady as reason:
        return _let_wait(document, attempt, str(reason))
    except Refused as refusal:
        if sealer.is_by_hand:
            return _let_wait(document, attempt, str(refusal))
        return _put_back(document, attempt, str(refusal), by=by)
    except OutcomeUnknown as unknown:
        return _leave_uncertain(document, attempt, str(unknown), by=by)
    except Exception as error:
        _logger.exception("making a file failed", extra={"facts": {"document": document.public_id, "attempt": attempt}})
        failed = _leave_uncertain if is_sent else _put_back
        return failed(document, attempt, f"kesalahan teknis ({type(error).__name__})", by=by)
    return Outcome.STORED


def rendered(document: Document, sealer: Sealer) -> bytes:
    """The unsealed file; the sealer's own sentence stands only on files it is going to seal."""
    facts = document.facts()
    if sealer.footer:
        facts = {**facts, "seal_note": sealer.footer}
    return drawings.render(document, facts)


def _mark_sent(document: Document, attempt: int, content: bytes, at: datetime) -> bool:
    """Write down that the file leaves for the service, before it does; False when another run holds the document."""
    lease = database_time() + LEASE + timedelta(seconds=2 * settings.BSRE_TIMEOUT)
    mine = Rendition.objects.filter(document=document, attempts=attempt, state=State.RENDERING, sent_at=None)
    changed = mine.update(
        state=State.SEALING, sent_at=at, rendered_at=at, leased_until=lease, updated_at=Now(),
        rendered_sha256=hashlib.sha256(content).hexdigest(), rendered_size=len(content),
    )  # fmt: skip
    return bool(changed)


def keep(document: Document, attempt: int, sealed: Sealed, rendered_at: datetime) -> None:
    """Store a sealed file and write its row; earlier attempts' leavings go. *Records* nothing: the row is sealed."""
    name = storing.name_for(document.public_id, attempt)
    storing.keep(name, sealed.content)
    _finish(document, name, sealed, rendered_at)
    for earlier in range(1, attempt):
        storing.drop(storing.name_for(document.public_id, earlier))


def _finish(document: Document, name: str, sealed: Sealed, rendered_at: datetime) -> None:
    """Write the sealed row of the file; when another run was faster, its file stands and ours goes."""
    try:
        with transaction.atomic():
            IssuedFile.objects.create(
                document=document, storage_name=name, sha256=hashlib.sha256(sealed.content).hexdigest(),
                size=len(sealed.content), rendered_at=rendered_at, sealed_at=sealed.at, sealer=sealed.sealer,
                seal_fingerprint=sealed.fingerprint,
            )  # fmt: skip
            Rendition.objects.filter(document=document).update(
                state=State.STORED, leased_until=None, error="", rendered_at=rendered_at, sealed_at=sealed.at,
                sent_at=None, stored_at=Now(), updated_at=Now(),
            )  # fmt: skip
    except IntegrityError:
        if IssuedFile.objects.filter(storage_name=name).exists():
            return
        storing.drop(name)


def _let_wait(document: Document, attempt: int, reason: str) -> Outcome:
    """Nothing was sealed and nothing was sent: the try does not count."""
    Rendition.objects.filter(document=document, attempts=attempt).update(
        state=State.WAITING, error=reason[:300], attempts=attempt - 1, sent_at=None, leased_until=None, updated_at=Now()
    )
    return Outcome.WAITING


def _let_all_wait(reason: str) -> None:
    """Say of every document that is due why it waits; no row is written twice for the same reason."""
    new = Document.objects.unrendered().filter(rendition__isnull=True).values_list("pk", flat=True)
    rows = [Rendition(document_id=pk, state=State.WAITING, error=reason[:300]) for pk in new]
    Rendition.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)
    free = Q(leased_until__isnull=True) | Q(leased_until__lt=Now())
    others = Rendition.objects.filter(free, sent_at=None).exclude(state__in=(*GIVEN_UP, State.STORED))
    others.exclude(state=State.WAITING, error=reason[:300]).update(
        state=State.WAITING, error=reason[:300], leased_until=None, updated_at=Now()
    )


def _put_back(document: Document, attempt: int, error: str, *, by: Actor) -> Outcome:
    if attempt >= MAX_ATTEMPTS:
        _park(document, error=error, by=by)
        return Outcome.FAILED
    Rendition.objects.filter(document=document, attempts=attempt).update(
        state=State.FAILED, error=error[:300], leased_until=database_time() + BACKOFF * attempt, sent_at=None,
        updated_at=Now(),
    )  # fmt: skip
    return Outcome.FAILED


@transaction.atomic
def _leave_uncertain(document: Document, attempt: int, error: str, *, by: Actor) -> Outcome:
    """Nobody knows whether it was sealed: a person has to look before anything is sent again."""
    mine = Rendition.objects.filter(document=document, attempts=attempt).exclude(state__in=(*GIVEN_UP, State.STORED))
    if mine.update(state=State.UNCERTAIN, error=error[:300], leased_until=None, updated_at=Now()):
        record(events.SEAL_UNCERTAIN, by=by, subject=document, number=document.number)
    return Outcome.UNCERTAIN


@transaction.atomic
def _park(document: Document, *, by: Actor, error: str = "") -> None:
    """Give up until somebody looks at it; the others go on."""
    waiting = Rendition.objects.filter(document=document).exclude(state__in=(*GIVEN_UP, State.STORED))
    if waiting.update(
        state=State.PARKED, error=error[:300] or "terhenti", leased_until=None, sent_at=None, updated_at=Now()
    ):
        record(events.FILE_PARKED, by=by, subject=document, number=document.number)
